"""Loads the specification into the sandbox's view of it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from addepar_sandbox.spec.overlay import apply_overlay, read_overlay
from addepar_sandbox.spec.reading import openapi_path, read_specification
from addepar_sandbox.spec.spec import Operation, Permission, QueryParameter, SchemaValidator, Spec, resolved

# What a method does to a resource, in the words of x-permissions.
_METHODS = {"get": "read", "post": "create", "put": "update", "patch": "update", "delete": "delete"}


def load_spec(overlays: tuple[Path, ...] = ()) -> Spec:
    """The specification, changed by the overlays in their order.

    Raises:
        OverlayError: an overlay cannot be read or applied.
    """
    return _spec_of(overlays)


@functools.cache  # not of load_spec itself: without an argument and with () it would read the document twice
def _spec_of(overlays: tuple[Path, ...]) -> Spec:
    document = read_document(overlays)
    operations = {operation.id: operation for operation in _operations(document)}
    return Spec(document, operations, _validator)


def read_document(overlays: tuple[Path, ...] = ()) -> dict[str, Any]:
    """The specification as it is in the file, changed by the overlays in their order.

    Raises:
        OverlayError: an overlay cannot be read or applied.
    """
    document = read_specification(openapi_path())
    for path in overlays:
        document = apply_overlay(document, read_overlay(path), str(path))
    return document


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
            parameters = [resolved(document, parameter) for parameter in [*shared, *node.get("parameters", [])]]
            body = resolved(document, node.get("requestBody", {}))
            yield Operation(
                id=node["operationId"],
                method=method.upper(),
                path=path,
                query={
                    parameter["name"]: QueryParameter(
                        parameter["name"], parameter.get("required", False), resolved(document, parameter["schema"])
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
