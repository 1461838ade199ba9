"""The common parts of an operation's printed responses: members that each of them has, and the types of ids."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from addepar_contract.spec.document import Spec, operations, payloads, resolve

_TYPES = {str: "string", int: "number", float: "number"}


class Printed:
    """The printed responses by operation. A list and a single object count as the same, because pages print both."""

    def __init__(self, spec: Spec) -> None:
        self.shapes: set[str] = set()
        """How the pages write times, slips among them."""
        self._members: dict[tuple[str, str], set[str]] = {}
        self._filled: dict[tuple[str, str], set[str]] = {}
        self._assigned: dict[tuple[str, str], set[str]] = {}
        self._attributes: dict[str, set[str]] = {}
        self._id_types: dict[tuple[str, str], set[str]] = defaultdict(set)
        for operation in operations(spec):
            answer = resolve(spec, operation.body["responses"].get("200", {}))
            for content in answer.get("content", {}).values():
                for example in content.get("examples", {}).values():
                    self._read(operation.id, resolve(spec, example).get("value"))
            self._keep_declared(spec, operation.id, answer)
        for payload in payloads(spec):
            for _, item in _objects(payload.value, "") if payload.status else ():
                if isinstance(item.get("attributes"), dict):
                    present = self._attributes.setdefault(item["type"], set(item["attributes"]))
                    present.intersection_update(item["attributes"])

    def members(self, operation: str, place: str) -> set[str]:
        """The declared members that each printed object at a place has."""
        return self._members.get((operation, place), set())

    def filled(self, operation: str, place: str) -> set[str]:
        """The declared members that are null in no printed object at a place."""
        return self._filled.get((operation, place), set())

    def assigned(self, operation: str, place: str) -> set[str]:
        """The members at a place that only the server sets."""
        return self._assigned.get((operation, place), set())

    def attributes(self, kind: str) -> set[str]:
        """The attributes that each printed resource of a type has, in the responses of all operations."""
        return self._attributes.get(kind, set())

    def id_types(self, operation: str, place: str) -> set[str]:
        """The JSON types of the printed ids at a place."""
        return self._id_types.get((operation, place), set())

    def _read(self, operation: str, value: Any) -> None:
        for place, item in _objects(value, ""):
            texts = (member for member in item.values() if isinstance(member, str))
            self.shapes |= {written for text in texts if (written := shape(text)).startswith("0000-00-00T")}
            present = self._members.setdefault((operation, place), set(item))
            present.intersection_update(item)
            filled = {name for name, member in item.items() if member is not None}
            self._filled.setdefault((operation, place), filled).intersection_update(filled)
            if (kind := _TYPES.get(type(item.get("id")))) is not None:
                self._id_types[operation, f"{place}.id".lstrip(".")].add(kind)

    def _keep_declared(self, spec: Spec, operation: str, answer: dict[str, Any]) -> None:
        """Leave out what depends on the firm, such as the attributes of its entities: objects with an open schema."""
        schemas = [content["schema"] for content in answer.get("content", {}).values() if "schema" in content]
        for (of, place), names in self._members.items():
            if of == operation:
                at = [each for schema in schemas for each in _at(spec, schema, place.split(".") if place else [])]
                declared = {name: member for each in at for name, member in each.get("properties", {}).items()}
                names &= declared.keys()
                self._filled[of, place] &= declared.keys()
                self._assigned[of, place] = {name for name, member in declared.items() if member.get("readOnly")}


def shape(text: str) -> str:
    """How a text is written, without what it says: each digit is a 0, each letter other than T and Z an a."""
    return re.sub(r"[^\W\d_TZ]", "a", re.sub(r"\d", "0", text[:40]))


def _objects(value: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, place)
    elif isinstance(value, dict):
        yield place, value
        for name, member in value.items():
            yield from _objects(member, f"{place}.{name}".lstrip("."))


def alternatives(spec: Spec, schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A schema and all its parts, with references resolved."""
    schema = resolve(spec, schema)
    yield schema
    for word in ("anyOf", "oneOf", "allOf"):
        for each in schema.get(word, ()):
            yield from alternatives(spec, each)


def _at(spec: Spec, schema: dict[str, Any], steps: list[str]) -> Iterator[dict[str, Any]]:
    """The schemas of a place, through lists."""
    for each in alternatives(spec, schema):
        if "items" in each:
            yield from _at(spec, each["items"], steps)
        if not steps:
            yield each
        elif steps[0] in each.get("properties", {}):
            yield from _at(spec, each["properties"][steps[0]], steps[1:])
