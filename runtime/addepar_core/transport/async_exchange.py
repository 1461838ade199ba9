"""Exchanges of the async client: small calls on the event loop, transfers in worker threads.

A transfer costs three to five times as much on an event loop, so a thread does it with the sync client's exchange. A
cancelled task cancels that exchange, which ends the thread's wait, and continues when the thread has stopped.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from copy import copy
from typing import Any, Protocol, TypeVar

from addepar_core.flow.aio import await_to_completion, in_thread
from addepar_core.flow.messages import BLOCK, HttpRequest, HttpResponse, Writer
from addepar_core.transport.bodies.response_body import bounded, bounded_async, content_async, decoded
from addepar_core.transport.error_mapping import ErrorBoundary
from addepar_core.transport.exchange import Exchange, head_of
from addepar_core.transport.network.connections import ConnectionPool

T = TypeVar("T")


class AsyncSender(Protocol):
    """The transport of an async client, as an exchange uses it."""

    pool: ConnectionPool | None

    @property
    def workers(self) -> ThreadPoolExecutor: ...
    def respond(self, request: HttpRequest, exchange: Any) -> Any: ...
    def needs_threads(self, url: str) -> bool: ...
    def answered(self, response: Any, body: AsyncIterator[bytes], exchange: Any) -> Any: ...
    async def take_slot(self, request: HttpRequest) -> None: ...
    def give_slot(self) -> None: ...


class AsyncExchange:
    """A request on its way, and its response; see ``Exchange``.

    Args:
        transport: the client's transport.

    Attributes:
        is_threaded: whether a thread does the work.
    """

    head: HttpResponse

    def __init__(self, transport: AsyncSender) -> None:
        self._transport = transport
        self._inner = Exchange(transport)
        self.is_threaded = False
        self._response: Any = None
        self._whole = False
        self._answer: HttpResponse | None = None
        self._has_slot = False

    async def send(self, request: HttpRequest) -> HttpResponse:
        """Send the request and read its whole response."""
        self._whole = True  # a thread does that in the same visit
        await self.open(request)
        return self._answer or await self._read_all()

    async def open(self, request: HttpRequest) -> None:
        """Send the request and read the head of its response."""
        inner, owned = self._inner, self._transport.pool is not None
        if owned:
            await self._transport.take_slot(request)
            self._has_slot = True
            has_blocks = request.body is not None and not isinstance(request.body, bytes)
            if not self._whole or has_blocks or self._transport.needs_threads(request.url):
                self.is_threaded = True
                request = request._replace(body=_calling_back_here(request.body))
        inner.request = request
        self._started = time.monotonic()
        with (boundary := ErrorBoundary(inner)):
            async with asyncio.timeout(
                None if self.is_threaded else request.time_remaining and request.time_remaining()
            ):
                self._response = response = await self._transport.respond(request, self)
            if self.is_threaded and (
                response.extensions.get("addepar_exchange") is not self or response.is_stream_consumed
            ):
                self.is_threaded = False  # a tool between the client and the network has responded, or read the body
            if not self.is_threaded:
                inner.head = head_of(request, response, time.monotonic() - self._started)
                self._chunks = content_async(response)
            self.head = inner.head
        if boundary.error is not None:
            raise boundary.error

    async def respond(self, http_request: Any) -> Any:
        """Send a request; called by the library's async client."""
        if not self.is_threaded:
            connection = self._inner.acquire(http_request.url, is_async=True)
            return await connection.http.handle_async_request(http_request)

        def work() -> tuple[Any, list[bytes]]:
            inner = self._inner
            response = inner.respond(http_request)
            inner.receive(response, self._started)
            if not self._whole:
                return response, []
            status, headers = response.status_code, response.headers
            raw = [b"".join(bounded(response.iter_raw(), status))]
            self._answer = inner.head.with_content(b"".join(bounded(decoded(iter(raw), headers), status)))
            return response, raw

        response, raw = await self._in_thread(work)
        return self._transport.answered(response, self._body(raw), self)

    async def _body(self, raw: list[bytes]) -> AsyncIterator[bytes]:
        """The body for readers between the client and the network."""
        for chunk in raw:
            yield chunk
        while not self._whole and (chunk := await self._in_thread(self._inner.read)):
            yield chunk

    async def _in_thread(self, work: Callable[[], T]) -> T:
        loop = asyncio.get_running_loop()
        running = loop.run_in_executor(self._transport.workers, copy_context().run, work)
        return await await_to_completion(running, self._inner.cancel)

    async def read(self) -> bytes:
        """The next chunk of the body; nothing at its end."""
        if self.is_threaded:
            return await self._in_thread(self._inner.read)
        left = self._inner.request.time_remaining
        with (boundary := ErrorBoundary(self._inner)):
            async with asyncio.timeout(left and left()):
                return await anext(self._chunks, b"")
        raise boundary.error

    async def _read_all(self) -> HttpResponse:
        left = self._inner.request.time_remaining
        with (boundary := ErrorBoundary(self._inner)):
            async with asyncio.timeout(left and left()):
                chunks = [chunk async for chunk in bounded_async(self._chunks, self.head.status_code)]
                return self.head.with_content(b"".join(chunks))
        raise boundary.error

    async def copy(self, write: Writer, blocks: int) -> int:
        """Pass up to this number of blocks to ``write``, in a thread. Returns the number of bytes, 0 at the end."""
        if self.is_threaded:
            return await self._in_thread(lambda: self._inner.copy(write, blocks))
        chunks: list[bytes] = []
        size = 0
        try:
            while size < BLOCK and (chunk := await self.read()):
                chunks.append(chunk)
                size += len(chunk)
        finally:
            if size:  # also before a break: the rest can be requested
                await in_thread(lambda: write(b"".join(chunks)))
        return size

    async def close(self) -> None:
        """End the exchange and release its connection."""
        try:
            with suppress(Exception):
                if self._response is not None:
                    await self._response.aclose()
        finally:
            self._inner.close()
            self._response = self._answer = None  # these refer to the request, and the request to this exchange
            if self._has_slot:
                self._has_slot = False
                self._transport.give_slot()


def _calling_back_here(body: Any) -> Any:
    """The body, with its progress reported on the event loop, where the callback belongs."""
    if getattr(body, "on_sent", None) is None:
        return body
    loop = asyncio.get_running_loop()

    async def report(done: int) -> None:
        body.on_sent(done)

    reporting = copy(body)
    reporting.on_sent = lambda done: asyncio.run_coroutine_threadsafe(report(done), loop).result()
    return reporting
