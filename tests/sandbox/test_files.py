"""Files: list and page, read, download, rename, archive, associations."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from tests.sandbox.tools import connect, ids, refused, send, upload

from addepar_sandbox import Sandbox


def identifiers(kind: str, *each: str) -> dict[str, Any]:
    return {"data": [{"type": kind, "id": one} for one in each]}


def test_the_list_begins_with_the_printed_files(api: httpx.Client) -> None:
    response = api.get("/v1/files")
    assert ids(response)[:2] == ["123", "345"]
    assert response.json()["links"] == {"next": None}
    first = response.json()["data"][0]
    assert first["attributes"] == {
        "content_type": "application/PDF",
        "bytes": 256201,
        "name": "Sample.pdf",
        "created_at": "2014-06-20T20:55:07Z",
    }
    assert first["relationships"]["associated_groups"] == {
        "links": {
            "self": "/v1/files/123/relationships/associated_groups",
            "related": "/v1/files/123/associated_groups",
        },
        "data": [{"type": "groups", "id": "1234"}, {"type": "groups", "id": "5678"}],
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("filter[files][createdAfter]=2014-06-20T20:55:07Z&filter[files][createdBefore]=2014-06-21T00:00:00Z", ["345"]),
        ("filter[files][createdBefore]=2014-06-20T20:55:08Z", ["123"]),
        ("filter[files][createdBefore]=2014-06-20T22:55:08%2B02:00", ["123"]),
        ("filter[files][entityId]=10001", ["123"]),
        ("filter[files][groupId]=5678", ["123"]),
        ("filter[files][entityId]=123400", ["345"]),
        ("filter[files][entityId]=123400&filter[files][groupId]=5678", ["345"]),
        ("filter[files][entityId]=999999", []),
    ],
)
def test_filters(api: httpx.Client, query: str, expected: list[str]) -> None:
    assert ids(api.get(f"/v1/files?{query}")) == expected


def test_pages_hold_every_file_once(api: httpx.Client) -> None:
    everything = ids(api.get("/v1/files"))
    assert len(everything) > 4
    collected, link = [], "/v1/files?page[limit]=2"
    while link:
        page = api.get(link)
        assert len(ids(page)) <= 2
        collected += ids(page)
        link = page.json()["links"]["next"]
    assert collected == everything


def test_the_next_link_repeats_the_filters(api: httpx.Client) -> None:
    for number in range(3):
        upload(api, b"x", f"{number}.txt", associated_entities=identifiers("entities", "22"))
    first = api.get("/v1/files?filter[files][entityId]=22&page[limit]=2")
    link = first.json()["links"]["next"]
    assert link.startswith("/v1/files?")
    assert "filter[files][entityId]=22" in link
    second = api.get(link)
    assert [resource["attributes"]["name"] for resource in second.json()["data"]] == ["2.txt"]
    assert second.json()["links"]["next"] is None


def test_pages_survive_deletes_and_inserts_between_them(api: httpx.Client) -> None:
    before = ids(api.get("/v1/files"))
    first = api.get("/v1/files?page[limit]=2")
    # The very row that the cursor stands on goes, one before it goes, and one comes.
    api.delete(f"/v1/files/{before[1]}")
    api.delete(f"/v1/files/{before[0]}")
    added = str(upload(api, b"x").json()["data"]["id"])
    rest = ids(api.get(first.json()["links"]["next"].replace("page[limit]=2", "page[limit]=500")))
    assert rest == [*before[2:], added]


def test_downloads_have_the_printed_size_and_headers(api: httpx.Client) -> None:
    response = api.get("/v1/files/123/download")
    assert response.status_code == 200
    assert len(response.content) == 256201
    assert response.content.startswith(b"%PDF-1.4")
    assert response.content.rstrip().endswith(b"%%EOF")
    assert response.headers["content-disposition"] == 'attachment; filename="Sample.pdf"'
    assert response.headers["content-type"] == "application/binary"


def test_contents_of_the_default_files_are_the_same_everywhere(api: httpx.Client) -> None:
    with Sandbox() as other, other.serve(), connect(other) as client:
        again = client.get("/v1/files/345/download").content
    assert api.get("/v1/files/345/download").content == again


@pytest.mark.parametrize(
    ("header", "start", "stop"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=100-", 100, None),
        ("bytes=-50", -50, None),
        ("bytes=256200-999999", 256200, None),
    ],
)
def test_one_range_is_answered_in_part(api: httpx.Client, header: str, start: int, stop: int | None) -> None:
    whole = api.get("/v1/files/123/download").content
    part = api.get("/v1/files/123/download", headers={"Range": header})
    assert part.status_code == 206
    assert part.content == whole[start:stop]
    first = start % len(whole)
    assert part.headers["content-range"] == f"bytes {first}-{first + len(part.content) - 1}/{len(whole)}"


@pytest.mark.parametrize("header", ["bytes=256201-", "bytes=-0"])
def test_a_range_outside_of_the_file_is_416(api: httpx.Client, header: str) -> None:
    response = api.get("/v1/files/123/download", headers={"Range": header})
    refused(response, 416)
    assert response.headers["content-range"] == "bytes */256201"


@pytest.mark.parametrize("header", ["bytes=5-1", "bytes=0-1,5-6", "lines=1-2", "bytes=-", "bytes=a-b"])
def test_other_ranges_get_the_whole_file(api: httpx.Client, header: str) -> None:
    response = api.get("/v1/files/123/download", headers={"Range": header})
    assert (response.status_code, len(response.content)) == (200, 256201)


def test_if_range_gives_the_rest_only_of_the_same_content(api: httpx.Client) -> None:
    tag = api.get("/v1/files/123/download").headers["etag"]
    wanted = {"Range": "bytes=100-"}
    assert api.get("/v1/files/123/download", headers={**wanted, "If-Range": tag}).status_code == 206
    assert api.get("/v1/files/123/download", headers={**wanted, "If-Range": '"other"'}).status_code == 200


def test_renaming_shows_in_reads_and_downloads(api: httpx.Client) -> None:
    document = {"data": {"id": 1111, "type": "files", "attributes": {"name": "RenamedFile.txt"}}}
    response = send(api, "PATCH", "/v1/files/1111", document)
    assert response.status_code == 200
    assert response.json()["data"]["id"] == 1111
    assert response.json()["data"]["attributes"]["name"] == "RenamedFile.txt"
    assert api.get("/v1/files/1111").json()["data"]["attributes"]["name"] == "RenamedFile.txt"
    assert 'filename="RenamedFile.txt"' in api.get("/v1/files/1111/download").headers["content-disposition"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"attributes": {"name": "Renamed.pdf"}}, "extension"),
        ({"attributes": {"name": ""}}, "data.attributes.name"),
        ({"id": "123"}, "data.id"),
        ({"type": "groups"}, "data.type"),
        ({"relationships": {"associated_groups": {"data": [{"type": "groups", "id": "404"}]}}}, "404"),
    ],
)
def test_a_bad_change_is_400_and_changes_nothing(api: httpx.Client, changes: dict[str, Any], words: str) -> None:
    before = api.get("/v1/files/1111").json()
    data = {"id": "1111", "type": "files", "attributes": {"name": "New.txt"}} | changes
    refused(send(api, "PATCH", "/v1/files/1111", {"data": data}), 400, words)
    assert api.get("/v1/files/1111").json() == before


def test_a_change_may_replace_associations(api: httpx.Client) -> None:
    relationships = {"associated_entities": identifiers("entities", "22", "34")}
    data = {"id": "123", "type": "files", "relationships": relationships}
    assert send(api, "PATCH", "/v1/files/123", {"data": data}).status_code == 200
    shown = api.get("/v1/files/123").json()["data"]["relationships"]
    assert [each["id"] for each in shown["associated_entities"]["data"]] == ["22", "34"]
    assert [each["id"] for each in shown["associated_groups"]["data"]] == ["1234", "5678"]


def test_deleting_archives(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.clock.freeze("2024-05-06T07:08:09Z")
    content = api.get("/v1/files/123/download").content
    response = api.delete("/v1/files/123")
    assert (response.status_code, response.content) == (204, b"")
    for path in ("", "/download", "/relationships/associated_groups", "/relationships/associated_entities"):
        refused(api.get(f"/v1/files/123{path}"), 404)
    refused(api.delete("/v1/files/123"), 404)
    assert "123" not in ids(api.get("/v1/files"))
    assert ids(api.get("/v1/archive/files")) == ["319", "123"]
    archived = api.get("/v1/archive/files/123").json()["data"]
    assert archived["attributes"]["deleted_at"] == "2024-05-06T07:08:09Z"
    assert archived["links"] == {"self": "/v1/archive/files/123"}
    assert api.get("/v1/archive/files/123/download").content == content


def test_the_printed_archived_file(api: httpx.Client) -> None:
    response = api.get("/v1/archive/files/319/download")
    assert len(response.content) == 21607
    assert response.headers["content-disposition"] == 'attachment; filename="archived_transactions.csv"'
    refused(api.get("/v1/files/319"), 404)


@pytest.mark.parametrize(("kind", "present"), [("groups", ["1234", "5678"]), ("entities", ["10000", "10001"])])
def test_associations_are_added_replaced_and_removed(api: httpx.Client, kind: str, present: list[str]) -> None:
    path = f"/v1/files/123/relationships/associated_{kind}"
    new = ["200", "201"] if kind == "groups" else ["100", "101"]

    def change(method: str, *each: str) -> None:
        response = send(api, method, path, identifiers(kind, *each))
        assert (response.status_code, response.content) == (204, b"")

    assert ids(api.get(path)) == present
    change("POST", new[0], present[0])
    assert ids(api.get(path)) == [*present, new[0]]
    change("PATCH", *new)
    assert ids(api.get(path)) == new
    change("DELETE", new[0], present[0])
    assert ids(api.get(path)) == [new[1]]
    change("PATCH")
    assert ids(api.get(path)) == []


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
@pytest.mark.parametrize(
    "item", [{"type": "entities", "id": "22"}, {"type": "groups", "id": "404"}, {"type": "groups"}, {"id": "200"}, 5]
)
def test_bad_identifiers_are_400_and_change_nothing(api: httpx.Client, method: str, item: Any) -> None:
    path = "/v1/files/123/relationships/associated_groups"
    document = {"data": [{"type": "groups", "id": "1234"}, item]}
    refused(send(api, method, path, document), 400, "data")
    assert ids(api.get(path)) == ["1234", "5678"]


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_unknown_files_are_404(api: httpx.Client, method: str) -> None:
    document = {"data": {"id": "404", "type": "files", "attributes": {"name": "x.txt"}}}
    response = (
        send(api, "PATCH", "/v1/files/404", document) if method == "PATCH" else api.request(method, "/v1/files/404")
    )
    refused(response, 404, "404")
