"""What is written: by keyword, as rows, as records that were read; checked whole before anything is sent."""

import datetime
import json
import pickle
import subprocess
import sys
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from tests.client.support import Reply, Seen, Side, accepted, hostile

from addepar_client import InputError

NOBODY = "http://127.0.0.1:9/api"
SNAPSHOT: dict[str, Any] = {"type": "snapshots", "id": "7", "attributes": {}}
NEW = {"owner": 22, "owned": 34, "type": "valuation", "currency": "USD", "trade_date": "2024-01-31", "amount": 5}


def data(seen: Seen) -> Any:
    return json.loads(seen.body)["data"]


def end(entity: Any) -> dict[str, Any]:
    return {"data": {"type": "entities", "id": entity}}


# ------------------------------------------------------------------------------------------------------- keywords ----


@pytest.mark.parametrize(
    ("call", "sent"),
    [
        (
            lambda client: client.files.update(9, name="b.pdf"),
            {"type": "files", "id": "9", "attributes": {"name": "b.pdf"}},
        ),
        (
            lambda client: client.files.update("9", groups=[1, "2"], entities=3),
            {
                "type": "files",
                "id": "9",
                "relationships": {
                    "associated_groups": {"data": [{"type": "groups", "id": 1}, {"type": "groups", "id": "2"}]},
                    "associated_entities": {"data": [{"type": "entities", "id": 3}]},
                },
            },
        ),
        (
            lambda client: client.snapshots.update(7, comment=None, amount=5),
            {"type": "snapshots", "id": "7", "attributes": {"comment": None, "amount": 5}},
        ),
        (
            lambda client: client.positions.create(
                owner=27, owned=29, name="Cash", attributes={"_custom_x_1": [{"value": Decimal("1.10")}]}
            ),
            {
                "type": "positions",
                "attributes": {"name": "Cash", "_custom_x_1": [{"value": 1.1}]},
                "relationships": {"owner": end(27), "owned": end(29)},
            },
        ),
        (lambda client: client.files.add_groups(9, [31, 32]), [{"type": "groups", "id": one} for one in (31, 32)]),
        (lambda client: client.files.add_groups(9, 31), [{"type": "groups", "id": 31}]),
        (lambda client: client.positions.delete_many([13, "14"]), [{"type": "positions", "id": i} for i in (13, "14")]),
        (
            lambda client: client.positions.update_many([{"id": 13, "name": "x", "_custom_y_2": 1}]),
            [{"type": "positions", "id": 13, "attributes": {"name": "x", "_custom_y_2": 1}}],
        ),
        (
            lambda client: client.jobs.create(
                job_type="portfolio_view_results",
                parameters={
                    "view_id": 2, "portfolio_type": "FIRM", "portfolio_id": 1, "output_type": "csv",
                    "start_date": datetime.date(2024, 1, 1), "end_date": "2024-01-31",
                },
            ),
            {
                "type": "jobs",
                "attributes": {
                    "job_type": "portfolio_view_results",
                    "parameters": {
                        "view_id": 2, "portfolio_type": "FIRM", "portfolio_id": 1, "output_type": "csv",
                        "start_date": "2024-01-01", "end_date": "2024-01-31",
                    },
                },
            },
        ),
    ],
)  # fmt: skip
def test_type_and_id_are_filled_in(call: Any, sent: Any, side: Side) -> None:
    with hostile(accepted) as server:
        side.run(call(side.client(server.url)))
    assert data(server.seen[0]) == sent


def test_one_comes_back_as_one_and_a_list_as_a_list(side: Side) -> None:
    with hostile(lambda _: Reply.json(json.dumps({"data": [SNAPSHOT]}), 201)) as server:
        snapshots = side.client(server.url).snapshots
        assert side.run(snapshots.create(**NEW)).id == "7"
        assert side.run(snapshots.create(NEW)).id == "7"
        assert [one.id for one in side.run(snapshots.create([NEW]))] == ["7"]
    assert all(isinstance(data(seen), list) for seen in server.seen)  # the API takes only lists


@pytest.mark.parametrize(
    ("call", "field"),
    [
        (lambda client: client.files.update(9), "body"),
        (lambda client: client.files.update(9, {"name": "a"}, name="b"), "name"),
        (lambda client: client.files.update(9, name="a", attributes={"name": "b"}), "name"),
        (lambda client: client.files.update(9, name=None), "name"),
        (lambda client: client.files.update(9, {"id": 8, "type": "files"}), "id"),
        (lambda client: client.positions.create(owner=1), "owned"),
        (lambda client: client.positions.create(owner=1, owned=2, attributes=[1]), "attributes"),
        (lambda client: client.positions.update_many([]), "body"),
        (lambda client: client.positions.update_many([{"name": "x"}]), "id"),
        (lambda client: client.files.add_groups(9, None), "body"),
        (lambda client: client.files.add_groups(9, [1.5]), "id"),
        (lambda client: client.files.add_groups(9, b"12"), "body"),
        (lambda client: client.jobs.create(job_type="other", parameters={}), "job_type"),
        (lambda client: client.snapshots.create(**NEW | {"type": "guess"}), "type"),
    ],
)
def test_what_cannot_be_sent_is_named_as_the_caller_knows_it(call: Any, field: str, side: Side) -> None:
    with pytest.raises(InputError) as caught:
        side.run(call(side.client(NOBODY)))
    assert field in [caught.value.field, *(fault.field for fault in caught.value.faults)]


