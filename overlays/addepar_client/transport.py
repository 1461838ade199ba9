"""The wire. The only module that names the HTTP library.

It adds what every request needs (credentials and firm, for the API's own origin alone), sends it,
and turns whatever the library raises into errors of this package that hold no live request.
Redirects are never followed here: a flow that wants one asks for it.
"""

import functools
import logging
import os
import platform
import ssl
import threading
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any
from urllib.request import getproxies

from addepar_api.facts import FIRM_HEADER, MEDIA_TYPE, SPEC_VERSION

from . import __version__
from .errors import ConfigurationError
from .flows import Answer, Request
from .lanes import LANES, Lane, Lanes
from .lazy import asyncio
from .sending import send_blocks, send_blocks_async
from .settings import Settings, is_loopback
from .streams import AsyncStream, Guard, Quiet, SyncStream
from .troubles import timed_out

if TYPE_CHECKING:
    import httpx

    from .beside import Beside
    from .driving import Blocking
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
def _user_agent() -> str:
    return (
        f"addepar-client/{__version__} (spec {SPEC_VERSION}) {httpx.__name__}/{httpx.__version__}"
        f" python/{platform.python_version()}"
    )


@functools.cache
def _tls(_ca_file: str | None, _ca_folder: str | None) -> ssl.SSLContext:
    # One context for the whole process: each new one costs more than twenty milliseconds.
    context = httpx.create_ssl_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2  # whatever the machine's own settings allow
    return context


def _shared_tls() -> ssl.SSLContext:
    return _tls(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))


class _Common:
    """What both transports know: the HTTP library's transports and clients, and how requests look to it."""

    _handle: str

    def __init__(self, settings: Settings, given: Any, own: Any, bare: Any, wire: Any) -> None:
        if given is not None and not isinstance(given, own):
            raise ConfigurationError(f"http_client: give an {httpx.__name__}.{own.__name__}, or leave it out")
        self._settings = settings
        self._given = given
        self._client = own
        self._closed = False
        self._process = os.getpid()
        root = httpx.URL(settings.root)
        self._headers = {
            "host": root.netloc.decode("ascii"),
            "accept": MEDIA_TYPE,
            "accept-encoding": "gzip, deflate",
            "connection": "keep-alive",
            "user-agent": _user_agent(),
        }
        # A proxy of the environment has no business between this machine and itself. Where there is none, a
        # bare transport does: a client around it costs a third more, for cookies and redirects that nobody wants.
        make = own if getproxies() and not is_loopback(root.host) else bare
        self._lanes: Lanes[Lane] = Lanes(lambda: Lane(make(verify=_shared_tls(), limits=_ONE)))
        self._shared = given or wire

    def _usable(self) -> None:
        """Raise where sending would harm: from a forked process, or after closing."""
        if os.getpid() != self._process:
            raise ConfigurationError(
                "the client was made before this process was forked, and its connections belong to its parent;"
                " make a client in each process"
            )
        if self._closed or (self._given and self._given.is_closed):
            raise ConfigurationError("the client is closed; make a new one")

    def _begun(self, request: Request, lane: Lane, content: Any, *, traced: bool) -> Any:
        """Send: gives what the HTTP library answers, or for its async side something to await."""
        headers = {**self._headers, **request.headers}
        auth = None
        if request.foreign:
            del headers["host"]
        else:
            headers[FIRM_HEADER] = self._settings.firm_id
            if request.credentials and (auth := request.credentials.flow) is None:
                headers["authorization"] = request.credentials.header()
        built = (self._given.build_request if self._given else httpx.Request)(
            request.method,
            request.url,
            content=content,
            params=dict(request.params) or None,  # an empty mapping would wipe the query of a link
            headers=headers,
            extensions={"timeout": request.timeout._asdict()} | ({"trace": lane.trace} if traced else {}),
        )
        if request.foreign:
            for name in ("cookie", "authorization", FIRM_HEADER):
                built.headers.pop(name, None)
        http = lane.http
        if auth is None and not isinstance(http, self._client):
            return getattr(http, self._handle)(built)
        client = http if isinstance(http, self._client) else self._client(transport=http, trust_env=False)
        return client.send(built, auth=auth, follow_redirects=False, stream=True)

    def _answer(self, request: Request, response: Any, started: float) -> Answer:
        """The head of an answer as plain data, and a line in the log."""
        seconds = time.monotonic() - started
        if _log.isEnabledFor(logging.DEBUG):
            _log.debug("%s %s %s %.0f ms", request.method, request.path, response.status_code, seconds * 1000)
        told = request._replace(credentials=None, left=None)
        return Answer(told, response.status_code, response.headers, b"", seconds)


