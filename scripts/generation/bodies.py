"""Request bodies: what the specification requires of them, and the keywords of a method."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Iterator
from typing import Any

from .facts import FieldFacts, ParameterFacts
from .reading import python_name, resolve
from .rules.spec import ARGUMENTS

JSON = "application/vnd.api+json"
_KINDS = {"string": "text", "number": "number", "integer": "integer", "boolean": "boolean"}
_REFERENCE = "#/components/schemas/"


class BodySchemas:
    """The schemas of all bodies as code: each component once, and after the components that it uses."""

    def __init__(self, spec: dict[str, Any]) -> None:
        self._spec = spec
        self.named: dict[str, str] = {}
        self._open: set[str] = set()

    def document(self, operation: dict[str, Any], response: dict[str, Any] | None) -> str:
        """The code of an operation's document; its attributes name those that only a response has."""
        schema = body_schema(self._spec, operation)
        return self._code(schema, self._read_only(schema, response))

    def _code(self, schema: dict[str, Any], read_only: dict[str, list[str]]) -> str:
        reference = schema.get("$ref", "")
        if not reference:
            return self._inline("", schema, read_only)
        component = reference.removeprefix(_REFERENCE)
        constant = _constant(component)
        if constant not in self.named:
            if component in self._open:
                raise KeyError(f"{component} contains itself, so its schema has no end")
            self._open.add(component)
            self.named[constant] = self._inline(component, resolve(self._spec, schema), read_only)
            self._open.remove(component)
        return constant

    def _inline(self, name: str, schema: dict[str, Any], read_only: dict[str, list[str]]) -> str:
        kind, nullable = self._kind(schema)
        parts = [repr(kind)]
        if name and kind == "object":
            parts.append(repr(name))
        facts: dict[str, Any] = {
            "nullable": nullable,
            "required": tuple(schema.get("required", ())),
            "read_only": tuple(read_only.get(name, ())),
            "minimum_items": schema.get("minItems", 0),
            "const": schema.get("const"),
            "allowed": tuple(schema.get("enum", ())),
            "known": _known(schema) if kind == "text" and not schema.keys() & {"const", "enum"} else (),
            "refused": tuple(
                name for one in schema.get("not", {}).get("anyOf", ()) for name in one.get("required", ())
            ),
            "pattern": schema.get("pattern", ""),
            "example": _example(name, schema),
            "minimum_length": schema.get("minLength", 0) if kind == "text" else 0,
            "maximum_length": schema.get("maxLength"),
        }
        parts += [f"{fact}={value!r}" for fact, value in facts.items() if value not in (None, (), "", 0, False)]
        if schema.get("properties"):
            members = (f"{key!r}: {self._code(inner, read_only)}" for key, inner in schema["properties"].items())
            parts.append(f"members={{{', '.join(members)}}}")
        if kind == "list":
            parts.append(f"items={self._code(schema['items'], read_only)}")
        if kind == "one-of":
            parts.append(f"choices=({', '.join(self._code(one, read_only) for one in _choices(schema))},)")
        return f"Schema({', '.join(parts)})"

    def _kind(self, schema: dict[str, Any]) -> tuple[str, bool]:
        """The kind of a schema, and whether null is allowed."""
        kinds = schema.get("type", [])
        types = {kinds} if isinstance(kinds, str) else set(kinds)
        nullable = "null" in types
        types -= {"null"}
        if choices := _choices(schema):
            of_choices = {self._kind(resolve(self._spec, one))[0] for one in choices}
            if of_choices in ({"text", "integer"}, {"id"}):
                return "id", nullable
            return "one-of", nullable
        if types == {"string", "integer"}:
            return "id", nullable
        if "properties" in schema or types == {"object"}:
            return "object", nullable
        if types == {"array"}:
            return "list", nullable
        if not types:
            return ("text", nullable) if "enum" in schema or "const" in schema else ("any", True)
        (only,) = types
        return schema["format"] if schema.get("format") in ("date", "date-time") else _KINDS[only], nullable

    def _read_only(self, document: dict[str, Any], response: dict[str, Any] | None) -> dict[str, list[str]]:
        """The attributes that a response has and a body does not, by the component of the body's attributes."""
        written, read = (self._attributes(each) for each in (document, response))
        if written is None or read is None or "$ref" not in written:
            return {}
        names = resolve(self._spec, written).get("properties", {})
        more = [name for name in resolve(self._spec, read).get("properties", {}) if name not in names]
        return {written["$ref"].removeprefix(_REFERENCE): more}

    def _attributes(self, document: dict[str, Any] | None) -> dict[str, Any] | None:
        if document is None:
            return None
        resource = resource_of(self._spec, document)
        found: dict[str, Any] | None = resource.get("properties", {}).get("attributes")
        return found


def body_schema(spec: dict[str, Any], operation: dict[str, Any]) -> dict[str, Any]:
    """The schema of an operation's JSON body."""
    schema: dict[str, Any] = resolve(spec, operation["requestBody"])["content"][JSON]["schema"]
    return schema


