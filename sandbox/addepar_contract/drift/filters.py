"""Values for the filters of a list: one that must exclude every row, and those that a row has."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from addepar_contract.drift.printed import alternatives
from addepar_contract.spec.document import Operation, Spec, resolve

_NOBODY = "999999999"
_Row = dict[str, Any]
_TIME = re.compile(r"\[(created|modified|completed)_?(after|before)\]$", re.IGNORECASE)


class Filter(NamedTuple):
    """`keeps` returns whether a row matches this value."""

    name: str
    value: str
    keeps: Callable[[_Row], bool]


def filters(spec: Spec, operation: Operation, rows: list[_Row]) -> Iterator[Filter]:
    """The query parameters of a list that select rows or members, each with a value that these rows do not match."""
    for parameter in _parameters(spec, operation):
        name = str(parameter["name"])
        schemas = list(alternatives(spec, parameter["schema"]))
        if name.startswith("fields["):
            if chosen := next((attribute for row in rows for attribute in row.get("attributes", ())), None):
                yield Filter(name, chosen, lambda row, chosen=chosen: set(row.get("attributes", ())) <= {chosen})  # type: ignore[misc]
        elif name.startswith("filter[") and _is_status(name):
            present = {row.get("attributes", {}).get("status") for row in rows}
            words = [word for each in schemas for item in _items(spec, each) for word in item.get("enum", ())]
            other = next((word for word in words if word not in present), None)
            if other is not None:
                yield Filter(name, other, lambda row, other=other: row["attributes"].get("status") == other)  # type: ignore[misc]
        elif name.startswith("filter[") and not _is_closed(spec, schemas):
            yield Filter(name, _beyond(name, schemas), lambda row: False)


def matching(spec: Spec, operation: Operation, rows: list[_Row]) -> dict[str, str]:
    """Values of the filters that one of the rows matches: the one that matches most of them."""
    found = [_of_row(spec, operation, row) for row in rows]
    return max(found, key=len, default={})


def _of_row(spec: Spec, operation: Operation, row: _Row) -> dict[str, str]:
    found: dict[str, str] = {}
    chosen: set[str] = set()
    for parameter in _parameters(spec, operation):
        name, attributes = str(parameter["name"]), row.get("attributes", {})
        value: Any = None
        if not name.startswith("filter[") or parameter.get("x-overridden-by") in chosen:
            continue
        if _is_status(name):
            value = attributes.get("status")
        elif kinds := parameter.get("x-resource-types"):
            value = next(_ids(row, kinds), None)
        elif match := _TIME.search(name):
            formats = {each.get("format") for each in alternatives(spec, parameter["schema"])}
            value = _a_day_off(attributes.get(f"{match[1].lower()}_at"), match[2].lower(), "date" not in formats)
        if isinstance(value, str | int):
            found[name] = str(value)
            chosen.add(str(parameter.get("x-python-name")))
    return found


def _ids(row: _Row, kinds: list[str]) -> Iterator[Any]:
    """The ids of the related resources of these types, and of the portfolios of a report run."""
    for relationship in row.get("relationships", {}).values():
        data = relationship.get("data") if isinstance(relationship, dict) else None
        for each in data if isinstance(data, list) else [data]:
            if isinstance(each, dict) and each.get("type") in kinds:
                yield each.get("id")
    types = {"entities": "entity", "groups": "group"}
    for member in row.get("attributes", {}).values():
        for each in member if isinstance(member, list) else ():
            if isinstance(each, dict) and each.get("portfolio_type") in {types.get(kind) for kind in kinds}:
                yield each.get("portfolio_id")


def _a_day_off(time: Any, side: str, as_time: bool) -> str | None:
    """The day before a time for `after`, the day after it for `before`."""
    try:
        day = date.fromisoformat(str(time)[:10]) + timedelta(days=-1 if side == "after" else 1)
    except (ValueError, OverflowError):
        return None
    return f"{day}T00:00:00Z" if as_time else str(day)


def _parameters(spec: Spec, operation: Operation) -> Iterator[dict[str, Any]]:
    for each in operation.body.get("parameters", ()):
        parameter = resolve(spec, each)
        if parameter["in"] == "query":
            yield parameter


def _is_status(name: str) -> bool:
    return name.endswith("[status]")


def _items(spec: Spec, schema: _Row) -> Iterator[_Row]:
    if "items" in schema:
        yield from alternatives(spec, schema["items"])


def _is_closed(spec: Spec, schemas: list[_Row]) -> bool:
    """Whether only certain values are allowed; an overlay may add such filters. What they exclude is not known here."""
    every = [*schemas, *(item for each in schemas for item in _items(spec, each))]
    return any(each.get("type") == "boolean" or not {"enum", "const"}.isdisjoint(each) for each in every)


def _beyond(name: str, schemas: list[_Row]) -> str:
    """A value that no row of any firm matches: a date before or after all, or an id that does not exist."""
    formats = {each.get("format") for each in schemas}
    if not formats & {"date", "date-time"}:
        return _NOBODY
    day = "2999-12-31" if name.lower().rstrip("]").endswith("after") else "1901-01-01"
    return day if "date" in formats else f"{day}T00:00:00Z"
