# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""What the generated resource methods need from the client that owns them, and what they tell it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Literal, Protocol, TypeVar

from .types import UNSET, Unset

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument of an operation that goes into its path or its query."""

    name: str
    """The argument in Python, `created_after`."""
    wire: str
    """The name on the wire, `filter[files][createdAfter]`."""
    place: Literal["path", "query"]
    kind: Literal["id", "text", "integer", "date", "date-time", "list"]
    required: bool = False
    minimum: int | None = None
    maximum: int | None = None
    allowed: tuple[str, ...] = ()
    """The documented values of a text, or of the items of a list; empty where anything goes."""
    overridden_by: str | None = None
    """The argument beside which the server ignores this one."""


@dataclass(frozen=True, slots=True)
class Operation:
    """The facts of one operation, as openapi.yaml gives them."""

    id: str
    module: str
    """The full name of the module with `_get_kwargs` and `_parse_response`."""
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
    """The model of the answer's `data`, or of its items."""
    paging: Literal["cursor", "number"] | None = None
    scopes: tuple[tuple[str, ...], ...] = ()
    """The sets of OAuth scopes that allow it, each enough by itself."""
    statuses: tuple[int, ...] = ()
    """The statuses below 400 that the specification lists."""
    errors: tuple[int, ...] = ()
    """The statuses from 400 on that the specification lists."""


@dataclass(slots=True)
class Page(Generic[Row]):
    """One page of a list."""

    rows: list[Row]
    next: str | None
    """The link to the page after this one, as the server wrote it; None on the last."""
    included: list[Any]
    document: Mapping[str, Any]
    """The whole answer, as it came."""


class Pager(ABC, Generic[Row]):
    """Rows that are fetched as they are asked for, page after page."""

    @abstractmethod
    def __iter__(self) -> Iterator[Row]: ...

    @abstractmethod
    def pages(self) -> Iterator[Page[Row]]:
        """The same rows in whole pages."""

    @abstractmethod
    def resume(self, link: str) -> Pager[Row]:
        """The rows from a page's `next` link on: where an earlier walk broke off."""


class AsyncPager(ABC, Generic[Row]):
    """Rows that are fetched as they are asked for, page after page."""

    @abstractmethod
    def __aiter__(self) -> AsyncIterator[Row]: ...

    @abstractmethod
    def pages(self) -> AsyncIterator[Page[Row]]:
        """The same rows in whole pages."""

    @abstractmethod
    def resume(self, link: str) -> AsyncPager[Row]:
        """The rows from a page's `next` link on: where an earlier walk broke off."""


class Caller(Protocol):
    """What sends the requests of a Resource."""

    def call(
        self,
        operation: Operation,
        arguments: dict[str, Any],
        *,
        body: Any = None,
        timeout: float | None | Unset = UNSET,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """Send one request; the `data` of the answer as models, None for an answer without content."""

    def pages(
        self,
        operation: Operation,
        arguments: dict[str, Any],
        *,
        limit: int | None = None,
        timeout: float | None | Unset = UNSET,
        headers: Mapping[str, str] | None = None,
    ) -> Pager[Any]:
        """The rows of a list operation; nothing is sent before the first row is asked for."""


class AsyncCaller(Protocol):
    """What sends the requests of an AsyncResource."""

    async def call(
        self,
        operation: Operation,
        arguments: dict[str, Any],
        *,
        body: Any = None,
        timeout: float | None | Unset = UNSET,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """Send one request; the `data` of the answer as models, None for an answer without content."""

    def pages(
        self,
        operation: Operation,
        arguments: dict[str, Any],
        *,
        limit: int | None = None,
        timeout: float | None | Unset = UNSET,
        headers: Mapping[str, str] | None = None,
    ) -> AsyncPager[Any]:
        """The rows of a list operation; nothing is sent before the first row is asked for."""


class Resource:
    """The operations of one resource, over the client that sends them."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller


class AsyncResource:
    """The operations of one resource, over the asynchronous client that sends them."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller
