"""Docstrings as Markdown, read by griffe."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Any

import griffe
from page import fenced, flat, table

_TITLES = {"parameters": "Arguments", "attributes": "Attributes", "raises": "Errors", "returns": "Returns"}


def summary(thing: Any) -> str:
    """The first paragraph."""
    return _inline((inspect.getdoc(thing) or "").partition("\n\n")[0])


def rendered(thing: Any, link: Callable[[str], str] = lambda name: f"`{name}`") -> str:
    """The whole docstring.

    Args:
        thing: what it is of.
        link: makes the Markdown for the name of a class or error, a link where there is a page for it.
    """
    out = ""
    # "a, b: meaning" explains two arguments, which griffe would cut at the blank.
    told = re.sub(r"(?m)^ +\w+(?:, \w+)+(?=: )", lambda names: names[0].replace(", ", ","), inspect.getdoc(thing) or "")
    for section in griffe.Docstring(told).parse("google", warnings=False):
        value: Any = section.value
        match section.kind.value:
            case "text":
                out += _prose(value)
            case "parameters" | "attributes" as kind:
                typed = any(one.annotation for one in value)
                rows = [[_names(one.name), *[_kind(one.annotation)] * typed, _inline(one.description)] for one in value]
                out += f"**{_TITLES[kind]}**\n\n" + table(["Name", *["Type"] * typed, "Meaning"], rows)
            case "raises":
                rows = [[_linked(str(one.annotation), link), _inline(one.description)] for one in value]
                out += "**Errors**\n\n" + table(["Error", "When"], rows)
            case "returns":
                for one in value:
                    result = f"{link(str(one.annotation))}: " if one.annotation else ""
                    out += f"**Returns** {result}{_inline(one.description)}\n\n"
            case "examples" | "admonition":
                text = value.description if section.kind.value == "admonition" else "\n".join(part[1] for part in value)
                out += "**Example**\n\n" + fenced("pycon", text)
    return out


def _prose(text: str) -> str:
    """Running text; what is indented below a `::` is a block of code."""
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
