"""The rows of a bulk load, and the file of remaining rows.

Remaining rows are written in their original format with two more columns, ``_outcome`` and ``_error``, and can be read
again.
"""

import csv
import io
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from addepar_core.errors.tree import InputError
from addepar_core.models.numbers import write_json
from addepar_core.operations import arguments as inputs
from addepar_core.utils.filesystem import kept_mode, write_whole
from addepar_core.utils.tables.cells import is_frame, of_frame, plain, rows_of_frame
from addepar_core.utils.tables.row_files import flat, parse_rows

OUTCOME, ERROR = "_outcome", "_error"
DONE, REFUSED, UNKNOWN, UNTRIED = "done", "refused", "unknown", "not tried"


@dataclass(eq=False)
class Row:
    """One row.

    Attributes:
        number: its position, from 1; in a file, the line that a spreadsheet or editor shows, titles included.
        row: its values by column: text from CSV, values from JSON, Python or a frame.
        state: done, refused, unknown (it may have been carried out) or not tried; in a failures file, the state that
            an earlier load recorded.
        errors: what was wrong, one text per error of the response.
        record: the API's record for this row, if known.
    """

    number: int
    row: dict[str, Any]
    state: str = ""
    errors: tuple[str, ...] = ()
    record: Any = None


@dataclass(frozen=True)
class Table:
    """Rows, whether a blank cell means no value, and for a file its format."""

    rows: list[Row]
    is_csv: bool
    path: Path | None = None
    form: str = ""
    delimiter: str = ","
    encoding: str = "utf-8"
    is_left: bool = False
    """Whether this is a failures file of an earlier load."""

    def written(self, rows: Sequence[Row], as_csv: bool) -> bytes:
        """Some of the rows as text, with their results."""
        marked = [{**row.row, OUTCOME: row.state, ERROR: "; ".join(row.errors)} for row in rows]
        if not as_csv:
            return "".join(write_json(cells, ensure_ascii=False, default=str) + "\n" for cells in marked).encode()
        text = io.StringIO()
        titles = dict.fromkeys(name for row in self.rows for name in row.row) | {OUTCOME: None, ERROR: None}
        writer = csv.DictWriter(text, list(titles), restval="", lineterminator="\n", delimiter=self.delimiter)
        writer.writeheader()
        writer.writerows({name: self._cell(name, cell) for name, cell in cells.items()} for cells in marked)
        return text.getvalue().encode(self.encoding, "backslashreplace")

    def _cell(self, name: str, cell: Any) -> Any:
        if self.is_csv and isinstance(cell, str):
            return cell
        if name.startswith("_custom_") and cell is not None and not isinstance(cell, list):
            cell = [{"value": cell}]  # otherwise a number would be read back as text
        return write_json(cell, default=str) if isinstance(cell, list | dict) else cell


def parsed_table(
    content: bytes, name: str, path: Path | None = None, encoding: str | None = None, delimiter: str | None = None
) -> Table:
    """Parse the bytes of a file into rows. Raises ``InputError`` that names the file."""
    try:
        parsed = parse_rows(content, encoding, delimiter)
    except ValueError as error:
        mark = "," if str(error).startswith(("row ", "the array")) else ""
        raise InputError("rows", f"{name}{mark} {error}. Nothing was sent.") from None
    rows = []
    is_left = bool(parsed.rows) and all(OUTCOME in cells for _, cells in parsed.rows)
    for number, cells in parsed.rows:
        state, error_text = (str(cells.pop(name, "") or "") for name in (OUTCOME, ERROR))
        cells = {title: of_frame(cell) for title, cell in cells.items()} if parsed.form == "workbook" else cells
        rows.append(Row(number, cells, state, (error_text,) if error_text else ()))
    return Table(rows, parsed.form != "json", path, parsed.form, parsed.delimiter, encoding or "utf-8", is_left)


def table_of(rows: Any, ids_alone: bool = False, **options: str | None) -> Table:
    """The rows of a file, a frame, or a list of mappings, records or ids. Raises ``InputError``.

    ``options`` are the encoding and the delimiter of a file.
    """
    if isinstance(rows, Table):
        return rows
    if isinstance(rows, str | os.PathLike):
        try:
            content = Path(rows).read_bytes()
        except (OSError, ValueError) as error:
            problem = getattr(error, "strerror", error)
            raise InputError("rows", f"cannot read {os.fspath(rows)!r}: {problem}") from error
        return parsed_table(content, repr(os.fspath(rows)), Path(rows), **options)
    if is_frame(rows):
        return Table([Row(number, row) for number, row in enumerate(rows_of_frame(rows), 1)], is_csv=True)
    if not isinstance(rows, Iterable) or isinstance(rows, Mapping | bytes):
        raise InputError("rows", f"pass a list of rows, a data frame or the path of a file, not {type(rows).__name__}")
    return Table([_row(number, row, ids_alone) for number, row in enumerate(rows, 1)], is_csv=False)


def _row(number: int, row: Any, ids_alone: bool) -> Row:
    raw = row.to_dict() if hasattr(row, "to_dict") else row
    if ids_alone and isinstance(raw, str | int):
        return Row(number, {"id": raw})
    try:
        cells = flat(number, raw)
    except ValueError as error:
        raise InputError("rows", f"{error}. Nothing was sent.") from None
    if ids_alone and raw is not row:
        cells = {"id": cells.get("id")}  # a record that was read: its other fields do not matter
    return Row(number, {name: plain(cell) for name, cell in cells.items()})


class FailureFile:
    """Keeps the rows that are not known to be done in a file, from before the first request until all are done.

    At every point the file shows whether a row was refused, never tried, or sent without a response.
    """

    def __init__(self, table: Table, path: Any) -> None:
        self._table = table
        self._left = {row.number: row for row in table.rows}
        self._path = None if path is None else inputs.new_file("failures", path)
        if self._path is None:
            return
        # As private as the rows themselves.
        self._mode = 0o666 if table.path is None or (kept_mode(table.path) or 0o77) & 0o77 else 0o600
        own = table.path is not None and self._path.exists() and self._path.samefile(table.path)
        if own and not table.is_left:
            problem = f"{str(path)!r} is the file of the rows themselves, and would be replaced; choose another name"
            raise InputError("failures", f"{problem}. Nothing was sent.")
        if os.path.lexists(self._path) and not own:
            raise InputError("failures", f"{str(path)!r} exists; choose another name, or delete it. Nothing was sent.")
        if own and table.form == "workbook":
            raise InputError("failures", "the rows are kept as CSV, not as a workbook; choose a name that ends in .csv")
        self._as_csv = table.is_csv if table.path else self._path.suffix.lower() == ".csv"
        if self._as_csv and not table.is_csv and any(cell is None for row in table.rows for cell in row.row.values()):
            raise InputError("failures", "CSV cannot represent None; choose a name that ends in .jsonl")

    def mark(self, rows: Sequence[Row], state: str, errors: Sequence[str] = (), save: bool = True) -> None:
        """Record the result of rows."""
        for row in rows:
            row.state, row.errors = state, tuple(errors)
            if state == DONE:
                self._left.pop(row.number, None)
        if save:
            self._save()

    def _save(self) -> None:
        if self._path is None:
            return
        if self._left:
            write_whole(self._path, self._table.written(list(self._left.values()), self._as_csv), self._mode)
        else:
            self._path.unlink(missing_ok=True)
