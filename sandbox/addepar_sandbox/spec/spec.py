"""Models openapi.yaml: its operations, parameters, scopes, schemas and limits.

This package repeats no fact about the API that is in the file.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

# Where the sandbox serves the paths of the spec.
API_ROOT = "/api"
JSON_API = "application/vnd.api+json"
MULTIPART = "multipart/form-data"


def resolved(document: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """The object that a local reference of the document names, or the object itself."""
    while "$ref" in node:
        target: Any = document
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step.replace("~1", "/").replace("~0", "~")]
        node = target
    return node


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
class Permission:
    """A permission that the user of a request needs in Addepar, from `x-permissions`.

    `grants` is its effect: "operations" (403 without it), "rows" (nothing is visible without it), or "everything"
    (403 without it, and only users who see all portfolios have it).
    `attributes` is true if the permission is needed only to assign attributes other than the resource's own.
    """

    name: str
    grants: str
    attributes: bool = False


@dataclass(frozen=True)
class Operation:
    """One operation of the spec.

    `scopes` lists the alternatives of OAuth scopes, each a set that must be granted as a whole.
    `body` maps each media type of the request body to its schema; it is empty if there is no body.
    """

    id: str
    method: str
    path: str
    query: dict[str, QueryParameter]
    scopes: tuple[frozenset[str], ...]
    permissions: tuple[Permission, ...]
    body: dict[str, dict[str, Any]]
    statuses: frozenset[int]
    responses: dict[str, Any] = field(repr=False)

    @property
    def takes_upload(self) -> bool:
        return MULTIPART in self.body


class SchemaValidator(Protocol):
    """Validates JSON values against schemas of the specification; see `spec.validation`."""

    def problem(self, schema: dict[str, Any], value: object, place: str = "") -> str | None: ...


@dataclass(frozen=True, eq=False)
class Spec:
    """openapi.yaml, read once per process and shared by every sandbox in it.

    `make_validator` takes the `components` object, and is called when something is validated for the first time.
    """

    document: dict[str, Any] = field(repr=False)
    operations: dict[str, Operation] = field(repr=False)
    make_validator: Callable[[dict[str, Any]], SchemaValidator] = field(repr=False)

    @property
    def permissions(self) -> dict[str, frozenset[str]]:
        """Every permission that an operation may need, with the permissions that it includes."""
        entries = [entry for tag in self.document["tags"] for entry in tag.get("x-permissions", [])]
        return {entry["permission"]: frozenset(filter(None, [entry.get("includes")])) for entry in entries}

    @property
    def limits(self) -> dict[str, Any]:
        return dict(self.document["x-limits"])

    def example(self, name: str) -> Any:
        """The value of a payload that the pages print, under its name in components.examples."""
        return self.document["components"]["examples"][name]["value"]

    def examples(self) -> Iterator[Any]:
        for example in self.document["components"]["examples"].values():
            yield example["value"]

    def resolve(self, node: dict[str, Any]) -> dict[str, Any]:
        """Resolve a local reference."""
        return resolved(self.document, node)

    def schema(self, name: str) -> dict[str, Any]:
        return {"$ref": f"#/components/schemas/{name}"}

    @functools.cached_property
    def validator(self) -> SchemaValidator:
        return self.make_validator(self.document["components"])
