"""Build resources from rows according to the specification: names, types, required and removable fields.

All mistakes in all rows are found before anything is sent.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from typing import Any, get_type_hints

import attrs

from addepar_client.batch.rows.table import Row, Table
from addepar_core.errors.tree import InputError
from addepar_core.operations import arguments as inputs
from addepar_core.tables import spoilt
from addepar_core.tables.row_files import exact

_CUSTOM = "_custom_"
_ENDS = ("owner", "owned")
_SHOWN = 10
_EXACT = 2**53


@dataclass(frozen=True)
class Column:
    """One attribute: its name, what its value is, whether it can be removed, and whether it is needed."""

    name: str
    kind: str
    nullable: bool
    required: bool
    allowed: tuple[str, ...] = ()

    def value(self, cell: Any) -> Any:
        """The value to send; a text from CSV is read as what the attribute is. Raises ``ValueError``."""
        if cell is None:
            if not self.nullable:
                raise ValueError("cannot be removed")
            return None
        if isinstance(cell, str):
            restore = {"number": spoilt.restored_number, "date": spoilt.restored_day}.get(self.kind, spoilt.restored)
            cell = restore(cell)
        if self.name.startswith(_CUSTOM):
            return _custom(cell)
        if self.kind == "number":
            return _number(cell)
        if self.kind == "date":
            return inputs.parse_date(self.name, cell).isoformat()
        if not isinstance(cell, str):
            raise ValueError(f"give text, not {cell!r}")  # noqa: TRY004 - all that is wrong with a cell is one kind
        if self.allowed and cell not in self.allowed:
            raise ValueError(f"{cell!r} is none of {', '.join(self.allowed)}")
        return cell


def _number(cell: Any) -> int | float:
    if isinstance(cell, int | float) and not isinstance(cell, bool) and isfinite(cell):
        return cell
    if isinstance(cell, Decimal):
        cell = str(cell)
    if not isinstance(cell, str) or not re.fullmatch(r"\s*-?\d+(\.\d+)?([eE][+-]?\d+)?\s*", cell, re.ASCII):
        raise ValueError(f"{cell!r} is no number; write it like -1234.5")
    return int(cell) if re.fullmatch(r"\s*-?\d+\s*", cell) else exact(cell.strip())


def _custom(cell: Any) -> Any:
    """A custom attribute: a list of values as the API writes it, or a single value."""
    if isinstance(cell, str) and cell.lstrip().startswith("["):
        try:
            cell = json.loads(cell, parse_float=exact)
        except ValueError as error:
            raise ValueError(f"no JSON: {error}") from None
    if isinstance(cell, float) and not isfinite(cell):
        raise ValueError(f"{cell} is no number")
    if not isinstance(cell, list):
        return [{"value": exact(str(cell)) if isinstance(cell, Decimal) else cell}]
    if not all(isinstance(item, dict) and "value" in item for item in cell):
        raise ValueError('a list holds objects such as {"value": "cash", "date": null, "weight": 1.0}')
    return cell


class ResourceBuilder:
    """Makes resources of one kind.

    Args:
        model: the model of what is sent for one row, such as ``PositionCreate``; it names all that may be sent. None
            where that is an id alone.
        custom: whether there are custom attributes.
        blank_removes: whether a blank cell removes a value; else it is as if it were not there.
        ignored: columns that are left out.
    """

    def __init__(
        self, model: str | None, custom: bool, blank_removes: bool = False, ignored: Sequence[str] = ()
    ) -> None:
        from addepar_api import models

        kind = getattr(models, model) if model else None
        fields = attrs.fields_dict(kind) if kind else {}
        self._type: dict[str, Any] = {"type": fields["type"].default} if kind else {}
        self._with_id = "id" in fields or not model
        self._ends = _ENDS if "relationships" in fields else ()
        self._ends_needed = fields["relationships"].default is attrs.NOTHING if self._ends else False
        self._columns: dict[str, Column] = {}
        self._blank_removes = blank_removes
        self._ignored = ignored
        self._custom = custom
        if "attributes" in fields:
            for wire, member in get_type_hints(kind)["attributes"].members().items():
                allowed = tuple(value.value for each in member.models for value in each)
                self._columns[wire] = Column(wire, member.kind, member.nullable, member.required, allowed)

    @property
    def names(self) -> list[str]:
        """All columns that there are, but for custom ones."""
        return ["id"] * self._with_id + [f"{end}_id" for end in self._ends] + list(self._columns)

    def all_of(self, table: Table) -> list[tuple[Row, dict[str, Any]]]:
        """The resource of each row.

        Raises:
            InputError: a column that cannot be sent.
            BadRows: what is wrong, row by row.
        """
        resources, wrong = [], []
        seen: dict[str, int] = {}
        if unknown := self._unknown(table):
            raise InputError("rows", unknown)
        for row in table.rows:
            problems: list[str] = []
            resource = self._made(row, table.is_csv, problems)
            if self._with_id and not problems:
                first = seen.setdefault(resource["id"], row.number)
                if first != row.number:
                    problems.append(f"id: {resource['id']} is in row {first} already")
            wrong += [(row.number, problem) for problem in problems]
            resources.append((row, resource))
        if wrong:
            raise BadRows(wrong)
        return resources

    def _unknown(self, table: Table) -> str | None:
        known = {*self.names, *self._ends, *self._ignored}
        for row in table.rows:
            for name in row.row:
                if name not in known and not (self._custom and name.startswith(_CUSTOM)):
                    place = f"row {row.number}: " * (not table.is_csv)
                    which = ", ".join(self.names) + f", {_CUSTOM}..." * self._custom
                    return (
                        f"{place}{name!r} is no column that can be sent here; there are {which}."
                        " ignore=A,B leaves columns out. Nothing was sent."
                    )
            if table.is_csv:
                break
        return None

    def _made(self, row: Row, is_csv: bool, problems: list[str]) -> dict[str, Any]:
        cells = {name: cell for name, cell in row.row.items() if name not in self._ignored}
        if is_csv:
            cells = self._without_blanks(cells)
        resource: dict[str, Any] = dict(self._type)
        if self._with_id:
            self._put_id(resource, "id", cells.pop("id", None), problems)
        end_cells = {end: (cells.pop(f"{end}_id", None), cells.pop(end, None)) for end in self._ends}
        ends: dict[str, Any] = {}
        if self._ends_needed or any(value is not None for both in end_cells.values() for value in both):
            for end, (value, alike) in end_cells.items():
                ends[end] = {"type": "entities"}
                self._put_id(ends[end], f"{end}_id", alike if value is None else value, problems)
        if attributes := self._attributes(cells, problems):
            resource["attributes"] = attributes
        elif self._with_id and self._columns and not problems:
            problems.append("attributes: there is nothing to change")
        if ends:
            resource["relationships"] = {end: {"data": data} for end, data in ends.items()}
        return resource

    def _without_blanks(self, cells: dict[str, Any]) -> dict[str, Any]:
        blank = {name for name, cell in cells.items() if cell is None or (isinstance(cell, str) and not cell.strip())}
        removed = {name: None for name in blank if self._blank_removes and name in self._columns}
        return {name: cell for name, cell in cells.items() if name not in blank} | removed

    def _attributes(self, cells: dict[str, Any], problems: list[str]) -> dict[str, Any]:
        attributes = {}
        for name, cell in cells.items():
            column = self._columns.get(name) or Column(name, "any", True, False)
            try:
                attributes[name] = column.value(cell)
            except InputError as error:  # names the column itself
                problems.append(str(error))
            except ValueError as error:
                problems.append(f"{name}: {error}")
        missing = [name for name, column in self._columns.items() if column.required and name not in cells]
        problems.extend(f"{name}: is missing" for name in missing)
        return attributes

    @staticmethod
    def _put_id(into: dict[str, Any], name: str, value: Any, problems: list[str]) -> None:
        if value is None:
            problems.append(f"{name}: is missing")
            return
        try:
            if isinstance(value, float) and value.is_integer():  # of a frame with a gap in the column
                if abs(value) >= _EXACT:
                    raise ValueError(f"{value!r} is an id whose last digits a float cannot hold; read it as text")
                value = int(value)
            into["id"] = inputs.identifier(name, spoilt.checked_id(value) if isinstance(value, str) else value)
        except InputError as error:  # names the column itself
            problems.append(str(error))
        except ValueError as error:
            problems.append(f"{name}: {error}")


class BadRows(InputError):
    """Rows that cannot be sent. Nothing was sent.

    Attributes:
        wrong: each mistake: the number of the row, and what is wrong with which column.
    """

    def __init__(self, wrong: list[tuple[int, str]]) -> None:
        shown = "; ".join(f"row {number}: {problem}" for number, problem in wrong[:_SHOWN])
        more = f"; {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
        super().__init__("rows", f"{len(wrong)} to correct, nothing was sent: {shown}{more}")
        self.wrong = wrong

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.wrong,)
