"""Routing, credentials, media types, errors, and serving."""

from __future__ import annotations

import gc
import json
import socket
import threading
from contextlib import suppress
from dataclasses import replace

import httpx
import pytest
from tests.sandbox.tools import JSON_API, anonymous, connect, ids, refused, send

from addepar_sandbox import Sandbox
from addepar_sandbox.handlers.registry import HANDLERS, check_registry
from addepar_sandbox.http.server import Server, open_socket
from addepar_sandbox.spec.loading import load_spec


def test_an_operation_without_a_handler_stops_the_start() -> None:
    whole = load_spec()
    invented = replace(whole, operations={**whole.operations, "files_fold": whole.operations["files_get"]})
    with pytest.raises(LookupError, match="files_fold"):
        check_registry(invented)


@pytest.mark.parametrize(
    ("key", "secret", "firm"),
    [("sandbox", "wrong", "1"), ("wrong", "sandbox", "1"), ("sandbox", "sandbox", "2"), ("sandbox", "sandbox", None)],
)
def test_wrong_credentials_are_refused_alike(sandbox: Sandbox, key: str, secret: str, firm: str | None) -> None:
    with connect(sandbox, key, secret, firm) as client:
        refused(client.get("/v1/files"), 401)


@pytest.mark.parametrize("header", ["", "Basic", "Basic !!!", "Basic c2FuZGJveA==", "Bearer nothing", "Digest x"])
def test_unreadable_credentials_are_refused(sandbox: Sandbox, header: str) -> None:
    with anonymous(sandbox, **{"Authorization": header, "Addepar-Firm": "1"}) as client:
        refused(client.get("/v1/files"), 401)


def test_a_refused_request_changes_nothing(sandbox: Sandbox, api: httpx.Client) -> None:
    with connect(sandbox, secret="wrong") as client:  # noqa: S106
        refused(client.delete("/v1/files/123"), 401)
    assert "123" in ids(api.get("/v1/files"))


@pytest.mark.parametrize(
    "path", ["/v1/nothing", "/v1/files/123/nothing", "/v1/jobs/13/", "/v2/files", "/v1/snapshots/1968/owner/"]
)
def test_unknown_addresses_are_404(api: httpx.Client, path: str) -> None:
    refused(api.get(path), 404)


def test_a_slash_too_many_does_not_delete_everything(api: httpx.Client) -> None:
    refused(send(api, "DELETE", "/v1/positions/", {"data": [{"type": "positions", "id": "13"}]}), 404)
    assert "13" in ids(api.get("/v1/positions"))


@pytest.mark.parametrize("path", ["/v1/files/", "/v1/generated_reports/"])
def test_the_two_printed_addresses_with_a_slash_work(api: httpx.Client, path: str) -> None:
    assert ids(api.get(path)) == ids(api.get(path.rstrip("/")))


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/v1/files/123", "DELETE, GET, PATCH"),
        ("DELETE", "/v1/jobs", "GET, POST"),
        ("HEAD", "/v1/jobs/13/download", "GET"),
        ("OPTIONS", "/v1/positions", "DELETE, GET, PATCH, POST"),
        ("POST", "/v1/archive/files", "GET"),
    ],
)
def test_unsupported_methods_are_405_and_say_what_is_allowed(
    api: httpx.Client, method: str, path: str, allowed: str
) -> None:
    response = api.request(method, path)
    assert response.status_code == 405
    assert response.headers["allow"] == allowed


@pytest.mark.parametrize("content_type", [None, "application/json", "text/plain", "multipart/form-data; boundary=x"])
def test_documents_in_another_media_type_are_415(api: httpx.Client, content_type: str | None) -> None:
    body = json.dumps({"data": {"id": "1111", "type": "files", "attributes": {"name": "Other.txt"}}})
    headers = {"Content-Type": content_type} if content_type else {}
    refused(api.patch("/v1/files/1111", content=body, headers=headers), 415, JSON_API)


