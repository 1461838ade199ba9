"""What the specification must not contain, because the generator would silently drop or change it."""

from __future__ import annotations

import keyword
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from openapi_python_client.strings import pascal_case, snake_case

from ..reading import kind_of, operations_of, parameters_of, python_name, resolve

# Classes and arguments that the generated code has already.
CLASSES = {
    "Answer",
    "AuthenticatedClient",
    "Client",
    "File",
    "FileTypes",
    "Envelope",
    "Model",
    "OpenObject",
    "Response",
    "Unset",
}
CLASSES |= {
    "AsyncCaller",
    "AsyncPager",
    "AsyncResource",
    "Caller",
    "Operation",
    "Page",
    "Pager",
    "Parameter",
    "Resource",
}
ARGUMENTS = {"self", "body", "attributes", "limit", "timeout", "extra_query", "extra_headers"}
# A property of one of these names would hide a method or a variable of its model.
PROPERTIES = {"from_dict", "members", "raw", "read", "to_dict"}
_STATUS = re.compile(r"[1-5]\d\d")

Found = Iterator[str]


def spec_problems(spec: dict[str, Any]) -> list[str]:
    """Every breach of a rule, as `where: what`."""
    problems = [f"{path}: a path item must not be a $ref" for path, item in spec["paths"].items() if "$ref" in item]
    if not problems:  # what follows reads the operations
        problems += [*_names(spec), *_operations(spec)]
    for where, schema in schemas(spec):
        problems += [f"{where}: {problem}" for problem in _schema(spec, where, schema)]
    return problems


