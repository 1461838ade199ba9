"""Faults: each kind does what it says, to the operation and as often as it says."""

from __future__ import annotations

import json
import socket
import time
from typing import Any

import httpx
import pytest
from tests.sandbox.tools import ids, refused, send, upload

from addepar_sandbox import Sandbox


@pytest.mark.parametrize("status", [400, 429, 500, 502, 503, 504])
def test_statuses_strike_before_the_request_takes_effect(sandbox: Sandbox, api: httpx.Client, status: int) -> None:
    sandbox.fail("status", "files_delete", status=status, retry_after=7)
    response = api.delete("/v1/files/123")
    refused(response, status)
    assert response.headers.get("X-RateLimit-Retry-After") == ("7" if status == 429 else None)
    assert api.delete("/v1/files/123").status_code == 204


def test_a_429_may_come_without_its_header(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.fail("status", status=429, retry_after=None)
    assert "X-RateLimit-Retry-After" not in api.get("/v1/files").headers


def test_a_fault_may_strike_after_the_request_took_effect(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.fail("status", "files_delete", status=502, processed=True)
    refused(api.delete("/v1/files/123"), 502)
    refused(api.get("/v1/files/123"), 404)


def test_counts_and_operations(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.fail("status", "files_get", times=2, skip=1, status=503)
    assert api.get("/v1/files").status_code == 200
    assert [api.get("/v1/files/123").status_code for _ in range(5)] == [200, 503, 503, 200, 200]
    assert sandbox.faults.waiting() == []
    sandbox.fail("status", times=None)
    assert {api.get("/v1/jobs").status_code for _ in range(4)} == {500}
    sandbox.faults.clear()
    assert api.get("/v1/jobs").status_code == 200


def test_unknown_kinds_are_refused(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="earthquake"):
        sandbox.fail("earthquake")


@pytest.mark.parametrize("processed", [None, False])
def test_drop_closes_before_any_answer(sandbox: Sandbox, api: httpx.Client, processed: bool | None) -> None:
    sandbox.fail("drop", "files_upload", processed=processed)
    before = ids(api.get("/v1/files"))
    with pytest.raises(httpx.RemoteProtocolError):
        upload(api, b"x")
    assert len(ids(api.get("/v1/files"))) == len(before) + (processed is None)


def test_cut_ends_in_the_middle_of_the_body(sandbox: Sandbox, api: httpx.Client) -> None:
    whole = api.get("/v1/files/123/download").content
    sandbox.fail("cut", "files_download")
    received = b""
    with pytest.raises(httpx.RemoteProtocolError), api.stream("GET", "/v1/files/123/download") as response:
        assert response.headers["content-length"] == str(len(whole))
        for piece in response.iter_bytes():
            received += piece
    assert received == whole[: len(whole) // 2]


def test_wrong_length_promises_more_than_it_sends(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.fail("wrong_length", "files_download")
    received = b""
    with pytest.raises(httpx.RemoteProtocolError), api.stream("GET", "/v1/files/1111/download") as response:
        assert response.headers["content-length"] == "256202"
        for piece in response.iter_bytes():
            received += piece
    assert len(received) == 256201


def test_drip_sends_everything_slowly(sandbox: Sandbox, api: httpx.Client) -> None:
    whole = api.get("/v1/files/319/download").content
    sandbox.fail("drip", "files_get")
    began = time.monotonic()
    assert api.get("/v1/files/123").json()["data"]["id"] == "123"
    assert time.monotonic() - began > 0.2
    assert whole == api.get("/v1/files/319/download").content


def test_timeout_is_the_400_of_the_request_limit(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.fail("timeout")
    refused(api.get("/v1/positions"), 400, "60 seconds")


def test_expired_token(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.fail("expired_token", "files_list")
    refused(api.get("/v1/files"), 401, "expired")


@pytest.mark.parametrize(
    ("kind", "status", "content_type", "begins"),
    [("empty", 200, "application/vnd.api+json", b""), ("html", 500, "text/html; charset=utf-8", b"<!DOCTYPE html>")],
)
def test_bodies_that_are_no_documents(
    sandbox: Sandbox, api: httpx.Client, kind: str, status: int, content_type: str, begins: bytes
) -> None:
    sandbox.fail(kind)
    response = api.get("/v1/files")
    assert (response.status_code, response.headers["content-type"]) == (status, content_type)
    assert response.content[: len(begins) or None] == begins


def test_html_on_200(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.fail("html", status=200)
    assert api.get("/v1/files").status_code == 200


def test_invalid_json(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.fail("invalid_json")
    with pytest.raises(json.JSONDecodeError):
        api.get("/v1/files").json()


def test_redirect_to_another_origin(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.fail("redirect", location="http://elsewhere.example/v1/files")
    response = api.get("/v1/files/123/download")
    assert (response.status_code, response.headers["location"]) == (303, "http://elsewhere.example/v1/files")


def attributes(api: httpx.Client, path: str) -> dict[str, Any]:
    data = api.get(path).json()["data"]
    return dict((data[0] if isinstance(data, list) else data)["attributes"])


def test_documents_with_something_new_in_them(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.fail("unknown_enum")
    assert attributes(api, "/v1/jobs")["status"] == "Something New"
    sandbox.fail("extra_field")
    assert attributes(api, "/v1/files/123")["surprise"] == ["new", None]
    sandbox.fail("bad_timestamp")
    assert attributes(api, "/v1/files/123")["created_at"] == "2020-04-02T21:4915Z"
    assert attributes(api, "/v1/files/123")["created_at"] == "2014-06-20T20:55:07Z"


def test_a_list_of_one_may_come_as_an_object(sandbox: Sandbox, api: httpx.Client) -> None:
    item = {"id": "344671144892", "type": "snapshots", "attributes": {"comment": "x"}}
    sandbox.fail("single_object", "snapshots_update_many", times=None)
    assert isinstance(send(api, "PATCH", "/v1/snapshots", {"data": [item]}).json()["data"], dict)
    assert isinstance(send(api, "PATCH", "/v1/snapshots", {"data": [item, item]}).json()["data"], list)


def test_a_repeated_cursor_names_the_same_page_again(sandbox: Sandbox, api: httpx.Client) -> None:
    second = api.get("/v1/files?page[limit]=2").json()["links"]["next"]
    sandbox.fail("repeated_cursor")
    page = api.get(second).json()
    assert page["data"]
    assert httpx.URL(page["links"]["next"]).params == httpx.URL(second).params


def test_an_empty_page_leads_to_its_rows(sandbox: Sandbox, api: httpx.Client) -> None:
    for link in ("/v1/files", api.get("/v1/files?page[limit]=2").json()["links"]["next"]):
        expected = ids(api.get(link))
        sandbox.fail("empty_page")
        page = api.get(link).json()
        assert page["data"] == []
        assert page["links"]["next"] != link
        assert ids(api.get(page["links"]["next"])) == expected


def test_other_connections_are_not_touched(sandbox: Sandbox, api: httpx.Client) -> None:
    host, port = api.base_url.host, api.base_url.port or 80
    credentials = b"Addepar-Firm: 1\r\nAuthorization: Basic c2FuZGJveDpzYW5kYm94"
    request = b"GET /api/v1/files/123 HTTP/1.1\r\nHost: localhost\r\n" + credentials + b"\r\n\r\n"
    with socket.create_connection((host, port)) as connection:
        connection.sendall(request)
        assert connection.recv(100).startswith(b"HTTP/1.1 200")
        sandbox.fail("drop")
        with pytest.raises(httpx.RemoteProtocolError):
            api.get("/v1/files")
        connection.sendall(request)
        assert connection.recv(100_000)
