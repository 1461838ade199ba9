"""A record that was read, changed and given back: exactly its changes are sent, or it is said what cannot be."""

import datetime
import json
from decimal import Decimal
from typing import Any

import pytest
from tests.client.support import Reply, Side, hostile

from addepar_api.models import Position, PositionAttributes
from addepar_client import InputError

KINDS: dict[str, dict[str, Any]] = {
    "positions": {
        "type": "positions",
        "id": "13",
        "attributes": {
            "name": "Bob", "display_name": None, "incepting_open_position_date": "2001-01-01",
            "incepting_open_position_value": 1, "created_at": "2023-07-28T02:24:30Z",
            "_custom_x_1": [{"value": 1, "date": None}],
        },
        "relationships": {
            "owner": {"data": {"type": "entities", "id": 1}}, "owned": {"data": {"type": "entities", "id": "2"}},
        },
        "links": {"self": "/v1/positions/13"},
    },
    "snapshots": {
        "type": "snapshots",
        "id": "7",
        "attributes": {
            "type": "snapshot", "currency": "USD", "trade_date": "2024-01-31", "amount": 5.5, "comment": "a",
            "vendor_id": "v",
        },
        "relationships": {"owner": {"data": {"type": "entities", "id": "1"}}},
    },
}  # fmt: skip


def updated(side: Side, kind: str, change: Any, *, many: bool = False) -> Any:
    """What is sent after a change; the error, if that cannot be."""
    answer = json.dumps({"data": KINDS[kind]})
    listed = json.dumps({"data": [KINDS[kind]]})
    with hostile(lambda seen: Reply.json(listed if seen.body[:9] == b'{"data":[' else answer)) as server:
        resource = getattr(side.client(server.url), kind)
        record = side.run(resource.get(KINDS[kind]["id"]))
        change(record)
        try:
            side.run(resource.update_many([record]) if many else resource.update(record))
        except InputError as error:
            assert len(server.seen) == 1
            return error
        sent = json.loads(server.seen[1].body)["data"]
        return sent[0] if many else sent


def put(where: str, value: Any) -> Any:
    def change(record: Any) -> None:
        *path, name = where.split(".")
        for step in path:
            record = record[step] if isinstance(record, dict) else getattr(record, step)
        if isinstance(record, dict):
            record[name] = value
        else:
            setattr(record, name, value)

    return change


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize(
    ("kind", "change", "sent"),
    [
        ("positions", put("attributes.name", "Robert"), {"attributes": {"name": "Robert"}}),
        ("positions", put("attributes.display_name", "B"), {"attributes": {"display_name": "B"}}),
        (
            "positions",
            put("attributes.incepting_open_position_date", datetime.datetime(2001, 1, 2, 9, 30)),
            {"attributes": {"incepting_open_position_date": "2001-01-02"}},
        ),
        (
            "positions",
            put("attributes.incepting_open_position_value", Decimal("1.10")),
            {"attributes": {"incepting_open_position_value": 1.1}},
        ),
        (
            "positions",
            lambda record: record.attributes["_custom_x_1"][0].update(value=2),
            {"attributes": {"_custom_x_1": [{"value": 2, "date": None}]}},
        ),
        ("positions", put("attributes._new", None), {"attributes": {"_new": None}}),
        (
            "positions",
            put("relationships.owner.data.id", "55"),
            {"relationships": {"owner": {"data": {"type": "entities", "id": "55"}}}},
        ),
        (
            "positions",
            put("relationships.owned", 56),
            {"relationships": {"owned": {"data": {"type": "entities", "id": 56}}}},
        ),
        ("positions", put("attributes", PositionAttributes(name="R")), {"attributes": {"name": "R"}}),
        ("snapshots", put("attributes.comment", None), {"attributes": {"comment": None}}),
        ("snapshots", put("attributes.amount", 6), {"attributes": {"amount": 6}}),
    ],
)  # fmt: skip
def test_only_what_was_changed_is_sent(kind: str, change: Any, sent: Any, many: bool, side: Side) -> None:
    assert updated(side, kind, change, many=many) == {"type": kind, "id": KINDS[kind]["id"], **sent}


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize(
    ("kind", "change", "message"),
    [
        ("positions", lambda _: None, "the record has no changes; set its attributes, or pass owner=, owned="),
        ("positions", put("attributes.name", None), "attributes.name: null is not allowed here"),
        ("positions", put("attributes.created_at", "2024-01-01T00:00:00Z"), "attributes.created_at: was changed, but"),
        ("positions", put("id", "14"), "id: was changed, but cannot be sent"),
        ("positions", put("links", {}), None),
        ("positions", put("links", {"self": "/v1/x"}), "links: was changed, but cannot be sent"),
        ("positions", put("attributes._custom_x_1", float("nan")), "attributes._custom_x_1: NaN is not a number"),
        (
            "positions",
            put("attributes._custom_x_1", [{"date": datetime.datetime(2024, 1, 1)}]),
            "date: 2024-01-01 00:00:00 has no time zone",
        ),
        ("snapshots", put("attributes.type", "valuation"), "attributes.type: was changed, but cannot be sent"),
        ("snapshots", put("relationships.owner.data.id", "5"), "relationships.owner: was changed, but cannot be sent"),
    ],
)
def test_a_change_that_cannot_be_sent_is_said(kind: str, change: Any, message: Any, many: bool, side: Side) -> None:
    error = updated(side, kind, change, many=many)
    assert isinstance(error, InputError)
    assert message is None or message in str(error)


