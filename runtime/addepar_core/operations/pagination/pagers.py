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
    # Showing rows would need requests, of which a firm has few.
    return f"<code>{html.escape(shown)}</code>, not fetched yet: iterate, or call <code>to_pandas()</code> for a table"


class Pager(TableView, Generic[Row]):
    """The rows of a list, page after page.

    ``for row in pager`` starts from the beginning each time; ``next(pager)`` returns rows one by one;
    ``pager.pages()`` returns whole pages. A row that does not fit its model is kept as received, with
    a ``RowWarning``: mostly a plain mapping. polars, duckdb and pyarrow accept a pager as a table.

    Raises:
        ProtocolError: a next link leads to another server, in a circle, nowhere, or only to empty pages.
        AddeparError: any error of fetching a page.
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

        Columns: ``id``; each attribute under its name (``attributes.NAME`` if that is taken); ``NAME_id`` for a
        relationship to one resource, ``NAME_ids`` with a list for one to many. Ids are text. Documented timestamps are
        in UTC and dates are dates, if every text of the column is one; otherwise the whole column stays text. A column
        with values of several types is text, with JSON for those that are not text. Members that a row lacks are null.
        The whole table is held in memory.

        Raises:
            ConfigurationError: pyarrow is not installed; nothing was sent.
        """
        return self._columns("arrow").arrow()

    def to_pandas(self) -> Any:
        """All rows as a ``pandas.DataFrame``, with the columns of ``to_arrow``.

        Raises:
            ConfigurationError: pandas or pyarrow is not installed; nothing was sent.
        """
        return self._columns("pandas").pandas()

    def _columns(self, result: str) -> "ColumnBuilder":
        from addepar_core.operations.pagination.dataframes import ColumnBuilder

        columns = ColumnBuilder(self._list_request.operation, result)
        for page in self.pages():
            columns.add(page.plain_rows())
        return columns

    def resume(self, link: str) -> "Pager[Row]":
        """The rows from a page's ``next`` on, for example after an interruption, in this process or another.

        The link contains the filters of its list; those of this list are not sent. ``limit`` counts from here.

        Raises:
            InputError: the link does not belong to this list and API; nothing was sent.
        """
        return Pager(self._caller, resume_from(self._list_request, link))

    def __repr__(self) -> str:
        return f"<rows of {self._list_request.operation.id}>"

    def _repr_html_(self) -> str:
        return _unread(repr(self))


class AsyncPager(Generic[Row]):
    """The rows of a list, page after page; like ``Pager``, with ``async for`` and ``anext``."""

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

        Columns: ``id``; each attribute under its name (``attributes.NAME`` if that is taken); ``NAME_id`` for a
        relationship to one resource, ``NAME_ids`` with a list for one to many. Ids are text. Documented timestamps are
        in UTC and dates are dates, if every text of the column is one; otherwise the whole column stays text. A column
        with values of several types is text, with JSON for those that are not text. Members that a row lacks are null.
        The whole table is held in memory.

        Raises:
            ConfigurationError: pyarrow is not installed; nothing was sent.
        """
        return (await self._columns("arrow")).arrow()

    async def to_pandas(self) -> Any:
        """All rows as a ``pandas.DataFrame``, with the columns of ``to_arrow``.

        Raises:
            ConfigurationError: pandas or pyarrow is not installed; nothing was sent.
        """
        return (await self._columns("pandas")).pandas()

    async def _columns(self, result: str) -> "ColumnBuilder":
        from addepar_core.operations.pagination.dataframes import ColumnBuilder

        columns = ColumnBuilder(self._list_request.operation, result)
        async for page in self.pages():
            columns.add(page.plain_rows())
        return columns

    def resume(self, link: str) -> "AsyncPager[Row]":
        """The rows from a page's ``next`` on; like ``Pager.resume``."""
        return AsyncPager(self._caller, resume_from(self._list_request, link))

    def __repr__(self) -> str:
        return f"<rows of {self._list_request.operation.id}>"

    def _repr_html_(self) -> str:
        return _unread(repr(self))