def test_an_upload_that_is_no_form_is_415(api: httpx.Client) -> None:
    refused(send(api, "POST", "/v1/files", {"data": {}}), 415, "multipart/form-data")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b'{"data": NaN}',
        b'{"data": 1e999}',
        b'{"data": "\\ud800"}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_what_is_no_document_is_400(api: httpx.Client, body: bytes) -> None:
    refused(api.patch("/v1/files/1111", content=body, headers={"Content-Type": JSON_API}), 400)


def test_details_name_the_field(api: httpx.Client) -> None:
    document = {"data": {"id": "1111", "type": "files", "attributes": {"name": 5}}}
    refused(send(api, "PATCH", "/v1/files/1111", document), 400, "data.attributes.name")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/v1/files?include=associated_groups", "include"),
        ("/v1/files/123?include=associated_groups", "include"),
        ("/v1/archive/files?include=x", "include"),
        ("/v1/generated_reports?include=creator", "include"),
        ("/v1/files?filter[entityId]=1", "filter[entityId]"),
        ("/v1/files?page[limit]=0", "page[limit]"),
        ("/v1/files?page[limit]=2001", "page[limit]"),
        ("/v1/files?page[limit]=many", "page[limit]"),
        ("/v1/files?page[after]=nowhere", "page[after]"),
        ("/v1/files?page[limit]=1&page[limit]=2", "page[limit]"),
        ("/v1/files?filter[files][createdAfter]=yesterday", "createdAfter"),
        ("/v1/files?filter[files][createdAfter]=2017-02-30T00:00:00Z", "createdAfter"),
        ("/v1/positions?filter[created_after]=2023-13-01", "created_after"),
        ("/v1/generated_reports?filter[status]=FINISHED,LOST", "filter[status]"),
    ],
)
def test_parameters_that_are_unknown_or_wrong_are_400(api: httpx.Client, path: str, name: str) -> None:
    refused(api.get(path), 400, name)


def test_errors_in_the_sandbox_itself_are_500_and_do_not_stop_it(
    api: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(call: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setitem(HANDLERS, "files_get", broken)
    detail = refused(api.get("/v1/files/123"), 500)
    assert "planted" not in detail
    assert api.get("/v1/files").status_code == 200


def test_two_sandboxes_share_nothing() -> None:
    with (
        Sandbox() as one,
        Sandbox() as other,
        one.serve(),
        other.serve(),
        connect(one) as first,
        connect(other) as second,
    ):
        assert first.delete("/v1/files/123").status_code == 204
        assert second.get("/v1/files/123").status_code == 200


def test_requests_at_once_are_all_answered(sandbox: Sandbox) -> None:
    seen: list[int] = []

    def work() -> None:
        with connect(sandbox) as client:
            seen.extend(client.get("/v1/files/123").status_code for _ in range(10))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [200] * 80


def test_serving_twice_one_after_the_other_keeps_the_state() -> None:
    with Sandbox() as sandbox:
        with sandbox.serve(), connect(sandbox) as client:
            client.delete("/v1/files/123")
        assert sandbox.url is None
        with sandbox.serve(), connect(sandbox) as client:
            assert client.get("/v1/files/123").status_code == 404


def test_a_connection_that_comes_while_the_server_stops_is_closed() -> None:
    sandbox = Sandbox()
    server = Server(sandbox.app, sandbox.connections)
    listener = open_socket("127.0.0.1", 0)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    assert server.ready.wait(30)
    assert server._loop is not None
    held = threading.Event()
    server._loop.call_soon_threadsafe(held.wait)
    with socket.create_connection(listener.getsockname()) as client:  # seen by the loop in the turn that ends it
        server.stop()
        held.set()
        thread.join(30)
        listener.close()
        client.settimeout(10)
        with suppress(ConnectionResetError):  # the kernel refuses what the server has not accepted
            assert client.recv(1) == b""
    gc.collect()  # what was left open would be warned of here, and a warning is an error
    sandbox.close()
