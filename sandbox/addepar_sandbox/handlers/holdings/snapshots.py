"""Handles snapshots and valuations, singly and in bulk."""

from __future__ import annotations

from typing import Any

from addepar_sandbox.auth.access import sees_both_ends
from addepar_sandbox.handlers.call import Call
from addepar_sandbox.handlers.holdings import entities
from addepar_sandbox.handlers.holdings import resource as positions
from addepar_sandbox.handlers.holdings.entities import find_entity
from addepar_sandbox.handlers.holdings.rules import SHARE_BASED
from addepar_sandbox.handlers.jsonapi.documents import id_text, identifier, numeric, relationship
from addepar_sandbox.http.errors import bad_request, not_found
from addepar_sandbox.http.response.answer import Answer, no_content
from addepar_sandbox.state.store import Row

KIND = "snapshots"
_RELATIONS = {"owner": entities.KIND, "owned": entities.KIND, "position": positions.KIND}
_FIXED = ("vendor_id", "created_at", "modified_at", "type", "trade_date")


def new_snapshot(attributes: dict[str, Any], owner: str, owned: str, position: str) -> dict[str, Any]:
    """The stored form of a snapshot."""
    return {"attributes": attributes, "owner": owner, "owned": owned, "position": position}


def render(row: Row) -> dict[str, Any]:
    base = f"/v1/snapshots/{row.id}"
    return {
        "id": row.id,
        "type": KIND,
        "attributes": row.body["attributes"],
        "relationships": {
            name: relationship(base, name, identifier(kind, row.body[name])) for name, kind in _RELATIONS.items()
        },
        "links": {"self": base},
    }


def find_snapshot(call: Call, snapshot_id: str) -> Row:
    row = call.rows(KIND).get(snapshot_id)
    if row is None or not sees_both_ends(call.identity, row):
        raise not_found("Snapshot", snapshot_id)
    return row


def get_snapshot(call: Call) -> Answer:
    return Answer(document={"data": render(_requested(call)), "included": []})


def get_owner(call: Call) -> Answer:
    return _entity(call, "owner")


def get_owned(call: Call) -> Answer:
    return _entity(call, "owned")


def _entity(call: Call, end: str) -> Answer:
    return Answer(document={"data": entities.render(find_entity(call, _requested(call).body[end])), "included": []})


def get_position(call: Call) -> Answer:
    position = positions.find_position(call, _requested(call).body["position"])
    return Answer(document={"data": positions.render(position), "included": []})


def get_owner_relationship(call: Call) -> Answer:
    return _relationship(call, "owner")


def get_owned_relationship(call: Call) -> Answer:
    return _relationship(call, "owned")


def get_position_relationship(call: Call) -> Answer:
    return _relationship(call, "position")


def _relationship(call: Call, name: str) -> Answer:
    """These three routes are printed with the id as a number."""
    return Answer(document={"data": {"id": numeric(_requested(call).body[name]), "type": _RELATIONS[name]}})


def _requested(call: Call) -> Row:
    return find_snapshot(call, call.ids["snapshot_id"])


def create_snapshots(call: Call) -> Answer:
    rows = [_create(call, item, f"data[{index}]") for index, item in enumerate(call.document["data"])]
    return Answer(status=201, document={"data": [render(row) for row in rows]})


def _create(call: Call, item: dict[str, Any], place: str) -> Row:
    ends: dict[str, str] = {}
    for end in ("owner", "owned"):
        ends[end] = id_text(item["relationships"][end]["data"]["id"])
        if ends[end] not in call.rows(entities.KIND) or not call.identity.sees_entity(ends[end]):
            raise bad_request(
                f"{place}.relationships.{end}: entity {ends[end]!r} does not exist or is not visible to you."
            )
    attributes = {
        **{name: value for name, value in item["attributes"].items() if value is not None},
        "type": item["attributes"]["type"].lower(),
        "created_at": call.now(),
        "modified_at": call.now(),
    }
    _check_units(call, attributes, ends["owned"], f"{place}.attributes")
    body = new_snapshot(attributes, ends["owner"], ends["owned"], _position_between(call, **ends))
    snapshots = call.rows(KIND)
    return snapshots.add(snapshots.next_id(), body)


def _check_units(call: Call, attributes: dict[str, Any], owned: str, place: str) -> None:
    """Snapshots of share-based assets need units; percent-based assets, and valuations, do not."""
    entity = call.rows(entities.KIND).get(owned)
    share_based = entity is not None and entity.body["attributes"].get("ownership_type") == SHARE_BASED
    if share_based and attributes["type"] == "snapshot" and attributes.get("units") is None:
        raise bad_request(f"{place}.units: is required, because entity {owned} is share-based.")


def _position_between(call: Call, owner: str, owned: str) -> str:
    """The position between the two entities; a first snapshot creates it."""
    rows = call.rows(positions.KIND)
    present = rows.matching({"$.owner": owner, "$.owned": owned})
    if present:
        return present[0].id
    return rows.add(rows.next_id(), positions.new_position({}, owner, owned, call.now())).id


def update_snapshot(call: Call) -> Answer:
    data = call.document["data"]
    if id_text(data["id"]) != call.ids["snapshot_id"]:
        raise bad_request(f"data.id: {data['id']!r} is not the id in the path.")
    return Answer(document={"data": render(_update(call, data, "data")), "included": []})


def update_snapshots(call: Call) -> Answer:
    rows = [_update(call, item, f"data[{index}]") for index, item in enumerate(call.document["data"])]
    return Answer(
        document={"data": [render(row) for row in rows], "included": [], "links": {"prev": None, "next": None}}
    )


def _update(call: Call, item: dict[str, Any], place: str) -> Row:
    row = find_snapshot(call, id_text(item["id"]))
    present = row.body["attributes"]
    for name in item.get("relationships", {}):
        raise bad_request(f"{place}.relationships.{name}: cannot be changed.")
    for name, value in item["attributes"].items():
        if name in _FIXED:
            # The page's own example repeats the trade date, so a value that changes nothing passes.
            same = value.lower() if name == "type" and isinstance(value, str) else value
            if same != present.get(name):
                raise bad_request(f"{place}.attributes.{name}: cannot be changed.")
        elif value is not None:
            present[name] = value
        elif name == "comment":
            # A removed comment is printed as empty text, not as missing.
            present[name] = ""
        else:
            present.pop(name, None)
    _check_units(call, present, row.body["owned"], f"{place}.attributes")
    present["modified_at"] = call.now()
    call.rows(KIND).replace(row.id, row.body)
    return row


def delete_snapshot(call: Call) -> Answer:
    call.rows(KIND).remove(_requested(call).id)
    return no_content()
