"""Finds openapi.yaml and loads it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from addepar_sandbox.spec.spec import Operation, Permission, QueryParameter, SchemaValidator, Spec
from addepar_sandbox.spec.yaml_cache import package_folder, read_yaml

# What a method does to a resource, in the words of x-permissions.
_METHODS = {"get": "read", "post": "create", "put": "update", "patch": "update", "delete": "delete"}


def find_spec() -> Path:
    """openapi.yaml inside the package, where a wheel puts it, or at the top of the source tree."""
    package = package_folder()
    for folder in (package, package.parents[1]):
        candidate = folder / "openapi.yaml"
        if candidate.is_file():
            return candidate
    raise FileNotFoundError(
        "openapi.yaml is neither inside the addepar_sandbox package nor at the top of its source tree"
    )


@functools.cache
def load_spec(path: Path | None = None) -> Spec:
    document = read_yaml(path or find_spec())
    operations = {operation.id: operation for operation in _operations(document)}
    return Spec(document, operations, _validator)


def _validator(components: dict[str, Any]) -> SchemaValidator:
    # jsonschema is slow to import and many runs never need it.
    from addepar_sandbox.spec.validation import Validator

    return Validator(components)


def _operations(document: dict[str, Any]) -> Iterator[Operation]:
    for path, item in document["paths"].items():
        shared = item.get("parameters", [])
        for method in _METHODS:
            if method not in item:
                continue
            node = item[method]
            parameters = [_resolve(document, parameter) for parameter in [*shared, *node.get("parameters", [])]]
            body = _resolve(document, node.get("requestBody", {}))
            yield Operation(
                id=node["operationId"],
                method=method.upper(),
                path=path,
                query={
                    parameter["name"]: QueryParameter(
                        parameter["name"], parameter.get("required", False), _resolve(document, parameter["schema"])
                    )
                    for parameter in parameters
                    if parameter["in"] == "query"
                },
                scopes=tuple(
                    frozenset(requirement["oauth2"])
                    for requirement in node.get("security", document.get("security", []))
                    if "oauth2" in requirement
                ),
                permissions=tuple(_permissions(document, node, _METHODS[method])),
                body={media: content["schema"] for media, content in body.get("content", {}).items()},
                statuses=frozenset(int(status) for status in node["responses"] if status.isdigit()),
                responses=node["responses"],
            )


def _permissions(document: dict[str, Any], node: dict[str, Any], kind: str) -> Iterator[Permission]:
    """The permissions that the operation's tags name for what it does."""
    for tag in document.get("tags", []):
        for entry in tag.get("x-permissions", []) if tag["name"] in node.get("tags", []) else ():
            if kind in entry["for"]:
                yield Permission(entry["permission"], entry["grants"])
            elif "attributes" in entry["for"] and kind in ("create", "update"):
                yield Permission(entry["permission"], entry["grants"], attributes=True)


def _resolve(document: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """Follow a local reference to what it names."""
    while "$ref" in node:
        target: Any = document
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step.replace("~1", "/").replace("~0", "~")]
        node = target
    return node
