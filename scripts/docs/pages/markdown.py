"""Small pieces of Markdown, for the pages that are generated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def heading(level: int, text: str, anchor: str) -> str:
    """A heading with an anchor that does not depend on its wording."""
    return f"{'#' * level} {text} {{ #{anchor} }}\n\n"


def fenced(language: str, text: str) -> str:
    return f"```{language}\n{text.rstrip()}\n```\n\n"


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; empty without rows."""
    lines = ["| " + " | ".join(_cell(one) for one in row) + " |" for row in rows]
    if not lines:
        return ""
    head = ["| " + " | ".join(titles) + " |", "|" + "---|" * len(titles)]
    return "\n".join(head + lines) + "\n\n"


def flat(text: str) -> str:
    """Prose on one line."""
    return " ".join(text.split())


def code(text: str) -> str:
    return f"`{text}`" if text else ""


def _cell(text: str) -> str:
    # Within code a bar does not end the cell, and a backslash before it would be shown.
    return re.sub(r"(`[^`]*`)|\|", lambda found: found[1] or r"\|", flat(text))
