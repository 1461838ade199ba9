"""Snapshots and valuations against a table of what was recorded."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, invariant, multiple, rule
from tests.contract.models.machine import Machine

ENTITIES = ["1", "2", "3"]
_ROUTES = {"owner": "entities", "owned": "entities", "position": "positions"}
_numbers = st.integers(-(10**9), 10**9)
_currencies = st.sampled_from(["USD", "EUR", "CHF"])
_comments = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=10)
_optional = {"price_factor": _numbers, "accrued_income_per_unit": _numbers, "comment": _comments}
_recorded = st.one_of(
    st.fixed_dictionaries(
        {
            "type": st.just("snapshot"),
            "currency": _currencies,
            "trade_date": st.dates().map(str),
            "amount": _numbers,
            "units": _numbers,
        },
        optional=_optional,
    ),
    st.fixed_dictionaries(
        {"type": st.just("valuation"), "currency": _currencies, "trade_date": st.dates().map(str), "amount": _numbers},
        optional=_optional,
    ),
)
_changes = st.fixed_dictionaries(
    {},
    optional={
        "currency": _currencies,
        "amount": _numbers,
        **{name: st.none() | each for name, each in _optional.items()},
    },
)
_ends = st.tuples(st.sampled_from(ENTITIES), st.sampled_from(ENTITIES))
_items = st.lists(st.tuples(_recorded, _ends), min_size=1, max_size=3)


class Snapshots(Machine):
    """Record in bulk, change singly and in bulk, remove values with null, delete, and read all seven routes."""

    made = Bundle("made")

    def __init__(self) -> None:
        super().__init__()
        for each in ENTITIES:
            # Units are required of snapshots of the second one only.
            self.sandbox.add_entity(each, ownership_type="SHARE_BASED" if each == "2" else "PERCENT_BASED")
        self.snapshots: dict[str, dict[str, Any]] = {}
        self.gone: set[str] = set()

    @rule(target=made, items=_items)
    def create(self, items: list[tuple[dict[str, Any], tuple[str, str]]]) -> Any:
        answered = self.accepted(201, "snapshots_create", body={"data": [_new(*item) for item in items]})["data"]
        assert len(answered) == len(items)
        for each, (attributes, ends) in zip(answered, items, strict=True):
            assert each["id"] not in self.snapshots
            assert each["id"] not in self.gone
            now = self.sandbox.clock.timestamp()
            kept = dict(attributes) | {"created_at": now, "modified_at": now}
            self.snapshots[each["id"]] = {"attributes": kept, "ends": ends}
        return multiple(*(each["id"] for each in answered))

    @rule(item=st.tuples(_recorded, _ends), wrong=st.sampled_from(["units", "owner", "date"]))
    def create_with_a_bad_one(self, item: tuple[dict[str, Any], tuple[str, str]], wrong: str) -> None:
        bad = {"type": "snapshot", "currency": "USD", "trade_date": "2024-01-31", "amount": 1, "units": 1}
        if wrong == "units":
            del bad["units"]
        if wrong == "date":
            bad["trade_date"] = "2024-02-30"
        body = {"data": [_new(*item), _new(bad, ("999" if wrong == "owner" else "1", "2"))]}
        self.refused(400, "snapshots_create", body=body)

    @rule(snapshot_id=made, changes=_changes)
    def update(self, snapshot_id: str, changes: dict[str, Any]) -> None:
        body = {"data": _change(snapshot_id, changes)}
        if snapshot_id not in self.snapshots:
            self.refused(404, "snapshots_update", snapshot_id, body=body)
            return
        self.accepted(200, "snapshots_update", snapshot_id, body=body)
        self._changed(snapshot_id, changes)

    @rule(items=st.lists(st.tuples(made, _changes), min_size=1, max_size=3))
    def update_many(self, items: list[tuple[str, dict[str, Any]]]) -> None:
        items = list(dict(items).items())
        body = {"data": [_change(*item) for item in items]}
        if any(snapshot_id not in self.snapshots for snapshot_id, _ in items):
            self.refused(404, "snapshots_update_many", body=body)
            return
        answered = self.accepted(200, "snapshots_update_many", body=body)["data"]
        assert [each["id"] for each in answered] == [snapshot_id for snapshot_id, _ in items]
        for item in items:
            self._changed(*item)

    def _changed(self, snapshot_id: str, changes: dict[str, Any]) -> None:
        attributes = self.snapshots[snapshot_id]["attributes"]
        attributes |= changes | {"modified_at": self.sandbox.clock.timestamp()}

    @rule(snapshot_id=made, name=st.sampled_from(["type", "trade_date", "created_at", "vendor_id"]))
    def change_what_is_fixed(self, snapshot_id: str, name: str) -> None:
        if snapshot_id in self.snapshots:
            body = {"data": _change(snapshot_id, {"amount": 5, name: "1999-12-31"})}
            self.refused(400, "snapshots_update", snapshot_id, body=body)

    @rule(snapshot_id=made)
    def delete(self, snapshot_id: str) -> None:
        if snapshot_id in self.snapshots:
            self.accepted(204, "snapshots_delete", snapshot_id)
            del self.snapshots[snapshot_id]
            self.gone.add(snapshot_id)
        self.refused(404, "snapshots_delete", snapshot_id)

    @rule(seconds=st.integers(1, 10**6))
    def wait(self, seconds: int) -> None:
        self.sandbox.clock.advance(seconds)

    @rule(snapshot_id=made)
    def read_the_ends(self, snapshot_id: str) -> None:
        for name, kind in _ROUTES.items():
            if snapshot_id in self.gone:
                self.refused(404, f"snapshots_{name}", snapshot_id)
                continue
            pointed = self.caller.document(f"snapshots_{name}_relationship", snapshot_id)["data"]
            whole = self.caller.document(f"snapshots_{name}", snapshot_id)["data"]
            assert (str(pointed["id"]), pointed["type"]) == (whole["id"], kind) == (whole["id"], whole["type"])
        if snapshot_id in self.snapshots:
            ends = self.snapshots[snapshot_id]["ends"]
            position = self.caller.document("snapshots_position", snapshot_id)["data"]["relationships"]
            assert tuple(position[end]["data"]["id"] for end in ("owner", "owned")) == ends

    @invariant()
    def reads_are_the_model(self) -> None:
        for snapshot_id in list(self.snapshots)[-4:]:
            read = self.caller.document("snapshots_get", snapshot_id)["data"]
            expected = self.snapshots[snapshot_id]
            # A removed comment is printed as empty text.
            shown = {name: value for name, value in read["attributes"].items() if value not in (None, "")}
            assert shown == {name: value for name, value in expected["attributes"].items() if value not in (None, "")}
            relationships = read["relationships"]
            assert tuple(relationships[end]["data"]["id"] for end in ("owner", "owned")) == expected["ends"]


def _new(attributes: dict[str, Any], ends: tuple[str, str]) -> dict[str, Any]:
    pairs = zip(("owner", "owned"), ends, strict=True)
    relationships = {end: {"data": {"type": "entities", "id": each}} for end, each in pairs}
    return {"type": "snapshots", "attributes": attributes, "relationships": relationships}


def _change(snapshot_id: str, changes: dict[str, Any]) -> dict[str, Any]:
    return {"type": "snapshots", "id": snapshot_id, "attributes": changes}
