"""The wire. The only module that names the HTTP library.

It adds what every request needs (credentials and firm, for the API's own origin alone), sends it,
and turns whatever the library raises into errors of this package that hold no live request.
Redirects are never followed here: a flow that wants one asks for it.
"""

import asyncio
import functools
import logging
import os
import platform
import ssl
import threading
import time
from dataclasses import replace
from functools import partial
from importlib import import_module, metadata
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from addepar_api.facts import FIRM_HEADER, MEDIA_TYPE, SPEC_VERSION

from .errors import ConfigurationError
from .flows import Answer, Request
from .lanes import LANES, Lanes
from .sending import send_blocks, send_blocks_async
from .settings import Settings, is_loopback
from .streams import AsyncStream, Guard, Quiet, SyncStream
from .troubles import timed_out

if TYPE_CHECKING:
    import httpx
else:
    # Its maintained fork has the same names.
    _LIBRARY = os.environ.get("ADDEPAR_HTTP_LIBRARY") or "httpx"
    if _LIBRARY not in ("httpx", "httpx2"):
        raise ConfigurationError(f"ADDEPAR_HTTP_LIBRARY: {_LIBRARY!r} is neither httpx nor httpx2")
    httpx = import_module(_LIBRARY)

HttpClient = httpx.Client
AsyncHttpClient = httpx.AsyncClient
HttpTransport = httpx.BaseTransport
AsyncHttpTransport = httpx.AsyncBaseTransport

_log = logging.getLogger("addepar_client")
_ONE = httpx.Limits(max_connections=1, max_keepalive_connections=1)


for _name in ("connection", "http11", "http2", "proxy"):
    logging.getLogger(f"{httpx.__name__.replace('x', 'core')}.{_name}").addFilter(Quiet())
logging.getLogger(httpx.__name__).addFilter(Quiet())


@functools.cache
def package_version() -> str:
    """The version of the installed distribution."""
    try:
        return metadata.version("addepar-client")
    except metadata.PackageNotFoundError:
        return "0+tree"


@functools.cache
def _user_agent() -> str:
    return (
        f"addepar-client/{package_version()} (spec {SPEC_VERSION}) {httpx.__name__}/{httpx.__version__}"
        f" python/{platform.python_version()}"
    )


@functools.cache
def _tls(_ca_file: str | None, _ca_folder: str | None) -> ssl.SSLContext:
    # One context for the whole process: each new one costs more than twenty milliseconds.
    return httpx.create_ssl_context()


def _shared_tls() -> ssl.SSLContext:
    return _tls(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))


class _Common:
    """What both transports know: the HTTP library's clients, and how requests and troubles look to it."""

    def __init__(self, settings: Settings, given: Any, own: Any, wire: Any) -> None:
        if given is not None and not isinstance(given, own):
            raise ConfigurationError(f"http_client: give an {httpx.__name__}.{own.__name__}, or leave it out")
        self._settings = settings
        self._given = given
        self._closed = False
        self._process = os.getpid()
        # A proxy of the environment has no business between this machine and itself.
        remote = not is_loopback(urlsplit(settings.root).hostname or "")
        self._lanes: Lanes[Any] = Lanes(lambda: own(verify=_shared_tls(), limits=_ONE, trust_env=remote))
        self._shared = given or (wire and own(transport=wire))

    def _usable(self) -> None:
        """Raise where sending would harm: from a forked process, or after closing."""
        if os.getpid() != self._process:
            raise ConfigurationError(
                "the client was made before this process was forked, and its connections belong to its parent;"
                " make a client in each process"
            )
        if self._closed or (self._given and self._given.is_closed):
            raise ConfigurationError("the client is closed; make a new one")

    def _built(self, client: Any, request: Request, content: Any) -> Any:
        headers = {"accept": MEDIA_TYPE, "user-agent": _user_agent()} | dict(request.headers)
        if not request.foreign:
            headers[FIRM_HEADER] = self._settings.firm_id
            if request.credentials and request.credentials.flow is None:
                headers["authorization"] = request.credentials.header()
        wait = request.timeout
        built = client.build_request(
            request.method,
            request.url,
            content=content,
            params=dict(request.params) or None,  # an empty mapping would wipe the query of a link
            headers=headers,
            timeout=httpx.Timeout(connect=wait.connect, read=wait.read, write=wait.write, pool=wait.pool),
        )
        if request.foreign:
            for name in ("cookie", "authorization", FIRM_HEADER):
                built.headers.pop(name, None)
        return built

    def _options(self, request: Request) -> dict[str, Any]:
        flow = request.credentials.flow if request.credentials and not request.foreign else None
        return {"auth": flow, "follow_redirects": False, "stream": True}

    def answer(self, request: Request, response: Any, started: float) -> Answer:
        """The head of an answer as plain data, and a line in the log."""
        seconds = time.monotonic() - started
        _log.debug("%s %s %s %.0f ms", request.method, request.path, response.status_code, seconds * 1000)
        told = replace(request, credentials=None)
        return Answer(told, response.status_code, httpx.Headers(response.headers), b"", seconds)


