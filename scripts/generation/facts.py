"""What the templates need to know about an operation and its arguments, as plain records."""

from __future__ import annotations

from dataclasses import dataclass

ANNOTATIONS = {
    "id": "str | int",
    "text": "str",
    "integer": "int",
    "date": "datetime.date | str",
    "date-time": "datetime.datetime | str",
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
    description: str

    @property
    def annotation(self) -> str:
        return ANNOTATIONS[self.kind]

    def explained(self) -> str:
        known = f" Documented values: {', '.join(self.allowed)}." if self.allowed else ""
        return self.description + known


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
    bulk: str
    answer: str
    answer_model: str | None
    row: str | None
    row_annotation: str
    paging: str | None
    scopes: tuple[tuple[str, ...], ...]
    responses: tuple[tuple[int, str], ...]
    models: tuple[str, ...]

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
    def is_method(self) -> bool:
        """Whether a plain call is all there is to it; transfers stream and are written by hand in the overlay."""
        return self.answer != "binary" and self.body != "multipart"
