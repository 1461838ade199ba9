"""The schema of a request body, as data that the generator writes from the specification."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

Kind = Literal["any", "object", "list", "one-of", "text", "number", "integer", "boolean", "date", "date-time", "id"]


class Schema(NamedTuple):
    """The schema of one value in a body.

    Only what the specification excludes is refused. Members and attributes that it does not name pass unchanged.
    """

    kind: Kind
    name: str = ""
    """The component of the specification, which is also the name of its model."""
    nullable: bool = False
    members: "Mapping[str, Schema]" = MappingProxyType({})
    """The known members of an object."""
    required: tuple[str, ...] = ()
    """The members that an object needs."""
    read_only: tuple[str, ...] = ()
    """The members that the server returns and does not accept."""
    refused: tuple[str, ...] = ()
    """The members that must not be sent."""
    items: "Schema | None" = None
    """The schema of each item of a list."""
    minimum_items: int = 0
    choices: "tuple[Schema, ...]" = ()
    """For ``one-of``: the value must be one of these."""
    const: str | None = None
    """The only value of a text, which is filled in if it is left out."""
    allowed: tuple[str, ...] = ()
    """All values of a text that the specification allows; empty if any text is allowed."""
    known: tuple[str, ...] = ()
    """Values of a text that the specification names: all of them if there is a pattern, otherwise some."""
    pattern: str = ""
    example: str = ""
    """A text that fits the pattern."""
    minimum_length: int = 0
    maximum_length: int | None = None

    @property
    def is_identifier(self) -> bool:
        """Whether this is a JSON:API resource identifier: a known type, and an id."""
        return set(self.members) == {"type", "id"} and self.members["type"].const is not None

    @property
    def is_closed(self) -> bool:
        """Whether this is text for which the specification lists all values."""
        return self.kind == "text" and bool(self.const or self.allowed or (self.pattern and self.known))

    @property
    def list_items(self) -> "Schema | None":
        """The schema of the items, for a list or for the list among the choices."""
        if self.kind == "one-of":
            return next((choice.items for choice in self.choices if choice.kind == "list"), None)
        return self.items


ANY = Schema("any", nullable=True)
"""A value that the specification does not describe: any JSON."""


class Body(NamedTuple):
    """The body of an operation: its whole document, and the fields that its method takes by keyword."""

    document: Schema
    fields: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """The place of each keyword in the resource: ``{"owner": ("relationships", "owner", "data")}``."""

    @property
    def resource(self) -> Schema:
        """The schema of one resource in the document."""
        data = self.document.members["data"]
        return data.list_items or data
