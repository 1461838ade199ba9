"""Writes an OpenAPI 3.1 document as 3.0.3, for tools that know nothing newer.

What 3.0 cannot say is left out: conditions (`if`, `then`), several types other than null, `info.summary`, the SPDX
identifier of the license.
"""

from __future__ import annotations

from typing import Any

_NULL = {"type": "null"}


def as_openapi_30(spec: dict[str, Any]) -> dict[str, Any]:
    """A new document; the given one stays as it is."""
    document: dict[str, Any] = _converted(spec)
    document["openapi"] = "3.0.3"
    document["info"] = {key: value for key, value in document["info"].items() if key != "summary"}
    document["info"]["license"] = {key: value for key, value in spec["info"]["license"].items() if key != "identifier"}
    return document


def _converted(node: Any, place: str = "") -> Any:
    """Every schema of the document converted; examples, extensions and everything else stay as they are."""
    if isinstance(node, list):
        return [_converted(item, place) for item in node]
    if not isinstance(node, dict):
        return node
    if place in ("schema", "schemas/"):
        return _schema(node)
    return {
        key: value
        if key in ("example", "examples") or key.startswith("x-")
        else _converted(value, "schemas/" if place == "schemas" else key)
        for key, value in node.items()
    }


def _schema(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        # Words next to a reference would be ignored.
        rest = {key: value for key, value in schema.items() if key != "$ref"}
        return {"allOf": [{"$ref": schema["$ref"]}], **rest} if rest else dict(schema)
    found: dict[str, Any] = {}
    for key, value in schema.items():
        match key:
            case "if" | "then" | "else":
                continue
            case "const":
                found["enum"] = [value]
            case "examples":
                found["example"] = value[0]
            case "properties":
                found[key] = {name: _schema(inner) for name, inner in value.items()}
            case "items" | "not":
                found[key] = _schema(value)
            case "additionalProperties":
                found[key] = _schema(value) if isinstance(value, dict) else value
            case "anyOf" | "oneOf" | "allOf":
                found |= _branches(key, value)
            case "type" if isinstance(value, list):
                found |= _types(schema, value)
            case _:
                found[key] = value
    several = "anyOf" in found and isinstance(schema.get("type"), list)
    return {key: value for key, value in found.items() if not (several and key in ("minLength", "format"))}


def _branches(key: str, branches: list[dict[str, Any]]) -> dict[str, Any]:
    left = [_schema(branch) for branch in branches if branch != _NULL]
    nullable = {"nullable": True} if len(left) < len(branches) else {}
    if nullable and len(left) == 1:
        return {"allOf": left, **nullable}
    return {key: left, **nullable}


def _types(schema: dict[str, Any], types: list[str]) -> dict[str, Any]:
    left = [each for each in types if each != "null"]
    nullable = {"nullable": True} if len(left) < len(types) else {}
    if len(left) == 1:
        return {"type": left[0], **nullable}
    own = {"string": ("minLength",), "integer": ("format",)}
    forms = [{"type": each, **{key: schema[key] for key in own.get(each, ()) if key in schema}} for each in left]
    return {"anyOf": forms, **nullable}
