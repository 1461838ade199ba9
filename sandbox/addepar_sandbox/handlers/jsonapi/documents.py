"""Builds and reads JSON:API identifiers and relationships."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from addepar_sandbox.http.errors import bad_request


def identifier(kind: str, resource_id: str) -> dict[str, str]:
    return {"type": kind, "id": resource_id}


def relationship(base: str, name: str, data: Any) -> dict[str, Any]:
    """A relationship of the resource at `base` with its two links."""
    return {"links": {"self": f"{base}/relationships/{name}", "related": f"{base}/{name}"}, "data": data}


def numeric(resource_id: str) -> int | str:
    """An id as the routes show it that print numbers; ids that are not numbers stay text."""
    return int(resource_id) if resource_id.isascii() and resource_id.isdigit() else resource_id


def id_text(value: str | int | float) -> str:
    """An id of a request as text; to JSON, 7 and 7.0 are the same number."""
    return str(int(value)) if isinstance(value, float) else str(value)


def read_identifiers(items: Iterable[Any], kind: str, place: str) -> list[str]:
    """The ids of a list of resource identifiers, in order and without repetitions.

    Raises:
        ApiError: 400 for an item that is not an identifier, or has another type; the detail names the item.
    """
    ids: dict[str, None] = {}
    for index, item in enumerate(items):
        ids[read_identifier(item, kind, f"{place}[{index}]")] = None
    return list(ids)


def read_identifier(item: Any, kind: str, place: str) -> str:
    """The id of one resource identifier; 400 if it is not one, or has another type."""
    if not isinstance(item, dict) or "id" not in item:
        raise bad_request(f"{place}: expected an object with type and id.")
    if item.get("type") != kind:
        raise bad_request(f"{place}.type: expected {kind!r}, got {item.get('type')!r}.")
    return id_text(item["id"])
