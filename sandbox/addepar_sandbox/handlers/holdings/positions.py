"""Handles positions, singly and in bulk; a bulk request takes effect as a whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from addepar_sandbox.auth.access import sees_both_ends
from addepar_sandbox.handlers.call import Call
from addepar_sandbox.handlers.holdings import entities
from addepar_sandbox.handlers.holdings.entities import find_entity
from addepar_sandbox.handlers.holdings.resource import KIND, find_position, new_position, render
from addepar_sandbox.handlers.holdings.rules import check_position, read_attributes
from addepar_sandbox.handlers.jsonapi.documents import id_text, numeric
from addepar_sandbox.handlers.jsonapi.pagination import cursor_page
from addepar_sandbox.http.errors import bad_request, conflict
from addepar_sandbox.http.response.answer import Answer, no_content
from addepar_sandbox.state.clock import parse_date
from addepar_sandbox.state.store import Row


def get_position(call: Call) -> Answer:
    return Answer(document={"data": render(find_position(call, call.ids["position_id"])), "included": []})


def list_positions(call: Call) -> Answer:
    matches = _filters(call)
    rows, links = cursor_page(call, KIND, lambda row: sees_both_ends(call.identity, row) and matches(row))
    fields = call.query.get("fields[entities]")
    return Answer(document={"data": [render(row, fields) for row in rows], "links": links})


def _filters(call: Call) -> Callable[[Row], bool]:
    """Days compare as text; both ends count as inside. A position without a time is outside every filter."""
    bounds = [
        (name, _day(call, f"filter[{name}_after]"), _day(call, f"filter[{name}_before]"))
        for name in ("created", "modified")
    ]

    def matches(row: Row) -> bool:
        for name, after, before in bounds:
            if after is None and before is None:
                continue
            day = (row.body[f"{name}_at"] or "")[:10]
            if not day or (after is not None and day < after) or (before is not None and day > before):
                return False
        return True

    return matches


def _day(call: Call, parameter: str) -> str | None:
    """A day without the quotes that the page prints around it."""
    day: str | None = call.query.get(parameter)
    if day is not None and parse_date(day := day.strip('"')) is None:
        raise bad_request(f"Query parameter {parameter}: {day!r} is not a day of the calendar.")
    return day


def get_owner(call: Call) -> Answer:
    return _entity(call, "owner")


def get_owned(call: Call) -> Answer:
    return _entity(call, "owned")


def _entity(call: Call, end: str) -> Answer:
    position = find_position(call, call.ids["position_id"])
    return Answer(document={"data": entities.render(find_entity(call, position.body[end]))})


def get_owner_relationship(call: Call) -> Answer:
    return _relationship(call, "owner")


def get_owned_relationship(call: Call) -> Answer:
    return _relationship(call, "owned")


def _relationship(call: Call, end: str) -> Answer:
    """These two routes are printed with the id as a number."""
    position = find_position(call, call.ids["position_id"])
    return Answer(document={"data": {"id": numeric(position.body[end]), "type": entities.KIND}})


def create_positions(call: Call) -> Answer:
    data = call.document["data"]
    if isinstance(data, list):
        created = [_create(call, item, f"data[{index}]") for index, item in enumerate(data)]
        return Answer(status=201, document={"data": [render(row, times=False) for row in created]})
    return Answer(status=201, document={"data": render(_create(call, data, "data"), times=False), "included": []})


def _create(call: Call, item: dict[str, Any], place: str) -> Row:
    ends = {end: id_text(item["relationships"][end]["data"]["id"]) for end in ("owner", "owned")}
    find_entity(call, ends["owner"])
    owned = find_entity(call, ends["owned"])
    attributes = read_attributes(call, item.get("attributes", {}), f"{place}.attributes")
    body = new_position(attributes, ends["owner"], ends["owned"], call.now())
    positions = call.rows(KIND)
    row = positions.add(positions.next_id(), body)
    check_position(call, row, owned, place)
    return row


def update_position(call: Call) -> Answer:
    data = call.document["data"]
    if id_text(data["id"]) != call.ids["position_id"]:
        raise conflict(f"data.id: {data['id']!r} is not the id in the path.")
    return Answer(document={"data": render(_update(call, data, "data"), times=False), "included": []})


def update_positions(call: Call) -> Answer:
    rows = [_update(call, item, f"data[{index}]") for index, item in enumerate(call.document["data"])]
    return Answer(document={"data": [render(row, times=False) for row in rows]})


def _update(call: Call, item: dict[str, Any], place: str) -> Row:
    row = find_position(call, id_text(item["id"]))
    for end, linkage in item.get("relationships", {}).items():
        if end in ("owner", "owned") and id_text(linkage["data"]["id"]) != row.body[end]:
            raise bad_request(f"{place}.relationships.{end}: the ends of a position cannot be changed.")
    for name, value in read_attributes(call, item.get("attributes", {}), f"{place}.attributes").items():
        row.body["attributes"][name] = value
    row.body["modified_at"] = call.now()
    call.rows(KIND).replace(row.id, row.body)
    owned = call.rows(entities.KIND).get(row.body["owned"])
    if owned is not None:
        check_position(call, row, owned, place, created=False)
    return row


def delete_position(call: Call) -> Answer:
    position_id = call.ids["position_id"]
    if call.document is not None and id_text(call.document["data"].get("id", position_id)) != position_id:
        raise conflict(f"data.id: {call.document['data']['id']!r} is not the id in the path.")
    return _delete(call, [position_id])


def delete_positions(call: Call) -> Answer:
    return _delete(call, [id_text(item["id"]) for item in call.document["data"]])


def _delete(call: Call, position_ids: list[str]) -> Answer:
    """All are checked before any is deleted, and a repeated id counts once."""
    for position_id in dict.fromkeys(position_ids):
        find_position(call, position_id)
        if call.rows("transactions").matching({"$.position": position_id}):
            raise bad_request(f"Position {position_id} is referenced by transactions and cannot be deleted.")
    for position_id in position_ids:
        call.rows(KIND).remove(position_id)
    return no_content()
