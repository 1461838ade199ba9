"""The wire: settings and credentials become requests of the HTTP library, which sends them through its own client.

Every request passes ``Client.send`` or ``AsyncClient.send`` of the library, where monitoring tools and recorders look.
Below it is our pool of connections, unless the caller brought a client or transport of his own. Redirects are never
followed here: a flow that wants one asks for it.
"""

import functools
import logging
import os
import platform
import ssl
from collections.abc import AsyncIterator, Iterator
from http.cookiejar import CookieJar
from typing import TYPE_CHECKING, Any
from urllib.request import getproxies, proxy_bypass

from addepar_api.facts import FIRM_HEADER, MEDIA_TYPE, SPEC_VERSION

from . import __version__
from .boundary import UrlLogFilter
from .connections import Connection, ConnectionPool, Origin
from .errors import ConfigurationError
from .exchange import Exchange
from .flows import Request
from .http_library import httpcore, httpx
from .lazy import asyncio
from .sending import send_blocks, send_blocks_async
from .settings import Settings, is_loopback
from .troubles import timed_out

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from .async_exchange import AsyncExchange

HttpClient = httpx.Client
AsyncHttpClient = httpx.AsyncClient
HttpTransport = httpx.BaseTransport
AsyncHttpTransport = httpx.AsyncBaseTransport

MAX_EXCHANGES = 100
"""How many exchanges an async client has at once, and so how many worker threads at most."""
_EXCHANGE = "addepar_exchange"
_ONE = httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=None)

for _name in ("connection", "http11", "http2", "proxy", "socks"):
    logging.getLogger(f"{httpcore.__name__}.{_name}").addFilter(UrlLogFilter())
logging.getLogger(httpx.__name__).addFilter(UrlLogFilter())


class _NoCookies(CookieJar):
    """The API has no sessions, and what a storage server sets is nobody else's business."""

    def extract_cookies(self, *_: Any) -> None:
        pass


class _PooledTransport(httpx.BaseTransport):
    """Leads from the library's client to the exchange that a request belongs to."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return request.extensions[_EXCHANGE].respond(request)  # type: ignore[no-any-return]


class _AsyncPooledTransport(httpx.AsyncBaseTransport):
    """The same for the async client."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await request.extensions[_EXCHANGE].respond(request)  # type: ignore[no-any-return]


class _Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body for the async client, which a thread sends, and that of an answer to it, which a thread receives."""

    def __init__(self, blocks: Iterator[bytes] | AsyncIterator[bytes]) -> None:
        self._blocks: Any = blocks

    def __iter__(self) -> Iterator[bytes]:
        return self._blocks  # type: ignore[no-any-return]

    async def __aiter__(self) -> AsyncIterator[bytes]:
        if hasattr(self._blocks, "__aiter__"):
            async for block in self._blocks:
                yield block
        else:
            for block in self._blocks:
                yield block


@functools.cache
def _user_agent() -> str:
    return (
        f"addepar-client/{__version__} (spec {SPEC_VERSION}) {httpx.__name__}/{httpx.__version__}"
        f" python/{platform.python_version()}"
    )


@functools.cache
def _tls(ca_file: str | None, ca_folder: str | None) -> ssl.SSLContext:
    # One context for the whole process: each new one costs more than twenty milliseconds.
    context = httpx.create_ssl_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2  # whatever the machine's own settings allow
    return context


def _connect(origin: Origin) -> Connection:
    """A connection to an origin, through the environment's proxy if there is one and it is not this machine."""
    scheme, host, _ = origin
    proxies, proxy = getproxies(), None
    if proxies and not is_loopback(host) and not proxy_bypass(host):
        proxy = proxies.get(scheme) or proxies.get("all")
        proxy = proxy if not proxy or "://" in proxy else f"http://{proxy}"
    context = _tls(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))
    return Connection(httpx.HTTPTransport(verify=context, limits=_ONE, proxy=proxy), origin)


