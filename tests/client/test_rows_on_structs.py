"""Rows of long pages stand on structs as long as they can, and are what the same rows are on dicts."""

import copy
import json
import pickle
import threading
from typing import Any

import pytest

from addepar_api.models import Job, Position, ResourceIdentifier
from addepar_api.types import UNSET
from addepar_core.operations import decoding

POSITION: dict[str, Any] = {
    "id": "100",
    "type": "positions",
    "attributes": {"name": "Fund", "display_name": None, "created_at": "2021-02-14T10:15:30.00Z"},
    "relationships": {
        "owner": {"links": {"self": "/x"}, "data": {"id": "7", "type": "entities"}},
        "owned": {"data": None},
    },
}


def rows(*documents: Any, model: Any = Position, slowly: Any = None) -> list[Any]:
    """As a page of them is read; one that is not for a struct, and those after it, become the result of ``slowly``."""
    found = decoding.envelope(json.dumps({"data": documents}).encode())
    assert found is not None
    return list(decoding.models(model, found[0], slowly or (lambda left: iter([decoding.value(one) for one in left]))))


def position(document: Any = POSITION) -> Any:
    (one,) = rows(document)
    assert isinstance(one, Position)
    return one


def test_a_row_is_what_it_is_on_a_dict() -> None:
    usual = Position.from_dict(copy.deepcopy(POSITION))
    for ask in (repr, lambda one: one.to_dict(), lambda one: one.attributes.created_at, lambda one: one):
        assert ask(position()) == ask(usual)
    one = position()
    assert one.attributes is one.attributes
    assert one.attributes.display_name is None
    assert one.attributes.modified_at is UNSET
    assert one.relationships.owned.data is None
    assert one.links is UNSET
    assert one.additional_properties == {}
    assert one.to_dict() == POSITION


@pytest.mark.parametrize("touched", [False, True])
def test_what_is_set_is_sent_wherever_it_was_set(touched: bool) -> None:
    one = position()
    if touched:
        assert one.relationships.owner.data.id == "7"
    one.relationships.owner.data.id = "8"
    one.attributes["_custom_1"] = 2
    one.relationships.owned.data = ResourceIdentifier(id="9", type_="entities")
    one.id = "other"
    sent = one.to_dict()
    assert sent["id"] == "other"
    assert sent["attributes"] == POSITION["attributes"] | {"_custom_1": 2}
    assert sent["relationships"]["owner"] == {"links": {"self": "/x"}, "data": {"id": "8", "type": "entities"}}
    assert sent["relationships"]["owned"] == {"data": {"id": "9", "type": "entities"}}


@pytest.mark.parametrize("twin", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])  # noqa: S301
def test_copies_are_equal_and_a_deep_one_is_apart(twin: Any) -> None:
    one = position()
    two = twin(one)
    assert two == one
    assert two.to_dict() == POSITION
    two.id = "other"
    assert one.id == "100"
    if twin is not copy.copy:
        two.attributes.name = "other"
        assert one.attributes.name == "Fund"


@pytest.mark.parametrize(
    "change",
    [
        {"new": 1},
        {"attributes": {"name": "Fund", "_custom_1": 1}},
        {"attributes": 5},
        {"relationships": {"owner": []}},
        {"relationships": {"owner": {"data": {"id": "7"}}}},
        {"type": "entities"},
        {"held_": {}},
    ],
)
def test_what_a_struct_could_not_keep_is_left_to_dicts(change: dict[str, Any]) -> None:
    odd = POSITION | change
    found = rows(POSITION, odd, POSITION)
    assert found[0] == Position.from_dict(POSITION)
    assert found[1:] == [odd, POSITION]


def test_lists_are_read_in_their_place() -> None:
    document = {"id": "1", "type": "jobs", "attributes": {"errors": [{"title": "x"}], "status": "Failed"}}
    (job,) = rows(document, model=Job)
    assert job.attributes.errors[0].title == "x"
    job.attributes.errors[0].title = "y"
    assert job.to_dict()["attributes"]["errors"] == [{"title": "y"}]


def test_models_of_one_struct_are_one_row() -> None:
    """Two threads that ask at once may each make one."""
    one = position()
    struct = one.attributes._struct
    first, second = type(one.attributes).wrap_struct(struct), type(one.attributes).wrap_struct(struct)
    first.name = "other"
    assert second.name == "other"
    assert one.to_dict()["attributes"]["name"] == "other"


def test_a_thread_sees_no_half_of_what_another_turns_into_a_dict(monkeypatch: pytest.MonkeyPatch) -> None:
    one, seen = position(), []
    other = threading.Thread(target=lambda: seen.append(one.to_dict()))

    class Fields(dict[str, Any]):
        def items(self) -> Any:
            for number, item in enumerate(super().items()):
                if number == 1:
                    other.start()
                    other.join(0.05)  # it has to wait until this is done
                yield item

    monkeypatch.setattr(Position, "_fields", Fields(Position.fields()))
    one["new"] = 1
    other.join()
    assert {"id", "type", "attributes", "relationships"} <= seen[0].keys()
    assert one.to_dict() == POSITION | {"new": 1}
