"""Stores, finds and shows positions."""

from __future__ import annotations

from typing import Any

from addepar_sandbox.auth.access import sees_both_ends
from addepar_sandbox.handlers.call import Call
from addepar_sandbox.handlers.jsonapi.documents import identifier, relationship
from addepar_sandbox.http.errors import not_found
from addepar_sandbox.state.store import Row

KIND = "positions"


def new_position(
    attributes: dict[str, Any], owner: str, owned: str, created_at: str | None, modified_at: str | None = None
) -> dict[str, Any]:
    """The stored form of a position."""
    return {
        "attributes": attributes,
        "created_at": created_at,
        "modified_at": modified_at or created_at,
        "owner": owner,
        "owned": owned,
    }


def render(row: Row, fields: list[str] | None = None, times: bool = True) -> dict[str, Any]:
    """A position as a JSON:API resource; one without any attributes has no `attributes` either.

    Args:
        row: the stored position.
        fields: the only attributes to show, or None for all.
        times: whether to show the times of creation and change, which the pages print only in responses to reads.
    """
    base = f"/v1/positions/{row.id}"
    attributes = dict(row.body["attributes"])
    if times and row.body["created_at"]:
        attributes.update(created_at=row.body["created_at"], modified_at=row.body["modified_at"])
    if fields is not None:
        attributes = {name: value for name, value in attributes.items() if name in fields}
    return {
        "id": row.id,
        "type": KIND,
        **({"attributes": attributes} if attributes else {}),
        "relationships": {
            name: relationship(base, name, identifier("entities", row.body[name])) for name in ("owner", "owned")
        },
        "links": {"self": base},
    }


def find_position(call: Call, position_id: str) -> Row:
    row = call.rows(KIND).get(position_id)
    if row is None or not sees_both_ends(call.identity, row):
        raise not_found("Position", position_id)
    return row
