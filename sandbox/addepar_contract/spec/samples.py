"""Values at the edges of what the specification allows, for every member of a request's attributes."""

import copy
from collections.abc import Iterator
from typing import Any, NamedTuple

from addepar_sandbox.spec.loading import load_spec

_SPEC = load_spec()
Steps = tuple[str | int, ...]
# Whatever a schema does not allow is left out. The null comes last: it removes what the others have set.
_CANDIDATES: tuple[Any, ...] = (
    *(True, False, 0, 7, -0.125, 0.123456789, 12345678901.25),
    *("", "0", " a ", 'Zürich, "☃" \\ <b>&', "a\r\nb\n", "EUR", "1999-12-31", "2024-02-29"),
    *([], {}, {"Name": [0, None, {"x": " y "}]}, ["", 0, "a"]),
    None,
)


class Member(NamedTuple):
    """A member of a document: its place, and its schema."""

    place: Steps
    schema: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.place[-1])

    @property
    def known_values(self) -> list[str]:
        """The words that the pages name for the text, in upper or lower case."""
        resolved = _SPEC.resolve(self.schema)
        return [str(each) for each in resolved.get("x-known-values", ())]

    def values(self) -> list[Any]:
        longest = _SPEC.resolve(self.schema).get("maxLength")
        # Characters count, not bytes.
        candidates = [*_CANDIDATES[:-1], *(["x" * longest, "☃" * longest] if longest else []), None]
        return [each for each in candidates if is_allowed(self.schema, each)]


def is_allowed(schema: dict[str, Any], value: Any) -> bool:
    return _SPEC.validator.problem(schema, value) is None


def members(schema: dict[str, Any], document: Any) -> Iterator[Member]:
    """The members that the attributes of the last resource in a document have or may have, the outer ones first."""
    for member in _members(schema, document, ()):
        if "attributes" in member.place[:-1]:
            yield member


def _members(schema: dict[str, Any], value: Any, place: Steps) -> Iterator[Member]:
    for form in _forms(schema, value):
        if isinstance(value, dict):
            for name, inner in form.get("properties", {}).items():
                yield Member((*place, name), inner)
                if name in value:
                    yield from _members(inner, value[name], (*place, name))
        elif isinstance(value, list) and value and "items" in form:
            last = len(value) - 1
            yield from _members(form["items"], value[last], (*place, last))


def _forms(schema: dict[str, Any], value: Any) -> Iterator[dict[str, Any]]:
    """A schema and those of its alternatives that a value fits."""
    resolved = _SPEC.resolve(schema)
    yield resolved
    for each in (*resolved.get("oneOf", ()), *resolved.get("anyOf", ())):
        if is_allowed(each, value):
            yield from _forms(each, value)


def lists(document: Any) -> Iterator[tuple[Steps, list[Any]]]:
    """The lists within the attributes of the last resource in a document, each at its place, with more items."""
    data = document["data"]
    place: Steps = ("data", len(data) - 1) if isinstance(data, list) else ("data",)
    yield from _lists(value_at(document, (*place, "attributes")), (*place, "attributes"))


def _lists(value: Any, place: Steps) -> Iterator[tuple[Steps, list[Any]]]:
    if isinstance(value, list) and value:
        yield place, [*value, *reversed(value)]
    for name, inner in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield from _lists(inner, (*place, name))


def with_value(document: Any, place: Steps, value: Any) -> Any:
    """A copy of a document with another value at a place."""
    changed = copy.deepcopy(document)
    holder = changed
    for step in place[:-1]:
        holder = holder[step]
    holder[place[-1]] = value
    return changed


def value_at(document: Any, place: Steps) -> Any:
    """The value at a place; None if there is none."""
    for step in place:
        if isinstance(step, str):
            document = document.get(step) if isinstance(document, dict) else None
        else:
            document = document[step] if isinstance(document, list) and step < len(document) else None
    return document
