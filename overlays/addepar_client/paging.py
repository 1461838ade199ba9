"""Lists: pages and rows, fetched as they are asked for."""

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import parse_qsl, urlsplit

from addepar_api.client import AsyncPager, Operation, Page, Pager

from . import answers
from .errors import InputError, ProtocolError
from .flows import Answer, Flow, Request
from .settings import resolve

if TYPE_CHECKING:
    from .calls import AsyncCaller, Caller

Row = TypeVar("Row")


@dataclass(frozen=True)
class Listing:
    """One list that was asked for: its first request and how many rows are wanted."""

    root: str
    operation: Operation
    first: Request
    limit: int | None


class Walk:
    """The way through the pages of a listing: which request is next, and what its answer holds."""

    def __init__(self, listing: Listing) -> None:
        self._listing = listing
        self._left = listing.limit
        self._seen = {_key(listing.first.url, listing.first.params)}
        self.request: Request | None = None if listing.limit == 0 else listing.first

    def turn(self, request: Request) -> Flow[Page[Any]]:
        """Fetch a page and find out where the one after it is."""
        return self.take((yield from answers.exchange(request)))

    def take(self, answer: Answer) -> Page[Any]:
        """The page in an answer; rows beyond the limit are not even parsed."""
        document = answers.parsed_document(answer)
        raw = document["data"] if isinstance(document["data"], list) else [document["data"]]
        wanted = [one for one in raw if one is not None][: self._left]
        link = next_link(document)
        self.request = self._following(link) if link else None
        if self._left is not None:
            self._left -= len(wanted)
            if not self._left:
                self.request = None
        included = document.get("included")
        return Page(
            rows=[answers.row(self._listing.operation, one) for one in wanted],
            next=link,
            included=included if isinstance(included, list) else [],
            document=document,
        )

    def _following(self, link: str) -> Request:
        shown = link.partition("?")[0]
        try:
            url, foreign = resolve(self._listing.root, link)
        except ValueError as error:
            raise ProtocolError(f"the link to the next page ({shown!r}) {error}") from None
        if foreign:
            raise ProtocolError(f"the link to the next page leads to another server ({shown!r}); it is not followed")
        key = _key(url, {})
        if key in self._seen:
            raise ProtocolError(f"the link to the next page ({shown!r}) leads in a circle")
        self._seen.add(key)
        return replace(self._listing.first, url=url, params={})


def resumed(listing: Listing, link: str) -> Listing:
    """The same listing from a link on that an earlier walk gave; ``InputError`` where it is none of this list."""
    first = listing.first
    try:
        url, foreign = resolve(listing.root, link if isinstance(link, str) else "")
    except ValueError as error:
        raise InputError("link", f"{link!r} {error}; give the next of a page") from None
    if foreign or urlsplit(url).path.rstrip("/") != urlsplit(first.url).path or "#" in url:
        shown = url.partition("?")[0]
        raise InputError("link", f"{shown!r} is no page of {listing.operation.id}; give the next of one of its pages")
    return replace(listing, first=replace(first, url=url, params={}))


def _key(url: str, params: Mapping[str, Any]) -> tuple[str, tuple[tuple[str, str], ...]]:
    path, _, query = url.partition("?")
    return path, tuple(sorted([*parse_qsl(query, True), *((name, str(value)) for name, value in params.items())]))


def next_link(document: Mapping[str, Any]) -> str | None:
    """The link to the next page as the server wrote it: a text, or an object with ``href``."""
    links = document.get("links")
    link = links.get("next") if isinstance(links, Mapping) else None
    if isinstance(link, Mapping):
        link = link.get("href")
    return link if isinstance(link, str) and link else None


def checked_limit(limit: int | None) -> int | None:
    """The ``limit=`` of a list, if it can be one."""
    if limit is not None and (isinstance(limit, bool) or not isinstance(limit, int) or limit < 0):
        raise InputError("limit", f"give a number of rows from 0 up, or None for all, not {limit!r}")
    return limit


class RowPager(Pager[Row]):
    """The rows of a list, page after page.

    ``for row in pager`` walks from the start, each time anew; ``next(pager)`` takes rows one by one;
    ``pager.pages()`` gives whole pages. A row that does not fit its model comes as the mapping it is,
    with a ``RowWarning``.

    Raises:
        ProtocolError: a next link that leads to another server, in a circle, or nowhere.
        AddeparError: whatever fetching a page can raise.
    """

    def __init__(self, caller: "Caller", listing: Listing) -> None:
        self._caller = caller
        self._listing = listing
        self._rows: Iterator[Row] | None = None

    def __iter__(self) -> Iterator[Row]:
        for page in self.pages():
            yield from page.rows

    def __next__(self) -> Row:
        self._rows = self._rows or iter(self)
        return next(self._rows)

    def pages(self) -> Iterator[Page[Row]]:
        """The same rows in whole pages."""
        walk = Walk(self._listing)
        while (request := walk.request) is not None:
            yield self._caller.drive(walk.turn(request))

    def resume(self, link: str) -> "RowPager[Row]":
        """The rows from a page's ``next`` on, where an earlier walk broke off, in this process or another.

        The link carries the filters of the list that it is of; those given here are not sent. ``limit``
        counts from here.

        Raises:
            InputError: not a link of this list and this API; nothing was sent.
        """
        return RowPager(self._caller, resumed(self._listing, link))

    def __repr__(self) -> str:
        return f"<rows of {self._listing.operation.id}>"


class AsyncRowPager(AsyncPager[Row]):
    """The rows of a list, page after page; as ``RowPager``, with ``async for`` and ``anext``."""

    def __init__(self, caller: "AsyncCaller", listing: Listing) -> None:
        self._caller = caller
        self._listing = listing
        self._rows: AsyncIterator[Row] | None = None

    async def __aiter__(self) -> AsyncIterator[Row]:
        async for page in self.pages():
            for row in page.rows:
                yield row

    async def __anext__(self) -> Row:
        self._rows = self._rows or aiter(self)
        return await anext(self._rows)

    async def pages(self) -> AsyncIterator[Page[Row]]:
        """The same rows in whole pages."""
        walk = Walk(self._listing)
        while (request := walk.request) is not None:
            yield await self._caller.drive(walk.turn(request))

    def resume(self, link: str) -> "AsyncRowPager[Row]":
        """The rows from a page's ``next`` on; as ``RowPager.resume``."""
        return AsyncRowPager(self._caller, resumed(self._listing, link))

    def __repr__(self) -> str:
        return f"<rows of {self._listing.operation.id}>"
