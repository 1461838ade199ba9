"""Read rows from a file or standard input: CSV, JSON lines or a JSON array, detected from the content.

What is left over of a bulk load is written in the same format with two more columns, ``_outcome`` and ``_error``,
and can be read again.
"""

import csv
import io
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from addepar_core.utils.filesystem import write_whole

OUTCOME, ERROR = "_outcome", "_error"
UNKNOWN, REFUSED, UNTRIED = "unknown", "refused", "not tried"


@dataclass
class Row:
    """One row.

    Attributes:
        number: as a spreadsheet or an editor counts them, from 1, the line of titles included.
        cells: texts by column from CSV, values by name from JSON.
        outcome: what an earlier load says of it, else nothing.
    """

    number: int
    cells: dict[str, Any]
    outcome: str = ""
    error: str = ""


@dataclass(frozen=True)
class Sheet:
    """The rows of a file, and whether they are CSV."""

    rows: list[Row]
    is_csv: bool

    def written(self, rows: Sequence[Row]) -> bytes:
        """Some of its rows in its own form, with what became of them."""
        marked = [{**row.cells, OUTCOME: row.outcome, ERROR: row.error} for row in rows]
        if not self.is_csv:
            return "".join(json.dumps(cells, ensure_ascii=False) + "\n" for cells in marked).encode()
        text = io.StringIO()
        writer = csv.DictWriter(text, [*self.rows[0].cells, OUTCOME, ERROR], lineterminator="\n")
        writer.writeheader()
        writer.writerows(marked)
        return text.getvalue().encode()


def read_sheet(source: str) -> Sheet:
    """The rows of a file, or of standard input where the name is ``-``. Raises ``UsageError`` where there are none."""
    name = "standard input" if source == "-" else repr(source)
    try:
        content = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise click.UsageError(f"{name} is not UTF-8 (line {line}); save it as UTF-8.") from None
    is_csv = text.lstrip()[:1] not in ("{", "[")
    try:
        numbered = list(_of_csv(text) if is_csv else _of_json(text))
    except (ValueError, csv.Error) as error:
        raise click.UsageError(f"{name}, {error}. Nothing was sent.") from None
    except RecursionError:
        raise click.UsageError(f"{name} is nested too deeply. Nothing was sent.") from None
    rows = [
        Row(number, cells, str(cells.pop(OUTCOME, "") or ""), str(cells.pop(ERROR, "") or ""))
        for number, cells in numbered
    ]
    if not rows:
        raise click.UsageError(f"{name} holds no rows.")
    return Sheet(rows, is_csv)


def _of_csv(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    titles: list[str] = []
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise ValueError(f"row {number}: {error}") from None
        if cells is None:
            return
        if number == 1:
            titles = [title.strip() for title in cells]
            if twice := [title for title in titles if not title or titles.count(title) > 1]:
                raise ValueError(f"row 1: the column {twice[0]!r} " + ("is there twice" if twice[0] else "has no name"))
        elif any(cell.strip() for cell in cells):
            if len(cells) != len(titles):
                raise ValueError(f"row {number}: {len(cells)} cells under {len(titles)} titles")
            yield number, dict(zip(titles, cells, strict=True))


def _of_json(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    if text.lstrip().startswith("["):
        for number, value in enumerate(_parsed("the array", text), 1):
            yield number, _flat(number, value)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, _flat(number, _parsed(f"row {number}", line))


def _parsed(place: str, text: str) -> Any:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(names := dict(pairs)) < len(pairs):
            raise ValueError("a name is there twice")
        return names

    def refuse(text: str) -> Any:
        raise ValueError(f"{text} is no number")

    try:
        return json.loads(text, object_pairs_hook=unique, parse_float=exact, parse_constant=refuse)
    except ValueError as error:
        reason = f"no JSON: {error}" if isinstance(error, json.JSONDecodeError) else str(error)
        raise ValueError(f"{place}: {reason}") from None


def exact(text: str) -> float:
    """A number that is sent as it was written, to the last digit."""
    number = float(text)
    if Decimal(repr(number)) != Decimal(text):
        raise ValueError(f"{text} has more digits than can be sent; round it")
    return number


def _flat(number: int, row: Any) -> dict[str, Any]:
    """A row as names and values; a resource as the API writes it is taken apart."""
    parts = [row] if isinstance(row, dict) else []
    parts += [row[name] for name in ("attributes", "relationships") if parts and name in row]
    if not parts or not all(isinstance(part, dict) for part in parts):
        raise ValueError(f'row {number}: a row is an object, such as {{"id": "13"}}')
    if len(parts) == 1:
        return dict(row)
    flat = {name: value for name, value in row.items() if name in ("id", OUTCOME, ERROR)}
    for end, relation in row.get("relationships", {}).items():
        data = relation.get("data") if isinstance(relation, Mapping) else None
        flat[f"{end}_id"] = data.get("id") if isinstance(data, Mapping) else None
    return {**flat, **row.get("attributes", {})}


class FailureFile:
    """What is not known to be done, kept in a file from before the first request until all is done.

    Whatever happens, the file tells of each row whether it was refused, never tried, or sent without an answer.
    """

    def __init__(self, sheet: Sheet, path: Path | None) -> None:
        self._sheet = sheet
        self._rows = {row.number: row for row in sheet.rows}
        self._path = path

    def mark(self, rows: Sequence[Row], outcome: str, error: str = "", save: bool = True) -> None:
        """Note what became of rows."""
        for row in rows:
            row.outcome, row.error = outcome, error
        if save:
            self._save()

    def done(self, rows: Sequence[Row]) -> None:
        """These are done."""
        for row in rows:
            del self._rows[row.number]
        self._save()

    @property
    def rows(self) -> list[Row]:
        """The rows that are left."""
        return list(self._rows.values())

    def _save(self) -> None:
        if self._path is None:
            return
        if self._rows:
            write_whole(self._path, self._sheet.written(self.rows))
        else:
            self._path.unlink(missing_ok=True)
