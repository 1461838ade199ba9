"""Lists: page after page, never in a circle, never to another server."""

import json
from typing import Any

import pytest
from tests.client.support import Reply, Seen, Side, hostile

from addepar_client import InputError, PermissionDeniedError, ProtocolError, RowWarning
from addepar_sandbox import Sandbox


def row(number: int) -> dict[str, Any]:
    return {"type": "files", "id": str(number), "attributes": {"name": f"{number}.txt"}}


def page(rows: list[Any], link: Any = None) -> Reply:
    return Reply.json(json.dumps({"data": rows, "links": {"next": link}}))


def test_rows_come_from_all_pages(sandbox: Sandbox, side: Side) -> None:
    client = side.client(sandbox.url or "")
    whole = [one.id for one in side.list(client.files.list())]
    assert len(whole) > 2
    assert [one.id for one in side.list(client.files.list(page_limit=1))] == whole
    pages = side.list(client.files.list(page_limit=2).pages())
    assert [one.id for each in pages for one in each.rows] == whole
    assert [bool(each.next) for each in pages] == [True] * (len(pages) - 1) + [False]


def test_numbered_pages_are_walked_as_well(sandbox: Sandbox, side: Side) -> None:
    found = side.list(side.client(sandbox.url or "").generated_reports.list(page_size=1))
    assert len({one.id for one in found}) == len(found) > 1


def test_limit_stops_early_and_sends_no_more_than_needed(sandbox: Sandbox, side: Side) -> None:
    client = side.client(sandbox.url or "")
    assert len(side.list(client.files.list(page_limit=1, limit=2))) == 2
    assert len(sandbox.journal.calls("files_list")) == 2
    assert side.list(client.files.list(limit=0)) == []
    assert len(sandbox.journal.calls("files_list")) == 2


def test_nothing_is_sent_before_the_first_row_and_each_walk_starts_anew(sandbox: Sandbox, side: Side) -> None:
    files = side.client(sandbox.url or "").files.list(page_limit=1)
    assert not sandbox.journal.calls("files_list")
    first = [one.id for one in side.list(files)]
    assert [one.id for one in side.list(files)] == first
    if side.name == "sync":
        assert [next(files).id, next(files).id] == first[:2]


@pytest.mark.parametrize("link", ["/v1/files?page[after]=2&x=%5B1%5D", {"href": "/v1/files?page[after]=2&x=%5B1%5D"}])
def test_the_next_link_is_followed_as_it_is(link: Any, side: Side) -> None:
    def answer(seen: Seen) -> Reply:
        return page([row(2)]) if "after" in seen.path else page([row(1)], link)

    with hostile(answer) as server:
        found = side.list(side.client(server.url).files.list(page_limit=5, entity_id=3))
    assert [one.id for one in found] == ["1", "2"]
    assert server.seen[1].path == "/api/v1/files?page[after]=2&x=%5B1%5D"
    assert server.seen[1].headers["addepar-firm"] == "1"


def test_an_empty_page_with_a_next_link_is_not_the_end(sandbox: Sandbox, side: Side) -> None:
    client = side.client(sandbox.url or "")
    whole = [one.id for one in side.list(client.files.list())]
    sandbox.fail("empty_page", "files_list")
    assert [one.id for one in side.list(client.files.list())] == whole


def test_a_walk_over_nothing_but_empty_pages_is_ended_and_can_go_on(side: Side) -> None:
    def answer(seen: Seen) -> Reply:
        number = int(seen.path.rpartition("=")[2]) if "after" in seen.path else 0
        rows = [row(number)] if number in (60, 250) else []
        return page(rows, None if number == 250 else f"/v1/files?page[after]={number + 1}")

    with hostile(answer) as server:
        files = side.client(server.url).files.list()
        with pytest.raises(ProtocolError, match="100 consecutive pages were empty") as caught:
            side.list(files)
        assert len(server.seen) == 161  # the row between counts anew
        link = str(caught.value).partition("resume('")[2].partition("'")[0]
        found = side.list(files.resume(link))
    assert [one.id for one in found] == ["250"]


def test_a_walk_in_a_circle_is_ended(sandbox: Sandbox, side: Side) -> None:
    sandbox.fail("repeated_cursor", "files_list", times=None)
    with pytest.raises(ProtocolError, match="circle"):
        side.list(side.client(sandbox.url or "").files.list(page_limit=1))
    assert len(sandbox.journal.calls("files_list")) <= 2


def test_a_longer_circle_is_ended_too(side: Side) -> None:
    def answer(seen: Seen) -> Reply:
        return page([row(1)], "/v1/files?page[after]=1" if "after]=2" in seen.path else "/v1/files?page[after]=2")

    with hostile(answer) as server, pytest.raises(ProtocolError, match="circle"):
        side.list(side.client(server.url).files.list())
    assert len(server.seen) == 3


@pytest.mark.parametrize("link", ["https://evil.example.com/v1/files", "//evil.example.com/v1/files", "nowhere"])
def test_another_server_is_not_followed_and_the_rows_before_are_kept(link: str, side: Side) -> None:
    with hostile(lambda _: page([row(1)], link)) as server:
        rows = side.client(server.url).files.list()
        with pytest.raises(ProtocolError, match="next page"):
            side.list(rows)
    assert len(server.seen) == 1


@pytest.mark.parametrize("links", [{}, {"links": None}, {"links": {}}, {"links": {"next": ""}}, {"links": []}])
def test_no_link_is_the_end(links: dict[str, Any], side: Side) -> None:
    with hostile(lambda _: Reply.json(json.dumps({"data": [row(1)], **links}))) as server:
        assert len(side.list(side.client(server.url).files.list())) == 1


