"""The pages of a list, and the way from one to the next."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from typing import Any, Generic, NamedTuple, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from addepar_core.errors.tree import InputError, ProtocolError
from addepar_core.flow.messages import HttpRequest, HttpResponse, protocol_error
from addepar_core.flow.steps import Flow
from addepar_core.models.interop import TableView, flat, html_rows
from addepar_core.models.types import raw_of
from addepar_core.operations import responses
from addepar_core.operations.definitions import Operation
from addepar_core.operations.inputs import values
from addepar_core.utils.http import resolve

Row = TypeVar("Row")
_EMPTY = 100
"""The accepted number of consecutive empty pages: a filter may cause some, but an endless series is an error."""


class Page(TableView, Generic[Row]):
    """One page of a list. ``for row in page`` parses the rows one by one, ``page.rows`` all of them once.

    Attributes:
        next: the link to the next page, as the server wrote it; None on the last page.
        request_id: the server's id of the request, for Addepar's support. Addepar documents no such header: it is None
            unless the response has ``X-Request-ID`` or ``Request-ID``.
    """

    def __init__(
        self,
        next: str | None,
        read: Callable[[], Iterator[Row]],
        plain: Callable[[], Iterator[Any]],
        document: Callable[[], Mapping[str, Any]],
        operation: Operation,
        request_id: str | None = None,
    ) -> None:
        self.next = next
        self.request_id = request_id
        self.plain_rows = plain
        """Returns the rows one by one as plain JSON."""
        self._read = read
        self._document = document
        self._operation = operation

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows) if "rows" in self.__dict__ else self._read()

    @cached_property
    def rows(self) -> list[Row]:
        """The rows."""
        return list(self._read())

    @cached_property
    def document(self) -> Mapping[str, Any]:
        """The whole response, as received."""
        return self._document()

    @property
    def included(self) -> list[Any]:
        """The resources that are included with the rows."""
        resources = self.document.get("included")
        return resources if isinstance(resources, list) else []

    def __getstate__(self) -> dict[str, object]:
        return {
            "next": self.next,
            "rows": self.rows,
            "document": self.document,
            "request_id": self.request_id,
            "plain_rows": partial(map, raw_of, self.rows),
            "_operation": self._operation,
        }

    def to_arrow(self) -> Any:
        """The rows as a ``pyarrow.Table``, with the columns of ``Pager.to_arrow``.

        Raises:
            ConfigurationError: pyarrow is not installed.
        """
        from addepar_core.operations.pagination.dataframes import ColumnBuilder

        columns = ColumnBuilder(self._operation)
        columns.add(self.plain_rows())
        return columns.arrow()

    def _repr_html_(self) -> str:
        """The rows as a table, for notebooks."""
        return html_rows("Page", (flat(row) for row in self.plain_rows() if isinstance(row, dict)))

    def __repr__(self) -> str:
        return f"<Page, next={self.next!r}>"


class ListRequest(NamedTuple):
    """A requested list: its first request and the limit of rows."""

    root: str
    operation: Operation
    first: HttpRequest
    limit: int | None


class PageCursor:
    """The position in the pages of a list: which request is next, and what its response contains."""

    def __init__(self, list_request: ListRequest) -> None:
        self._list_request = list_request
        self._left = list_request.limit
        self._empty = 0
        self._seen = {_key(list_request.first.url, list_request.first.params)}
        self.request: HttpRequest | None = None if list_request.limit == 0 else list_request.first

    def fetch(self, request: HttpRequest) -> Flow[Page[Any]]:
        """Fetch a page and find the link to the next one."""
        return self.parse((yield from responses.send_checked(request)))

    def parse(self, answer: HttpResponse) -> Page[Any]:
        """The page in a response; rows beyond the limit are not parsed."""
        rows, links = responses.parsed_page(answer)
        wanted = rows[: self._left]
        link = next_link(links, answer)
        self._empty = 0 if rows else self._empty + 1
        if link and self._empty == _EMPTY:
            raise ProtocolError(
                f"{_EMPTY} consecutive pages were empty, each with a link to a next one; iteration stopped;"
                f" resume({link!r}) continues from there"
            )
        self.request = self._following(link) if link else None
        if self._left is not None:
            self._left -= len(wanted)
            if not self._left:
                self.request = None
        return Page(
            link,
            partial(responses.page_rows, self._list_request.operation, answer, wanted),
            partial(responses.plain_rows, answer, wanted),
            partial(responses.parsed_document, answer),
            self._list_request.operation,
            answer.request_id,
        )

    def _following(self, link: str) -> HttpRequest:
        shown = link.partition("?")[0]
        try:
            url, cross_origin = resolve(self._list_request.root, link)
        except ValueError as error:
            raise ProtocolError(f"the link to the next page ({shown!r}) {error}") from None
        if cross_origin:
            raise ProtocolError(f"the link to the next page leads to another server ({shown!r}); it is not followed")
        if not _same_list(url, self._list_request.first.url):
            raise ProtocolError(f"the link to the next page leads to another list ({shown!r}); it is not followed")
        key = _key(url, {})
        if key in self._seen:
            raise ProtocolError(f"the link to the next page ({shown!r}) leads in a circle")
        self._seen.add(key)
        return self._list_request.first._replace(url=url, params={})


def resume_from(list_request: ListRequest, link: str) -> ListRequest:
    """The same list from the link of an earlier page on; ``InputError`` if the link does not belong to this list."""
    first = list_request.first
    try:
        url, cross_origin = resolve(list_request.root, link if isinstance(link, str) else "")
    except ValueError as error:
        raise InputError("link", f"{link!r} {error}; pass the next of a page") from None
    if cross_origin or not _same_list(url, first.url) or "#" in url:
        shown = url.partition("?")[0]
        raise InputError(
            "link", f"{shown!r} is not a page of {list_request.operation.id}; pass the next of one of its pages"
        )
    return list_request._replace(first=first._replace(url=url, params={}))


def _same_list(url: str, first: str) -> bool:
    """Whether an address differs from that of the first page only in its query."""
    return unquote(urlsplit(url).path).rstrip("/") == unquote(urlsplit(first).path).rstrip("/")


def _key(url: str, params: Mapping[str, Any]) -> tuple[str, tuple[tuple[str, str], ...]]:
    path, _, query = url.partition("?")
    return path, tuple(sorted([*parse_qsl(query, True), *((name, str(value)) for name, value in params.items())]))


def next_link(links: Any, answer: HttpResponse) -> str | None:
    """The link to the next page as the server wrote it: a text, or an object with ``href``.

    Raises:
        ProtocolError: it is something else, so it is not known whether the list continues.
    """
    if links is None or isinstance(links, str) or links in ({}, []):
        return links or None
    if isinstance(links, Mapping):
        link = links.get("next")
        if isinstance(link, Mapping):
            link = link.get("href", link)
        if link is None or isinstance(link, str):
            return link or None
    raise protocol_error(answer, "returned a page whose link to the next one is neither text nor null")


def checked_limit(limit: int | None) -> int | None:
    """Check the ``limit=`` of a list."""
    try:
        wanted = None if limit is None else values.integer(limit)
    except values.Refused:
        wanted = -1
    if wanted is not None and wanted < 0:
        raise InputError("limit", f"pass a number of rows from 0 up, or None for all, not {limit!r}")
    return wanted
