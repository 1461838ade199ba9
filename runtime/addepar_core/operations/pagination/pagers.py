"""Lists whose pages and rows are fetched on demand."""

from collections.abc import AsyncIterator, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, Generic

from addepar_core.models.interop import TableView
from addepar_core.operations.pagination.pages import ListRequest, Page, PageCursor, Row, resume_from
from addepar_core.utils.imports import html

if TYPE_CHECKING:
    from addepar_core.operations.pagination.dataframes import ColumnBuilder


def _unread(shown: str) -> str:
    # To show rows would take requests, of which a firm has few.
    return f"<code>{html.escape(shown)}</code>, not fetched yet: walk them, or <code>to_pandas()</code> makes a table"


class Pager(TableView, Generic[Row]):
    """The rows of a list, page after page.

    ``for row in pager`` walks from the start, each time again; ``next(pager)`` takes rows one by one;
    ``pager.pages()`` gives whole pages. A row that does not fit its model comes as the mapping it is, with a
    ``RowWarning``. polars, duckdb and pyarrow take a pager as a table.

    Raises:
        ProtocolError: a next link that leads to another server, in a circle, or nowhere, or only to empty pages.
        AddeparError: whatever fetching a page can raise.
    """

    def __init__(self, caller: Any, list_request: ListRequest) -> None:
        self._caller = caller
        self._list_request = list_request
        self._rows: Iterator[Row] | None = None

    def __iter__(self) -> Iterator[Row]:
        return chain.from_iterable(self.pages())

    def __next__(self) -> Row:
        self._rows = self._rows or iter(self)
        return next(self._rows)

    def pages(self) -> Iterator[Page[Row]]:
        """The same rows in whole pages."""
        cursor = PageCursor(self._list_request)
        while (request := cursor.request) is not None:
            yield self._caller.run(cursor.fetch(request))

    def to_arrow(self) -> Any:
        """All rows as a ``pyarrow.Table``.

        Columns: ``id``; each attribute under its own name (``attributes.NAME`` if that is taken); ``NAME_id`` for a
        relationship to one resource, ``NAME_ids`` with a list for one to many. Ids are text. Documented moments are
        timestamps in UTC and days are dates, if every text of the column names one; else all of it stays text. A
        column whose values are of several sorts is text, with JSON for what was none. What a row does not have is
        null. Everything is held in memory at once.

        Raises:
            ConfigurationError: pyarrow is not installed.
        """
        return (self._columns()).arrow()

    def to_pandas(self) -> Any:
        """All rows as a ``pandas.DataFrame``, with the columns of ``to_arrow``.

        Raises:
            ConfigurationError: pandas or pyarrow is not installed.
        """
        return (self._columns()).pandas()

    def _columns(self) -> "ColumnBuilder":
        from addepar_core.operations.pagination.dataframes import ColumnBuilder

        columns = ColumnBuilder(self._list_request.operation)
        for page in self.pages():
            columns.add(page.plain_rows())
        return columns

    def resume(self, link: str) -> "Pager[Row]":
        """The rows from a page's ``next`` on, where an earlier walk broke off, in this process or another.

        The link carries the filters of the list that it is of; those given here are not sent. ``limit``
        counts from here.

        Raises:
            InputError: not a link of this list and this API; nothing was sent.
        """
        return Pager(self._caller, resume_from(self._list_request, link))

    def __repr__(self) -> str:
        return f"<rows of {self._list_request.operation.id}>"

    def _repr_html_(self) -> str:
        return _unread(repr(self))


class AsyncPager(Generic[Row]):
    """The rows of a list, page after page; as ``Pager``, with ``async for`` and ``anext``."""

    def __init__(self, caller: Any, list_request: ListRequest) -> None:
        self._caller = caller
        self._list_request = list_request
        self._rows: AsyncIterator[Row] | None = None

    async def __aiter__(self) -> AsyncIterator[Row]:
        async for page in self.pages():
            for row in page:
                yield row

    async def __anext__(self) -> Row:
        self._rows = self._rows or aiter(self)
        return await anext(self._rows)

    async def pages(self) -> AsyncIterator[Page[Row]]:
        """The same rows in whole pages."""
        cursor = PageCursor(self._list_request)
        while (request := cursor.request) is not None:
            yield await self._caller.run(cursor.fetch(request))

    async def to_arrow(self) -> Any:
        """All rows as a ``pyarrow.Table``.

        Columns: ``id``; each attribute under its own name (``attributes.NAME`` if that is taken); ``NAME_id`` for a
        relationship to one resource, ``NAME_ids`` with a list for one to many. Ids are text. Documented moments are
        timestamps in UTC and days are dates, if every text of the column names one; else all of it stays text. A
        column whose values are of several sorts is text, with JSON for what was none. What a row does not have is
        null. Everything is held in memory at once.

        Raises:
            ConfigurationError: pyarrow is not installed.
        """
        return (await self._columns()).arrow()

    async def to_pandas(self) -> Any:
        """All rows as a ``pandas.DataFrame``, with the columns of ``to_arrow``.

        Raises:
            ConfigurationError: pandas or pyarrow is not installed.
        """
        return (await self._columns()).pandas()

    async def _columns(self) -> "ColumnBuilder":
        from addepar_core.operations.pagination.dataframes import ColumnBuilder

        columns = ColumnBuilder(self._list_request.operation)
        async for page in self.pages():
            columns.add(page.plain_rows())
        return columns

    def resume(self, link: str) -> "AsyncPager[Row]":
        """The rows from a page's ``next`` on; as ``Pager.resume``."""
        return AsyncPager(self._caller, resume_from(self._list_request, link))

    def __repr__(self) -> str:
        return f"<rows of {self._list_request.operation.id}>"

    def _repr_html_(self) -> str:
        return _unread(repr(self))
