"""How large a package is: files, lines, entries of a folder, uses of `Any`, templates."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from statistics import median
from typing import Any

from .packages import Package

_JINJA = re.compile(r"\{\{|\{%")
"""A substitution or a statement; a template that has but a comment is a copy."""
_NO_ENTRY = {"__init__.py", "__main__.py", "py.typed", "__pycache__"}


def lines(path: Path) -> int:
    """The raw lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def sizes(package: Package) -> dict[str, Any]:
    """Files, raw lines, the median and the largest module, and the fullest folder of a package."""
    counts = {path: lines(path) for path in package.modules.values()}
    largest = max(counts, key=lambda path: counts[path])
    folders = {path.parent for path in counts}
    # A folder is crowded by what a reader has to choose from.
    entries = {folder: len(_entries(folder, set(counts))) for folder in folders}
    fullest = max(sorted(entries), key=lambda folder: entries[folder])
    return {
        "files": len(counts),
        "lines": sum(counts.values()),
        "median": round(median(counts.values())),
        "largest": counts[largest],
        "largest_module": largest.relative_to(package.folder).as_posix(),
        "entries": entries[fullest],
        "fullest_folder": fullest.relative_to(package.folder.parent).as_posix(),
    }


def _entries(folder: Path, counted: set[Path]) -> list[Path]:
    return [
        one
        for one in folder.iterdir()
        if one.name not in _NO_ENTRY and (one in counted or any(each.is_relative_to(one) for each in counted))
    ]


def any_count(package: Package) -> int:
    """How often `Any` is used, in annotations, aliases and casts; the import of it does not count."""
    return sum(_any_in(ast.parse(path.read_text(encoding="utf-8"))) for path in package.modules.values())


def _any_in(tree: ast.AST) -> int:
    count = 0
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            count += node.id == "Any"
        elif isinstance(node, ast.Attribute):
            count += node.attr == "Any"
    for annotation in _annotations(tree):
        for node in ast.walk(annotation):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                count += len(re.findall(r"\bAny\b", node.value))
    return count


def _annotations(tree: ast.AST) -> list[ast.expr]:
    annotations: list[ast.expr | None] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.arg | ast.AnnAssign):
            annotations.append(node.annotation)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            annotations.append(node.returns)
    return [each for each in annotations if each is not None]


def templates(root: Path) -> dict[str, int]:
    """The templates of the generator, and how many of them hold Jinja at all."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((root / "overlays").rglob("*.jinja"))]
    return {"templates": len(texts), "with_jinja": sum(bool(_JINJA.search(text)) for text in texts)}
