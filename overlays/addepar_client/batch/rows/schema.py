"""Turn rows into resources: columns become the fields of the request body, which the specification checks.

All faults of all rows are found before anything is sent.
"""

import json
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from addepar_client.batch.rows.table import Row, Table
from addepar_core.errors.details import Fault
from addepar_core.errors.tree import InputError
from addepar_core.models.types import Given
from addepar_core.operations.definitions import Operation
from addepar_core.operations.inputs.assembly import request_document
from addepar_core.operations.inputs.schema import Body, Schema
from addepar_core.utils.tables import spoilt
from addepar_core.utils.tables.row_files import exact

_CUSTOM = "_custom_"
_EXACT = 2**53
_NUMBER = re.compile(r"\s*-?\d+(\.\d+)?([eE][+-]?\d+)?\s*", re.ASCII)


class ResourceBuilder:
    """Builds the resources that an operation takes.

    Args:
        operation: the operation; its body names all fields that may be sent. One without a body takes only an id.
        custom: whether there are custom attributes.
        blank_removes: whether a blank cell removes a value; otherwise it is ignored.
        ignored: columns that are left out.
    """

    def __init__(
        self, operation: Operation, custom: bool, blank_removes: bool = False, ignored: Sequence[str] = ()
    ) -> None:
        self._tag = operation.tag
        self._body = operation.body_schema() if operation.body else _ids_alone(operation.tag)
        members, fields = self._body.resource.members, self._body.fields
        ends = [name for name, path in fields.items() if path[0] == "relationships"]
        self._with_id = "id" in members
        self._ids = {"id": "id"} | {f"{end}_id": end for end in ends} | {end: end for end in ends}
        self._attributes = members["attributes"].members if "attributes" in members else {}
        self._custom = custom
        self._blank_removes = blank_removes
        self._ignored = ignored
        self._faults: dict[tuple[int | None, str], Fault] = {}

    @property
    def names(self) -> list[str]:
        """All known columns, except custom ones."""
        fields = [f"{name}_id" if name in self._ids else name for name in self._body.fields]
        return ["id"] * self._with_id + fields

    def all_of(self, table: Table) -> list[tuple[Row, dict[str, Any]]]:
        """The resource of each row. Raises ``InputError`` with every fault and its row number."""
        given = [self._fields(row, table.is_csv) for row in table.rows]
        self._note_repeated(table.rows, given)
        made: dict[str, Any] = {"data": []}
        try:
            if given:
                made = request_document(self._body, Given(given))
        except InputError as error:
            for fault in error.faults:
                row = None if fault.row is None else table.rows[fault.row - 1]
                self._note(row, fault.field, fault.value, fault.problem, fault.fix)
        if self._faults:
            raise InputError.of(sorted(self._faults.values(), key=lambda fault: fault.row or 0))
        return list(zip(table.rows, made["data"], strict=True))

    def _note(self, row: Row | None, name: str, value: Any, problem: str, fix: str) -> None:
        """Record a fault with the name of its column. Only the first one is kept, because it causes the rest."""
        if name in self._ids and name != "id" and (row is None or name not in row.row):
            name = f"{name}_id"
        number = None if row is None else row.number
        self._faults.setdefault((number, name), Fault(number, name, value, problem, fix))

    def _note_repeated(self, rows: Sequence[Row], given: Sequence[dict[str, Any]]) -> None:
        first: dict[str, int] = {}
        for row, fields in zip(rows, given, strict=True):
            if self._with_id and "id" in fields:
                number = first.setdefault(str(fields["id"]), row.number)
                if number != row.number:
                    self._note(row, "id", fields["id"], f"{fields['id']} is also in row {number}", "use each id once")

    def _fields(self, row: Row, is_csv: bool) -> dict[str, Any]:
        """The fields of a row, by the keywords of the request body."""
        fields: dict[str, Any] = {}
        for name, cell in row.row.items():
            if name in self._ignored or (name == "type" and isinstance(cell, str) and cell == self._tag):
                continue
            if not self._is_known(name):
                self._note_unknown(row if not is_csv else None, name, cell)
            elif is_csv and (cell is None or (isinstance(cell, str) and not cell.strip())):
                if self._blank_removes and name in self._attributes:
                    fields[name] = None
            elif name in self._ids:
                try:  # compared as text, because a missing value of pandas and a signaling NaN cannot be compared
                    end, found = self._ids[name], _id(cell)
                    if cell is not None and str(fields.setdefault(end, found)) != str(found):
                        self._note(row, name, cell, f"{end} and {end}_id name different records", "use one of them")
                except ValueError as error:
                    self._note(row, name, cell, str(error), "")
            else:
                try:
                    fields[name] = self._value(name, cell)
                except ValueError as error:
                    self._note(row, name, cell, str(error), "")
        if self._with_id and self._attributes and not fields.keys() - {"id"}:
            self._note(row, "attributes", None, "has nothing to change", "set a value in another column")
        return fields

    def _is_known(self, name: str) -> bool:
        if name in self._ids:
            return name != "id" or self._with_id
        return name in self._body.fields or (self._custom and name.startswith(_CUSTOM))

    def _note_unknown(self, row: Row | None, name: str, cell: Any) -> None:
        known = ", ".join(self.names) + f", {_CUSTOM}..." * self._custom
        fix = f"the columns are {known}; ignore=A,B leaves columns out"
        self._note(row, name, cell, "is not a column that can be sent here", fix)

    def _value(self, name: str, cell: Any) -> Any:
        """The value to send for a cell; text is parsed as the type of its column. Raises ``ValueError``."""
        kind = "any" if name.startswith(_CUSTOM) else self._attributes[name].kind
        if isinstance(cell, str):
            cell = {"number": spoilt.restored_number, "date": spoilt.restored_day}.get(kind, spoilt.restored)(cell)
            cell = _number(cell) if kind == "number" else cell
        return _custom(cell) if name.startswith(_CUSTOM) else cell


def _ids_alone(tag: str) -> Body:
    """A body of ids, for an operation with a single id in its path."""
    members = {"type": Schema("text", const=tag), "id": Schema("id")}
    resource = Schema("object", required=("type", "id"), members=members)
    return Body(Schema("object", required=("data",), members={"data": Schema("list", items=resource)}))


def _id(cell: Any) -> Any:
    """An id as text. If a column of ids has gaps, a data frame turns the ids into floats."""
    if isinstance(cell, float) and cell.is_integer():
        if abs(cell) >= _EXACT:
            raise ValueError(f"{cell!r} is an id with more digits than a float can hold; read the column as text")
        cell = int(cell)
    if isinstance(cell, str):
        return spoilt.checked_id(cell)
    return str(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell


def _number(cell: str) -> int | float | Decimal:
    if not _NUMBER.fullmatch(cell):
        raise ValueError(f"{cell!r} is not a number; write for example -1234.5")
    return int(cell) if cell.strip().lstrip("-").isdigit() else exact(cell.strip())


def _custom(cell: Any) -> Any:
    """A custom attribute: a list of values as the API writes it, or a single value."""
    if isinstance(cell, str) and cell.lstrip().startswith("["):
        try:
            cell = json.loads(cell, parse_float=exact)
        except (ValueError, RecursionError) as error:
            raise ValueError(f"is not JSON: {error}") from None
    if cell is None:
        return None
    if not isinstance(cell, list):
        return [{"value": cell}]
    if not all(isinstance(item, dict) and "value" in item for item in cell):
        raise ValueError('a list contains objects such as {"value": "cash", "date": null, "weight": 1.0}')
    return cell
