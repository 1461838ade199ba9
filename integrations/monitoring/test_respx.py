"""respx responds instead of the server."""

from typing import Any

import pytest

from addepar_sandbox import Sandbox

respx = pytest.importorskip("respx")
httpx = pytest.importorskip("httpx")


def test_respx_answers(round_trip: Any, body: bytes, settings: Sandbox) -> None:
    file = {"data": {"type": "files", "id": "1", "attributes": {"name": "a.pdf"}}}
    with respx.mock(base_url=settings.url, assert_all_called=True) as router:
        upload = router.post("/v1/files").mock(return_value=httpx.Response(201, json=file))
        router.get("/v1/files/1").mock(return_value=httpx.Response(200, json=file))
        router.get("/v1/files").mock(return_value=httpx.Response(200, json={"data": [file["data"]]}))
        router.get("/v1/files/1/download").mock(return_value=httpx.Response(200, content=body))
        assert round_trip(body) == [], "nothing reached the server"
    assert body in upload.calls.last.request.content