def schemas(spec: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema and sub-schema of the specification, with its place."""
    for name, schema in spec["components"].get("schemas", {}).items():
        yield from _within(f"schemas/{name}", schema)
    for part in ("paths", "components"):
        yield from _inline(part, {key: value for key, value in spec[part].items() if key != "schemas"})


def _within(where: str, schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if not isinstance(schema, dict):
        return
    yield where, schema
    for key in ("properties", "patternProperties"):
        for name, inner in schema.get(key, {}).items():
            yield from _within(f"{where}/{name}", inner)
    for key in ("items", "additionalProperties", "not"):
        yield from _within(f"{where}/{key}", schema.get(key))
    for key in ("allOf", "anyOf", "oneOf"):
        for number, inner in enumerate(schema.get(key, [])):
            yield from _within(f"{where}/{key}{number}", inner)


def _inline(where: str, node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, value in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        if key == "schema":
            yield from _within(where, value)
        elif key not in ("example", "examples"):
            yield from _inline(f"{where}/{key}", value)


def _names(spec: dict[str, Any]) -> Found:
    resources = {pascal_case(tag) for _, _, operation in operations_of(spec) for tag in operation.get("tags", [])}
    taken = CLASSES | resources | {f"Async{name}" for name in resources}
    names = spec["components"].get("schemas", {})
    for name, schema in names.items():
        has_class = schema.get("type") == "object" or {"properties", "allOf", "enum"} & set(schema)
        if has_class and pascal_case(name) in taken:
            yield f"schemas/{name}: the generated code has a class of this name already"
    yield from _twice("schemas", {name: snake_case(name) for name in names}, "would be written to one module")
    ids = [operation.get("operationId", "") for _, _, operation in operations_of(spec)]
    for name, times in Counter(map(snake_case, ids)).items():
        if times > 1:
            yield f"operationId {name}: {times} operations would be written to one module"


def _operations(spec: dict[str, Any]) -> Found:
    declared = {tag["name"] for tag in spec.get("tags", [])}
    for path, method, operation in operations_of(spec):
        where = f"{method.upper()} {path}"
        tags, name = operation.get("tags", []), operation.get("operationId", "")
        if len(tags) != 1:
            yield f"{where}: exactly one tag is needed"
        elif tags[0] not in declared:
            yield f"{where}: the tag {tags[0]} is not among the tags of the document; add it with a description"
        elif not _is_method(name.removeprefix(f"{tags[0]}_")) or not name.startswith(f"{tags[0]}_"):
            yield f"{where}: the operationId must be {tags[0]}_ and the name of a method, not {name!r}"
        for key in ("summary", "x-source", "responses"):
            if key not in operation:
                yield f"{where}: no {key}"
        for status in operation.get("responses", {}):
            if not _STATUS.fullmatch(str(status)):
                yield f"{where}: status {status}: only single statuses are read"
        if len(resolve(spec, operation.get("requestBody", {})).get("content", {})) > 1:
            yield f"{where}: only one media type of a body would be sent"
        yield from (f"{where}: {problem}" for problem in _parameters(spec, path, operation))


def _is_method(name: str) -> bool:
    return re.fullmatch(r"[a-z][a-z0-9_]*", name) is not None and not keyword.iskeyword(name)


def _parameters(spec: dict[str, Any], path: str, operation: dict[str, Any]) -> Found:
    parameters = [
        resolve(spec, one) for one in operation.get("parameters", []) + spec["paths"][path].get("parameters", [])
    ]
    for parameter in parameters:
        name = parameter["name"]
        if parameter["in"] == "header" and not parameter.get("required"):
            continue  # what the caller may give with `headers=`
        if parameter["in"] in ("header", "cookie"):
            yield f"parameter {name}: {parameter['in']} parameters are not sent"
        elif "schema" not in parameter:
            yield f"parameter {name}: a parameter without a schema (with `content`) is dropped"
        else:
            yield from _query(spec, parameter)
    names = {one["name"]: python_name(one) for one in parameters_of(spec, path, operation)}
    yield from _twice("parameter", names, "would be one argument")


def _query(spec: dict[str, Any], parameter: dict[str, Any]) -> Found:
    name, argument = parameter["name"], python_name(parameter)
    if not argument.isidentifier() or keyword.iskeyword(argument) or argument in ARGUMENTS:
        yield f"parameter {name}: {argument!r} cannot be an argument's name; give it an x-python-name"
    if not parameter.get("description"):
        yield f"parameter {name}: no description"
    try:
        kind = kind_of(spec, parameter)
    except KeyError:
        yield f"parameter {name}: a kind of value that no argument has"
        return
    if kind == "list" and (parameter.get("style", "form"), parameter.get("explode", True)) != ("form", False):
        yield f"parameter {name}: lists are sent with commas; say `style: form, explode: false`"


def _schema(spec: dict[str, Any], where: str, schema: dict[str, Any]) -> Found:
    if "patternProperties" in schema:
        yield "patternProperties are ignored"
    branches = schema.get("allOf", [])
    own = {"properties", "additionalProperties", "required"} & set(schema)
    if len(branches) == 1 and "$ref" in branches[0] and own:
        yield "what is next to an allOf of one $ref is dropped; make it the second part of the allOf"
    seen: dict[str, Any] = {}
    for name, inner in [pair for branch in branches for pair in _properties(spec, branch)]:
        if seen.setdefault(name, inner) != inner:
            yield f"allOf narrows the property {name}, which keeps its first form"
    attributes = {name: snake_case(name) for name in schema.get("properties", {})}
    for name in attributes:
        if {name, attributes[name]} & PROPERTIES:
            yield f"a property called {name} breaks its model"
    yield from _twice("property", attributes, "would be one attribute")
    for name, inner in [*schema.get("properties", {}).items(), ("items", schema.get("items", {}))]:
        if where.startswith("schemas/") and resolve(spec, inner).get("format") == "date-time":
            yield f"{name}: one malformed date-time would spoil the whole response; use `anyOf` with a plain string"


def _properties(spec: dict[str, Any], schema: dict[str, Any]) -> list[tuple[str, Any]]:
    schema = resolve(spec, schema)
    inherited = [pair for branch in schema.get("allOf", []) for pair in _properties(spec, branch)]
    return inherited + list(schema.get("properties", {}).items())


def _twice(kind: str, names: dict[str, str], effect: str) -> Found:
    """Different names that the generator makes one of."""
    by_result: dict[str, list[str]] = {}
    for name, result in names.items():
        by_result.setdefault(result.lower(), []).append(name)
    for several in by_result.values():
        if len(several) > 1:
            yield f"{kind} {' and '.join(several)}: {effect}"
