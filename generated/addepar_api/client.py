# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""What the generated resource methods need from the client that owns them, and what they tell it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, Generic, Literal, NamedTuple, Protocol, TypeVar

from .types import UNSET, Unset

Row = TypeVar("Row")


class Parameter(NamedTuple):
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


class Operation(NamedTuple):
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


class Page(Generic[Row]):
    """One page of a list; `for row in page` reads the rows one by one, `page.rows` all of them once.

    Attributes:
        next: the link to the page after this one, as the server wrote it; None on the last.
    """

    def __init__(
        self,
        next: str | None,
        read: Callable[[], Iterator[Row]],
        plain: Callable[[], Iterator[Any]],
        document: Callable[[], Mapping[str, Any]],
    ) -> None:
        self.next = next
        self.plain_rows = plain
        """Called, it gives the rows one by one as the JSON that they are."""
        self._read = read
        self._document = document

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows) if "rows" in self.__dict__ else self._read()

    @cached_property
    def rows(self) -> list[Row]:
        """The rows."""
        return list(self._read())

    @cached_property
    def document(self) -> Mapping[str, Any]:
        """The whole answer, as it came."""
        return self._document()

    @property
    def included(self) -> list[Any]:
        """The resources that came with the rows."""
        found = self.document.get("included")
        return found if isinstance(found, list) else []

    def __getstate__(self) -> dict[str, Any]:
        return {"next": self.next, "rows": self.rows, "document": self.document}

    def __repr__(self) -> str:
        return f"<Page, next={self.next!r}>"


class Pager(ABC, Generic[Row]):
    """Rows that are fetched as they are asked for, page after page."""

    @abstractmethod
    def __iter__(self) -> Iterator[Row]: ...

    @abstractmethod
    def pages(self) -> Iterator[Page[Row]]:
        """The same rows in whole pages."""

    @abstractmethod
    def to_arrow(self) -> Any:
        """All rows as a `pyarrow.Table`.

        Columns: `id`; each attribute under its own name (`attributes.NAME` where that is taken); `NAME_id` for a
        relationship to one resource, `NAME_ids` with a list for one to many. Ids are text. Documented moments are
        timestamps in UTC and days are dates, where every text of the column names one; else all of it stays text.
        A column whose values are of several sorts is text, JSON where it was none. What a row does not have is null.
        """

    @abstractmethod
    def to_pandas(self) -> Any:
        """All rows as a `pandas.DataFrame`, with the columns of `to_arrow`."""

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
    async def to_arrow(self) -> Any:
        """All rows as a `pyarrow.Table`.

        Columns: `id`; each attribute under its own name (`attributes.NAME` where that is taken); `NAME_id` for a
        relationship to one resource, `NAME_ids` with a list for one to many. Ids are text. Documented moments are
        timestamps in UTC and days are dates, where every text of the column names one; else all of it stays text.
        A column whose values are of several sorts is text, JSON where it was none. What a row does not have is null.
        """

    @abstractmethod
    async def to_pandas(self) -> Any:
        """All rows as a `pandas.DataFrame`, with the columns of `to_arrow`."""

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
