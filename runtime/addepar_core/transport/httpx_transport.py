"""Send requests through the HTTP library's own client, with our settings and credentials.

Every request passes through ``Client.send`` or ``AsyncClient.send`` of the library, where monitoring tools and
recorders hook in. Below it is our connection pool, unless the caller passed a client or transport. Redirects are never
followed here: a flow requests the new address itself. The async client's transport is in ``async_transport``.
"""

import functools
import logging
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TYPE_CHECKING, Any

from addepar_core._version import __version__
from addepar_core.errors.redaction import mask
from addepar_core.errors.tree import ConfigurationError
from addepar_core.flow.messages import BeforeSending, HttpRequest
from addepar_core.settings import Settings
from addepar_core.transport.bodies.request_body import send_blocks
from addepar_core.transport.error_mapping import UrlLogFilter
from addepar_core.transport.exchange import Exchange
from addepar_core.transport.http_library import CORE, httpx
from addepar_core.transport.network.connections import ConnectionPool
from addepar_core.transport.network.opening import Network

if TYPE_CHECKING:
    from addepar_core.transport.async_exchange import AsyncExchange

HttpClient = httpx.Client
AsyncHttpClient = httpx.AsyncClient
HttpTransport = httpx.BaseTransport
AsyncHttpTransport = httpx.AsyncBaseTransport

EXCHANGE = "addepar_exchange"
HEADERS_SENT = ".send_request_headers.started"

for _name in ("connection", "http11", "http2", "proxy", "socks"):
    logging.getLogger(f"{CORE}.{_name}").addFilter(UrlLogFilter())
logging.getLogger(httpx.__name__).addFilter(UrlLogFilter())


class NoCookies(httpx.Cookies):
    """Stores no cookies: the API has no sessions, and cookies of a storage server must not go anywhere else."""

    def extract_cookies(self, response: httpx.Response) -> None:
        pass


class _Client(httpx.Client):
    """The library's client, without cookies."""

    cookies: Any = NoCookies()


class _PooledTransport(httpx.BaseTransport):
    """Connects the library's client with the exchange of a request."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return request.extensions[EXCHANGE].respond(request)  # type: ignore[no-any-return]


class StreamedBody(httpx.SyncByteStream, httpx.AsyncByteStream):
    """The body of a request, or of a response that a thread receives."""

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
def _user_agent(spec_version: str) -> str:
    return (
        f"addepar-client/{__version__} (spec {spec_version}) {httpx.__name__}/{httpx.__version__}"
        f" python/{sys.version.partition(' ')[0]}"
    )


class BaseTransport:
    """The base of both transports: the HTTP library's client, the pool below it, and the form of its requests.

    Attributes:
        pool: our connections; None if the caller's client or transport has its own.
    """

    _library_client: Any
    _own_client: Any
    _pooled_transport: Any

    def __init__(self, settings: Settings, client: Any, transport: Any, network: Network = Network()) -> None:  # noqa: B008
        if (client is not None or transport is not None) and network != Network():
            raise ConfigurationError(
                "verify, proxy: they are for this package's own connections; pass them to your http_client or transport"
            )
        if client is not None and not isinstance(client, self._library_client):
            name = f"{httpx.__name__}.{self._library_client.__name__}"
            raise ConfigurationError(f"http_client: pass an {name}, or leave it out")
        self._settings = settings
        self._given = client
        self._closed = False
        self._process = os.getpid()
        self._headers = {
            "host": httpx.URL(settings.root).netloc.decode("ascii"),
            "accept": settings.api.media_type,
            "accept-encoding": "gzip, deflate",
            "connection": "keep-alive",
            "user-agent": _user_agent(settings.api.spec_version),
        }
        self.network = network
        self.pool = ConnectionPool(network.connect) if client is None and transport is None else None
        self._http = client or self._own_client(transport=transport or self._pooled_transport(), trust_env=False)

    def check_usable(self) -> None:
        """Raise if the client cannot be used: in a forked process, or after it was closed."""
        if os.getpid() != self._process:
            raise ConfigurationError(
                "the client was created before this process was forked, and its connections belong to the parent;"
                " create a client in each process"
            )
        if self._closed or self._http.is_closed:
            raise ConfigurationError("the client is closed; create a new one")

    def respond(self, request: HttpRequest, exchange: "Exchange | AsyncExchange") -> Any:
        """Send a request, and return the library's response; in the async client, an awaitable."""
        auth = request.credentials.flow if request.credentials else None
        # No frame here refers to the library's request, because its header contains the credential.
        return self._http.send(self._built(request, exchange), auth=auth, follow_redirects=False, stream=True)

    def _built(self, request: HttpRequest, exchange: Any) -> httpx.Request:
        headers = {**self._headers, **request.headers}
        if request.cross_origin:
            headers["host"] = httpx.URL(request.url).netloc.decode("ascii")
        else:
            headers[self._settings.api.firm_header] = self._settings.firm_id
        if isinstance(request.body, bytes):
            headers["content-length"] = str(len(request.body))
        elif request.method not in ("GET", "HEAD") and request.body is None:
            headers["content-length"] = "0"
        if not request.cross_origin and request.credentials and not request.credentials.flow:
            headers["authorization"] = mask(request.credentials.header())
        extensions: dict[str, Any] = {"timeout": request.timeout._asdict()}
        if self.pool is not None:
            extensions[EXCHANGE] = exchange
        if request.before_sending is not None:
            extensions["trace"] = self._hook(request.before_sending, exchange)
        params = dict(request.params) or None  # an empty mapping would remove the query of a link
        if self._given:
            built: httpx.Request = self._given.build_request(
                request.method, request.url, content=self._content(request.body), params=params, headers=headers
            )
            built.extensions |= extensions
        else:
            built = httpx.Request(
                request.method,
                request.url,
                stream=self._stream(request.body),
                params=params,
                headers=headers,
                extensions=extensions,
            )
        if request.body is None or isinstance(request.body, bytes):
            built.read()  # for transports and tools that look at the content
        if request.cross_origin:
            for name in ("cookie", "authorization", self._settings.api.firm_header):
                built.headers.pop(name, None)
        return built

    def _hook(self, before: BeforeSending, exchange: "Exchange | AsyncExchange") -> Callable[..., object]:
        """Called by the HTTP library at each of its steps."""

        def trace(step: str, _: object) -> None:
            if step.endswith(HEADERS_SENT) and before.is_due():
                before.look()

        return trace

    def _content(self, body: Any) -> Any:
        """The body for the caller's client."""
        raise NotImplementedError

    def _stream(self, body: Any) -> Any:
        """The body for our client."""
        return (
            httpx.ByteStream(body or b"")
            if body is None or isinstance(body, bytes)
            else StreamedBody(self._content(body))
        )


class Transport(BaseTransport):
    """Sends for the sync client."""

    _library_client = httpx.Client
    _own_client = _Client
    _pooled_transport = _PooledTransport

    def exchange(self) -> Exchange:
        """An exchange for one request. It holds no connection yet; the caller closes it."""
        self.check_usable()
        return Exchange(self)

    def _content(self, body: Any) -> Any:
        return body if body is None or isinstance(body, bytes) else send_blocks(body)

    def close(self) -> None:
        """Close the connections, if they are ours."""
        self._closed = True
        if self.pool is not None:
            self.pool.close()
        elif self._http is not self._given:
            self._http.close()
