"""The recorder notices: answers and requests that openapi.yaml does not allow, and nothing besides."""

import asyncio
import json
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.types import Message
from tests.contract.recording import Plugin, Recorder, Recording, _is_whole_suite, _struck
from tests.spec.walk import ROOT, documented_pairs, load

from addepar_contract.spec.exchanges import MAX_BODY_BYTES

JSON_API = b"application/vnd.api+json"
FILE = {"data": {"id": "123", "type": "files", "attributes": {"name": "Sample.pdf"}}}
ERROR = {"errors": [{"status": "400", "title": "Bad Request", "detail": "No."}]}
ACCESS = [(b"authorization", b"Basic c2FuZGJveDpzYW5kYm94"), (b"addepar-firm", b"1")]


def exchanged(
    line: str,
    status: int,
    answer: Any = None,
    *,
    media_type: bytes = JSON_API,
    sent: bytes = b"",
    agent: bytes = b"somebody",
    headers: tuple[tuple[bytes, bytes], ...] = (),
    fault: bool = False,
    whole: bool = True,
) -> Recorder:
    """A recorder through which one request has gone to an application that answers as told."""
    content = answer if isinstance(answer, bytes) else json.dumps(answer).encode() if answer is not None else b""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        _struck.set(fault)
        await receive()
        given = [(b"content-type", media_type)] if media_type else []
        await send({"type": "http.response.start", "status": status, "headers": [*given, *headers]})
        await send({"type": "http.response.body", "body": content, "more_body": not whole})

    async def receive() -> Message:
        return {"type": "http.request", "body": sent}

    async def send(message: Message) -> None:
        pass

    method, _, address = line.partition(" ")
    path, _, query = address.partition("?")
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [*ACCESS, (b"user-agent", agent), (b"content-type", JSON_API)],
    }
    recorder = Recorder()
    asyncio.run(Recording(app, recorder)(scope, receive, send))
    return recorder


def test_nothing_to_say_of_a_good_exchange() -> None:
    recorder = exchanged("GET /api/v1/files/123", 200, FILE)
    assert recorder.violations(False) == []
    assert recorder.seen == {("files_get", "200")}
    assert recorder.count == 1


@pytest.mark.parametrize(
    ("line", "status", "answer", "more", "reason"),
    [
        ("GET /api/v1/files/123", 418, ERROR, {}, "status 418 is not among"),
        ("GET /api/v1/files/123", 200, {"data": {"type": "files"}}, {}, "'id' is a required property"),
        ("GET /api/v1/files/123", 200, FILE, {"media_type": b"application/json"}, "application/json"),
        ("GET /api/v1/files/123", 200, b"{", {}, ""),
        ("GET /api/v1/files/123/download", 200, b"x", {"media_type": b"text/html"}, "media type 'text/html'"),
        ("DELETE /api/v1/files/123", 204, b"x", {"media_type": b""}, "204 with a body"),
        ("DELETE /api/v1/files/123", 204, None, {}, "204 with a Content-Type"),
        ("GET /api/v1/jobs/13/download", 303, None, {"media_type": b""}, "Location"),
        ("PUT /api/v1/files/123", 405, ERROR, {"headers": ((b"allow", b"GET"),)}, "Allow says ['GET']"),
        ("GET /api/v1/nothing", 200, ERROR, {}, "status 200 on an unknown path"),
        ("GET /api/v1/files?include=x", 200, {"data": []}, {}, "query parameter 'include' is not declared"),
        ("GET /api/v1/files?page[limit]=0", 200, {"data": []}, {}, "page[limit]"),
    ],
)
def test_names_what_is_wrong(line: str, status: int, answer: Any, more: dict[str, Any], reason: str) -> None:
    (violation, *_) = exchanged(line, status, answer, **more).violations(False)
    assert reason in violation
    assert line.split("?")[0].removeprefix("GET ") in violation


def test_wrong_requests_count_by_who_sends_them_and_how_they_are_answered() -> None:
    line, sent = "POST /api/v1/positions", b'{"data": {"type": "positions"}}'
    refused = {"status": 400, "answer": ERROR, "sent": sent}
    assert exchanged(line, **refused).violations(False) == []
    ours = b"addepar-client/1.0"
    assert "request: " in exchanged(line, **refused, agent=ours).violations(False)[0]
    assert exchanged(line, **refused, agent=ours).violations(True) == []
    created = {"data": {"id": "1", "type": "positions"}}
    assert "request: " in exchanged(line, 201, created, sent=sent).violations(False)[0]


def test_harmed_and_unfinished_answers_are_left_alone() -> None:
    assert exchanged("GET /api/v1/files/123", 200, b"{", fault=True).violations(False) == []
    assert exchanged("GET /api/v1/files/123", 200, b"{", whole=False).violations(False) == []
    assert exchanged("GET /api/v1/files/123", 200, FILE, fault=True).seen == set()


def test_long_bodies_count_by_their_media_type() -> None:
    long = b"x" * (MAX_BODY_BYTES + 1)
    line = "GET /api/v1/files/123/download"
    assert exchanged(line, 200, long, media_type=b"application/binary").violations(False) == []
    assert "media type" in exchanged(line, 200, long, media_type=b"text/html").violations(False)[0]


def test_other_routes_are_not_recorded() -> None:
    for path in ("/_sandbox/reset", "/api/public/oauth2/token"):
        assert exchanged(f"POST {path}", 200, b"?").violations(False) == []


@pytest.mark.parametrize(
    ("arguments", "options", "whole"),
    [
        (["tests"], {}, True),
        (["tests/contract"], {}, False),
        (["tests"], {"keyword": "files"}, False),
        (["tests"], {"deselect": ["tests/x.py::test_y"]}, False),
        (["tests"], {"lf": True}, False),
    ],
)
def test_the_gate_is_for_the_whole_suite(arguments: list[str], options: dict[str, Any], whole: bool) -> None:
    assert _is_whole_suite(_config(arguments, options)) is whole


def _config(arguments: list[str], options: dict[str, Any]) -> Any:
    return SimpleNamespace(
        rootpath=ROOT,
        args=arguments,
        getini=lambda name: ["tests"],
        getoption=lambda name, default=None: options.get(name, default),
        invocation_params=SimpleNamespace(dir=ROOT),
    )


@pytest.mark.parametrize("left_out", [None, ("files_get", "404"), ("jobs_download", "410")])
def test_a_pair_that_nobody_saw_fails_the_whole_suite(left_out: tuple[str, str] | None) -> None:
    plugin = Plugin(_config(["tests"], {}))
    # What another process has seen counts as well.
    seen = [list(pair) for pair in documented_pairs(load()) if pair != left_out]
    plugin.pytest_testnodedown(SimpleNamespace(workeroutput={"addepar_pairs_seen": seen, "addepar_exchanges": 1}))
    session: Any = SimpleNamespace(exitstatus=pytest.ExitCode.OK)
    plugin.pytest_sessionfinish(session)
    listed = left_out is not None and left_out in documented_pairs(load())
    assert session.exitstatus == (pytest.ExitCode.TESTS_FAILED if listed else pytest.ExitCode.OK)
