"""The sandbox's view of openapi.yaml: operations, their parameters, scopes and schemas, and the limits.

Nothing about the API that the file states is written down a second time in this package.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from addepar_sandbox.spec.yaml_cache import package_folder, read_yaml

_METHODS = ("get", "post", "put", "patch", "delete")
JSON_API = "application/vnd.api+json"
MULTIPART = "multipart/form-data"


@dataclass(frozen=True)
class QueryParameter:
    """One query parameter of an operation, under its wire name."""

    name: str
    required: bool
    schema: dict[str, Any]

    @property
    def type(self) -> str | None:
        declared = self.schema.get("type")
        return declared if isinstance(declared, str) else None


@dataclass(frozen=True)
class Operation:
    """One operation of the spec.

    `scopes` lists the alternatives of OAuth scopes, each a set that has to be granted as a whole.
    `body` maps each media type of the request body to its schema; it is empty where there is no body.
    """

    id: str
    method: str
    path: str
    query: dict[str, QueryParameter]
    scopes: tuple[frozenset[str], ...]
    body: dict[str, dict[str, Any]]
    statuses: frozenset[int]
    responses: dict[str, Any] = field(repr=False)

    @property
    def takes_upload(self) -> bool:
        return MULTIPART in self.body


@dataclass(frozen=True)
class Spec:
    """openapi.yaml, read once per process and shared by every sandbox in it."""

    document: dict[str, Any] = field(repr=False)
    operations: dict[str, Operation] = field(repr=False)

    @property
    def limits(self) -> dict[str, Any]:
        return dict(self.document["x-limits"])

    def example(self, name: str) -> Any:
        """The value of a payload that the pages print, under its name in components.examples."""
        return self.document["components"]["examples"][name]["value"]

    def examples(self) -> Iterator[Any]:
        for example in self.document["components"]["examples"].values():
            yield example["value"]

    def schema(self, name: str) -> dict[str, Any]:
        return {"$ref": f"#/components/schemas/{name}"}

    @functools.cached_property
    def validator(self) -> Any:
        from addepar_sandbox.spec.validation import (
            Validator,  # jsonschema is slow to import and many runs never need it
        )

        return Validator(self.document["components"])


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
    return Spec(document, operations)


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
                body={media: content["schema"] for media, content in body.get("content", {}).items()},
                statuses=frozenset(int(status) for status in node["responses"] if status.isdigit()),
                responses=node["responses"],
            )


def _resolve(document: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """Follow a local reference to what it names."""
    while "$ref" in node:
        target: Any = document
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step.replace("~1", "/").replace("~0", "~")]
        node = target
    return node
