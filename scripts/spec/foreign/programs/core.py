"""openapi-core: checks each request before it is sent, and each response."""

import json
from pathlib import Path
from typing import Any

import requests
from openapi_core import Config, OpenAPI
from openapi_core.contrib.requests import RequestsOpenAPIRequest, RequestsOpenAPIResponse
from tasks import CONTENT, FIRM, JOB, KEY, METADATA, SECRET, SPECIFICATION, URL, run

document = json.loads(Path(SPECIFICATION).read_text(encoding="utf-8"))
document["servers"] = [{"url": URL}]
# openapi-core must know how to read these two media types.
tables = {"text/csv": bytes.decode, "text/tab-separated-values": bytes.decode}
api = OpenAPI.from_dict(document, config=Config(extra_media_type_deserializers=tables))
session = requests.Session()
session.auth, session.headers["Addepar-Firm"] = (KEY, SECRET), FIRM


def call(method: str, path: str, **options: Any) -> requests.Response:
    request = session.prepare_request(requests.Request(method, URL + path, **options))
    api.validate_request(RequestsOpenAPIRequest(request))
    response = session.send(request)
    response.raise_for_status()
    api.validate_response(RequestsOpenAPIRequest(request), RequestsOpenAPIResponse(response))
    return response


class Client:
    def page(self, after: str | None) -> tuple[list[Any], str | None]:
        query = {"filter[files][entityId]": "22", "page[limit]": 2, **({"page[after]": after} if after else {})}
        page = call("GET", "/v1/files", params=query).json()
        return [row["id"] for row in page["data"]], (page.get("links") or {}).get("next")

    def reports(self) -> list[Any]:
        page = call("GET", "/v1/generated_reports", params={"filter[status]": "FINISHED,ERROR"}).json()
        return [row["id"] for row in page["data"]]

    def upload(self) -> Any:
        parts = {"file": ("statement.pdf", CONTENT), "metadata": (None, json.dumps(METADATA), "application/json")}
        return call("POST", "/v1/files", files=parts).json()["data"]["id"]

    def download(self, file_id: str) -> bytes:
        return call("GET", f"/v1/files/{file_id}/download").content

    def submit(self) -> Any:
        headers = {"Content-Type": "application/vnd.api+json"}
        return call("POST", "/v1/jobs", data=json.dumps(JOB), headers=headers).json()["data"]["id"]

    def status(self, job_id: str) -> Any:
        return call("GET", f"/v1/jobs/{job_id}").json()["data"]["attributes"]["status"]

    def result(self, job_id: str) -> bytes:
        return call("GET", f"/v1/jobs/{job_id}/download").content


run(Client())
