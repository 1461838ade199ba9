"""Values that a spreadsheet or pandas has changed: restored if only one meaning is possible, otherwise refused."""

import re

_LITERAL = re.compile(r'\s*="?([^"]*)"?\s*')
_MISSING = {"nan", "NaN", "NaT", "<NA>", "#N/A", "#NULL!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#DIV/0!", "#SPILL!"}
_DATES = tuple(
    map(
        re.compile,
        (
            r"\d{1,2}-[A-Za-z]{3}(-\d{2,4})?|[A-Za-z]{3}-\d{2,4}",
            r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([T ].*)?|\d{1,2}([-/.])\d{1,2}\2\d{2,4}([T ].*)?",
            r"\d{1,2}:\d\d(:\d\d)?( [AP]M)?",
        ),
    )
)
_NO_ID = {"none", "null", "nan", "n/a", "na", "inf", "-inf", "true", "false"}


def restored(cell: str) -> str:
    """A cell without the form ``="22"``, which keeps spreadsheets from changing text.

    Raises:
        ValueError: it is the text that pandas or a spreadsheet writes for a missing value or an error.
    """
    if cell.strip() in _MISSING:
        raise ValueError(
            f"{cell.strip()!r} is what pandas and spreadsheets write for a missing value; leave the cell empty"
        )
    match = _LITERAL.fullmatch(cell) if cell.lstrip().startswith('="') else None
    return match[1] if match else cell


def checked_id(cell: str) -> str:
    """An id, without surrounding spaces.

    Raises:
        ValueError: a spreadsheet or pandas has changed it; the message has the original, if that is certain.
    """
    text = cell.strip()
    if text in _MISSING or text.lower() in _NO_ID:
        raise ValueError(f"{cell!r} means no value, and is not an id")
    meant = re.fullmatch(r"""='?"?(\d+)"?|'(.+)|(\d+)\.0*|"(.+)\"""", text)
    if meant:
        raise ValueError(
            f"{cell!r} is an id as a spreadsheet or pandas writes it; write {next(filter(None, meant.groups()))}"
        )
    if re.fullmatch(r"[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d+", text):
        raise ValueError(
            f"{cell!r} is an id that a spreadsheet has rounded; format the column as text, and export again"
        )
    if text.startswith("=") or re.fullmatch(r"[+-]?\d+[.,]\d+|[+-]?\d{1,3}(?:[.,' \u00a0\u2009\u202f]\d{3})+", text):
        raise ValueError(f"{cell!r} is not the original id; format the column as text, and export again")
    if any(not char.isprintable() or char.isspace() for char in text):
        raise ValueError(f"{cell!r} holds a blank or a character that cannot be seen, and is not an id; write it again")
    if any(shape.fullmatch(text) for shape in _DATES):
        raise ValueError(
            f"{cell!r} is an id that a spreadsheet took for a date; format the column as text, and export again"
        )
    if (re.search(r"\d", text) and not text.isascii()) or re.fullmatch(r"[(+$-]+\d+[)%]*|\d+[%)]", text):
        raise ValueError(f"{cell!r} is a number as a spreadsheet formats it, and not an id; format the column as text")
    if not re.search(r"\w", text):
        raise ValueError(f"{cell!r} is not an id; pass an id: letters or digits")
    return text


def restored_number(cell: str) -> str:
    """A number as written. Raises ``ValueError`` if a spreadsheet has rounded it."""
    text = restored(cell).strip().removeprefix("'")
    if re.fullmatch(r"-?\d(?:\.\d+)?E\+\d\d", text):
        raise ValueError(f"{cell!r} was rounded by a spreadsheet; format the column as a number, and export again")
    return text


def restored_day(cell: str) -> str:
    """A date, without the midnight that pandas and spreadsheets add."""
    text = restored(cell).strip().removeprefix("'")
    return re.sub(r"^(\d{4}-\d\d-\d\d)[T ]00:00(?::00(?:\.0+)?)?$", r"\1", text)
