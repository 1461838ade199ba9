"""Lines that are written twice: runs of at least six equal lines of code that occur in two places.

The code is compared without blank lines, comments, docstrings, import statements and indentation, and without the
words that distinguish async from blocking code (`async`, `await`, `Async...`, `a` before close, exit and so on). A line
counts as a twin if it belongs to such a run, so a run that occurs twice counts in both places.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from .packages import Package

RUN = 6
_ASYNC = re.compile(r"\b(?:async|await)\s+|\bAsync(?=[A-Z])")
_NAMES = re.compile(r"\b(_*)a(close|iter|next|enter|exit|read|send|sleep)(?=_*\b)")


def twin_lines(packages: Iterable[Package]) -> dict[str, int]:
    """The number of twin lines in each package; a twin may be in another package."""
    code = {(package.name, path): _code(path) for package in packages for path in package.modules.values()}
    places: dict[tuple[str, ...], list[tuple[tuple[str, Path], int]]] = defaultdict(list)
    for file, lines in code.items():
        for start in range(len(lines) - RUN + 1):
            places[tuple(lines[start : start + RUN])].append((file, start))
    twins = defaultdict(set)
    for starts in places.values():
        if _apart(starts):
            for file, start in starts:
                twins[file].update(range(start, start + RUN))
    counts = dict.fromkeys(sorted({name for name, _ in code}), 0)
    for (name, _), numbers in twins.items():
        counts[name] += len(numbers)
    return counts


def _apart(places: list[tuple[tuple[str, Path], int]]) -> bool:
    """Whether two of the places do not overlap: a run must not count as a twin of itself, shifted by a line."""
    (first, start), (last, end) = places[0], places[-1]
    return first != last or end - start >= RUN


def _code(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    left_out = _left_out(ast.parse(text))
    code = []
    for number, line in enumerate(text.splitlines(), 1):
        plain = line.strip()
        if plain and not plain.startswith("#") and number not in left_out:
            code.append(_NAMES.sub(r"\1\2", _ASYNC.sub("", plain)))
    return code


def _left_out(tree: ast.Module) -> set[int]:
    """The lines of docstrings and of import statements."""
    numbers: set[int] = set()
    for node in ast.walk(tree):
        text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        if isinstance(node, ast.stmt) and (text or isinstance(node, ast.Import | ast.ImportFrom)):
            numbers.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return numbers