@pytest.mark.parametrize(
    "link",
    [5, 0, True, False, [], {}, ["/v1/files?page[after]=2"], {"href": 5}, {"link": "x"}, "/v1/positions?x=1",
     "/v1/files/9?x=1",
     "/v1/../../admin/delete", "/v1/files/../positions?x=1", "https://{host}/v1/files?x=1"],
)  # fmt: skip
@pytest.mark.parametrize("any_path", [False, True])
def test_a_list_never_ends_or_goes_elsewhere_in_silence(link: Any, any_path: bool, side: Side) -> None:
    with hostile(lambda _: page([row(1)], link)) as server:
        client = side.client(server.url)
        with pytest.raises(ProtocolError, match="next"):
            side.list(client.pages("/v1/files") if any_path else client.files.list())
    assert len(server.seen) == 1


@pytest.mark.parametrize("links", ["/v1/files?page[after]=2", 7, [{"rel": "next"}]])
def test_links_of_another_form_are_not_taken_for_the_end(links: Any, side: Side) -> None:
    body = json.dumps({"data": [row(1)], "links": links})
    with hostile(lambda _: Reply.json(body)) as server, pytest.raises(ProtocolError, match="next"):
        side.list(side.client(server.url).files.list())


def test_a_list_of_one_may_come_as_an_object(side: Side) -> None:
    with hostile(lambda _: Reply.json(json.dumps({"data": row(1)}))) as server:
        assert [one.id for one in side.list(side.client(server.url).files.list())] == ["1"]


@pytest.mark.parametrize("any_path", [False, True])
def test_a_null_in_place_of_a_row_is_not_passed_over(any_path: bool, side: Side) -> None:
    with hostile(lambda _: page([row(1), None], None)) as server:
        client = side.client(server.url)
        with pytest.raises(ProtocolError, match="null instead of a row"):
            side.list(client.pages("/v1/files") if any_path else client.files.list())


def test_a_row_that_does_not_fit_never_costs_the_page(side: Side) -> None:
    odd: list[Any] = [{"id": "2", "attributes": 5}, "text"]
    with hostile(lambda _: page([row(1), *odd, row(3)])) as server, pytest.warns(RowWarning) as warned:
        found = side.list(side.client(server.url).files.list())
    assert len(warned) == 2
    assert found[1:3] == odd
    assert [found[0].id, found[3].id] == ["1", "3"]


def test_a_page_knows_what_came_with_it(side: Side) -> None:
    text = json.dumps({"data": [row(1)], "included": [{"type": "users"}], "meta": {"n": 1}})
    with hostile(lambda _: Reply.json(text)) as server:
        (found,) = side.list(side.client(server.url).files.list().pages())
    assert found.included == [{"type": "users"}]
    assert found.document["meta"] == {"n": 1}
    assert found.next is None


def test_a_walk_that_broke_off_goes_on_from_the_link_of_a_page(sandbox: Sandbox, side: Side) -> None:
    client = side.client(sandbox.url or "")
    whole = [one.id for one in side.list(client.files.list())]
    files = client.files.list(page_limit=1)
    first = side.list(files.pages())[0]
    sandbox.fail("status", "files_list", status=403, skip=1)
    with pytest.raises(PermissionDeniedError):
        side.list(files)
    again = side.client(sandbox.url or "").files.list()
    assert [one.id for one in side.list(again.resume(first.next))] == whole[1:]
    assert [one.id for one in side.list(client.files.list(limit=1).resume(first.next))] == whole[1:2]
    assert dict(sandbox.journal.calls("files_list")[-1].query)["page[limit]"] == "1"
    pages = side.list(again.resume(first.next).pages())
    assert [one.id for page in pages for one in page.rows] == whole[1:]


def test_a_link_may_be_absolute_and_a_circle_from_there_is_ended(sandbox: Sandbox, side: Side) -> None:
    client = side.client(sandbox.url or "")
    link = f"{sandbox.url}/v1/files?page[limit]=1"
    assert side.list(client.files.list().resume(link))
    sandbox.fail("repeated_cursor", "files_list", times=None)
    with pytest.raises(ProtocolError, match="circle"):
        side.list(client.files.list().resume(link))


@pytest.mark.parametrize(
    "link",
    [
        None,
        "",
        "files?page[after]=2",
        "https://evil.example.com/api/v1/files?page[after]=2",
        "/v1/files/123",
        "/v1/archive/files?page[after]=2",
        "/v1/jobs?page[after]=2",
        "/v1/files/../jobs",
        "/v1/files?page[after]=2#x",
        "/other/v1/files",
    ],
)
def test_a_link_that_is_none_of_this_list_is_refused_before_sending(link: Any, side: Side) -> None:
    with pytest.raises(InputError, match="link"):
        side.client("http://127.0.0.1:9/api").files.list().resume(link)


def test_a_page_that_is_answered_by_a_redirect_costs_the_walk_but_not_the_credentials(
    sandbox: Sandbox, side: Side
) -> None:
    with hostile(lambda _: Reply(200)) as elsewhere:
        sandbox.fail("redirect", "files_list", skip=1, location=elsewhere.url)
        with pytest.raises(ProtocolError, match="redirect"):
            side.list(side.client(sandbox.url or "").files.list(page_limit=1))
    assert not elsewhere.seen


def test_the_limit_counts_over_pages_and_empty_ones(sandbox: Sandbox, side: Side) -> None:
    client = side.client(sandbox.url or "")
    sandbox.fail("empty_page", "files_list")
    assert len(side.list(client.files.list(page_limit=1, limit=2))) == 2
