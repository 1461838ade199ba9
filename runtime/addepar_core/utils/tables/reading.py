"""Read the tables that a server sends: CSV, TSV and XLSX, as rows or as data frames."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from itertools import chain
from types import ModuleType
from typing import IO, Any, NamedTuple

from addepar_core.errors.tree import ProtocolError
from addepar_core.utils.imports import needed
from addepar_core.utils.tables.decoding import known_binary, marked_encoding
from addepar_core.utils.tables.titles import row_of, unique_titles
from addepar_core.utils.tables.workbooks import reader_of_workbooks, sheet_rows

Opened = Callable[[], IO[bytes]]
"""Opens the table, from its beginning."""
KINDS = ("csv", "tsv", "xlsx", "json")
_BLOCK = 8 << 20
_LARGEST = (1 << 31) - 2
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
"""The first line, with which Excel recognizes the separator."""
_LAYOUT = (
    "index_col",
    "names",
    "header",
    "usecols",
    "sep",
    "delimiter",
    "skiprows",
    "encoding",
    "chunksize",
    "iterator",
)
"""Options of pandas that say themselves which cells are which."""


def kind_of(start: bytes) -> str:
    """The format of a table by its first bytes: csv, tsv, xlsx or json. Used only if the format is not known."""
    if start.startswith(b"PK\x03\x04"):
        return "xlsx"
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    # A title may begin with a bracket too; the next character distinguishes them.
    if re.match(rb'\{\s*["}]|\[\s*([\[{\]"]|[-\d.eE]+\s*[,\]]\s*([-\d"\[{]|$)|(true|false|null)\b)', text):
        return "json"
    unquoted = re.sub(rb'"[^"]*"', b"", re.split(rb"[\r\n]", text, maxsplit=1)[0])
    return "tsv" if b"\t" in unquoted else "csv"


class _Form(NamedTuple):
    """The format of a text table."""

    encoding: str
    delimiter: str
    skipped: int


def _form(file: IO[bytes], kind: str) -> _Form:
    start = file.read(4096)
    file.seek(0)
    page = re.match(rb"(\xef\xbb\xbf)?\s*<(!doctype\s+html|html)\b", start, re.IGNORECASE)
    if found := "an HTML page" if page else known_binary(start):
        raise ProtocolError(f"the result is {found}, not {kind.upper()}; content gives it")
    start = start[:64]
    encoding = marked_encoding(start) or "utf-8"
    line = _SEPARATOR_LINE.match(start.decode(encoding, "replace"))
    delimiter = line[1] if line else "\t" if kind == "tsv" else ","
    return _Form(encoding, delimiter, 1 if line else 0)


def rows(opened: Opened, kind: str) -> Iterator[dict[str, object]]:
    """Each row of a table as a mapping from the titles in its first row.

    Raises:
        ProtocolError: during iteration, if the table is invalid.
    """
    if kind == "xlsx":
        return _sheet_rows(opened, reader_of_workbooks("rows() of an XLSX result"))
    return _text_rows(opened, kind)


def _text_rows(opened: Opened, kind: str) -> Iterator[dict[str, object]]:
    csv.field_size_limit(max(csv.field_size_limit(), _LARGEST))  # otherwise 128 KiB, in a setting of the whole process
    with opened() as file:
        form = _form(file, kind)
        # Halves of surrogate pairs are kept, as in JSON.
        errors = "surrogatepass" if form.encoding.startswith("utf-8") else "strict"
        text = io.TextIOWrapper(file, form.encoding, errors=errors, newline="")
        whole = 0

        def end() -> Iterator[str]:
            if lines.line_num > whole:
                raise csv.Error("it ends inside of quotes, so that its end is missing")
            yield from ()

        def complete() -> Iterator[list[str]]:
            nonlocal whole
            for cells in lines:
                whole = lines.line_num
                if cells:
                    yield cells

        try:
            for _ in range(form.skipped):
                text.readline()
            lines = csv.reader(chain(text, end()), delimiter=form.delimiter)
            table = complete()
            titles = unique_titles(next(table, []))
            for cells in table:
                yield row_of(titles, cells)
        except (UnicodeDecodeError, csv.Error) as error:
            raise _unreadable(kind, error) from None
        finally:
            text.close()


def _unreadable(kind: str, error: object, advice: str = "content gives it") -> ProtocolError:
    return ProtocolError(f"the result is no {kind.upper()} that can be read: {error}; {advice}")


def _sheet_rows(opened: Opened, reader: str) -> Iterator[dict[str, object]]:
    with opened() as file:
        try:
            lines = sheet_rows(file, reader)
            titles = unique_titles(next(lines, []))
        except ValueError as error:
            raise ProtocolError(f"the result {error}; use content for its bytes") from None
        yield from (row_of(titles, cells) for cells in lines)


def to_pandas(opened: Opened, kind: str, options: dict[str, object]) -> Any:
    """A ``pandas.DataFrame``; one without columns of a table without titles.

    Raises:
        ProtocolError: it is not what it should be.
    """
    pandas = needed("pandas", "to_pandas()")
    if kind == "xlsx":
        return _sheet_to_pandas(pandas, opened, options)
    with opened() as file:
        form = _form(file, kind)
        arguments = {"sep": form.delimiter, "encoding": form.encoding, "skiprows": form.skipped} | options
        try:
            frame = pandas.read_csv(file, **arguments)
            # If rows have more cells than there are titles, pandas takes the first ones for an index.
            first = next(_text_rows(opened, kind), {}) if options.keys().isdisjoint(_LAYOUT) else {}
            if len(first) > len(frame.columns):
                file.seek(0)
                frame = pandas.read_csv(file, **{**arguments, "names": list(first), "header": 0})
        except pandas.errors.EmptyDataError:
            return pandas.DataFrame()
        except (pandas.errors.ParserError, UnicodeDecodeError) as error:
            raise _unreadable(kind, error, "rows() may read it") from None
    return frame


def _sheet_to_pandas(pandas: ModuleType, opened: Opened, options: dict[str, object]) -> object:
    reader = reader_of_workbooks("to_pandas() of an XLSX result")
    try:
        with opened() as file:
            return pandas.read_excel(file, **{"engine": reader.removeprefix("python_")} | options)
    except Exception:  # of the reader, or of pandas
        next(_sheet_rows(opened, reader), None)  # says it if the file is no workbook
        raise


def to_arrow(opened: Opened, kind: str) -> Any:
    """A ``pyarrow.Table``; one without columns of a table without titles.

    Raises:
        ProtocolError: it is not what it should be.
    """
    arrow = needed("pyarrow", "to_arrow()")
    if kind == "xlsx":
        found = list(rows(opened, kind))
        titles = list(found[0]) if found else []
        return arrow.table({title: _column(arrow, [row.get(title) for row in found]) for title in titles})
    reader = needed("pyarrow.csv", "to_arrow()")
    with opened() as file:
        form = _form(file, kind)
        start = file.read(_BLOCK)
        size = file.seek(0, io.SEEK_END)
    if not start.strip(b"\xef\xbb\xbf\r\n "):
        return arrow.table({})
    # Titles without a line end are no table to it.
    only_titles = form.encoding.startswith("utf-8") and size <= _BLOCK and not re.search(rb"[\r\n]", start)

    def read(block: int) -> Any:
        with opened() as file:
            # A cell may contain line breaks, so a block of the file cannot be split into rows without parsing it.
            parse = reader.ParseOptions(delimiter=form.delimiter, newlines_in_values=True)
            options = reader.ReadOptions(block_size=block, encoding=form.encoding, skip_rows=form.skipped)
            source = io.BytesIO(start + b"\n") if only_titles else file
            return reader.read_csv(source, read_options=options, parse_options=parse)

    try:
        try:
            table = read(_BLOCK)
        except arrow.ArrowInvalid:  # a row, or one and the titles, that are larger than a block
            if size <= _BLOCK:
                raise
            table = read(min(size + 1, _LARGEST))
        titles = unique_titles(table.column_names)
    except (arrow.ArrowInvalid, UnicodeDecodeError) as error:
        raise _unreadable(kind, error, "rows() may read it") from None
    if any(arrow.types.is_binary(each.type) for each in table.schema):  # what it makes of other bytes
        raise _unreadable(kind, "it is not UTF-8")
    return table.rename_columns(titles)


def _column(arrow: ModuleType, cells: list[object]) -> object:
    """A column of a sheet; as text, where the cells are of several sorts."""
    try:
        return arrow.array(cells)
    except (arrow.ArrowException, OverflowError, TypeError, ValueError):
        return arrow.array([None if cell is None else str(cell) for cell in cells], arrow.string())
