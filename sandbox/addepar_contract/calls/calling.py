"""Sends requests to a sandbox the plain way: httpx, no client of ours in between."""

import json
import re
import ssl
from collections.abc import Mapping
from typing import Any, NamedTuple

import httpx

from addepar_contract.spec.document import load, operations

JSON_API = "application/vnd.api+json"
_SPEC = load()
OPERATIONS = {operation.id: operation for operation in operations(_SPEC)}
PRINTED = {name: example["value"] for name, example in _SPEC["components"]["examples"].items()}
"""What the pages print, by its name in the specification."""
PATH_PARAMETER = re.compile(r"\{\w+\}")
_NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class Upload(NamedTuple):
    """A multipart body: what the file part holds, its file name and type, and the metadata document."""

    content: bytes
    name: str
    metadata: Any
    content_type: str = "text/plain"


class Request(NamedTuple):
    """A request to one operation.

    `id` fills the path's only parameter. `body` is a JSON value, an `Upload`, or bytes to be sent as they are.
    `key` is the API key, whose secret is the same text.
    """

    operation: str
    id: str = ""
    query: Mapping[str, str] | None = None
    body: Any = None
    key: str = "sandbox"
    headers: Mapping[str, str] | None = None


class Caller:
    """Speaks to one API root, such as a served sandbox's.

    Args:
        url: the API root.
        firm: what goes into the `Addepar-Firm` header.
    """

    def __init__(self, url: str, firm: str = "1") -> None:
        # Without this context httpx loads all certificates of the machine, which takes 40 ms.
        # A busy machine may take longer than httpx's five seconds; the API itself gives up after 60.
        options: dict[str, Any] = {"verify": _NO_TLS, "trust_env": False, "timeout": 60}
        options["event_hooks"] = {"response": [_errors_say_their_status]}
        self.http = httpx.Client(base_url=url, headers={"Addepar-Firm": firm}, **options)

    def __enter__(self) -> "Caller":
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def send(self, request: Request) -> httpx.Response:
        operation = OPERATIONS[request.operation]
        return self.raw(operation.method, PATH_PARAMETER.sub(request.id, operation.path), request)

    def raw(self, method: str, path: str, request: Request) -> httpx.Response:
        """Send a request to another address than its operation's; the path begins with `/v1/`."""
        auth = (request.key, request.key)
        return self.http.request(method, path, params=request.query, auth=auth, **_with_body(request))

    def call(self, operation: str, resource_id: str = "", **more: Any) -> httpx.Response:
        """Send a request; `more` are the other members of `Request`."""
        return self.send(Request(operation, resource_id, **more))

    def get(self, link: str, **headers: str) -> httpx.Response:
        """Follow a link as documents hold them, relative to the API root."""
        return self.http.get(link, auth=("sandbox", "sandbox"), headers=headers)

    def document(self, operation: str, resource_id: str = "", **more: Any) -> Any:
        """The JSON document of a response that must be a 200."""
        answer = self.call(operation, resource_id, **more)
        assert answer.status_code == 200, f"{operation} {resource_id}: {answer.status_code} {answer.text[:300]}"
        return answer.json()

    def walk(self, operation: str, query: Mapping[str, str] | None = None, pages: int = 1000) -> list[dict[str, Any]]:
        """The rows of a list along its `next` links, of at most so many pages."""
        document = self.document(operation, query=query)
        rows = list(document["data"])
        for _ in range(pages - 1):
            following = document["links"]["next"]
            if following is None:
                break
            answer = self.get(following)
            assert answer.status_code == 200, f"{following}: {answer.status_code} {answer.text[:300]}"
            document = answer.json()
            rows += document["data"]
        return rows


def _errors_say_their_status(response: httpx.Response) -> None:
    """Whatever a test looks for, no error may contradict its own status."""
    if response.status_code < 400 or "/v1/" not in response.request.url.path:
        return
    response.read()
    where = f"{response.request.method} {response.request.url.path}: {response.status_code}"
    assert response.headers.get("content-type") == JSON_API, f"{where} as {response.headers.get('content-type')}"
    errors = response.json()["errors"]
    assert errors, f"{where} without errors"
    for each in errors:
        assert str(each.get("status", response.status_code)) == str(response.status_code), f"{where} says {each}"


def _with_body(request: Request) -> dict[str, Any]:
    headers = dict(request.headers or {})
    if request.body is None:
        return {"headers": headers}
    if isinstance(request.body, Upload):
        return {
            "headers": headers,
            "files": {
                "file": (request.body.name, request.body.content, request.body.content_type),
                "metadata": (None, json.dumps(request.body.metadata), "application/json"),
            },
        }
    raw = request.body if isinstance(request.body, bytes) else json.dumps(request.body).encode()
    return {"headers": {"Content-Type": JSON_API, **headers}, "content": raw}
