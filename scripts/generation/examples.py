"""Examples of calls that write, from the examples of the specification."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .bodies import JSON
from .facts import FieldFacts
from .reading import parameters_of, resolve

WIDTH = 100


def calls(
    spec: dict[str, Any], path: str, method: str, operation: dict[str, Any], fields: tuple[FieldFacts, ...]
) -> Iterator[str]:
    """Example calls of an operation that writes, as code; none for reads and uploads."""
    if method == "get":
        return
    name = f"client.{operation['tags'][0]}.{operation['operationId'].removeprefix(operation['tags'][0] + '_')}"
    parameters = [one for one in parameters_of(spec, path, operation) if one["in"] == "path"]
    if not all("example" in one for one in parameters):
        return
    ids = [repr(str(one["example"])) for one in parameters]
    if "requestBody" not in operation:
        yield _call(name, ids)
        return
    content = resolve(spec, operation["requestBody"])["content"].get(JSON, {})
    for example in content.get("examples", {}).values():
        data = resolve(spec, example)["value"]["data"]
        if isinstance(data, list):
            rows = [_row(one, fields) for one in data] if fields else [str(one["id"]) for one in data]
            yield _call(name, [*ids, rows])
        else:
            keywords = _keywords(data, fields)
            arguments = [repr(str(data["id"]))] if ids and "id" in data else ids
            yield _call(name, [*arguments, *(f"{key}={value!r}" for key, value in keywords.items())])


def _keywords(data: dict[str, Any], fields: tuple[FieldFacts, ...]) -> dict[str, Any]:
    """A resource as keywords; attributes that have none go into `attributes`."""
    keywords: dict[str, Any] = {}
    attributes = dict(data.get("attributes", {}))
    for field in fields:
        part = data.get(field.path[0], {})
        if field.path[0] == "attributes" and field.path[1] in part:
            keywords[field.python] = attributes.pop(field.path[1])
        elif field.path[0] == "relationships" and field.path[1] in part:
            ends = part[field.path[1]]["data"]
            keywords[field.python] = [str(end["id"]) for end in ends] if isinstance(ends, list) else str(ends["id"])
    return keywords | ({"attributes": attributes} if attributes else {})


def _row(data: dict[str, Any], fields: tuple[FieldFacts, ...]) -> dict[str, Any]:
    return ({"id": str(data["id"])} if "id" in data else {}) | _keywords(data, fields)


def _call(name: str, arguments: list[Any]) -> str:
    """The call on one line, or with a line for each argument or row."""
    line = f"{name}({', '.join(one if isinstance(one, str) else repr(one) for one in arguments)})"
    if len(line) <= WIDTH:
        return line.replace("'", '"')
    lines = [f"{name}("]
    for argument in arguments:
        if isinstance(argument, str):
            lines.append(f"    {argument},")
        else:
            lines += ["    [", *(f"        {row!r}," for row in argument), "    ],"]
    return "\n".join([*lines, ")"]).replace("'", '"')