# -------------------------------------------------------------------------------------------------------- records ----


def read(side: Side, server: Any, document: Any) -> Any:
    return side.run(side.client(server.url).positions.get(document["id"]))


RECORD = {
    "type": "positions",
    "id": "13",
    "attributes": {
        "name": "Bob", "created_at": "2023-07-28T02:24:30Z", "modified_at": "2023-07-28T02:24:30Z",
        "display_name": None, "_custom_x_1": [{"value": 1}],
    },
    "relationships": {"owner": end("1"), "owned": end("2")},
    "links": {"self": "/v1/positions/13"},
}  # fmt: skip
CHANGED = {"type": "positions", "id": "13", "attributes": {"name": "Robert"}}


def test_of_a_record_that_was_read_only_the_changes_are_sent(side: Side) -> None:
    with hostile(lambda _: Reply.json(json.dumps({"data": RECORD}))) as server:
        record = read(side, server, RECORD)
        record.attributes.name = "Robert"
        positions = side.client(server.url).positions
        side.run(positions.update(13, record))
        side.run(positions.update(record))
        side.run(positions.update_many([record]))
        side.run(positions.create(record))
    assert [data(seen) for seen in server.seen[1:4]] == [CHANGED, CHANGED, [CHANGED]]
    copied = {"name": "Robert", "_custom_x_1": [{"value": 1}]}  # a new one has all that can be sent
    new = CHANGED | {"attributes": copied, "relationships": RECORD["relationships"]}
    assert data(server.seen[4]) == {name: value for name, value in new.items() if name != "id"}


def test_a_record_is_taken_wherever_an_id_is(side: Side) -> None:
    with hostile(lambda _: Reply.json(json.dumps({"data": RECORD}))) as server:
        record = read(side, server, RECORD)
        client = side.client(server.url)
        side.run(client.positions.get(record))
        side.run(client.positions.delete_many([record, 14]))
        side.run(client.positions.update(record, name="x"))
        with pytest.raises(InputError, match="owner: it is a record of positions, not of entities"):
            side.run(client.positions.create(owner=record, owned=2))
    assert [seen.path.rpartition("/")[2] for seen in server.seen] == ["13", "13", "positions", "13"]
    assert [one["id"] for one in data(server.seen[2])] == ["13", 14]
    assert data(server.seen[3]) == {"type": "positions", "id": "13", "attributes": {"name": "x"}}


# --------------------------------------------------------------------------------------------------------- faults ----


def test_all_faults_are_told_at_once_as_data(side: Side) -> None:
    rows = [
        NEW,
        NEW | {"amount": float("nan"), "currency": "US$"},
        {"type": "valuation", "trade_date": "2024-02-30", "amount": "5", "currency": "USD", "owner": 22, "own": 1},
    ]
    with pytest.raises(InputError) as caught:
        side.run(side.client(NOBODY).snapshots.create(rows))
    error = caught.value
    assert {(fault.row, fault.field) for fault in error.faults} == {
        (2, "amount"), (2, "currency"), (3, "trade_date"), (3, "amount"), (3, "own"), (3, "owned"),
    }  # fmt: skip
    assert all(fault.problem and fault.fix for fault in error.faults)
    assert str(error).startswith("6 faults: ")
    assert "row 3, owned: is missing; pass an id" in str(error)
    assert next(fault.value for fault in error.faults if fault.field == "currency") == "US$"
    again = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (again.faults, str(again)) == (error.faults, str(error)) or "nan" in str(error.faults)


def test_the_same_fault_of_many_rows_is_said_once(side: Side) -> None:
    with pytest.raises(InputError) as caught:
        side.run(side.client(NOBODY).positions.create([{"owner": 1, "name": 5}] * 400))
    assert len(caught.value.faults) == 800
    assert str(caught.value).startswith("800 faults: rows 1, 2, 3, 4, 5 and 395 more, ")
    assert len(str(caught.value)) < 400


