"""Stores and shows the users of a firm."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from addepar_sandbox.handlers.jsonapi.documents import identifier
from addepar_sandbox.state.store import Row

KIND = "users"


def new_user(
    tools: Iterable[str],
    permissions: Iterable[str],
    *,
    all_data: bool = True,
    entities: Iterable[str] = (),
    groups: Iterable[str] = (),
    attributes: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The stored form of a user.

    Args:
        tools: what the user's tools allow, as names of OAuth scopes.
        permissions: what an administrator has granted, as names from x-permissions.
        all_data: access to every portfolio; otherwise to `entities` and `groups` only.
        entities: ids of entities the user may see.
        groups: ids of groups the user may see.
        attributes: further attributes of the user resource.
    """
    return {
        "attributes": {
            "first_name": "Sample",
            "last_name": "User",
            "two_factor_auth_enabled": False,
            "admin_access": all_data,
            "login_method": "email_password",
            "email": "sample.user@example.com",
            **(attributes or {}),
            "all_data_access": all_data,
        },
        "tools": sorted(tools),
        "permissions": sorted(permissions),
        "entities": list(entities),
        "groups": list(groups),
    }


def render(row: Row) -> dict[str, Any]:
    base = f"/v1/users/{row.id}"

    def permitted(name: str, kind: str) -> dict[str, Any]:
        return {
            "links": {"self": f"{base}/relationships/{name}", "related": f"{base}/{name}"},
            "data": [identifier(kind, each) for each in row.body[kind]],
        }

    return {
        "id": row.id,
        "type": KIND,
        "attributes": row.body["attributes"],
        "relationships": {
            "permissioned_entities": permitted("permissioned_entities", "entities"),
            "assigned_role": {"data": None},
            "permissioned_groups": permitted("permissioned_groups", "groups"),
        },
        "links": {"self": base},
    }
