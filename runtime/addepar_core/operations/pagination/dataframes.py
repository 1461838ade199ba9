"""Lists as data frames: one column for each attribute, and one for the ids of each relationship."""

import warnings
from collections.abc import Iterable
from importlib import import_module
from typing import Any, get_origin, get_type_hints

from addepar_core.models.numbers import write_json
from addepar_core.models.types import RowWarning
from addepar_core.operations.definitions import Operation
from addepar_core.utils.imports import needed


class ColumnBuilder:
    """The columns of a table that grows by rows of JSON. Members that a row lacks are None.

    Args:
        operation: the list that the rows are from.
        result: the method that will be called at the end: ``arrow`` or ``pandas``.

    Raises:
        ConfigurationError: a package that it needs is not installed; nothing has been requested yet.
    """

    def __init__(self, operation: Operation, result: str = "arrow") -> None:
        for package in ("pandas", "pyarrow") if result == "pandas" else ("pyarrow",):
            needed(package, f"to_{result}()")
        self._operation = operation
        self._columns: dict[str, list[Any]] = {"id": []}
        self._count = 0

    def add(self, rows: Iterable[Any]) -> None:
        """Add the rows of a page."""
        columns = self._columns
        for row in rows:
            flat = self._flat(row)
            for name, value in flat.items():
                if (column := columns.get(name)) is None:
                    column = columns[name] = [None] * self._count
                column.append(value)
            self._count += 1
            if len(flat) != len(columns):
                for name in columns.keys() - flat.keys():
                    columns[name].append(None)

    def _flat(self, row: Any) -> dict[str, Any]:
        if not isinstance(row, dict):
            warnings.warn(f"a row that is not an object ({type(row).__name__}) is empty in the table", RowWarning, 2)
            return {}
        flat: dict[str, Any] = {"id": _text(row.get("id"))}
        if flat["id"] is None:
            warnings.warn(f"a row without an id has none in the table; its type is {row.get('type')!r}", RowWarning, 2)
        if isinstance(related := row.get("relationships"), dict):
            for name, relation in related.items():
                data = relation.get("data") if isinstance(relation, dict) else None
                if isinstance(data, dict):
                    flat[f"{name}_id"] = _text(data.get("id"))
                elif isinstance(data, list):
                    flat[f"{name}_ids"] = [_text(item.get("id")) for item in data if isinstance(item, dict)]
        if isinstance(attributes := row.get("attributes"), dict):
            if flat.keys().isdisjoint(attributes):
                flat.update(attributes)
            else:
                flat |= {f"attributes.{name}" if name in flat else name: value for name, value in attributes.items()}
        return flat

    def arrow(self) -> Any:
        """A ``pyarrow.Table``; without rows it has the columns of the model."""
        arrow = import_module("pyarrow")
        known = self._known(arrow)
        if not self._count:
            return arrow.table({name: arrow.array([], kind) for name, kind in known.items()})
        return arrow.table(
            {whole(name): column(arrow, values, known.get(name)) for name, values in self._columns.items()}
        )

    def pandas(self) -> Any:
        """A ``pandas.DataFrame``."""
        return self.arrow().to_pandas(
            integer_object_nulls=True
        )  # otherwise integers in a column with gaps become floats

    def _known(self, arrow: Any) -> dict[str, Any]:
        """The columns of the known relationships and attributes, with their types."""
        text = arrow.string()
        known = {"id": text}
        parts = get_type_hints(row) if (row := self._operation.model(self._operation.row)) else {}
        for name, kind in get_type_hints(parts["relationships"]).items() if "relationships" in parts else ():
            if isinstance(kind, type):  # the rest are the base's own
                many = get_origin(get_type_hints(kind).get("data")) is list
                known[f"{name}_ids" if many else f"{name}_id"] = arrow.list_(text) if many else text
        kinds = {
            "date-time": arrow.timestamp("us", "UTC"),
            "date": arrow.date32(),
            "number": arrow.float64(),
            "integer": arrow.int64(),
            "boolean": arrow.bool_(),
        }
        for name, member in parts["attributes"].members().items() if "attributes" in parts else ():
            known[f"attributes.{name}" if name in known else name] = kinds.get(member.kind, text)
        return known


def column(arrow: Any, values: list[Any], known: Any = None) -> Any:
    """A column; if its values have several types, as text, with JSON for those that are not text."""
    try:
        made = arrow.array(values)
    except (arrow.ArrowException, OverflowError, TypeError, ValueError):
        texts = map(_text, values)
        return arrow.array([text if text is None else whole(text) for text in texts], arrow.string())
    if known is None or not (arrow.types.is_temporal(known) and arrow.types.is_string(made.type)):
        return made
    try:
        return made.cast(known)
    except arrow.ArrowException:
        return made  # text that is not a timestamp: the whole column stays text


def whole(text: str) -> str:
    """Text that UTF-8 can represent: half of a surrogate pair is written as its code, such as ``\\ud800``."""
    return text if text.isascii() else text.encode(errors="backslashreplace").decode()


def _text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else write_json(value)
