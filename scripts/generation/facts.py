"""What the templates need to know about an operation and its arguments, as dataclasses."""

from __future__ import annotations

from dataclasses import dataclass

ANNOTATIONS = {
    "id": "Id",
    "text": "str",
    "integer": "int",
    "date": "Day",
    "date-time": "Moment",
    "date-or-date-time": "Moment | Day",
    "list": "Sequence[str | int] | str",
}


@dataclass(frozen=True)
class ParameterFacts:
    """One argument of an operation: a `Parameter` of the runtime, its type and its description."""

    python: str
    wire: str
    place: str
    kind: str
    required: bool
    minimum: int | None
    maximum: int | None
    allowed: tuple[str, ...]
    overridden_by: str | None
    types: tuple[str, ...]
    description: str

    @property
    def annotation(self) -> str:
        return ANNOTATIONS[self.kind]

    def explained(self) -> str:
        known = f" Documented values: {', '.join(self.allowed)}." if self.allowed else ""
        return self.description + known


@dataclass(frozen=True)
class FieldFacts:
    """One field of a body that a method takes by keyword."""

    python: str
    path: tuple[str, ...]
    annotation: str
    required: bool
    description: str


@dataclass(frozen=True)
class OperationFacts:
    """One operation: the fields of the runtime's `Operation`, and what else its method needs."""

    id: str
    name: str
    method: str
    path: str
    tag: str
    summary: str
    description: str
    page: str
    heading: str
    parameters: tuple[ParameterFacts, ...]
    body: str | None
    body_model: str | None
    body_annotation: str
    body_models: tuple[str, ...]
    """The models that represent one resource of the body."""
    body_members: tuple[str, ...]
    """The members of one resource of the body."""
    body_schema: str | None
    """The schema of its document, as code."""
    fields: tuple[FieldFacts, ...]
    """The fields of a body that the method takes as keywords."""
    examples: tuple[str, ...]
    """Example calls that write, as code."""
    bulk: str
    answer: str
    answer_model: str | None
    row: str | None
    row_annotation: str
    paging: str | None
    scopes: tuple[tuple[str, ...], ...]
    answer_is_list: bool
    """Whether the `data` of the response is a list."""
    same_resource: bool
    """Whether the response is the resource that the path names."""
    body_optional: bool
    """Whether a successful response may lack its body."""
    responses: tuple[tuple[int, str], ...]

    @property
    def queries(self) -> tuple[ParameterFacts, ...]:
        return tuple(parameter for parameter in self.parameters if parameter.place == "query")

    @property
    def statuses(self) -> tuple[int, ...]:
        return tuple(status for status, _ in self.responses if status < 400)

    @property
    def errors(self) -> tuple[int, ...]:
        return tuple(status for status, _ in self.responses if status >= 400)

    @property
    def keywords(self) -> tuple[FieldFacts, ...]:
        """The fields that the method takes as keywords; none if it takes several resources with their ids."""
        return () if self.bulk == "many" and "id" in self.body_members else self.fields

    @property
    def result(self) -> str:
        """The return type of the method, over all its forms."""
        if self.answer == "empty":
            return "None"
        if self.keywords and self.bulk != "one":
            return f"{self.row} | builtins.list[{self.row}]"
        return self.row_annotation

    @property
    def overloads(self) -> tuple[tuple[str | None, str], ...]:
        """The overloads of a method that takes keywords: its body type (None for keywords) and its return type."""
        if not self.keywords:
            return ()
        if self.bulk == "one":
            return ((None, self.result), (self.body_annotation, self.result))
        one = " | ".join(self.body_models)
        return (
            (None, str(self.row)),
            (one, str(self.row)),
            (f"Sequence[{one} | Mapping[Any, Any]]", f"builtins.list[{self.row}]"),
            (f"{self.body_model} | Mapping[str, Any]", self.result),
        )

    @property
    def is_method(self) -> bool:
        """Whether the method is generated as a plain call; transfers stream, and are written by hand in the overlay."""
        return self.answer != "binary" and self.body != "multipart"
