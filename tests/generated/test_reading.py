"""What was read is a plain object: attrs classes around open dicts, whole, apart, and the same to every thread and tool."""

import copy
import json
import pickle
import sqlite3
import sys
import threading
import typing
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import attrs
import msgspec
import pytest
from ruamel.yaml import YAML
from tests.spec.walk import Payload, load, payloads

import addepar_api.models
from addepar_api.models import (
    EntityIdentifier,
    FileAttributes,
    GeneratedReport,
    Job,
    JobFilter,
    Position,
    PositionAttributes,
    PositionsDocument,
    PositionUpdate,
    QueryJobAttributes,
    ResourceIdentifier,
    Snapshot,
    ToMany,
    ViewJobAttributes,
)
from addepar_api.operations import OPERATIONS
from addepar_core.flow.messages import HttpRequest, HttpResponse
from addepar_core.models.envelope import Envelope, decoder
from addepar_core.models.open_object import OpenObject
from addepar_core.models.types import RowWarning
from addepar_core.operations.responses import page_rows, parse_data, parsed_page

POSITION: dict[str, Any] = {
    "id": "100",
    "type": "positions",
    "attributes": {
        "name": "Fund",
        "display_name": None,
        "incepting_open_position_date": "2020-01-31",
        "created_at": "2021-02-14T10:15:30.00Z",
        "_custom_1": {"deep": [1]},
    },
    "relationships": {"owner": {"links": {"self": "/x"}, "data": {"id": "7", "type": "entities", "meta": 1}}},
    "links": {"self": "/v1/positions/100"},
    "meta": {"page": 1},
    "new": [True],
}
ODD: dict[str, Any] = POSITION | {
    "id": 100,
    "links": None,
    "relationships": {"owner": {"data": {"id": 7, "type": "entities", "meta": 1}}, "owned": {"data": None}},
}
TWINS = [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))]  # noqa: S301


def rows(*documents: Any, operation: str = "positions_list", exact: bool = False) -> list[Any]:
    text = json.dumps({"data": documents}) if not isinstance(documents[0], str) else f'{{"data":[{documents[0]}]}}'
    request = HttpRequest("GET", "http://x/", exact_numbers=exact)
    answer = HttpResponse(request, 200, {}, text.encode())
    return list(page_rows(OPERATIONS[operation], answer, parsed_page(answer)[0]))


def position(document: Any = POSITION) -> Any:
    (one,) = rows(document)
    assert isinstance(one, Position)
    return one


both = pytest.mark.parametrize("document", [POSITION, ODD], ids=["in C", "in Python"])


@both
def test_a_row_is_whole_and_its_ids_are_text(document: dict[str, Any]) -> None:
    one = position(document)
    assert (one.id, one.relationships.owner.data.id) == ("100", "7")
    assert one.relationships.owned.data is None
    assert one.raw == one.to_dict() == document
    assert one.attributes["_custom_1"] == {"deep": [1]}
    assert type(one.raw["id"]) is type(document["id"])


@both
def test_what_is_changed_is_in_the_document_and_not_in_raw(document: dict[str, Any]) -> None:
    one = position(document)
    one.id = "other"
    one.attributes.name = "New"
    one.attributes["_custom_2"] = 2
    del one.attributes["incepting_open_position_date"]
    one.attributes["_custom_1"]["deep"].append(3)
    one.relationships.owner.data.id = "8"
    one.relationships.owned.data = ResourceIdentifier(id="9", type="entities")
    sent = one.to_dict()
    assert sent == document | {
        "id": "other",
        "attributes": {
            "name": "New",
            "display_name": None,
            "created_at": "2021-02-14T10:15:30.00Z",
            "_custom_1": {"deep": [1, 3]},
            "_custom_2": 2,
        },
        "relationships": {
            "owner": document["relationships"]["owner"] | {"data": {"id": "8", "type": "entities", "meta": 1}},
            "owned": {"data": {"id": "9", "type": "entities"}},
        },
    }
    assert one.raw == document
    one.relationships.owner.data = None
    assert one.to_dict()["relationships"]["owner"]["data"] is None


@pytest.mark.parametrize(("came", "now"), [(1, True), (True, 1), (1, 1.0)])
def test_a_change_that_compares_or_reads_as_equal_is_a_change(came: Any, now: Any) -> None:
    one = position({"id": "1", "type": "positions", "attributes": {"_custom_1": came}})
    assert one.to_dict()["attributes"]["_custom_1"] == came
    one.attributes["_custom_1"] = now
    changed = one.to_dict()["attributes"]["_custom_1"]
    assert (type(changed), changed) == (type(now), now)


