"""Reading the specification as plain data, independently of the generator's parse of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
MULTIPART = "multipart/form-data"
BINARY = ("application/binary", "application/octet-stream")


def operations_of(spec: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, method and operation, in the order of the specification."""
    for path, item in spec["paths"].items():
        for method, operation in item.items():
            if method in METHODS:
                yield path, method, operation


def parameters_of(spec: dict[str, Any], path: str, operation: dict[str, Any]) -> list[dict[str, Any]]:
    """The parameters of an operation and of its path, with references resolved and without headers."""
    everything = operation.get("parameters", []) + spec["paths"][path].get("parameters", [])
    parameters = [resolve(spec, parameter) for parameter in everything]
    return sorted((one for one in parameters if one["in"] != "header"), key=lambda one: one["in"] != "path")


def python_name(parameter: dict[str, Any]) -> str:
    """The argument name of a parameter: its x-python-name, or its wire name without brackets."""
    plain = parameter["name"].replace("][", "_").replace("[", "_").replace("]", "")
    return str(parameter.get("x-python-name", plain))


def resolve(spec: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """The object that a local reference names, or the object itself."""
    while "$ref" in node:
        target: Any = spec
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def kind_of(spec: dict[str, Any], parameter: dict[str, Any]) -> str:
    """Which of the seven kinds of argument a parameter is. Raises KeyError if it is none of them."""
    schema = resolve(spec, parameter["schema"])
    branches = [resolve(spec, branch) for branch in [*schema.get("oneOf", []), *schema.get("anyOf", [])]] or [schema]
    formats = {branch["format"] for branch in branches if branch.get("format") in ("date", "date-time")}
    if formats:
        return "-or-".join(sorted(map(str, formats)))
    named = [branch["type"] for branch in branches]
    types = tuple(sorted({name for one in named for name in ([one] if isinstance(one, str) else one)}))
    kind = {("string",): "text", ("integer",): "integer", ("array",): "list", ("integer", "string"): "id"}[types]
    # An id is text on the wire, but callers often have it as a number.
    return "id" if kind == "text" and python_name(parameter).endswith("_id") else kind
