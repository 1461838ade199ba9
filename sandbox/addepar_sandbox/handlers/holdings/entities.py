"""Finds and shows the entities at the ends of positions and snapshots."""

from __future__ import annotations

from typing import Any

from addepar_sandbox.handlers.call import Call
from addepar_sandbox.http.errors import not_found
from addepar_sandbox.state.store import Row

KIND = "entities"


def render(row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "type": KIND,
        "attributes": row.body["attributes"],
        "links": {"self": f"/v1/entities/{row.id}"},
    }


def find_entity(call: Call, entity_id: str) -> Row:
    """An entity, or 404 if there is none or the user may not see it."""
    row = call.rows(KIND).get(entity_id)
    if row is None or not call.identity.sees_entity(entity_id):
        raise not_found("Entity", entity_id)
    return row
