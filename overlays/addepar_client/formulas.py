"""Texts that a spreadsheet would take for a formula, and would run."""

import re
from typing import Any

_STARTS = tuple("=+-@\t\r\n＝＋－＠")  # noqa: RUF001 - spreadsheets take the wide forms for the narrow ones
_NUMBER = re.compile(r"[-+]?[$€£¥]?\d[\d.,' ]*(?:[eE][-+]?\d+)?%?", re.ASCII)


def inert(value: Any) -> Any:
    """A text with an apostrophe before it where it would run; numbers such as ``-5`` and ``+1,234.50`` stay."""
    if isinstance(value, str) and value.startswith(_STARTS) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def inert_row(row: dict[str, Any]) -> dict[str, Any]:
    """The same for all cells of a row and for their titles."""
    return {inert(title): inert(value) for title, value in row.items()}