def test_a_decimal_that_became_its_text_is_a_change() -> None:
    one = position('{"id":"1","type":"positions","attributes":{"_custom_1":0.10000000000000000001}}')
    assert one.to_dict()["attributes"]["_custom_1"] == Decimal("0.10000000000000000001")
    one.attributes["_custom_1"] = "0.10000000000000000001"
    assert one.to_dict()["attributes"]["_custom_1"] == "0.10000000000000000001"


def test_lists_of_a_row_keep_what_was_not_changed() -> None:
    members = [{"id": 1, "type": "groups", "meta": "x"}, {"id": 2, "type": "groups"}]
    many = ToMany.from_dict({"data": members})
    many.data[1].id = "3"
    many.data.append(ResourceIdentifier(id="4", type="groups"))
    assert many.to_dict()["data"] == [members[0], {"id": "3", "type": "groups"}, {"id": "4", "type": "groups"}]


@pytest.mark.parametrize("payload", [one for one in payloads(load()) if one.status], ids=lambda one: one.example)
def test_every_printed_answer_comes_back_whole(payload: Payload) -> None:
    operation = OPERATIONS[payload.operation]
    if operation.row is None:
        pytest.skip("no row of a known kind")
    content = json.dumps(payload.value).encode()
    data = payload.value["data"]
    resources = data if isinstance(data, list) else [data]
    # A write is answered by as many as were sent, and what a path names by the resource of that id.
    request = HttpRequest(operation.method, f"http://x/{resources[0]['id'] if resources else ''}", body=content)
    answer = HttpResponse(request, 200, {}, content)
    read = parse_data(operation._replace(answer="document"), answer)
    models = read if isinstance(read, list) else [read]
    assert [one.to_dict() for one in models] == [one.raw for one in models] == resources
    assert all(type(one.id) is str for one in models)


def test_absent_null_and_given_are_told_apart() -> None:
    attributes = position().attributes
    assert (attributes.display_name, attributes.modified_at) == (None, None)
    assert "display_name" in attributes
    assert "modified_at" not in attributes
    assert len(attributes) == 5
    assert next(iter(attributes)) == "name"
    bare = position({"id": "1", "type": "positions", "attributes": None})
    assert (bare.attributes, bare.relationships.owner.data, bare.links) == ({}, None, {})
    assert bare.to_dict() == {"id": "1", "type": "positions", "attributes": None}


def test_times_are_plain_and_what_is_none_stays_text() -> None:
    attributes = position().attributes
    assert type(attributes.created_at) is datetime
    assert attributes.created_at == datetime(2021, 2, 14, 10, 15, 30, tzinfo=UTC)
    assert type(attributes.incepting_open_position_date) is date
    odd = PositionAttributes({"created_at": "soon", "incepting_open_position_date": "2023-W05-2"})
    assert (odd.created_at, odd.incepting_open_position_date) == ("soon", "2023-W05-2")
    with pytest.warns(RowWarning, match="PositionAttributes.created_at does not fit"):
        assert PositionAttributes({"created_at": 5}).created_at == 5


@pytest.mark.parametrize("twin", TWINS)
@both
def test_copies_are_equal_and_keep_what_was_read(twin: Any, document: dict[str, Any]) -> None:
    one = position(document)
    one.attributes.name = "New"
    two = twin(one)
    assert two == one
    assert two.raw == document
    assert two.to_dict() == one.to_dict()
    two.id = "other"
    assert one.id == "100"
    if twin is not copy.copy:
        two.attributes.name = "other"
        assert one.attributes.name == "New"


def test_the_tools_of_attrs_and_msgspec_see_a_plain_object() -> None:
    one = position()
    assert [field.name for field in attrs.fields(Position)] == ["id", "type", "attributes", "relationships", "links"]
    assert attrs.asdict(one)["attributes"] == POSITION["attributes"]
    assert attrs.evolve(one, id="5").attributes.name == "Fund"
    assert json.loads(msgspec.json.encode(one))["relationships"]["owner"]["data"] == {"id": "7", "type": "entities"}
    assert msgspec.to_builtins(one)["attributes"] == POSITION["attributes"]
    assert msgspec.convert(msgspec.to_builtins(one), dict)["id"] == "100"
    assert json.loads(json.dumps(one.attributes)) == POSITION["attributes"]
    with pytest.raises(AttributeError):
        one.nmae = 1
    with pytest.raises(AttributeError):
        one.attributes.nmae = 1
    with pytest.raises(TypeError):
        Position(id="1")  # type: ignore[call-arg]
    match one:
        case Position(id="100", attributes=PositionAttributes(name=str() as name)):
            assert name == "Fund"
        case _:
            pytest.fail("a pattern of classes does not match")


