"""Docstrings as Markdown, read by griffe."""

from __future__ import annotations

import inspect
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import griffe
from scripts.docs.pages.markdown import fenced, flat, table

# The name of an argument or error, and its description.
Entry = tuple[str, str]
_TITLES = {"parameters": "Arguments", "attributes": "Attributes", "raises": "Errors", "returns": "Returns"}


def summary(thing: Any) -> str:
    """The first paragraph."""
    return _inline((inspect.getdoc(thing) or "").partition("\n\n")[0])


def shared(things: Sequence[Any]) -> dict[str, list[Entry]]:
    """The arguments and errors that more than half of the methods describe identically, by section."""
    counts: Counter[tuple[str, Entry]] = Counter()
    for thing in things:
        for section in _sections(thing):
            if section.kind.value in ("parameters", "raises"):
                counts.update((section.kind.value, _entry(one)) for one in section.value)
    entries: dict[str, list[Entry]] = {"parameters": [], "raises": []}
    for (kind, entry), count in counts.items():
        if count > len(things) / 2:
            entries[kind].append(entry)
    return entries


def shared_tables(entries: Mapping[str, Sequence[Entry]], link: Callable[[str], str]) -> str:
    """These arguments and errors as tables."""
    arguments = [[_names(name), _inline(text)] for name, text in entries["parameters"]]
    errors = [[_linked(name, link), _inline(text)] for name, text in entries["raises"]]
    return table(["Argument", "Meaning"], arguments) + table(["Error", "When"], errors)


def _entry(one: Any) -> Entry:
    return str(getattr(one, "name", None) or one.annotation), one.description


def _sections(thing: Any) -> list[Any]:
    # "a, b: meaning" explains two arguments, which griffe would split at the space.
    text = re.sub(r"(?m)^ +\w+(?:, \w+)+(?=: )", lambda names: names[0].replace(", ", ","), inspect.getdoc(thing) or "")
    return list(griffe.Docstring(text).parse("google", warnings=False))


def rendered(
    thing: Any, link: Callable[[str], str] = lambda name: f"`{name}`", leave_out: Collection[Entry] = ()
) -> str:
    """The whole docstring.

    Args:
        thing: the object whose docstring is rendered.
        link: returns the Markdown for the name of a class or error: a link if a page explains it.
        leave_out: arguments and errors that are explained elsewhere on the page.
    """
    out = ""
    for section in _sections(thing):
        value: Any = section.value
        match section.kind.value:
            case "text":
                out += _prose(value)
            case "parameters" | "attributes" as kind:
                value = [one for one in value if _entry(one) not in leave_out]
                typed = any(one.annotation for one in value)
                rows = [[_names(one.name), *[_kind(one.annotation)] * typed, _inline(one.description)] for one in value]
                out += f"**{_TITLES[kind]}**\n\n" * bool(rows) + table(["Name", *["Type"] * typed, "Meaning"], rows)
            case "raises":
                value = [one for one in value if _entry(one) not in leave_out]
                rows = [[_linked(str(one.annotation), link), _inline(one.description)] for one in value]
                out += "**Errors**\n\n" * bool(rows) + table(["Error", "When"], rows)
            case "returns":
                for one in value:
                    result = f"{link(str(one.annotation))}: " if one.annotation else ""
                    out += f"**Returns** {result}{_inline(one.description)}\n\n"
            case "examples" | "admonition":
                text = value.description if section.kind.value == "admonition" else "\n".join(part[1] for part in value)
                out += "**Example**\n\n" + fenced("pycon", text)
    return out


def _prose(text: str) -> str:
    """Running text; an indented block after `::` is code."""
    out = ""
    for paragraph in re.split(r"\n\n(?=\S)", text):
        lead, colons, block = paragraph.partition("::\n\n")
        out += _inline(lead) + (":" if colons and lead.strip() else "") + "\n\n"
        if colons:
            out += fenced("text", inspect.cleandoc(block))
    return out.lstrip("\n")


def _inline(text: str) -> str:
    return flat(text).replace("``", "`")


def _names(names: str) -> str:
    return ", ".join(f"`{name}`" for name in names.split(","))


def _kind(annotation: Any) -> str:
    text = str(annotation or "").replace(" | Unset", "").replace(" | ", " or ")
    return f"`{text}`" if text else ""


def _linked(names: str, link: Callable[[str], str]) -> str:
    return ", ".join(link(name) for name in re.split(r",\s*", names))
