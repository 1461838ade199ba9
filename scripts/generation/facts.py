"""What the templates need to know about an operation and its arguments, as plain records."""

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
    """One operation; the fields of `Operation` in the same module, and what else its method needs."""

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
    """The models that stand for one resource of the body."""
    body_members: tuple[str, ...]
    """The members of one resource of the body."""
    body_schema: str | None
    """The code of the schema of its document."""
    fields: tuple[FieldFacts, ...]
    """What a body holds, by keyword."""
    examples: tuple[str, ...]
    """Calls that write, as code."""
    bulk: str
    answer: str
    answer_model: str | None
    row: str | None
    row_annotation: str
    paging: str | None
    scopes: tuple[tuple[str, ...], ...]
    answer_is_list: bool
    """Whether the answer's `data` is a list."""
    same_resource: bool
    """Whether the answer is the resource that the path names."""
    body_optional: bool
    """Whether a success may come without the body that its answer has."""
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
        """The fields that the method takes; none if it takes several resources that have their ids."""
        return () if self.bulk == "many" and "id" in self.body_members else self.fields

    @property
    def result(self) -> str:
        """What the method returns, in whatever form it is called."""
        if self.answer == "empty":
            return "None"
        if self.keywords and self.bulk != "one":
            return f"{self.row} | builtins.list[{self.row}]"
        return self.row_annotation

    @property
    def overloads(self) -> tuple[tuple[str | None, str], ...]:
        """The forms of a method that takes fields by keyword: the type of a body, or None for keywords; the answer."""
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
        """Whether a plain call is all there is to it; transfers stream and are written by hand in the overlay."""
        return self.answer != "binary" and self.body != "multipart"
