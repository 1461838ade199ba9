"""Write results to standard output: a table for people; JSON, JSON lines or CSV for programs."""

import csv
import io
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from math import isfinite
from typing import Any

import click

from addepar_api.types import write_json
from addepar_cli.output.table import table, wrapped
from addepar_cli.output.terminal import json_plain, plain, width


class Output:
    """Prints records in one format.

    A record is a model, a resource or any mapping. JSON shows it as received. In tables and CSV its attributes are
    columns, a relationship is the ids that it contains, and anything nested deeper is JSON. What a response has
    instead of a record is shown too: in JSON as received, elsewhere in a column ``value``.

    Args:
        format: table, json, jsonl or csv; None for a table on a terminal, and JSON lines elsewhere.
        columns: the columns to show, instead of the command's default.
        color: whether output to a terminal may be coloured.
        no_formulas: whether CSV gets an apostrophe before text that a spreadsheet would run.
    """

    def __init__(
        self, format: str | None, columns: Sequence[str] = (), color: bool = True, no_formulas: bool = False
    ) -> None:
        self.on_terminal = sys.stdout.isatty()
        self.format = format or ("table" if self.on_terminal else "jsonl")
        self._columns = list(columns)
        self._color = color and self.on_terminal
        self._no_formulas = no_formulas
        if isinstance(sys.stdout, io.TextIOWrapper):
            # Programs get UTF-8 in every locale. A terminal gets escapes for characters that it cannot show.
            encoding = sys.stdout.encoding if self.on_terminal else "utf-8"
            sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")

    def rows(self, records: Iterable[Any], columns: Sequence[str] = ()) -> None:
        """Print a list. JSON lines are printed one by one; other formats when all records have arrived, never in part.

        Args:
            records: models, resources or mappings.
            columns: the columns of a table; all by default. CSV begins with them.
        """
        if self._columns and self.format in ("json", "jsonl"):
            records = list(records)
            self._check_columns(self._columns, [name for record in records for name in flattened(as_received(record))])
        if self.format == "jsonl":
            for record in records:
                self._line(_json(as_received(record)))
        elif self.format == "json":
            self._line(_json([as_received(record) for record in records], indent=2))
        else:
            flat = [flattened(as_received(record)) for record in records]
            names = list(dict.fromkeys([*columns, *(name for row in flat for name in row)]))
            self._check_columns(self._columns, names if flat else ())
            if self.format == "csv":
                self._csv(flat, self._columns or names)
            else:
                self._table(flat, self._columns or list(columns) or names)

    def record(self, record: Any) -> None:
        """Print one record. As a table, each value has a line or as many as it needs; nothing is cut."""
        whole = as_received(record)
        if self.format == "table":
            flat = flattened(whole)
            names = self._columns or list(flat)
            self._check_columns(self._columns, flat)
            room = shutil.get_terminal_size().columns - max(map(width, names), default=0) - 2 if self.on_terminal else 0
            self._table(
                [
                    {"": "" if more else name, " ": line}
                    for name in names
                    for more, line in enumerate(wrapped(plain(flat.get(name, "")), room))
                ],
                ["", " "],
            )
        elif self.format == "json":
            self._line(_json(whole, indent=2))
        else:
            self.rows([whole])

    def text(self, text: str) -> None:
        """Print a text result unchanged."""
        self._line(text)

    @staticmethod
    def _check_columns(chosen: Iterable[str], known: Iterable[str]) -> None:
        """Refuse columns that no record has. An empty list refuses none."""
        there = dict.fromkeys(known)
        # A custom attribute may exist although none of these records has it.
        if there and (unknown := [each for each in chosen if each not in there and not each.startswith("_custom_")]):
            raise click.UsageError(f"--columns: there is no column {unknown[0]!r}; choose from {', '.join(there)}.")

    def _table(self, rows: list[dict[str, str]], columns: list[str]) -> None:
        room = shutil.get_terminal_size().columns if self.on_terminal else None
        safe = [{plain(name): plain(row.get(name, "")) for name in columns} for row in rows]
        for line in table(safe, [plain(name) for name in columns], room, bold=self._color):
            self._write(line + "\n")

    def _csv(self, rows: list[dict[str, str]], columns: list[str]) -> None:
        if self._no_formulas:
            from addepar_core.utils.tables.formulas import escape_formula, escape_formulas

            rows = [{name: str(cell) for name, cell in escape_formulas(row).items()} for row in rows]
            columns = [str(escape_formula(name)) for name in columns]
        sheet = io.StringIO()
        writer = csv.DictWriter(sheet, columns, restval="", extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        text = sheet.getvalue()
        self._write("".join(plain(line) + "\n" for line in text.split("\n")[:-1]) if self.on_terminal else text)

    def _line(self, text: str) -> None:
        self._write((json_plain(text) if self.on_terminal else text) + "\n")

    @staticmethod
    def _write(text: str) -> None:
        sys.stdout.write(text)


def as_received(record: Any) -> Any:
    """A record as a plain mapping; what is not a record stays as it is."""
    if isinstance(record, Mapping):
        return dict(record)
    return record.to_dict() if hasattr(record, "to_dict") else record


def as_mapping(record: Any) -> dict[str, Any]:
    """A record as a plain mapping; empty for what is not a record."""
    received = as_received(record)
    return received if isinstance(received, dict) else {}


def id_of(record: Any) -> str:
    """The id of a record; empty if it has none, or is not a record."""
    return str(as_mapping(record).get("id") or "")


def flattened(record: Any) -> dict[str, str]:
    """A record as text by column: id, attributes, and relationships as the ids that they contain."""
    if not isinstance(record, Mapping):
        return {"value": _text(record)}
    flat = {name: value for name, value in record.items() if name != "links"}
    attributes, relationships = (_members(flat, name) for name in ("attributes", "relationships"))
    if "attributes" in record or "relationships" in record:
        flat.pop("type", None)
    flat |= {name: value for name, value in attributes.items() if name not in flat}
    for name, value in relationships.items():
        flat.setdefault(name, _ids(value))
    return {name: _text(value) for name, value in flat.items()}


def _members(flat: dict[str, Any], name: str) -> Mapping[str, Any]:
    """Take an object out of a record; anything else stays, as a column."""
    value = flat.get(name)
    if value is None or isinstance(value, Mapping):
        flat.pop(name, None)
        return value or {}
    return {}


def _ids(relationship: Any) -> Any:
    data = relationship.get("data") if isinstance(relationship, Mapping) else relationship
    several = data if isinstance(data, list) else [data]
    ids = [item["id"] if isinstance(item, Mapping) and "id" in item else item for item in several]
    return " ".join(_text(item) for item in ids)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else _json(value)


def _json(value: Any, indent: int | None = None) -> str:
    try:
        return write_json(value, ensure_ascii=False, indent=indent, default=str, allow_nan=False)
    except ValueError:
        sys.stderr.write("addepar: JSON has no NaN and no Infinity; they are printed as null\n")
        return write_json(_finite(value), ensure_ascii=False, indent=indent, default=str, allow_nan=False)


def _finite(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return None if isinstance(value, float | Decimal) and not isfinite(value) else value
