"""Models over the JSON that they were read from: fields are made when asked for, nothing is lost, nothing is shared."""

import copy
import pickle
import sys
import threading
from collections.abc import Iterator
from typing import Any

import attrs
import pytest

from addepar_api.models import (
    Job,
    JobAttributes,
    Position,
    PositionAttributes,
    PositionRelationships,
    PositionsDocument,
    ResourceIdentifier,
    ToOne,
)
from addepar_api.types import UNSET, RowWarning

POSITION: dict[str, Any] = {
    "id": "100",
    "type": "positions",
    "attributes": {"name": "Fund", "created_at": "2021-02-14T10:15:30.00Z", "_custom_1": {"deep": [1]}},
    "relationships": {"owner": {"links": {"self": "/x"}, "data": {"id": 7, "type": "entities", "meta": 1}}},
    "links": None,
    "new": [True],
}


@pytest.fixture
def frequent_switches() -> Iterator[None]:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def position() -> Position:
    return Position.from_dict(copy.deepcopy(POSITION))


def test_models_are_attrs_classes_with_their_fields() -> None:
    assert [field.name for field in attrs.fields(PositionRelationships)] == ["owner", "owned", "additional_properties"]
    one = position()
    assert attrs.evolve(one.attributes, name="Other").to_dict()["name"] == "Other"
    assert attrs.asdict(one)["attributes"]["name"] == "Fund"
    with pytest.raises(AttributeError):
        one.nmae = 1  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        Position(id="1")  # type: ignore[call-arg]


def test_what_was_read_is_what_was_made() -> None:
    made = Position(id="1", type_="positions", attributes=PositionAttributes(name="x"))
    read = Position.from_dict({"id": "1", "type": "positions", "attributes": {"name": "x"}})
    assert made == read
    assert repr(made) == repr(read)
    assert made != Position.from_dict({"id": "1", "type": "positions", "attributes": {"name": "y"}})
    assert made.to_dict() == read.to_dict() == {"id": "1", "type": "positions", "attributes": {"name": "x"}}


def test_a_document_comes_back_as_it_was_before_and_after_reading_it() -> None:
    one = position()
    assert one.to_dict() == POSITION
    repr(one)
    assert one.links is None  # though the pages know no null there
    assert one.to_dict() == POSITION
    assert one["new"] == [True]
    assert one.attributes.additional_properties == {"_custom_1": {"deep": [1]}}


def test_what_is_set_is_sent_wherever_it_was_set() -> None:
    one = position()
    one.attributes.name = "Other"
    one.attributes["_custom_1"] = 2
    del one["new"]
    owner = one.relationships.owner
    owner.data = ResourceIdentifier(id="9", type_="entities")
    owner.data.id = "8"
    one.relationships.owned = ToOne()
    one.relationships.owned.data = None
    sent = one.to_dict()
    assert sent["attributes"] == {"name": "Other", "created_at": "2021-02-14T10:15:30.00Z", "_custom_1": 2}
    assert sent["relationships"]["owner"]["data"] == {"id": "8", "type": "entities"}
    assert sent["relationships"]["owned"] == {"data": None}
    assert "new" not in sent
    one.attributes.name = UNSET
    assert "name" not in one.to_dict()["attributes"]
    one.additional_properties = {"only": 1}
    assert {"id", "only"} <= one.to_dict().keys()


def test_nothing_is_shared_with_what_was_given_or_is_handed_out() -> None:
    source = copy.deepcopy(POSITION)
    one = Position.from_dict(source)
    source["attributes"]["name"] = "changed"
    source["attributes"]["_custom_1"]["deep"].append(2)
    source["new"].clear()
    assert one.to_dict() == POSITION
    one.to_dict()["attributes"]["_custom_1"]["deep"].append(3)
    assert one.attributes.name == "Fund"
    assert one.to_dict() == POSITION


@pytest.mark.parametrize("touched", [False, True])
@pytest.mark.parametrize("twin", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])  # noqa: S301
def test_copies_are_equal_and_a_deep_one_is_apart(twin: Any, touched: bool) -> None:
    one = Position.from_dict({**POSITION, "links": {"self": "/p"}})
    if touched:
        assert one.attributes.created_at
    two = twin(one)
    assert two == one
    assert two.to_dict() == one.to_dict()
    two.id = "other"
    assert one.id == "100"
    if twin is not copy.copy:
        two.attributes.name = "other"
        assert one.attributes.name == "Fund"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"id": ...}, "no id"),
        ({"type": ...}, "no type"),
        ({"type": "entities"}, "'entities', not 'positions'"),
        ({"attributes": 5}, "attributes is no object"),
        ({"relationships": []}, "relationships is no object"),
    ],
)
def test_what_is_none_of_its_kind_is_refused_at_once(change: dict[str, Any], told: str) -> None:
    document = {key: value for key, value in (POSITION | change).items() if value is not ...}
    with pytest.raises(ValueError, match=told):
        Position.from_dict(document)


def test_a_field_that_does_not_fit_is_kept_and_told() -> None:
    document: dict[str, Any] = {
        "id": 1,
        "type": "jobs",
        "attributes": {"status": 7, "started_at": 5, "errors": [{"title": "x"}, "odd"], "parameters": []},
    }
    attributes = Job.from_dict(document).attributes
    for name, kept in (("status", 7), ("started_at", 5), ("parameters", [])):
        with pytest.warns(RowWarning, match=f"JobAttributes.{name} does not fit"):
            assert getattr(attributes, name) == kept
    with pytest.warns(RowWarning, match="an item does not fit"):
        errors = attributes.errors
    assert (errors[0].title, errors[1]) == ("x", "odd")
    job = Job.from_dict(document)
    assert job.to_dict() == document
    one = Position.from_dict({**POSITION, "relationships": {"owner": {"data": {"id": 1}}}})
    with pytest.warns(RowWarning, match="ToOne.data does not fit .no type"):
        assert one.relationships.owner.data == {"id": 1}


def test_a_list_is_read_in_its_place() -> None:
    document = PositionsDocument.from_dict({"data": [POSITION]})
    assert document.data is document.data
    document.data[0].id = "5"
    document.data.append(Position(id="6", type_="positions"))
    assert [one["id"] for one in document.to_dict()["data"]] == ["5", "6"]
    assert JobAttributes.from_dict({"errors": None}).errors is None


@pytest.mark.parametrize("key", ["to_dict", "_held", "__class__", "additional_properties", "", "self"])
def test_no_name_the_server_chooses_gets_in_the_way(key: str) -> None:
    document = {"id": "1", "type": "positions", key: "odd"}
    one = Position.from_dict(document)
    assert one[key] == "odd"
    assert one.to_dict() == document
    assert one.attributes is UNSET


def test_threads_that_read_one_row_at_once_see_one_row(frequent_switches: None) -> None:
    for _ in range(100):
        one = position()
        start = threading.Barrier(4)

        def read(one: Position = one, start: threading.Barrier = start) -> None:
            start.wait()
            attributes = one.attributes
            attributes[threading.current_thread().name] = attributes.name

        threads = [threading.Thread(target=read, name=f"t{number}") for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert {f"t{number}" for number in range(4)} <= one.to_dict()["attributes"].keys()
