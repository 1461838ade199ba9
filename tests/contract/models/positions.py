"""Positions against a table of what was created."""

from datetime import date
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, initialize, invariant, multiple, rule
from tests.contract.models.machine import Machine

PERCENT = "3"
ENTITIES = {"1": {}, "2": {"ownership_type": "SHARE_BASED"}, PERCENT: {"ownership_type": "PERCENT_BASED"}}
UNKNOWN = "999"
_days = st.dates(date(1900, 1, 1)).map(str)
_names = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=6)
_attributes = st.fixed_dictionaries(
    {},
    optional={
        "name": _names,
        "display_name": _names,
        "incepting_open_position_value": st.integers(-(10**6), 10**6),
        "incepting_open_position_date": _days,
        "incepting_open_position_ownership_percentage": st.sampled_from([0.25, 1.0]),
    },
)
Item = tuple[dict[str, Any], tuple[str, str]]
DAY = 86_400
_ends = st.tuples(st.sampled_from(["1", "2"]), st.sampled_from(["1", "2"]))
_item = st.tuples(_attributes, _ends)


class Positions(Machine):
    """Create, change and delete, singly and in bulk; bulk requests take effect whole or not at all."""

    made = Bundle("made")

    def __init__(self) -> None:
        super().__init__()
        for each, attributes in ENTITIES.items():
            self.sandbox.add_entity(each, **attributes)
        self.positions: dict[str, dict[str, Any]] = {}
        self.gone: set[str] = set()

    def _keep(self, answered: dict[str, Any], attributes: dict[str, Any], ends: tuple[str, str]) -> str:
        position_id = str(answered["id"])
        assert position_id not in self.positions
        assert position_id not in self.gone
        now = self.sandbox.clock.timestamp()
        self.positions[position_id] = {"attributes": dict(attributes), "ends": ends, "created": now, "modified": now}
        return position_id

    @initialize(target=made, items=st.tuples(_item, _item, _item))
    def begin(self, items: tuple[Any, Any, Any]) -> Any:
        """Something to work with, one day apart."""
        made = []
        for item in items:
            made.append(self._create(item))
            self.sandbox.clock.advance(DAY)
        return multiple(*made)

    def _create(self, item: Item) -> str:
        return self._keep(self.accepted(201, "positions_create", body={"data": _new(*item)})["data"], *item)

    @rule(target=made, items=st.lists(_item, min_size=1, max_size=3), single=st.booleans())
    def create(self, items: list[Item], single: bool) -> Any:
        """One by one, or as a bulk."""
        if single:
            return multiple(*map(self._create, items))
        data = self.accepted(201, "positions_create", body={"data": [_new(*item) for item in items]})["data"]
        data = data if isinstance(data, list) else [data]
        assert len(data) == len(items)
        return multiple(*(self._keep(answered, *item) for answered, item in zip(data, items, strict=True)))

    @rule(item=_item, wrong=st.sampled_from(["unknown end", "percent-based"]))
    def create_wrongly(self, item: Item, wrong: str) -> None:
        """A bulk with one bad item leaves nothing behind."""
        bad = _new({}, ("1", UNKNOWN if wrong == "unknown end" else PERCENT))
        self.refused(404 if wrong == "unknown end" else 400, "positions_create", body={"data": [_new(*item), bad]})

    @rule(position_id=made, attributes=_attributes)
    def update(self, position_id: str, attributes: dict[str, Any]) -> None:
        body = {"data": _change(position_id, attributes)}
        if position_id not in self.positions:
            self.refused(404, "positions_update", position_id, body=body)
            return
        self.accepted(200, "positions_update", position_id, body=body)
        self._changed(position_id, attributes)

    def _changed(self, position_id: str, attributes: dict[str, Any]) -> None:
        self.positions[position_id]["attributes"] |= attributes
        self.positions[position_id]["modified"] = self.sandbox.clock.timestamp()

    @rule(one=made, other=made, attributes=_attributes)
    def update_another_than_named(self, one: str, other: str, attributes: dict[str, Any]) -> None:
        if one != other and one in self.positions:
            self.refused(409, "positions_update", one, body={"data": _change(other, attributes)})

    @rule(items=st.lists(st.tuples(made, _attributes), min_size=1, max_size=3))
    def update_many(self, items: list[tuple[str, dict[str, Any]]]) -> None:
        items = list(dict(items).items())
        body = {"data": [_change(*item) for item in items]}
        if any(position_id not in self.positions for position_id, _ in items):
            self.refused(404, "positions_update_many", body=body)
            return
        answered = self.accepted(200, "positions_update_many", body=body)["data"]
        assert len(answered if isinstance(answered, list) else [answered]) == len(items)
        for item in items:
            self._changed(*item)

    @rule(position_id=made)
    def delete(self, position_id: str) -> None:
        if position_id in self.positions:
            self.accepted(204, "positions_delete", position_id)
            self._removed(position_id)
        self.refused(404, "positions_delete", position_id)

    @rule(ids=st.lists(made, min_size=1, max_size=3))
    def delete_many(self, ids: list[str]) -> None:
        body = {"data": [{"type": "positions", "id": each} for each in ids]}
        if any(each not in self.positions for each in ids):
            self.refused(404, "positions_delete_many", body=body)
            return
        self.accepted(204, "positions_delete_many", body=body)
        for each in dict.fromkeys(ids):
            self._removed(each)

    def _removed(self, position_id: str) -> None:
        del self.positions[position_id]
        self.gone.add(position_id)

    @rule(days=st.integers(1, 400))
    def wait(self, days: int) -> None:
        self.sandbox.clock.advance(days * DAY)

    @rule(position_id=made, which=st.sampled_from(["created", "modified"]), after=st.booleans())
    def filter_by_day(self, position_id: str, which: str, after: bool) -> None:
        bound = self.positions.get(position_id, {which: self.sandbox.clock.timestamp()})[which][:10]
        found = self.caller.walk("positions_list", {f"filter[{which}_{'after' if after else 'before'}]": bound})
        expected = [
            each
            for each, position in self.positions.items()
            if (position[which][:10] >= bound if after else position[which][:10] <= bound)
        ]
        assert [row["id"] for row in found] == expected

    @rule(limit=st.integers(1, 3), attributes=_attributes, data=st.data())
    def walk_while_rows_come_and_go(self, limit: int, attributes: dict[str, Any], data: st.DataObject) -> None:
        """A row that is there all the time is seen once, however the list changes between two pages."""
        steady = set(self.positions)
        first = self.caller.document("positions_list", query={"page[limit]": str(limit)})
        seen = [row["id"] for row in first["data"]]
        assert len(seen) == min(limit, len(steady))
        if seen and data.draw(st.booleans()):
            leaving = data.draw(st.sampled_from(seen))
            self.accepted(204, "positions_delete", leaving)
            self._removed(leaving)
            steady.discard(leaving)
        self._create((attributes, ("1", "2")))
        following = first["links"]["next"]
        while following is not None:
            page = self.caller.get(following).json()
            assert 0 < len(page["data"]) <= limit
            seen += [row["id"] for row in page["data"]]
            following = page["links"]["next"]
        assert len(seen) == len(set(seen))
        assert steady <= set(seen)

    @invariant()
    def list_is_the_model(self) -> None:
        rows = self.caller.document("positions_list")["data"]
        assert [row["id"] for row in rows] == list(self.positions)
        for row in rows:
            position = self.positions[row["id"]]
            times = {"created_at": position["created"], "modified_at": position["modified"]}
            assert row["attributes"] == position["attributes"] | times
            assert tuple(row["relationships"][end]["data"]["id"] for end in ("owner", "owned")) == position["ends"]


def _new(attributes: dict[str, Any], ends: tuple[str, str]) -> dict[str, Any]:
    pairs = zip(("owner", "owned"), ends, strict=True)
    relationships = {end: {"data": {"type": "entities", "id": each}} for end, each in pairs}
    return {"type": "positions", "attributes": attributes, "relationships": relationships}


def _change(position_id: str, attributes: dict[str, Any]) -> dict[str, Any]:
    return {"type": "positions", "id": position_id, "attributes": attributes}
