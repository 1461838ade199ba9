"""What the sandbox's tests share: clients, uploads, and short ways to look at answers."""

from __future__ import annotations

import json
import ssl
from typing import Any

import httpx

from addepar_sandbox import Sandbox

JSON_API = "application/vnd.api+json"
# Never used over plain HTTP, but a client without it would load the system's certificates each time.
_NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
# httpx gives up after 5 seconds, which a busy machine can take to answer; only a hang takes longer than this.
_PATIENCE_SECONDS = 60.0


def connect(sandbox: Sandbox, key: str = "sandbox", secret: str | None = None, firm: str | None = "1") -> httpx.Client:
    """A client of a served sandbox; the secret is the key unless said otherwise, as it is in the default data."""
    client = anonymous(sandbox)
    client.auth = (key, key if secret is None else secret)
    if firm is not None:
        client.headers["Addepar-Firm"] = firm
    return client


def anonymous(sandbox: Sandbox, **headers: str) -> httpx.Client:
    """A client without credentials, or with those among the headers."""
    assert sandbox.url is not None
    return httpx.Client(base_url=sandbox.url, headers=headers, verify=_NO_CERTIFICATES, timeout=_PATIENCE_SECONDS)


def send(api: httpx.Client, method: str, path: str, document: Any) -> httpx.Response:
    """A request with a JSON:API document."""
    return api.request(method, path, content=json.dumps(document), headers={"Content-Type": JSON_API})


def upload(
    api: httpx.Client, content: bytes, name: str = "notes.txt", part_name: str | None = None, **relationships: Any
) -> httpx.Response:
    data: dict[str, Any] = {"type": "files", "attributes": {"name": name}}
    if relationships:
        data["relationships"] = relationships
    return api.post(
        "/v1/files",
        files={
            "file": (part_name or name, content, "text/plain"),
            "metadata": (None, json.dumps({"data": data}), "application/json"),
        },
    )


def ids(response: httpx.Response) -> list[str]:
    """The ids of the resources in a list answer."""
    assert response.status_code == 200, response.text
    return [str(resource["id"]) for resource in response.json()["data"]]


def refused(response: httpx.Response, status: int, *words: str) -> str:
    """Checks a JSON:API error of the status whose detail holds the words; gives the detail."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == JSON_API
    (error,) = response.json()["errors"]
    assert error["status"] == str(status)
    assert error["title"]
    for word in words:
        assert word in error["detail"], error["detail"]
    return str(error["detail"])


def view_parameters(**changes: Any) -> dict[str, Any]:
    return {
        "view_id": "2",
        "portfolio_type": "entity",
        "portfolio_id": "22",
        "output_type": "csv",
        "start_date": "2011-12-31",
        "end_date": "2013-01-15",
    } | changes


# Parameters of a query job.
QUERY: dict[str, Any] = {
    "columns": [{"key": "value"}, {"key": "value", "arguments": {"time_point": "2018-12-31"}}],
    "groupings": [{"key": "asset_class"}],
    "filters": [{"attribute": "asset_class", "type": "discrete", "operator": "include", "values": ["Equity"]}],
    "portfolio_type": "entity",
    "portfolio_id": [22],
    "start_date": "2020-02-18",
    "end_date": "2020-03-18",
}


def submit(api: httpx.Client, parameters: dict[str, Any], job_type: str = "portfolio_view_results") -> httpx.Response:
    document = {"data": {"type": "jobs", "attributes": {"job_type": job_type, "parameters": parameters}}}
    return send(api, "POST", "/v1/jobs", document)


def status(api: httpx.Client, job_id: str) -> str:
    """The status of a job; looking moves it on."""
    response = api.get(f"/v1/jobs/{job_id}")
    assert response.status_code in (200, 303), response.text
    return str(response.json()["data"]["attributes"]["status"])


def submitted(api: httpx.Client, **changes: Any) -> str:
    """The id of a new view job."""
    response = submit(api, view_parameters(**changes))
    assert response.status_code == 202, response.text
    return str(response.json()["data"]["id"])


def finished(api: httpx.Client, **changes: Any) -> str:
    """The id of a new view job, looked at until it was complete."""
    job_id = submitted(api, **changes)
    while status(api, job_id) != "Completed":
        pass
    return job_id
