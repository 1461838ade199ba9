"""pytest-httpx responds instead of the server."""

from typing import Any

import pytest

from addepar_sandbox import Sandbox

pytest.importorskip("pytest_httpx")


def test_pytest_httpx_answers(round_trip: Any, body: bytes, settings: Sandbox, httpx_mock: Any) -> None:
    file = {"data": {"type": "files", "id": "1", "attributes": {"name": "a.pdf"}}}
    root = f"{settings.url}/v1/files"
    httpx_mock.add_response(method="POST", url=root, status_code=201, json=file)
    httpx_mock.add_response(url=f"{root}/1", json=file)
    httpx_mock.add_response(url=f"{root}/1/download", content=body)
    httpx_mock.add_response(json={"data": [file["data"]]})
    assert round_trip(body) == [], "nothing reached the server"
    assert body in httpx_mock.get_requests(method="POST")[0].content
