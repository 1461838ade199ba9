"""The definition of an operation: path, arguments, body and response, as data that the generator writes."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from addepar_core.operations.inputs.schema import Body


class Parameter(NamedTuple):
    """One argument of an operation that goes into its path or its query."""

    name: str
    """The argument in Python, `created_after`."""
    wire: str
    """The name on the wire, `filter[files][createdAfter]`."""
    place: Literal["path", "query"]
    kind: Literal["id", "text", "integer", "date", "date-time", "date-or-date-time", "list"]
    required: bool = False
    minimum: int | None = None
    maximum: int | None = None
    allowed: tuple[str, ...] = ()
    """The documented values of a text, or of the items of a list; empty if any text is allowed."""
    overridden_by: str | None = None
    """The argument that makes the server ignore this one."""
    types: tuple[str, ...] = ()
    """The types of records that it accepts instead of an id."""


class Operation(NamedTuple):
    """The facts of one operation, as openapi.yaml gives them."""

    id: str
    method: str
    """The HTTP method in capitals."""
    path: str
    tag: str
    summary: str
    page: str
    heading: str
    parameters: tuple[Parameter, ...] = ()
    body: Literal["json", "multipart"] | None = None
    body_model: str | None = None
    bulk: Literal["one", "many", "one-or-many"] = "one"
    answer: Literal["document", "page", "binary", "empty"] = "document"
    answer_model: str | None = None
    row: str | None = None
    """The model of the response's `data`, or of its items."""
    answer_is_list: bool = False
    """Whether the response's `data` is a list."""
    same_resource: bool = False
    """Whether the response's `data` is the resource that the path names, with the same id."""
    paging: Literal["cursor", "number"] | None = None
    models: str = ""
    """The full name of the package that has the models."""
    scopes: tuple[tuple[str, ...], ...] = ()
    """The sets of OAuth scopes that allow it, each enough by itself."""
    body_optional: bool = False
    """Whether a successful response may lack its body."""
    statuses: tuple[int, ...] = ()
    """The statuses below 400 that the specification lists."""
    errors: tuple[int, ...] = ()
    """The statuses from 400 on that the specification lists."""

    def body_schema(self) -> "Body":
        """The schema of the body, loaded with the first write, because many programs only read."""
        return _bodies(self.models.rpartition(".")[0])[self.id]

    def model(self, name: str | None) -> Any:
        """A model of the operation's package; None if there is none with that name."""
        return _model(self.models, name) if name else None


@cache
def _bodies(package: str) -> "Mapping[str, Body]":
    bodies: Mapping[str, Body] = import_module(f"{package}.bodies").BODIES
    return bodies


@cache
def _model(package: str, name: str) -> object:
    return getattr(import_module(package), name, None)