def test_a_document_is_checked_by_its_own_names(side: Side) -> None:
    document = {"data": [{"type": "positions", "attributes": {"incepting_open_position_value": float("inf")}}]}
    with pytest.raises(InputError) as caught:
        side.run(side.client(NOBODY).positions.create(document))
    assert [(fault.row, fault.field) for fault in caught.value.faults] == [
        (1, "attributes.incepting_open_position_value"),
        (1, "relationships.owner.data"),
        (1, "relationships.owned.data"),
    ]


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (float("nan"), "NaN"),
        (Decimal("NaN"), "NaN"),
        (Decimal("sNaN"), "NaN"),
        (Decimal("-Infinity"), "-Infinity"),
        (float("inf"), "Infinity"),
        (float("-inf"), "-Infinity"),
        (True, "True"),
        ("5", "'5'"),
        (b"5", "b'5'"),
    ],
)
def test_what_is_no_number_is_refused_by_name(value: Any, problem: str, side: Side) -> None:
    for field, schema in (("amount", {"amount": value}), ("_x", {"attributes": {"_x": value}})):
        if field == "_x" and not isinstance(value, float | Decimal):
            continue
        with pytest.raises(InputError, match=f"{field}: {problem} is not a number"):
            side.run(side.client(NOBODY).snapshots.update(7, **schema))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"type": "guess"}, "type: 'guess' is not allowed; pass snapshot or valuation"),
        ({"currency": "US$"}, "currency: 'US\\$' is not allowed; pass text like USD$"),
        ({"comment": "x" * 4001}, "comment: the text has 4001 characters; pass at most 4000"),
        ({"attributes": {"created_at": "2024-01-01T00:00:00Z"}}, "created_at: cannot be sent: the server assigns it"),
        ({"trade_date": "31.01.2024"}, "trade_date: '31.01.2024' is not a date; pass a date, or text like"),
        ({"owner": 1.5}, "owner: 1.5 is not an id"),
        ({"owner": ""}, "owner: the id is empty"),
        ({"amount": None}, "amount: null is not allowed here; leave it out, or pass a number"),
        ({"units": float("nan")}, "units: NaN .* leave it out, or pass None to remove the value"),
        ({"comment": "\ud800"}, "comment: .* is half of a surrogate pair"),
        ({"currency": b"USD"}, "currency: b'USD' is not text"),
    ],
)
def test_a_message_says_what_is_wrong_and_what_to_give(change: Any, message: str, side: Side) -> None:
    with pytest.raises(InputError, match=message):
        side.run(side.client(NOBODY).snapshots.create(**NEW | change))


@pytest.mark.parametrize("kind", ["SNAPSHOT", "Valuation"])
def test_what_the_specification_leaves_open_is_sent_as_it_is(kind: str, side: Side) -> None:
    with hostile(accepted) as server:
        side.run(side.client(server.url).snapshots.create(**NEW | {"type": kind}, attributes={"colour": "blue"}))
    assert data(server.seen[0])[0]["attributes"] == {
        "type": kind, "currency": "USD", "trade_date": "2024-01-31", "amount": 5, "colour": "blue",
    }  # fmt: skip


@pytest.mark.parametrize("where", ["_moment", "incepting_open_position_date"])
def test_a_naive_moment_is_refused_where_a_moment_is_meant(where: str, side: Side) -> None:
    naive = datetime.datetime(2024, 1, 31, 23, 30)
    with hostile(accepted) as server:
        update = side.client(server.url).positions.update
        if where == "_moment":
            with pytest.raises(InputError, match="no time zone"):
                side.run(update(13, attributes={where: naive}))
            side.run(update(13, attributes={where: naive.replace(tzinfo=datetime.UTC)}))
            assert data(server.seen[0])["attributes"] == {where: "2024-01-31T23:30:00Z"}
        else:
            side.run(update(13, **{where: naive}))
            assert data(server.seen[0])["attributes"] == {where: "2024-01-31"}


def test_decimals_are_sent_to_the_last_digit(side: Side) -> None:
    with hostile(accepted) as server:
        snapshots = side.client(server.url).snapshots
        side.run(snapshots.update(7, amount=Decimal("12345678901234567.8900"), comment='a\u2028"é'))
    assert b'"amount":12345678901234567.8900' in server.seen[0].body
    assert json.loads(server.seen[0].body)["data"]["attributes"]["comment"] == 'a\u2028"é'


def test_a_number_that_a_float_cannot_hold_is_sent_whole_or_refused(side: Side) -> None:
    with hostile(accepted) as server:
        snapshots = side.client(server.url).snapshots
        for sent in (Decimal("1E+400"), Fraction(1, 4)):
            side.run(snapshots.update(7, amount=sent))
        rounded: list[Any] = [Fraction(1, 3)]
        with suppress(ImportError):
            import numpy

            if numpy.finfo(numpy.longdouble).nmant > 52:  # as on x86
                rounded.append(numpy.longdouble("123456789012345678901"))
        for value in rounded:
            with pytest.raises(InputError, match=r"amount: .* is not exact as a float; round it, or pass a Decimal"):
                side.run(snapshots.update(7, amount=value))
    assert [b'"amount":%b}' % text in each.body for text, each in zip((b"1E+400", b"0.25"), server.seen, strict=True)]


