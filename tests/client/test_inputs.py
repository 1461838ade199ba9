"""Arguments and bodies: refused before anything is sent, or brought into the one form that is sent."""

import datetime
import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from tests.client.support import Reply, Seen, Side, accepted, hostile

from addepar_client import InputError

EMPTY_PAGE = '{"data": [], "links": {"next": null}}'
NOBODY = "http://127.0.0.1:9/api"


def sent_query(seen: Seen) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(seen.path).query))


@pytest.mark.parametrize(
    "bad", ["", " ", ".", "..", "a/b", "a\\b", "a\nb", "a?b", "a#b", "\x7f", True, None, 1.5, ["1"]]
)
def test_an_id_that_would_address_something_else(bad: Any, side: Side) -> None:
    client = side.client(NOBODY)
    for call in (
        client.positions.delete,
        client.files.get,
        client.jobs.get,
        client.jobs.wait,
        client.jobs.download,
        client.snapshots.owner,
        client.generated_reports.creator,
        lambda one: client.files.download(one, to="."),
        lambda one: client.archived_files.download(one, to="."),
    ):
        with pytest.raises(InputError, match="; pass an id: text, a whole number, or a record that has one"):
            side.run(call(bad))


@pytest.mark.parametrize(("given", "path"), [(7, "7"), ("7", "7"), ("a b%ü", "a%20b%25%C3%BC"), ("...", "...")])
def test_other_ids_arrive_whole(given: Any, path: str, side: Side) -> None:
    with hostile(lambda _: Reply(204)) as server:
        assert side.run(side.client(server.url).positions.delete(given)) is None
    assert server.seen[0].path == f"/api/v1/positions/{path}"


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ("2026-01-31T12:00:00Z", "2026-01-31T12:00:00Z"),
        ("2026-01-31T12:00:00+02:00", "2026-01-31T10:00:00Z"),
        (datetime.datetime(2026, 1, 31, 12, tzinfo=datetime.UTC), "2026-01-31T12:00:00Z"),
        (
            datetime.datetime(2026, 1, 31, 12, tzinfo=datetime.timezone(datetime.timedelta(hours=-5))),
            "2026-01-31T17:00:00Z",
        ),
    ],
)
def test_moments_are_sent_in_utc(given: Any, text: str, side: Side) -> None:
    with hostile(lambda _: Reply.json(EMPTY_PAGE)) as server:
        assert side.list(side.client(server.url).files.list(created_after=given)) == []
    assert sent_query(server.seen[0]) == {"filter[files][createdAfter]": text}


def test_days_numbers_ids_and_lists_under_their_wire_names(side: Side) -> None:
    with hostile(lambda _: Reply.json(EMPTY_PAGE)) as server:
        client = side.client(server.url)
        side.list(client.positions.list(created_after=datetime.date(2026, 1, 31), modified_before="2026-02-01"))
        side.list(
            client.generated_reports.list(status=["FINISHED", "ERROR"], entity_id=1234, page_size=10, page_number=0)
        )
    assert sent_query(server.seen[0]) == {
        "filter[created_after]": "2026-01-31",
        "filter[modified_before]": "2026-02-01",
    }
    assert sent_query(server.seen[1]) == {
        "filter[status]": "FINISHED,ERROR",
        "filter[entityId]": "1234",
        "page[size]": "10",
        "page[number]": "0",
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("created_after", "2026-01-31T12:00:00"),
        ("created_after", datetime.datetime(2026, 1, 31)),
        ("created_after", "yesterday"),
        ("created_after", 17),
        ("page_limit", 0),
        ("page_limit", 2001),
        ("page_limit", "10"),
        ("page_limit", True),
        ("page_after", "a\r\nb"),
        ("page_after", 5),
        ("entity_id", "1/2"),
        ("limit", -1),
        ("limit", "3"),
    ],
)
def test_an_impossible_filter_is_named(name: str, value: Any, side: Side) -> None:
    with pytest.raises(InputError) as caught:
        side.client(NOBODY).files.list(**{name: value})
    assert caught.value.field == name
    assert str(caught.value).startswith(name)