def test_missing_values_of_pandas_are_refused_on_a_record_too(side: Side) -> None:
    pandas = pytest.importorskip("pandas")
    for place in ("attributes._custom_x_1", "attributes.incepting_open_position_date"):
        for value in (pandas.NaT, [{"value": pandas.NaT}]):
            error = updated(side, "positions", put(place, value))
            assert isinstance(error, InputError)
            assert "NaT" in str(error)


def test_a_record_with_changes_is_not_taken_for_its_id_beside_keywords(side: Side) -> None:
    with hostile(lambda _: Reply.json(json.dumps({"data": KINDS["positions"]}))) as server:
        positions = side.client(server.url).positions
        record = side.run(positions.get("13"))
        record.attributes.display_name = "B"
        with pytest.raises(InputError, match=r"the record has unsent changes \(attributes.display_name\)"):
            side.run(positions.update(record, name="x"))
    assert len(server.seen) == 1


def test_what_was_made_is_sent_whole_with_its_nulls(side: Side) -> None:
    made = Position(id="13", type="positions", attributes=PositionAttributes(name="x", display_name=None))
    with hostile(lambda _: Reply.json(json.dumps({"data": KINDS["positions"]}))) as server:
        positions = side.client(server.url).positions
        with pytest.raises(InputError, match=r"attributes.display_name: null is not allowed"):
            side.run(positions.update(made))
        made.attributes.display_name = "B"
        side.run(positions.update(made))
    assert json.loads(server.seen[0].body)["data"]["attributes"] == {"name": "x", "display_name": "B"}


def test_one_record_twice_is_refused(side: Side) -> None:
    rows = [{"id": 13, "name": "a"}, {"id": 14, "name": "b"}, {"id": "13", "name": "c"}]
    with pytest.raises(InputError, match=r"row 3, id: '13' is also in row 1; change each resource once"):
        side.run(side.client("http://127.0.0.1:9/api").positions.update_many(rows))


def test_what_is_missing_or_a_table_is_said_with_what_to_give(side: Side) -> None:
    positions = side.client("http://127.0.0.1:9/api").positions
    with pytest.raises(InputError) as caught:
        side.run(positions.update_many(None))
    assert "body: is missing; pass a list of models, of records that were changed, or of mappings with id, " in str(
        caught.value
    )
    assert "=" not in str(caught.value)
    pandas = pytest.importorskip("pandas")
    with pytest.raises(
        InputError, match=r"is a table \(DataFrame\); pass its rows as mappings, .* or use a bulk_ method"
    ):
        side.run(positions.create(pandas.DataFrame({"owner": [1], "owned": [2]})))
