"""Access to openapi.yaml: operations, responses, references, payloads."""

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from addepar_sandbox.spec.loading import read_document

METHODS = ("get", "post", "patch", "delete", "put", "head", "options", "trace")

Spec = dict[str, Any]


def load(overlays: tuple[Path, ...] = ()) -> Spec:
    """The installed specification, changed by the overlays in their order. It is shared, so do not change it.

    Raises:
        OverlayError: an overlay cannot be read or applied.
    """
    return _document_of(overlays)


@functools.cache  # not of load itself: without an argument and with () it would read the document twice
def _document_of(overlays: tuple[Path, ...]) -> Spec:
    return read_document(overlays)


class Operation(NamedTuple):
    method: str
    path: str
    body: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.body["operationId"])


class Payload(NamedTuple):
    """One example where it is used: as the body of a request (status None) or of a response."""

    operation: str
    status: str | None
    media_type: str
    example: str
    value: Any
    schema: dict[str, Any]


def operations(spec: Spec) -> list[Operation]:
    return [
        Operation(method, path, item[method])
        for path, item in spec["paths"].items()
        for method in METHODS
        if method in item
    ]


def resolve(spec: Spec, node: dict[str, Any]) -> dict[str, Any]:
    """The node itself, or what its `$ref` points to (through any number of steps)."""
    while "$ref" in node:
        target: Any = spec
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step.replace("~1", "/").replace("~0", "~")]
        node = target
    return node


def answers(spec: Spec) -> Iterator[tuple[Operation, str, dict[str, Any]]]:
    for operation in operations(spec):
        for status, answer in operation.body["responses"].items():
            yield operation, status, resolve(spec, answer)


def documented_pairs(spec: Spec) -> list[tuple[str, str]]:
    """Operation and status, for the responses that the pages themselves list or print."""
    return [(operation.id, status) for operation, status, answer in answers(spec) if not answer.get("x-beyond-page")]


def listed_pairs(spec: Spec) -> list[tuple[str, str]]:
    """The same, without responses that a page prints but does not list."""
    return [
        (operation.id, status)
        for operation, status, answer in answers(spec)
        if not answer.get("x-beyond-page") and not answer.get("x-printed-only")
    ]


def contents(spec: Spec) -> Iterator[tuple[Operation, str | None, dict[str, Any]]]:
    for operation in operations(spec):
        if "requestBody" in operation.body:
            yield operation, None, resolve(spec, operation.body["requestBody"]).get("content", {})
    for operation, status, answer in answers(spec):
        yield operation, status, answer.get("content", {})


def payloads(spec: Spec) -> list[Payload]:
    return [
        Payload(
            operation.id,
            status,
            media_type,
            example["$ref"].rsplit("/", 1)[-1],
            resolve(spec, example)["value"],
            content["schema"],
        )
        for operation, status, by_type in contents(spec)
        for media_type, content in by_type.items()
        for example in content.get("examples", {}).values()
    ]


def nodes(node: Any, where: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every mapping in the document with its place."""
    if isinstance(node, dict):
        yield where, node
        for key, value in node.items():
            yield from nodes(value, f"{where}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from nodes(value, f"{where}/{index}")