def test_a_month_or_a_year_of_numpy_is_no_day(side: Side) -> None:
    numpy = pytest.importorskip("numpy")
    client = side.client(NOBODY)
    for text in ("2024-01", "2024", "12024-01-31"):
        with pytest.raises(InputError, match=r"trade_date: .* is neither a day nor a timestamp; pass a date"):
            side.run(client.snapshots.update(7, trade_date=numpy.datetime64(text)))
        with pytest.raises(InputError, match=r"json\['data'\]: .* is neither a day nor a timestamp"):
            side.run(client.request("POST", "/v1/notes", json={"data": numpy.datetime64(text)}))


def test_a_body_too_deep_for_json_is_refused(side: Side) -> None:
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(InputError, match="too deeply"):
        side.run(side.client(NOBODY).positions.update(13, attributes={"_x": deep}))


# --------------------------------------------------------------------------------------- values of other libraries ----


def test_values_of_numpy_and_pandas(side: Side) -> None:
    numpy, pandas = pytest.importorskip("numpy"), pytest.importorskip("pandas")
    with hostile(
        lambda seen: Reply.json('{"data": [], "links": {}}') if seen.method == "GET" else accepted(seen)
    ) as server:
        client = side.client(server.url)
        side.run(client.positions.delete(numpy.int64(13)))
        side.list(client.positions.list(created_after=pandas.Timestamp("2024-01-31")))
        side.list(client.files.list(entity_id=numpy.int32(22), created_after=pandas.Timestamp("2024-01-31", tz="UTC")))
        row = {
            "owner": numpy.int64(22), "owned": "34", "type": "snapshot", "currency": "USD",
            "amount": numpy.float64(1.5),
            "trade_date": pandas.Timestamp("2024-01-31 23:30"), "units": numpy.int32(3), "_n": numpy.array([1, 2]),
        }  # fmt: skip
        side.run(client.snapshots.create([row]))
        side.run(client.snapshots.update(7, trade_date=numpy.datetime64("2024-01-31")))
        frame = pandas.DataFrame({"id": [13, 14], "incepting_open_position_value": [1, 2]})
        side.run(client.positions.update_many(frame.to_dict("records")))
        side.run(client.files.add_groups(9, frame["id"]))
    paths = [seen.path for seen in server.seen]
    assert paths[0].endswith("/13")
    assert "2024-01-31" in paths[1]
    assert "22" in paths[2]
    assert "2024-01-31T00%3A00%3A00Z" in paths[2]
    assert data(server.seen[3])[0]["attributes"] == {
        "type": "snapshot", "currency": "USD", "amount": 1.5, "trade_date": "2024-01-31", "units": 3, "_n": [1, 2],
    }  # fmt: skip
    assert data(server.seen[3])[0]["relationships"]["owner"] == end(22)
    assert data(server.seen[4])["attributes"] == {"trade_date": "2024-01-31"}
    assert [one["id"] for one in data(server.seen[5])] == [13, 14]
    assert data(server.seen[6]) == [{"type": "groups", "id": 13}, {"type": "groups", "id": 14}]


def test_missing_values_of_pandas_are_refused_by_name(side: Side) -> None:
    pandas = pytest.importorskip("pandas")
    client = side.client(NOBODY)
    for value, name in ((pandas.NaT, "NaT"), (pandas.NA, "NA")):
        for field in ("trade_date", "amount", "currency"):
            with pytest.raises(InputError, match=f"{field}: {name} is a missing value"):
                side.run(client.snapshots.update(7, **{field: value}))
        with pytest.raises(InputError, match=f"_x: {name} is a missing value"):
            side.run(client.positions.update(7, attributes={"_x": value}))
        with pytest.raises(InputError, match=f"created_after: {name} is a missing value"):
            client.files.list(created_after=value)
        with pytest.raises(InputError, match=f"created_after: {name} is a missing value"):
            client.positions.list(created_after=value)


def test_no_other_library_is_imported_to_know_its_values() -> None:
    code = (
        "import sys; from addepar_client import AddeparClient, InputError\n"
        "client = AddeparClient(base_url='http://127.0.0.1:9/api', firm_id=1, auth='t')\n"
        "try: client.positions.create([{'owner': 1, 'name': 5}])\n"
        "except InputError: print([name for name in ('numpy', 'pandas') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)  # noqa: S603
    assert done.stdout == "[]\n"
