"""Escape text that a spreadsheet would run as a formula."""

import re
from collections.abc import Mapping

# Spreadsheets treat full-width forms like ASCII, and may skip spaces and a quote before them.
_RUNS = re.compile(r"[\s\ufeff\u200b\x00]*[\"']?[=+\-@＝＋－＠]")  # noqa: RUF001
_SEPARATORS = re.compile(r"([;|\t\r\n])")
_NUMBER = re.compile(r"[-+]?[$€£¥]?\d[\d.,' ]*(?:[eE][-+]?\d+)?%?", re.ASCII)


def escape_formula(value: object) -> object:
    """Text with an apostrophe before each possible formula; numbers such as ``-5`` and ``+1,234.50`` stay.

    A formula may begin at the start, and after ``;``, ``|``, a tab or a line end, because a spreadsheet may treat these
    as separators and split the cell there.
    """
    if not isinstance(value, str) or _NUMBER.fullmatch(value):
        return value
    parts = _SEPARATORS.split(value)
    for place in range(2, len(parts), 2):
        if _runs(parts[place]):
            parts[place] = f"'{parts[place]}"
    starts = value[:1] in ("\t", "\r", "\n") or _runs(parts[0]) or _RUNS.match(value[:1])
    return f"'{''.join(parts)}" if starts else value if len(parts) == 1 else "".join(parts)


def _runs(text: str) -> bool:
    return not text.startswith("'") and _RUNS.match(text) is not None and not _NUMBER.fullmatch(text.strip())


def escape_formulas(row: Mapping[str, object]) -> dict[str, object]:
    """The same for all cells of a row and their titles."""
    return {str(escape_formula(title)): escape_formula(value) for title, value in row.items()}
