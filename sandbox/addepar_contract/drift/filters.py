"""A value for each filter of a list that must exclude something, and a check that it does."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from addepar_contract.drift.printed import alternatives
from addepar_contract.spec.document import Operation, load, resolve

_NOBODY = "999999999"
_Row = dict[str, Any]


class Filter(NamedTuple):
    """`keeps` returns whether a row matches this value."""

    name: str
    value: str
    keeps: Callable[[_Row], bool]


def filters(operation: Operation, rows: list[_Row]) -> Iterator[Filter]:
    """The query parameters of a list that select rows or members, each with a value that these rows do not match."""
    spec = load()
    for parameter in (resolve(spec, each) for each in operation.body.get("parameters", ())):
        name = str(parameter["name"])
        schemas = list(alternatives(spec, parameter["schema"]))
        if name.startswith("fields["):
            if chosen := next((attribute for row in rows for attribute in row.get("attributes", ())), None):
                yield Filter(name, chosen, lambda row, chosen=chosen: set(row.get("attributes", ())) <= {chosen})  # type: ignore[misc]
        elif name.startswith("filter[") and _is_status(name):
            present = {row.get("attributes", {}).get("status") for row in rows}
            words = [word for each in schemas for item in _items(each) for word in item.get("enum", ())]
            other = next((word for word in words if word not in present), None)
            if other is not None:
                yield Filter(name, other, lambda row, other=other: row["attributes"].get("status") == other)  # type: ignore[misc]
        elif name.startswith("filter["):
            yield Filter(name, _beyond(name, schemas), lambda row: False)


def _is_status(name: str) -> bool:
    return name.endswith("[status]")


def _items(schema: _Row) -> Iterator[_Row]:
    if "items" in schema:
        yield from alternatives(load(), schema["items"])


def _beyond(name: str, schemas: list[_Row]) -> str:
    """A value that no row of any firm matches: a date before or after all, or an id that does not exist."""
    formats = {each.get("format") for each in schemas}
    if not formats & {"date", "date-time"}:
        return _NOBODY
    day = "2999-12-31" if name.lower().rstrip("]").endswith("after") else "1901-01-01"
    return day if "date" in formats else f"{day}T00:00:00Z"
