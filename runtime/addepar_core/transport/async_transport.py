"""Send requests for the async client: through the same pool, on the event loop or in worker threads."""

import asyncio
import functools
import os
import sys
from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from addepar_core.errors.tree import ConfigurationError
from addepar_core.flow.aio import in_thread, running_loop
from addepar_core.flow.messages import BeforeSending, HttpRequest
from addepar_core.settings import Settings
from addepar_core.transport.async_exchange import AsyncExchange
from addepar_core.transport.bodies.request_body import send_blocks, send_blocks_async
from addepar_core.transport.error_mapping import timed_out
from addepar_core.transport.http_library import httpx
from addepar_core.transport.httpx_transport import (
    EXCHANGE,
    HEADERS_SENT,
    AsyncHttpClient,
    AsyncHttpTransport,
    BaseTransport,
    NoCookies,
    StreamedBody,
)
from addepar_core.transport.network.opening import Network

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from addepar_core.transport.exchange import Exchange

MAX_EXCHANGES = 100
"""The limit of concurrent exchanges of an async client, and so of its worker threads."""


class _AsyncClient(httpx.AsyncClient):
    """The library's client for asyncio, without cookies."""

    cookies: Any = NoCookies()


class _AsyncPooledTransport(httpx.AsyncBaseTransport):
    """Connects the library's client with the exchange of a request."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await request.extensions[EXCHANGE].respond(request)  # type: ignore[no-any-return]


class AsyncTransport(BaseTransport):
    """Sends for the async client."""

    _library_client = httpx.AsyncClient
    _own_client = _AsyncClient
    _pooled_transport = _AsyncPooledTransport

    def __init__(
        self,
        settings: Settings,
        client: AsyncHttpClient | None,
        transport: AsyncHttpTransport | None,
        network: Network = Network(),  # noqa: B008
    ) -> None:
        super().__init__(settings, client, transport, network)
        self._slots = asyncio.Semaphore(MAX_EXCHANGES)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._through_proxy: dict[tuple[str, str], bool] = {}

    def exchange(self) -> AsyncExchange:
        """An exchange for one request. It holds no connection yet; the caller closes it."""
        self.check_usable()
        return AsyncExchange(self)

    @functools.cached_property
    def workers(self) -> "ThreadPoolExecutor":
        """The worker threads that wait for the network."""
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(MAX_EXCHANGES, "addepar-worker")

    def check_usable(self) -> None:
        super().check_usable()
        running = running_loop()
        self._loop = self._loop or running
        if self._loop is not running:
            raise ConfigurationError(
                "the client belongs to the event loop that first used it; create a client in each loop"
                " (each asyncio.run starts one)"
            )

    def _content(self, body: Any) -> Any:
        if body is None or isinstance(body, bytes):
            return body
        return send_blocks_async(body) if self.pool is None else send_blocks(body)

    def _hook(self, before: BeforeSending, exchange: "Exchange | AsyncExchange") -> Callable[..., object]:
        if getattr(exchange, "is_threaded", True):
            return super()._hook(before, exchange)

        async def trace(step: str, _: object) -> None:
            if step.endswith(HEADERS_SENT) and before.is_due():
                await in_thread(before.look)

        return trace

    def needs_threads(self, url: str) -> bool:
        """Whether even small calls to an address need a thread."""
        parts = urlsplit(url)
        known = self._through_proxy.get(parts[:2])
        if known is None:
            known = self._through_proxy[parts[:2]] = (
                self.network.proxy_to(parts.scheme, parts.hostname or "") is not None
            )
        return known or sys.platform == "win32"  # whose event loop cannot watch a socket

    def answered(self, response: Any, body: AsyncIterator[bytes], exchange: "AsyncExchange") -> httpx.Response:
        """A thread's response, in the form that the library's async client expects."""
        extensions = response.extensions | {EXCHANGE: exchange}
        return httpx.Response(
            response.status_code, headers=response.headers.raw, stream=StreamedBody(body), extensions=extensions
        )

    async def take_slot(self, request: HttpRequest) -> None:
        """Wait until another exchange is allowed."""
        try:
            async with asyncio.timeout(request.timeout.pool if self._slots.locked() else None):
                await self._slots.acquire()
        except TimeoutError:
            raise timed_out("PoolTimeout", request) from None

    def give_slot(self) -> None:
        """Record that an exchange has ended."""
        self._slots.release()

    async def close(self) -> None:
        """Close the connections, if they are ours. The caller's client stays open."""
        self._closed = True
        if self.pool is not None:
            self.pool.close()
            if "workers" in vars(self) and os.getpid() == self._process:
                self.workers.shutdown(wait=False)
        elif self._http is not self._given and self._loop in (None, running_loop()):
            await self._http.aclose()