def answer_schema(spec: dict[str, Any], operation: dict[str, Any]) -> dict[str, Any] | None:
    """The schema of an operation's first successful response, if it has one."""
    success = next(resolve(spec, one) for code, one in operation["responses"].items() if int(code) < 300)
    found: dict[str, Any] | None = success.get("content", {}).get(JSON, {}).get("schema")
    return found


def resource_of(spec: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    """The schema of the resource in a document's data, whether that is one resource or a list."""
    data = resolve(spec, resolve(spec, document)["properties"]["data"])
    listed = next((one for one in (resolve(spec, each) for each in _choices(data)) if "items" in one), data)
    return resolve(spec, listed.get("items", listed))


def keywords(
    spec: dict[str, Any], operation: dict[str, Any], parameters: Iterable[ParameterFacts]
) -> tuple[FieldFacts, ...]:
    """The keywords of a method: the attributes and relationships of a resource."""
    resource = resource_of(spec, body_schema(spec, operation))
    parts = resource.get("properties", {})
    fields = (*_ends(spec, resource, parts), *_attributes(spec, resource, parts))
    names = [field.python for field in fields]
    taken = ARGUMENTS | {parameter.python for parameter in parameters}
    for name in names:
        if name in taken or names.count(name) > 1 or not name.isidentifier() or keyword.iskeyword(name):
            raise KeyError(f"an x-python-name for the field {name}, which cannot be an argument as it is")
    return fields


def _ends(spec: dict[str, Any], resource: dict[str, Any], parts: dict[str, Any]) -> Iterator[FieldFacts]:
    relationships = resolve(spec, parts.get("relationships", {}))
    needed = "relationships" in resource.get("required", ())
    for name, schema in relationships.get("properties", {}).items():
        several = resolve(spec, resolve(spec, schema)["properties"]["data"]).get("type") == "array"
        yield FieldFacts(
            python=python_name({"name": name, **schema}),
            path=("relationships", name, "data"),
            annotation="Sequence[Id] | Id" if several else "Id",
            required=needed and name in relationships.get("required", ()),
            description="Ids or records." if several else "An id or a record.",
        )


def _attributes(spec: dict[str, Any], resource: dict[str, Any], parts: dict[str, Any]) -> Iterator[FieldFacts]:
    attributes = resolve(spec, parts.get("attributes", {}))
    branches = [resolve(spec, one) for one in _choices(attributes)] or [attributes]
    needed = "attributes" in resource.get("required", ()) or not parts.get("relationships")
    for name, schema in branches[0].get("properties", {}).items():
        resolved = resolve(spec, schema)
        kind, nullable = BodySchemas(spec)._kind(resolved)
        yield FieldFacts(
            python=python_name({"name": name, **schema}),
            path=("attributes", name),
            annotation=_ANNOTATIONS.get(kind, "Any") + (" | None" if nullable else ""),
            required=needed and all(name in branch.get("required", ()) for branch in branches),
            description=_described(spec, kind, resolved, branches, name) + (" None removes it." if nullable else ""),
        )


def _known(schema: dict[str, Any]) -> tuple[str, ...]:
    """The values that a schema names in a constant, a list, or a pattern of alternatives."""
    if values := [schema["const"]] if "const" in schema else schema.get("enum") or schema.get("x-known-values"):
        return tuple(map(str, values))
    listed = re.fullmatch(r"\^\((\w+(?:\|\w+)*)\)\$", schema.get("pattern", ""))
    return tuple(listed[1].split("|")) if listed else ()


def _example(name: str, schema: dict[str, Any]) -> str:
    """An example for messages, if a text has a pattern that does not list its values."""
    if "pattern" not in schema or _known(schema):
        return ""
    if not schema.get("examples"):
        raise KeyError(f"{name or schema['pattern']}: a pattern needs `examples`, which messages quote")
    return str(schema["examples"][0])


def _described(
    spec: dict[str, Any], kind: str, schema: dict[str, Any], branches: list[dict[str, Any]], name: str
) -> str:
    own = " ".join(str(schema.get("description", "")).split())
    values = [value for branch in branches for value in _known(resolve(spec, branch["properties"][name]))]
    known = f"One of {', '.join(values)}." if values else ""
    return " ".join(filter(None, [own if own.endswith(".") or not own else f"{own}.", known])) or _WORDS[kind]


_ANNOTATIONS = {
    "text": "str",
    "number": "Number",
    "integer": "int",
    "boolean": "bool",
    "date": "Day",
    "date-time": "Moment",
    "id": "Id",
    "object": "Mapping[str, Any]",
    "list": "Sequence[Any]",
}
_WORDS = {
    "text": "Text.",
    "number": "A number; a Decimal is sent digit for digit.",
    "integer": "A whole number.",
    "boolean": "True or False.",
    "date": "A date, a datetime, or text such as 2026-01-31.",
    "date-time": "A timestamp with its time zone.",
    "id": "An id or a record.",
    "object": "A mapping.",
    "one-of": "A mapping.",
    "list": "A list.",
    "any": "Any value.",
}


def _choices(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [*schema.get("oneOf", []), *schema.get("anyOf", [])]


def _constant(component: str) -> str:
    return "".join(f"_{one}" if one.isupper() and place else one for place, one in enumerate(component)).upper()
