"""Read rows from the bytes of a file: CSV, JSON lines, a JSON array or a workbook, recognized by the content."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple, NoReturn

from addepar_core.utils.tables.decoding import XLSX, decode, known_binary
from addepar_core.utils.tables.reading import kind_of
from addepar_core.utils.tables.workbooks import reader_of_workbooks, sheet_rows

Numbered = tuple[int, dict[str, object]]
_SEPARATORS = ",;\t|"
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?(?:\r\n|\r|\n)', re.IGNORECASE)


class RowFile(NamedTuple):
    """The rows of a file with their numbers, and the format of the file.

    Attributes:
        rows: numbered from 1, as a spreadsheet or editor shows them, titles included; in a JSON array from 1. Cells are
            text in CSV, and cell values in a workbook.
        form: csv, json or workbook.
        delimiter: the separator of cells in CSV.
    """

    rows: list[Numbered]
    form: str
    delimiter: str = ","


def parse_rows(content: bytes, encoding: str | None = None, delimiter: str | None = None) -> RowFile:
    """Read CSV, JSON lines, a JSON array or the first sheet of a workbook, recognized by the content.

    Args:
        content: the bytes of the file.
        encoding: the encoding of text; by default that of the byte order mark, or UTF-8.
        delimiter: the separator in CSV; by default that of a line ``sep=;``, or found in the titles.

    Raises:
        ValueError: the file is invalid; the message names the row.
        ConfigurationError: it is a workbook, and no reader for workbooks is installed.
    """
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '\r\n"'):
        raise ValueError(f"cannot be split at {delimiter!r}; use one character, such as ;")
    if known_binary(content) == XLSX:
        file = RowFile(list(_of_sheet(content)), "workbook")
    else:
        text = decode(content, encoding)
        start = text.lstrip()[:1]
        is_json = start == "{" or (start == "[" and kind_of(text[:65536].encode(errors="replace")) == "json")
        file = _of_text(text, is_json and delimiter is None, delimiter)
    if not file.rows:
        raise ValueError("contains no rows")
    return file


def _of_text(text: str, is_json: bool, delimiter: str | None) -> RowFile:
    if line := _SEPARATOR_LINE.match(text):
        text, delimiter = text[line.end() :], delimiter or line[1]
    cut = delimiter or _delimiter(text)
    try:
        return RowFile(list(_of_json(text)), "json") if is_json else RowFile(list(_of_csv(text, cut)), "csv", cut)
    except RecursionError:
        raise ValueError("is nested too deeply") from None
    except csv.Error as error:
        raise ValueError(str(error)) from None


def _delimiter(text: str) -> str:
    """A comma, unless the titles contain none but one of the other separators."""
    titles = re.sub(r'"[^"]*"', "", re.split(r"[\r\n]", text.lstrip("\r\n"), maxsplit=1)[0])
    return next((each for each in _SEPARATORS if each in titles), ",")


def _of_csv(text: str, delimiter: str) -> Iterator[Numbered]:
    csv.field_size_limit(max(csv.field_size_limit(), (1 << 31) - 2))  # 128 KiB else, in a setting of the whole process
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
    return _under_titles(_numbered(reader))


def _numbered(reader: Iterator[list[str]]) -> Iterator[list[object]]:
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise ValueError(f"row {number}: {error}") from None
        if cells is None:
            return
        yield list(cells)


def _of_sheet(content: bytes) -> Iterator[Numbered]:
    # Only openpyxl shows errors of formulas, such as #N/A; other readers return empty cells.
    reader = reader_of_workbooks("a workbook (or save it as CSV)", "openpyxl")
    return _under_titles(sheet_rows(io.BytesIO(content), reader))


def _under_titles(lines: Iterator[list[object]]) -> Iterator[Numbered]:
    titles: list[str] = []
    for number, cells in enumerate(lines, 1):
        while cells and len(cells) > len(titles) and _is_blank(cells[-1]):
            cells.pop()  # empty columns, as spreadsheets write them
        if not titles:
            titles = [str("" if title is None else title).strip() for title in cells]
            if twice := [title for title in titles if not title or titles.count(title) > 1]:
                raise ValueError(
                    f"row {number}: the column {twice[0]!r} " + ("occurs twice" if twice[0] else "has no name")
                )
        elif not all(map(_is_blank, cells)):
            if len(cells) != len(titles):
                raise ValueError(f"row {number}: {len(cells)} cells under {len(titles)} titles")
            yield number, dict(zip(titles, cells, strict=True))


def _is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _of_json(text: str) -> Iterator[Numbered]:
    if text.lstrip().startswith("["):
        for number, value in enumerate(_parsed("the array", text), 1):
            yield number, flat(number, value)
        return
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if line.strip():
            yield number, flat(number, _parsed(f"row {number}", line))


def _parsed(place: str, text: str):  # type: ignore[no-untyped-def]  # whatever JSON holds
    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        if len(names := dict(pairs)) < len(pairs):
            raise ValueError("a name occurs twice")
        return names

    def refuse(text: str) -> NoReturn:
        raise ValueError(f"{text} is not a number")

    try:
        return json.loads(text, object_pairs_hook=unique, parse_float=exact, parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        reason = f"not valid JSON: {error}" if isinstance(error, json.JSONDecodeError) else str(error)
        raise ValueError(f"{place}: {reason}") from None


def exact(text: str) -> float | Decimal:
    """A number with all its digits: a float if it can hold them, otherwise a Decimal."""
    number = float(text)
    return number if Decimal(repr(number)) == Decimal(text) else Decimal(text)


def flat(number: int, row: object) -> dict[str, object]:
    """A row as names and values; a JSON:API resource is flattened. Raises ``ValueError``."""
    if not isinstance(row, Mapping):
        raise ValueError(f'row {number}: a row is an object, such as {{"id": "13"}}')  # noqa: TRY004 - one kind for all
    attributes, relationships = row.get("attributes", {}), row.get("relationships", {})
    if not isinstance(attributes, Mapping) or not isinstance(relationships, Mapping):
        raise ValueError(  # noqa: TRY004
            f'row {number}: a row is an object, such as {{"id": "13"}}, and so are its attributes and relationships'
        )
    if not {"attributes", "relationships"} & row.keys():
        return dict(row)
    cells = {name: value for name, value in row.items() if name == "id" or name.startswith("_")}
    for end, relation in relationships.items():
        data = relation.get("data") if isinstance(relation, Mapping) else None
        cells[f"{end}_id"] = data.get("id") if isinstance(data, Mapping) else None
    return cells | dict(attributes)