class Transport(_Common):
    """Sends for the sync client."""

    _handle = "handle_request"

    def __init__(
        self, settings: Settings, client: HttpClient | None, wire: HttpTransport | None, slots: Any = None
    ) -> None:
        super().__init__(settings, client, httpx.Client, httpx.HTTPTransport, wire)
        self._slots = slots or threading.Semaphore(LANES)

    def open(self, request: Request, taken: Callable[[Lane], object] | None = None) -> SyncStream:
        """Send a request and read the head of its answer; ``taken`` is told the lane that it takes."""
        self._usable()
        started = time.monotonic()
        body = request.body
        content = body if body is None or isinstance(body, bytes) else send_blocks(body)
        lane, alarm = self._taken(request), None
        try:
            if taken is not None:
                taken(lane)
            if request.left is not None:
                from .alarms import Alarm

                alarm = Alarm(request.left, lane.cut)
            with (guard := Guard(request)):
                response = self._begun(request, lane, content, traced=taken is not None or alarm is not None)
                lane.wire = response.extensions.get("network_stream")
                return SyncStream(
                    request, self._answer(request, response, started), response, alarm, partial(self._give, lane)
                )
            raise guard.trouble
        except BaseException:
            if alarm is not None:
                alarm.stop()
            self._give(lane)
            raise

    def _taken(self, request: Request) -> Lane:
        if self._shared is not None:
            return Lane(self._shared)
        if not self._slots.acquire(timeout=request.timeout.pool):
            raise timed_out("PoolTimeout", request)
        return self._lanes.take().begun()

    def _give(self, lane: Lane) -> None:
        if self._shared is None:
            idle = self._lanes.give(lane)
            self._slots.release()
            if idle is not None:
                idle.http.close()

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
        for lane in self._lanes.known():
            lane.http.close()
        if self._shared is not self._given:
            self._shared.close()


class AsyncTransport(_Common):
    """Sends for the async client."""

    _handle = "handle_async_request"

    def __init__(self, settings: Settings, client: AsyncHttpClient | None, wire: AsyncHttpTransport | None) -> None:
        super().__init__(settings, client, httpx.AsyncClient, httpx.AsyncHTTPTransport, wire)
        self._slots = asyncio.Semaphore(LANES)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._beside: Beside | None = None

    async def open(self, request: Request) -> "AsyncStream | Blocking":
        """Send a request and read the head of its answer; or how to do that in a thread."""
        if (beside := self._threads(request)) is None:
            return await self._open(request)
        await self._slot(request)
        return beside.open(request)

    async def send(self, request: Request) -> Answer:
        """Send a request and read its whole answer."""
        if hasattr(request.body, "blocks") and (beside := self._threads(request)):
            await self._slot(request)
            return await beside.send(request)
        stream = await self._open(request)
        try:
            return await stream.whole()
        finally:
            await stream.close()

    def _threads(self, request: Request) -> "Beside | None":
        """Where transfers go faster, unless what the caller has given has to carry them."""
        if self._shared is not None or (request.credentials and request.credentials.flow):
            return None
        self._usable()
        if self._beside is None:
            from .beside import Beside

            self._beside = Beside(partial(Transport, self._settings, None, None), self._slots.release)
        return self._beside

    def _usable(self) -> None:
        super()._usable()
        self._loop = self._loop or asyncio.get_running_loop()
        if self._loop is not asyncio.get_running_loop():
            raise ConfigurationError(
                "the client belongs to another event loop, the one that first used it; make a client in each loop"
                " (each asyncio.run starts one)"
            )

    async def _open(self, request: Request) -> AsyncStream:
        self._usable()
        started = time.monotonic()
        body = request.body
        content = body if body is None or isinstance(body, bytes) else send_blocks_async(body)
        lane = await self._taken(request)
        try:
            with (guard := Guard(request)):
                async with asyncio.timeout(request.left and request.left()):
                    response = await self._begun(request, lane, content, traced=False)
                return AsyncStream(
                    request, self._answer(request, response, started), response, partial(self._give, lane)
                )
            raise guard.trouble
        except BaseException:
            await self._give(lane)
            raise

    async def _slot(self, request: Request) -> None:
        try:
            async with asyncio.timeout(request.timeout.pool):
                await self._slots.acquire()
        except TimeoutError:
            raise timed_out("PoolTimeout", request) from None

    async def _taken(self, request: Request) -> Lane:
        if self._shared is not None:
            return Lane(self._shared)
        await self._slot(request)
        return self._lanes.take()

    async def _give(self, lane: Lane) -> None:
        if self._shared is None:
            idle = self._lanes.give(lane)
            self._slots.release()
            if idle is not None:
                await idle.http.aclose()

    async def close(self) -> None:
        """Close the connections, if they are ours. Those of an event loop that has ended are left to it."""
        self._closed = True
        if self._beside is not None:
            self._beside.close()
        if self._loop in (None, asyncio.get_running_loop()):
            for lane in self._lanes.known():
                await lane.http.aclose()
            if self._shared is not self._given:
                await self._shared.aclose()