def test_values_go_into_databases_and_other_encoders() -> None:
    attributes = position().attributes
    with sqlite3.connect(":memory:") as base:
        asked = [attributes.name, attributes.incepting_open_position_date.isoformat(), attributes.created_at.isoformat()]
        assert base.execute("select ?, ?, ?", asked).fetchone() == tuple(asked)
        job = rows({"id": "1", "type": "jobs", "attributes": {"status": "Completed"}}, operation="jobs_list")[0]
        assert base.execute("select ?", [job.attributes.status]).fetchone() == ("Completed",)
    assert msgspec.json.encode(attributes.created_at) == b'"2021-02-14T10:15:30Z"'
    YAML(typ="safe").dump({"at": attributes.created_at, "day": attributes.incepting_open_position_date}, sys.stderr)


@pytest.mark.parametrize("name", addepar_api.models.__all__)
def test_the_types_of_every_model_resolve(name: str) -> None:
    model = getattr(addepar_api.models, name)
    hints = typing.get_type_hints(model)
    if issubclass(model, Envelope):
        assert set(hints) >= {field.name for field in attrs.fields(model)}
        assert hasattr(model, "to_dict")
    elif issubclass(model, OpenObject):
        assert all(hasattr(model, each) for each in hints if not each.startswith("_"))
        assert model().to_dict() in ({}, dict(model._defaults))


@pytest.mark.parametrize("operation", [one for one in OPERATIONS.values() if one.row], ids=lambda one: one.id)
def test_every_row_is_read_in_c_and_has_its_parts(operation: Any, recwarn: Any) -> None:
    model = operation.model(operation.row)
    (kind, *_) = typing.get_args(typing.get_type_hints(model)["type"]) or ("files",)
    document = {"id": "1", "type": kind, "unknown": 1}
    (one,) = rows(document, operation=operation.id)
    assert one == decoder(model, exact=False)(json.dumps(document))
    assert one.to_dict() == document
    assert {"attributes", "relationships"} & set(dir(model)) or model is ResourceIdentifier
    assert not recwarn.list


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"id": ...}, "no id"),
        ({"type": ...}, "no type"),
        ({"type": "entities"}, "'entities' instead of 'positions'"),
        ({"attributes": 5}, "int instead of an object"),
        ({"relationships": []}, "list instead of an object"),
    ],
)
def test_one_odd_row_costs_itself_alone(change: dict[str, Any], problem: str) -> None:
    odd = {key: value for key, value in (POSITION | change).items() if value is not ...}
    with pytest.warns(RowWarning, match=problem) as warned:
        found = rows(POSITION, odd, POSITION)
    assert found[1] == odd
    assert [type(one) for one in found[::2]] == [Position, Position]
    assert len(warned) == 1
    with pytest.raises(ValueError, match=problem):
        Position.from_dict(odd)


def test_a_part_that_does_not_fit_is_kept_with_a_warning() -> None:
    document: dict[str, Any] = {
        "id": 1,
        "type": "jobs",
        "attributes": {"status": 7, "started_at": 5, "errors": [{"title": "x"}, "odd"], "parameters": 3},
        "relationships": {"creator": {"data": {"id": 1}}},
    }
    with pytest.warns(RowWarning) as warned:
        (job,) = rows(document, operation="jobs_list")
        assert (job.attributes.status, job.attributes.started_at) == (7, 5)
    assert {str(one.message).partition(" does")[0] for one in warned} >= {"ToOne.data", "JobAttributes.parameters"}
    assert job.attributes.errors[0].title == "x"
    assert job.attributes.errors[1] == "odd"
    assert job.relationships.creator.data == {"id": 1}
    with pytest.warns(RowWarning):
        assert job.to_dict() == document


def test_objects_within_attributes_are_objects_too() -> None:
    document = {
        "id": "1",
        "type": "jobs",
        "attributes": {
            "errors": {"title": "x"},
            "parameters": {"portfolio_id": [1, "2"], "view_id": 7, "columns": [{"key": "value", "arguments": {"a": 1}}]},
        },
    }
    (job,) = rows(document, operation="jobs_list")
    parameters = job.attributes.parameters
    assert parameters is job.attributes.parameters
    assert (parameters.portfolio_id, parameters.view_id) == (["1", "2"], "7")
    assert parameters.columns[0].arguments["a"] == 1
    assert job.attributes.errors.title == "x"
    parameters.columns[0].key = "other"
    assert job.to_dict()["attributes"]["parameters"]["columns"][0]["key"] == "other"
    assert job.raw == document