class _BaseTransport:
    """What both transports know: the HTTP library's client, the pool below it, and how requests look to it.

    Attributes:
        pool: our connections; None if the caller's own client or transport has them.
    """

    _library_client: Any
    _pooled_transport: Any

    def __init__(self, settings: Settings, client: Any, wire: Any) -> None:
        if client is not None and not isinstance(client, self._library_client):
            name = f"{httpx.__name__}.{self._library_client.__name__}"
            raise ConfigurationError(f"http_client: give an {name}, or leave it out")
        self._settings = settings
        self._given = client
        self._closed = False
        self._process = os.getpid()
        self._headers = {
            "host": httpx.URL(settings.root).netloc.decode("ascii"),
            "accept": MEDIA_TYPE,
            "accept-encoding": "gzip, deflate",
            "connection": "keep-alive",
            "user-agent": _user_agent(),
        }
        self.pool = ConnectionPool(_connect) if client is None and wire is None else None
        self._http = client or self._library_client(
            transport=wire or self._pooled_transport(), trust_env=False, cookies=_NoCookies()
        )

    def check_usable(self) -> None:
        """Raise if sending would harm: from a forked process, or after closing."""
        if os.getpid() != self._process:
            raise ConfigurationError(
                "the client was made before this process was forked, and its connections belong to its parent;"
                " make a client in each process"
            )
        if self._closed or self._http.is_closed:
            raise ConfigurationError("the client is closed; make a new one")

    def respond(self, request: Request, exchange: "Exchange | AsyncExchange") -> Any:
        """Send: gives what the HTTP library answers, or for its async side something to await."""
        auth = request.credentials.flow if request.credentials else None
        # No frame here holds the library's request: its header is the credential.
        return self._http.send(self._built(request, exchange), auth=auth, follow_redirects=False, stream=True)

    def _built(self, request: Request, exchange: Any) -> httpx.Request:
        headers = {**self._headers, **request.headers}
        if request.foreign:
            del headers["host"]
        else:
            headers[FIRM_HEADER] = self._settings.firm_id
        extensions: dict[str, Any] = {"timeout": request.timeout._asdict()}
        if self.pool is not None:
            extensions[_EXCHANGE] = exchange
        built = (self._given.build_request if self._given else httpx.Request)(
            request.method,
            request.url,
            **self._content(request.body),
            params=dict(request.params) or None,  # an empty mapping would wipe the query of a link
            headers=headers,
            extensions=extensions,
        )
        if request.foreign:
            for name in ("cookie", "authorization", FIRM_HEADER):
                built.headers.pop(name, None)
        elif request.credentials and not request.credentials.flow:
            built.headers["authorization"] = request.credentials.header()
        return built

    def _content(self, body: Any) -> dict[str, Any]:
        """The body as an argument of the library's."""
        raise NotImplementedError


class Transport(_BaseTransport):
    """Sends for the sync client."""

    _library_client = httpx.Client
    _pooled_transport = _PooledTransport

    def exchange(self) -> Exchange:
        """What sends one request. It holds nothing yet; whoever asks for it closes it in the end."""
        self.check_usable()
        return Exchange(self)

    def _content(self, body: Any) -> dict[str, Any]:
        return {"content": body if body is None or isinstance(body, bytes) else send_blocks(body)}

    def close(self) -> None:
        """Close the connections, if they are ours."""
        self._closed = True
        if self.pool is not None:
            self.pool.close()
        elif self._http is not self._given:
            self._http.close()


class AsyncTransport(_BaseTransport):
    """Sends for the async client."""

    _library_client = httpx.AsyncClient
    _pooled_transport = _AsyncPooledTransport

    def __init__(self, settings: Settings, client: AsyncHttpClient | None, wire: AsyncHttpTransport | None) -> None:
        super().__init__(settings, client, wire)
        self._slots = asyncio.Semaphore(MAX_EXCHANGES)
        self._loop: asyncio.AbstractEventLoop | None = None

    def exchange(self) -> "AsyncExchange":
        """What sends one request. It holds nothing yet; whoever asks for it closes it in the end."""
        from .async_exchange import AsyncExchange

        self.check_usable()
        return AsyncExchange(self)

    @functools.cached_property
    def workers(self) -> "ThreadPoolExecutor":
        """The threads that wait for the network."""
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(MAX_EXCHANGES, "addepar-worker")

    def check_usable(self) -> None:
        super().check_usable()
        self._loop = self._loop or asyncio.get_running_loop()
        if self._loop is not asyncio.get_running_loop():
            raise ConfigurationError(
                "the client belongs to another event loop, the one that first used it; make a client in each loop"
                " (each asyncio.run starts one)"
            )

    def _content(self, body: Any) -> dict[str, Any]:
        if body is None or isinstance(body, bytes):
            return {"content": body}
        return {"content": send_blocks_async(body)} if self.pool is None else {"stream": _Body(send_blocks(body))}

    def answered(self, response: Any, body: AsyncIterator[bytes], exchange: "AsyncExchange") -> httpx.Response:
        """What the library's async client gets for a thread's answer."""
        extensions = response.extensions | {_EXCHANGE: exchange}
        return httpx.Response(
            response.status_code, headers=response.headers.raw, stream=_Body(body), extensions=extensions
        )

    async def take_slot(self, request: Request) -> None:
        """Wait until there are fewer exchanges than may be."""
        try:
            async with asyncio.timeout(request.timeout.pool if self._slots.locked() else None):
                await self._slots.acquire()
        except TimeoutError:
            raise timed_out("PoolTimeout", request) from None

    def give_slot(self) -> None:
        """The exchange has ended."""
        self._slots.release()

    async def close(self) -> None:
        """Close the connections, if they are ours. A client of the caller's stays open."""
        self._closed = True
        if self.pool is not None:
            self.pool.close()
            if "workers" in vars(self) and os.getpid() == self._process:
                self.workers.shutdown(wait=False)
        elif self._http is not self._given and self._loop in (None, asyncio.get_running_loop()):
            await self._http.aclose()