class Transport(_Common):
    """Sends for the sync client."""

    def __init__(self, settings: Settings, client: HttpClient | None, wire: HttpTransport | None) -> None:
        super().__init__(settings, client, httpx.Client, wire)
        self._slots = threading.Semaphore(LANES)

    def open(self, request: Request) -> SyncStream:
        """Send a request and read the head of its answer."""
        self._usable()
        started = time.monotonic()
        body = request.body
        content = body if body is None or isinstance(body, bytes) else send_blocks(body)
        lane = self._taken(request)
        try:
            with (guard := Guard(request)):
                response = lane.send(self._built(lane, request, content), **self._options(request))
                return SyncStream(self.answer(request, response, started), partial(self.give, lane), response)
            raise guard.trouble
        except BaseException:
            self.give(lane)
            raise

    def _taken(self, request: Request) -> Any:
        if self._shared is not None:
            return self._shared
        if not self._slots.acquire(timeout=request.timeout.pool):
            raise timed_out("PoolTimeout", request)
        return self._lanes.take()

    def give(self, lane: Any) -> None:
        """Take a lane back from who used it."""
        if lane is not self._shared:
            idle = self._lanes.give(lane)
            self._slots.release()
            if idle is not None:
                idle.close()

    def send(self, request: Request) -> Answer:
        """Send a request and read its whole answer."""
        stream = self.open(request)
        try:
            return stream.whole()
        finally:
            stream.close()

    def close(self) -> None:
        """Close the connections, if they are ours."""
        self._closed = True
        for client in self._lanes.known() + [self._shared] * (self._shared is not self._given):
            client.close()


class AsyncTransport(_Common):
    """Sends for the async client."""

    def __init__(self, settings: Settings, client: AsyncHttpClient | None, wire: AsyncHttpTransport | None) -> None:
        super().__init__(settings, client, httpx.AsyncClient, wire)
        self._slots = asyncio.Semaphore(LANES)
        self._loop: asyncio.AbstractEventLoop | None = None

    async def open(self, request: Request) -> AsyncStream:
        """Send a request and read the head of its answer."""
        self._usable()
        self._loop = self._loop or asyncio.get_running_loop()
        if self._loop is not asyncio.get_running_loop():
            raise ConfigurationError(
                "the client belongs to another event loop, the one that first used it; make a client in each loop"
                " (each asyncio.run starts one)"
            )
        started = time.monotonic()
        body = request.body
        content = body if body is None or isinstance(body, bytes) else send_blocks_async(body)
        lane = await self._taken(request)
        try:
            with (guard := Guard(request)):
                response = await lane.send(self._built(lane, request, content), **self._options(request))
                return AsyncStream(self.answer(request, response, started), partial(self.give, lane), response)
            raise guard.trouble
        except BaseException:
            await self.give(lane)
            raise

    async def _taken(self, request: Request) -> Any:
        if self._shared is not None:
            return self._shared
        try:
            async with asyncio.timeout(request.timeout.pool):
                await self._slots.acquire()
        except TimeoutError:
            raise timed_out("PoolTimeout", request) from None
        return self._lanes.take()

    async def give(self, lane: Any) -> None:
        """Take a lane back from who used it."""
        if lane is not self._shared:
            idle = self._lanes.give(lane)
            self._slots.release()
            if idle is not None:
                await idle.aclose()

    async def send(self, request: Request) -> Answer:
        """Send a request and read its whole answer."""
        stream = await self.open(request)
        try:
            return await stream.whole()
        finally:
            await stream.close()

    async def close(self) -> None:
        """Close the connections, if they are ours. Those of an event loop that has ended are left to it."""
        self._closed = True
        if self._loop in (None, asyncio.get_running_loop()):
            for client in self._lanes.known() + [self._shared] * (self._shared is not self._given):
                await client.aclose()
