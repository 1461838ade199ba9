"""Finds the prose of the project: pages, docstrings, messages, help texts, the specification, the Makefile."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

PACKAGES = ("runtime", "generated", "overlays", "sandbox")
TOOLS = ("scripts", "bench")
PAGES = ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md")
_CODE = re.compile(r"```.*?^\s*```$|<!--.*?-->|`[^`\n]*`", re.DOTALL | re.MULTILINE)
_INDENTED = re.compile(r"^ {4}[^\n]*$", re.MULTILINE)  # code in Markdown, and continued arguments in a docstring
_DIRECTIVES = re.compile(r"https?://\S+|\]\([^)]*\)")


@dataclass(frozen=True)
class Text:
    """One paragraph.

    Attributes:
        area: the name under which it is counted.
        path: its file, relative to the root.
        line: the line on which it begins.
        words: the text without code, on one line.
    """

    area: str
    path: str
    line: int
    words: str


def texts(root: Path) -> Iterator[Text]:
    """All prose of a tree."""
    yield from _markdown("README", root, root / "README.md")
    for page in sorted((root / "docs").rglob("*.md")):
        yield from _markdown("docs", root, page)
    for name in PAGES:
        yield from _markdown("project pages", root, root / name)
    for folder in (*PACKAGES, *TOOLS):
        for module in sorted((root / folder).rglob("*.py")):
            yield from _python(root, module)
    yield from _specification(root, root / "openapi.yaml")
    yield from _makefile(root, root / "Makefile")


def _paragraphs(area: str, path: str, line: int, text: str) -> Iterator[Text]:
    """The paragraphs of a text without its code; a table row or list item is a paragraph too."""
    blanked = _CODE.sub(lambda match: re.sub(r"[^\n]+", "-", match[0]), text)
    if path.endswith(".md"):
        blanked = _INDENTED.sub("-", blanked)
    blanked = _DIRECTIVES.sub("]", blanked)
    start, held = line, ""
    for number, words in enumerate([*blanked.split("\n"), ""], line):
        stripped = words.strip()
        if held and (not stripped or stripped.startswith(("- ", "|", "* ", "#", "1. "))):
            yield Text(area, path, start, held)
            held = ""
        if not held:
            start = number
        held = f"{held} {stripped}".strip()
    if held:
        yield Text(area, path, start, held)


def _markdown(area: str, root: Path, page: Path) -> Iterator[Text]:
    if page.exists():
        yield from _paragraphs(area, page.relative_to(root).as_posix(), 1, page.read_text("utf-8"))


def _python(root: Path, module: Path) -> Iterator[Text]:
    path = module.relative_to(root).as_posix()
    tree = ast.parse(module.read_text("utf-8"))
    documented: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                documented.add(id(first.value))
                if isinstance(first.value.value, str):
                    dedented = ast.get_docstring(node) or ""
                    yield from _paragraphs(_docstring_area(path), path, first.lineno, dedented)
    if path.startswith("generated/"):
        return
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            words = "".join(str(part.value) if isinstance(part, ast.Constant) else "-" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not {id(node)} & (documented | inside):
            words = node.value
        else:
            continue
        if len(re.findall(r"\b[A-Za-z]{2,}\b", words)) >= 3 and " " in words:
            yield from _paragraphs(f"messages of {_package(path)}", path, node.lineno, words)


def _package(path: str) -> str:
    """The package that a module belongs to, or its top folder in `TOOLS`.

    The command was part of the client before it had its own package.
    """
    parts = path.split("/")
    if parts[0] in TOOLS:
        return parts[0]
    return "addepar_cli" if "cli" in parts else parts[1]


def _docstring_area(path: str) -> str:
    return f"docstrings of {_package(path)}"


def _specification(root: Path, file: Path) -> Iterator[Text]:
    def below(node: yaml.Node) -> Iterator[Text]:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value in ("description", "summary", "title") and isinstance(value, yaml.ScalarNode):
                    yield from _paragraphs("openapi.yaml", file.name, value.start_mark.line + 1, value.value)
                elif key.value not in ("example", "examples"):
                    yield from below(value)
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                yield from below(item)

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    yield from below(yaml.compose(file.read_text("utf-8"), Loader=loader))


def _makefile(root: Path, file: Path) -> Iterator[Text]:
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if help_text := re.match(r"[a-z0-9-]+:.*?## (.*)", line):
            yield from _paragraphs("Makefile", file.name, number, help_text[1])
