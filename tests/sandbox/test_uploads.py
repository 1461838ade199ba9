"""Uploads: byte for byte, whole or not at all, and every way to get one wrong."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from tests.sandbox.tools import anonymous, ids, refused, upload

from addepar_sandbox import Sandbox

METADATA = json.dumps({"data": {"type": "files", "attributes": {"name": "notes.txt"}}})


def form(*parts: tuple[str, bytes], boundary: str = "frontier") -> tuple[bytes, dict[str, str]]:
    """A multipart body written by hand: each part a Content-Disposition and its content."""
    body = b"".join(
        b"--%b\r\nContent-Disposition: form-data; %b\r\n\r\n%b\r\n" % (boundary.encode(), disposition.encode(), content)
        for disposition, content in parts
    )
    return body + f"--{boundary}--\r\n".encode(), {"Content-Type": f"multipart/form-data; boundary={boundary}"}


FILE = ('name="file"; filename="notes.txt"', b"text")
DATA = ('name="metadata"', METADATA.encode())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"plain",
        b"\r\n--frontier\r\n",
        b"\r\n--+++\r\n",
        b'--x\r\nContent-Disposition: form-data; name="metadata"\r\n\r\n{}\r\n--x--\r\n',
        bytes(range(256)) * 5000,
    ],
)
def test_what_comes_back_is_what_was_sent(api: httpx.Client, content: bytes) -> None:
    response = upload(api, content)
    assert response.status_code == 201, response.text
    resource = response.json()["data"]
    assert resource["attributes"]["bytes"] == len(content)
    assert resource["attributes"]["content_type"] == "text/plain"
    assert api.get(f"/v1/files/{resource['id']}/download").content == content


def test_the_answer_shows_the_id_as_a_number_and_reads_show_text(api: httpx.Client) -> None:
    file_id = upload(api, b"x").json()["data"]["id"]
    assert file_id == 1112
    assert api.get(f"/v1/files/{file_id}").json()["data"]["id"] == "1112"


def test_groups_and_entities_may_come_along(api: httpx.Client) -> None:
    response = upload(
        api,
        b"x",
        associated_groups={"data": [{"type": "groups", "id": "200"}]},
        associated_entities={"data": [{"type": "entities", "id": 22}]},
    )
    relationships = response.json()["data"]["relationships"]
    assert relationships["associated_groups"]["data"] == [{"type": "groups", "id": "200"}]
    assert relationships["associated_entities"]["data"] == [{"type": "entities", "id": "22"}]


@pytest.mark.parametrize(
    "name", ["Übersicht März €.txt", 'quote".txt', "back\\slash.txt", "line\nbreak.txt", "100%.txt"]
)
def test_unusual_names_come_back_in_full(api: httpx.Client, name: str) -> None:
    file_id = upload(api, b"x", name, part_name="plain.txt").json()["data"]["id"]
    assert api.get(f"/v1/files/{file_id}").json()["data"]["attributes"]["name"] == name
    disposition = api.get(f"/v1/files/{file_id}/download").headers["content-disposition"]
    encoded = disposition.partition("filename*=UTF-8''")[2]
    plain = disposition.partition('filename="')[2].partition('"')[0]
    assert (httpx.URL(f"http://x/{encoded}").path[1:] if encoded else plain) == name


def test_the_parts_may_come_in_either_order(api: httpx.Client) -> None:
    for parts in ((FILE, DATA), (DATA, FILE)):
        body, headers = form(*parts)
        assert api.post("/v1/files", content=body, headers=headers).status_code == 201


def test_a_part_that_the_page_does_not_know_is_ignored(api: httpx.Client) -> None:
    body, headers = form(FILE, ('name="more"; filename="more.txt"', b"other"), DATA)
    response = api.post("/v1/files", content=body, headers=headers)
    assert response.status_code == 201, response.text
    assert api.get(f"/v1/files/{response.json()['data']['id']}/download").content == b"text"


def test_the_printed_form_of_the_file_name_is_understood(api: httpx.Client) -> None:
    body, headers = form(('name="file"; file name="notes.txt"', b"text"), DATA)
    assert api.post("/v1/files", content=body, headers=headers).status_code == 201


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ([DATA], "file part is missing"),
        ([FILE], "metadata part is missing"),
        ([], "missing"),
        ([FILE, FILE, DATA], "twice"),
        ([('name="file"', b"text"), DATA], "file name"),
        ([FILE, ('name="metadata"', b"{")], "metadata"),
        ([FILE, ('name="metadata"', b"\xff")], "metadata"),
        ([FILE, ('name="metadata"', b"{}")], "metadata"),
        ([FILE, ('name="metadata"', b'{"data": {"type": "files", "attributes": {}}}')], "metadata.data.attributes"),
        ([FILE, ('name="metadata"', METADATA.replace("files", "groups").encode())], "metadata.data.type"),
        ([FILE, ('name="metadata"', b" " * (1024 * 1024) + METADATA.encode())], "longer"),
        ([('name="file"; filename="notes.pdf"', b"text"), DATA], "extension"),
        ([('name="file"; filename="notes"', b"text"), DATA], "extension"),
    ],
)
def test_a_bad_form_is_400_and_stores_nothing(api: httpx.Client, parts: list[tuple[str, bytes]], words: str) -> None:
    before = ids(api.get("/v1/files"))
    body, headers = form(*parts)
    refused(api.post("/v1/files", content=body, headers=headers), 400, words)
    assert ids(api.get("/v1/files")) == before


@pytest.mark.parametrize("kind", ["groups", "entities"])
def test_unknown_groups_and_entities_are_400(api: httpx.Client, kind: str) -> None:
    associations: dict[str, Any] = {f"associated_{kind}": {"data": [{"type": kind, "id": "404"}]}}
    refused(upload(api, b"x", **associations), 400, "404")


def test_a_form_without_its_end_is_400(api: httpx.Client) -> None:
    body, headers = form(FILE, DATA)
    refused(api.post("/v1/files", content=body[:-10], headers=headers), 400, "ends before")


@pytest.mark.parametrize("content_type", ["multipart/form-data", "multipart/form-data; boundary=" + "x" * 300])
def test_an_impossible_boundary_is_400(api: httpx.Client, content_type: str) -> None:
    refused(api.post("/v1/files", content=form(FILE, DATA)[0], headers={"Content-Type": content_type}), 400)


def test_a_refused_upload_is_read_to_its_end(sandbox: Sandbox) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(64):
            yield b"x" * 65536

    with anonymous(sandbox) as client:
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        refused(client.post("/v1/files", content=pieces(), headers=headers), 401)


def test_an_upload_broken_off_leaves_nothing(sandbox: Sandbox, api: httpx.Client) -> None:
    before = ids(api.get("/v1/files"))
    body, headers = form(FILE, DATA)
    address = api.base_url
    with socket.create_connection((address.host, address.port or 80)) as connection:
        request = (
            "POST /api/v1/files HTTP/1.1\r\nHost: localhost\r\nAddepar-Firm: 1\r\n"
            "Authorization: Basic c2FuZGJveDpzYW5kYm94\r\n"
            f"Content-Type: {headers['Content-Type']}\r\nContent-Length: {len(body) + 1000}\r\n\r\n"
        )
        connection.sendall(request.encode() + body)
        connection.shutdown(socket.SHUT_WR)
        # The server hangs up once it has noticed.
        assert connection.recv(1) == b""
    # The entry stays without a status: the client was gone before there was an answer.
    assert ids(api.get("/v1/files")) == before
    assert [entry.status for entry in sandbox.journal.calls("files_upload")] == [0]