def test_models_that_are_made_write_what_was_given() -> None:
    assert PositionUpdate(id="1", attributes=PositionAttributes(name="x")).to_dict() == {
        "id": "1",
        "type": "positions",
        "attributes": {"name": "x"},
    }
    assert PositionAttributes({"_custom_x_1": 5}, name=None).to_dict() == {"_custom_x_1": 5, "name": None}
    assert EntityIdentifier(id="1").to_dict() == {"id": "1", "type": "entities"}
    query = QueryJobAttributes({"parameters": {"portfolio_type": "entity"}})
    assert query.to_dict()["job_type"] == query.job_type == "PORTFOLIO_QUERY"
    assert ViewJobAttributes().job_type == "portfolio_view_results"
    kept = JobFilter(attribute="sector", type="discrete", values=["a"])
    assert (kept.values_, kept["values"], list(kept.values())) == (["a"], ["a"], ["sector", "discrete", ["a"]])
    assert FileAttributes(bytes=3).bytes == 3
    document = PositionsDocument.from_dict({"data": [POSITION]})
    document.data.append(Position(id="6", type="positions"))
    assert document.to_dict() == {"data": [POSITION, {"id": "6", "type": "positions"}]}
    made = Position(id="100", type="positions", attributes=PositionAttributes(name="x"))
    assert made == Position.from_dict({"id": "100", "type": "positions", "attributes": {"name": "x"}})
    assert made.raw == made.to_dict()


@pytest.mark.parametrize("key", ["to_dict", "raw", "_raw", "__class__", "attributes ", "", "self", "get", "items"])
def test_no_name_the_server_chooses_gets_in_the_way(key: str) -> None:
    document = {"id": "1", "type": "positions", key: {"odd": 1}, "attributes": {key: "odd", "name": "x"}}
    one = position(document)
    assert one.raw == document
    assert one.attributes[key] == "odd"
    assert one.attributes.name == "x"
    assert dict(one.attributes) == document["attributes"]


EXACT = ["12345678901234567.89", "0.1000000000000000055511151231257827", "1e400", "-1e400", "1e-400", "1.2345e-320"]


@pytest.mark.parametrize("text", EXACT)
def test_what_a_float_cannot_hold_is_a_decimal(text: str) -> None:
    row = '{"id":"1","type":"snapshots","attributes":{"amount":%s,"units":0.1,"_custom_1":[{"weight":0.0}]}}' % text
    (one,) = rows(row, operation="snapshots_list" if "snapshots_list" in OPERATIONS else "snapshots_get")
    assert isinstance(one, Snapshot)
    assert one.attributes.amount == one.raw["attributes"]["amount"] == one.to_dict()["attributes"]["amount"]
    if one.attributes.amount != 1e-320:
        assert type(one.attributes.amount) is Decimal
        assert one.attributes.amount == Decimal(text)
    assert type(one.attributes.units) is float


def test_exact_numbers_are_decimals_everywhere() -> None:
    row = '{"id":%s,"type":"positions","attributes":{"incepting_open_position_value":0.10,"n":5,"_custom_1":[1.50]}}'
    for number in ('"1"', "1"):
        (one,) = rows(row % number, exact=True)
        value = one.attributes.incepting_open_position_value
        assert (type(value), str(value)) == (Decimal, "0.10")
        assert type(one.attributes["n"]) is int
        assert str(one.raw["attributes"]["_custom_1"][0]) == "1.50"
        assert str(copy.deepcopy(one).to_dict()["attributes"]["_custom_1"][0]) == "1.50"


@pytest.mark.parametrize("depth", [300, 900, 3000, 100_000])
def test_deep_attributes_end_in_no_recursion_error(depth: int) -> None:
    nested = "[" * depth + "]" * depth
    try:
        (one,) = rows('{"id":"1","type":"positions","attributes":{"_custom_1":%s}}' % nested)
        one.raw, one.to_dict(), one.attributes.to_dict()
    except Exception as error:  # noqa: BLE001 - whichever it is, it has to be one of ours
        assert type(error).__name__ in ("ProtocolError", "NestedTooDeeply")


@pytest.fixture
def frequent_switches() -> Iterator[None]:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@both
def test_threads_that_read_one_row_at_once_see_one_row(frequent_switches: None, document: dict[str, Any]) -> None:
    for _ in range(30):
        one, seen = position(document), []
        start = threading.Barrier(4)

        def read(one: Any = one, start: threading.Barrier = start, seen: list[Any] = seen) -> None:
            start.wait()
            one.attributes[threading.current_thread().name] = one.attributes.name
            seen.append((one.attributes is one.attributes, copy.deepcopy(one.relationships), one.raw))

        threads = [threading.Thread(target=read, name=f"t{number}") for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert {f"t{number}" for number in range(4)} <= one.to_dict()["attributes"].keys()
        assert [each[0] for each in seen] == [True] * 4
        assert all(each[2] == document for each in seen)


def test_reports_hold_typed_portfolios() -> None:
    document = {"id": 5, "type": "generated_reports", "attributes": {"generated_portfolios": [{"file_id": 101}]}}
    report = GeneratedReport.from_dict(document)
    assert report.id == "5"
    assert report.attributes.generated_portfolios is not None
    assert report.attributes.generated_portfolios[0].file_id == "101"
    assert report.to_dict() == document
    assert Job.from_dict({"id": 1, "type": "jobs"}).attributes.errors is None