@pytest.mark.parametrize("value", ["2026-1-31", "2026-02-30", "2026-01-31T00:00:00Z", 5])
def test_an_impossible_day_is_named(value: Any, side: Side) -> None:
    with pytest.raises(InputError, match="created_after"):
        side.client(NOBODY).positions.list(created_after=value)


def test_a_time_of_day_without_a_zone_is_no_day_of_a_filter(side: Side) -> None:
    """`datetime.now()` may be another day in UTC; midnight is what pandas and workbooks make of a date."""
    evening = datetime.datetime(2026, 1, 31, 23, 30)
    with hostile(lambda _: Reply.json(EMPTY_PAGE)) as server:
        positions = side.client(server.url).positions
        for name in ("created_before", "created_after", "modified_before", "modified_after"):
            with pytest.raises(InputError, match=f"{name}: .* no time zone; pass a date, or add its tzinfo"):
                positions.list(**{name: evening})
        for accepted in (evening.replace(tzinfo=datetime.UTC), datetime.datetime(2026, 1, 31)):
            side.list(positions.list(modified_after=accepted))
    assert [sent_query(seen) for seen in server.seen] == [{"filter[modified_after]": "2026-01-31"}] * 2


@pytest.mark.parametrize("value", [[], "", ["a,b"], [""], 5, {"a": 1}])
def test_an_impossible_list_is_named(value: Any, side: Side) -> None:
    with pytest.raises(InputError, match="status"):
        side.client(NOBODY).generated_reports.list(status=value)


ENDS = {end: {"data": {"type": "entities", "id": entity}} for end, entity in (("owner", "22"), ("owned", "34"))}
POSITION = {"type": "positions", "id": "1", "attributes": {"name": "x"}, "relationships": ENDS}


@pytest.mark.parametrize(
    ("body", "sent"),
    [
        ({"data": POSITION}, {"data": POSITION}),
        (POSITION, {"data": POSITION}),
        ([POSITION], {"data": [POSITION]}),
        ((POSITION, POSITION), {"data": [POSITION, POSITION]}),
        ({"data": [POSITION], "meta": {}}, {"data": [POSITION], "meta": {}}),
    ],
)
def test_a_body_may_be_a_document_a_resource_or_several(body: Any, sent: Any, side: Side) -> None:
    with hostile(accepted) as server:
        side.run(side.client(server.url).positions.create(body))
    assert json.loads(server.seen[0].body) == sent


def test_a_body_may_be_a_model_or_hold_some(side: Side) -> None:
    from addepar_api.models import PositionCreate, PositionsCreateDocument

    new = {name: value for name, value in POSITION.items() if name != "id"}
    model = PositionCreate.from_dict(new)
    with hostile(accepted) as server:
        client = side.client(server.url)
        for body in (PositionsCreateDocument(data=model), model):
            side.run(client.positions.create(body))
        side.run(client.positions.create([model, POSITION]))
    bodies = [json.loads(seen.body)["data"] for seen in server.seen]
    assert bodies == [new, new, [new, POSITION]]


@pytest.mark.parametrize("body", [None, "text", b"bytes", 5, {"name": "x"}, [{"name": "x"}], [5], {"data": 5}])
def test_an_impossible_body_is_refused(body: Any, side: Side) -> None:
    with pytest.raises(InputError, match=r"body|owner: is missing|is not an object"):
        side.run(side.client(NOBODY).positions.create(body))


@pytest.mark.parametrize("value", [object(), {1, 2}, b"bytes"])
def test_a_body_that_json_cannot_say_is_refused(value: Any, side: Side) -> None:
    with pytest.raises(InputError, match=r"attributes\.x: .*JSON"):
        side.run(side.client(NOBODY).positions.create(POSITION | {"attributes": {"x": value}}))


@pytest.mark.parametrize(
    "headers",
    [
        {"X-A": "b\r\nX-Evil: 1"},
        {"X A": "b"},
        {"X-A": "ü"},
        {"X-A": 5},
        {"Authorization": "Basic x"},
        {"Addepar-Firm": "2"},
        5,
    ],
)
def test_impossible_headers_are_refused(headers: Any, side: Side) -> None:
    with pytest.raises(InputError, match="headers"):
        side.run(side.client(NOBODY).files.get(1, extra_headers=headers))
