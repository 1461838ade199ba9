"""Job results as tables: rows of text or cells, or data frames if pandas is installed."""

import csv
import io
import json
import re
import warnings
from collections.abc import Callable, Iterator
from typing import IO, Any

from addepar_core.errors.tree import InputError
from addepar_core.utils.imports import needed

Opened = Callable[[], IO[bytes]]
"""Opens the result, from its beginning."""
_ZIP = b"PK\x03\x04"
_MARK = b"\xef\xbb\xbf"


def kind_of(start: bytes) -> str:
    """What a result is by its own first bytes, as servers call nearly everything binary: csv, tsv, xlsx or json."""
    if start.startswith(_ZIP):
        return "xlsx"
    text = start.removeprefix(_MARK).lstrip()
    if text[:1] in (b"{", b"["):
        return "json"
    return "tsv" if b"\t" in text.partition(b"\n")[0] else "csv"


def rows(opened: Opened, kind: str) -> Iterator[dict[str, Any]]:
    """Each row of a table as a mapping from the titles in its first row."""
    if kind == "xlsx":
        return _sheet_rows(opened, needed("openpyxl", "rows() of an XLSX result"))
    if kind == "json":
        return iter(_leaves(opened)[1])
    return _text_rows(opened, kind)


def _text_rows(opened: Opened, kind: str) -> Iterator[dict[str, Any]]:
    with opened() as file, io.TextIOWrapper(file, encoding="utf-8-sig", newline="") as text:
        yield from csv.DictReader(text, dialect="excel-tab" if kind == "tsv" else "excel")


def _leaves(opened: Opened) -> tuple[list[str], list[dict[str, Any]]]:
    """The columns and the innermost rows of a query's result: each grouping, then what was computed."""
    with opened() as file:
        document = json.load(file)
    try:
        total = document["data"]["attributes"]["total"]
        keys = [grouping["key"] for grouping in document["meta"]["groupings"]]
        found: list[tuple[dict[str, Any], dict[str, Any]]] = []
        todo: list[tuple[Any, dict[str, Any]]] = [(total, {})]
        while todo:
            node, groups = todo.pop()
            if not node["children"] and (groups or not keys):  # a total by itself is a row if nothing is grouped
                found.append((groups, node["columns"]))
            todo += [(child, groups | {child["grouping"]: child["name"]}) for child in reversed(node["children"])]
        columns = list(total["columns"])
    except (KeyError, TypeError):
        raise InputError("output_type", "the result is JSON and not a table of rows; json() gives it") from None
    levels = dict.fromkeys([*keys, *(key for groups, _ in found for key in groups)])
    names = {key: f"{key} (grouping)" if key in columns else key for key in levels}  # it may be computed as well
    rows = [
        {name: groups.get(key) for key, name in names.items()} | {key: values.get(key) for key in columns}
        for groups, values in found
    ]
    return [*names.values(), *columns], rows


def _sheet_rows(opened: Opened, openpyxl: Any) -> Iterator[dict[str, Any]]:
    with opened() as file:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles that nobody asked for
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        cells = book.worksheets[0].iter_rows(values_only=True)
        titles = ["" if title is None else str(title) for title in next(cells, ())]
        for row in cells:
            yield dict(zip(titles, row, strict=False))


def to_pandas(opened: Opened, kind: str, options: dict[str, Any]) -> Any:
    """A ``pandas.DataFrame``."""
    pandas = needed("pandas", "to_pandas()")
    if kind == "xlsx":
        needed("openpyxl", "to_pandas() of an XLSX result")
        with opened() as file:
            return pandas.read_excel(file, **options)
    if kind == "json":
        columns, leaves = _leaves(opened)
        return pandas.DataFrame(leaves, **{"columns": columns} | options)
    with opened() as file:
        return pandas.read_csv(file, **{"sep": "\t" if kind == "tsv" else ",", "encoding": "utf-8-sig"} | options)


def to_arrow(opened: Opened, kind: str) -> Any:
    """A ``pyarrow.Table``."""
    arrow = needed("pyarrow", "to_arrow()")
    if kind == "json":
        columns, leaves = _leaves(opened)
        return arrow.table({column: [row[column] for row in leaves] for column in columns})
    if kind == "xlsx":
        return arrow.Table.from_pylist(list(rows(opened, kind)))
    reader = needed("pyarrow.csv", "to_arrow()")
    with opened() as file:
        return reader.read_csv(file, parse_options=reader.ParseOptions(delimiter="\t" if kind == "tsv" else ","))


_STARTS = tuple("=+-@\t\r\n＝＋－＠")  # noqa: RUF001 - spreadsheets take the wide forms for the narrow ones
_NUMBER = re.compile(r"[-+]?[$€£¥]?\d[\d.,' ]*(?:[eE][-+]?\d+)?%?", re.ASCII)


def escape_formula(value: Any) -> Any:
    """A text with an apostrophe before it where it would run; numbers such as ``-5`` and ``+1,234.50`` stay."""
    if isinstance(value, str) and value.startswith(_STARTS) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def escape_formulas(row: dict[str, Any]) -> dict[str, Any]:
    """The same for all cells of a row and for their titles."""
    return {escape_formula(title): escape_formula(value) for title, value in row.items()}
