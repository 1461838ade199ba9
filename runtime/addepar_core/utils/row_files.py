"""Read rows: of a file's bytes (CSV, JSON lines or a JSON array, as the content shows), of a frame, of a list.

Every function raises ``ValueError``, which says what is wrong, and in which row.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time
from decimal import Decimal
from typing import NoReturn

Numbered = tuple[int, dict[str, object]]


def parse_rows(content: bytes) -> tuple[bool, list[Numbered]]:
    """Whether the content is CSV, and its rows with their numbers.

    Rows are numbered as a spreadsheet or an editor counts them, from 1, the line of titles included; those of a JSON
    array from 1. The cells of CSV are texts.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ValueError(f"is not UTF-8 (line {line}); save it as UTF-8") from None
    is_csv = text.lstrip()[:1] not in ("{", "[")
    try:
        rows = list(_of_csv(text) if is_csv else _of_json(text))
    except RecursionError:
        raise ValueError("is nested too deeply") from None
    except csv.Error as error:
        raise ValueError(str(error)) from None
    if not rows:
        raise ValueError("holds no rows")
    return is_csv, rows


def _of_csv(text: str) -> Iterator[Numbered]:
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


def _of_json(text: str) -> Iterator[Numbered]:
    if text.lstrip().startswith("["):
        for number, value in enumerate(_parsed("the array", text), 1):
            yield number, flat(number, value)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, flat(number, _parsed(f"row {number}", line))


def _parsed(place: str, text: str):  # type: ignore[no-untyped-def]  # whatever JSON holds
    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        if len(names := dict(pairs)) < len(pairs):
            raise ValueError("a name is there twice")
        return names

    def refuse(text: str) -> NoReturn:
        raise ValueError(f"{text} is no number")

    try:
        return json.loads(text, object_pairs_hook=unique, parse_float=exact, parse_constant=refuse)
    except ValueError as error:
        reason = f"no JSON: {error}" if isinstance(error, json.JSONDecodeError) else str(error)
        raise ValueError(f"{place}: {reason}") from None


def exact(text: str) -> float:
    """A number that is sent as it was written, to the last digit. Raises ``ValueError`` if that cannot be done."""
    number = float(text)
    if Decimal(repr(number)) != Decimal(text):
        raise ValueError(f"{text} has more digits than can be sent; round it")
    return number


def flat(number: int, row: object) -> dict[str, object]:
    """A row as names and values; a resource as the API writes it is taken apart. Raises ``ValueError``."""
    if not isinstance(row, Mapping):
        raise ValueError(f'row {number}: a row is an object, such as {{"id": "13"}}')  # noqa: TRY004 - one kind for all
    attributes, relationships = row.get("attributes", {}), row.get("relationships", {})
    if not isinstance(attributes, Mapping) or not isinstance(relationships, Mapping):
        raise ValueError(  # noqa: TRY004
            f'row {number}: a row is an object, such as {{"id": "13"}}, and so are its attributes and relationships'
        )
    if not {"attributes", "relationships"} & row.keys():
        return dict(row)
    found = {name: value for name, value in row.items() if name == "id" or name.startswith("_")}
    for end, relation in relationships.items():
        data = relation.get("data") if isinstance(relation, Mapping) else None
        found[f"{end}_id"] = data.get("id") if isinstance(data, Mapping) else None
    return found | dict(attributes)


def rows_of_frame(frame: object) -> list[Numbered]:
    """The rows of a data frame, from 1."""
    named = frame.to_dict(orient="records")  # type: ignore[attr-defined]
    return [(n, {str(name): _of_frame(cell) for name, cell in row.items()}) for n, row in enumerate(named, 1)]


def rows_of_list(rows: Iterable[object], ids_alone: bool) -> list[Numbered]:
    """The rows of a list of mappings or records, or of ids if those are all that is needed, from 1."""
    return [(number, _of_object(number, row, ids_alone)) for number, row in enumerate(rows, 1)]


def _of_object(number: int, row: object, ids_alone: bool) -> dict[str, object]:
    raw = row.to_dict() if hasattr(row, "to_dict") else row
    if ids_alone and isinstance(raw, str | int):
        return {"id": raw}
    cells = flat(number, raw)
    if ids_alone and raw is not row:
        return {"id": cells.get("id")}  # a record that was read: what else is in it does not matter
    return {name: _plain(cell) for name, cell in cells.items()}


def _plain(cell: object) -> object:
    """A cell as JSON has it: a number of numpy becomes Python's."""
    return cell.item() if hasattr(cell, "item") and hasattr(cell, "dtype") else cell


def _of_frame(cell: object) -> object:
    """A cell of a frame: what stands for nothing becomes None, a moment at midnight a day."""
    if cell is None or type(cell).__name__ in ("NaTType", "NAType") or (isinstance(cell, float) and cell != cell):
        return None
    if isinstance(cell, datetime) and cell.tzinfo is None and cell.time() == time():
        return cell.date()
    return _plain(cell)
