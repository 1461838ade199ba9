"""Read the tables that a server sends: CSV, TSV and XLSX, as rows or as data frames."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from typing import IO, Any, NamedTuple

from addepar_core.errors.tree import ProtocolError
from addepar_core.utils.imports import needed
from addepar_core.utils.tables.decoding import marked_encoding
from addepar_core.utils.tables.titles import row_of, unique_titles
from addepar_core.utils.tables.workbooks import reader_of_workbooks, sheet_rows

Opened = Callable[[], IO[bytes]]
"""Opens the table, from its beginning."""
KINDS = ("csv", "tsv", "xlsx", "json")
_BLOCK = 8 << 20
_LARGEST = (1 << 31) - 2
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
"""The first line by which Excel knows the separator."""


def kind_of(start: bytes) -> str:
    """What a table is by its first bytes: csv, tsv, xlsx or json. Only for those whose kind nobody said."""
    if start.startswith(b"PK\x03\x04"):
        return "xlsx"
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    # A title may begin with a bracket too; what follows it tells them apart.
    if re.match(rb'\{\s*["}]|\[\s*([\[{\]"]|[-\d.eE]+\s*[,\]]\s*([-\d"\[{]|$)|(true|false|null)\b)', text):
        return "json"
    unquoted = re.sub(rb'"[^"]*"', b"", re.split(rb"[\r\n]", text, maxsplit=1)[0])
    return "tsv" if b"\t" in unquoted else "csv"


class _Form(NamedTuple):
    """How a table of text is written."""

    encoding: str
    delimiter: str
    skipped: int


def _form(file: IO[bytes], kind: str) -> _Form:
    start = file.read(64)
    file.seek(0)
    encoding = marked_encoding(start) or "utf-8"
    line = _SEPARATOR_LINE.match(start.decode(encoding, "replace"))
    delimiter = line[1] if line else "\t" if kind == "tsv" else ","
    return _Form(encoding, delimiter, 1 if line else 0)


def rows(opened: Opened, kind: str) -> Iterator[dict[str, object]]:
    """Each row of a table as a mapping from the titles in its first row.

    Raises:
        ProtocolError: while it is read: it is not what it should be.
    """
    if kind == "xlsx":
        return _sheet_rows(opened, reader_of_workbooks("rows() of an XLSX result"))
    return _text_rows(opened, kind)


def _text_rows(opened: Opened, kind: str) -> Iterator[dict[str, object]]:
    csv.field_size_limit(max(csv.field_size_limit(), _LARGEST))  # 128 KiB else, in a setting of the whole process
    with opened() as file:
        form = _form(file, kind)
        # Halves of characters are kept, as JSON keeps them.
        errors = "surrogatepass" if form.encoding.startswith("utf-8") else "strict"
        text = io.TextIOWrapper(file, form.encoding, errors=errors, newline="")
        try:
            for _ in range(form.skipped):
                text.readline()
            lines = csv.reader(text, delimiter=form.delimiter)
            titles = unique_titles(next(lines, []))
            yield from (row_of(titles, cells) for cells in lines if cells)
        except (UnicodeDecodeError, csv.Error) as error:
            raise ProtocolError(
                f"the result is no {kind.upper()} that can be read: {error}; content gives it"
            ) from None
        finally:
            text.close()


def _sheet_rows(opened: Opened, reader: str) -> Iterator[dict[str, object]]:
    with opened() as file:
        try:
            lines = sheet_rows(file, reader)
            titles = unique_titles(next(lines, []))
        except ValueError as error:
            raise ProtocolError(f"the result {error}; content gives it") from None
        yield from (row_of(titles, cells) for cells in lines)


def to_pandas(opened: Opened, kind: str, options: dict[str, object]) -> Any:
    """A ``pandas.DataFrame``; one without columns of a table without titles."""
    pandas = needed("pandas", "to_pandas()")
    with opened() as file:
        if kind == "xlsx":
            reader = reader_of_workbooks("to_pandas() of an XLSX result")
            return pandas.read_excel(file, **{"engine": reader.removeprefix("python_")} | options)
        form = _form(file, kind)
        arguments = {"sep": form.delimiter, "encoding": form.encoding, "skiprows": form.skipped} | options
        try:
            return pandas.read_csv(file, **arguments)
        except pandas.errors.EmptyDataError:
            return pandas.DataFrame()


def to_arrow(opened: Opened, kind: str) -> Any:
    """A ``pyarrow.Table``; one without columns of a table without titles."""
    arrow = needed("pyarrow", "to_arrow()")
    if kind == "xlsx":
        return arrow.Table.from_pylist(list(rows(opened, kind)))
    reader = needed("pyarrow.csv", "to_arrow()")
    with opened() as file:
        form = _form(file, kind)
        empty = not file.read(_BLOCK).strip(b"\xef\xbb\xbf\r\n ")
        size = file.seek(0, io.SEEK_END)
    if empty:
        return arrow.table({})

    def read(block: int) -> Any:
        with opened() as file:
            # A cell may hold line breaks, so that a block of the file cannot be cut into rows without reading it.
            parse = reader.ParseOptions(delimiter=form.delimiter, newlines_in_values=True)
            options = reader.ReadOptions(block_size=block, encoding=form.encoding, skip_rows=form.skipped)
            return reader.read_csv(file, read_options=options, parse_options=parse)

    try:
        table = read(_BLOCK)
    except arrow.ArrowInvalid:  # a row, or one and the titles, that are larger than a block
        if size <= _BLOCK:
            raise
        table = read(min(size + 1, _LARGEST))
    return table.rename_columns(unique_titles(table.column_names))
