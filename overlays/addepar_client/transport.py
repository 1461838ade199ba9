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
import time
from contextvars import ContextVar
from dataclasses import replace
from functools import partial
from importlib import metadata
from typing import Any
from urllib.parse import urlsplit

import httpx
from addepar_api.facts import FIRM_HEADER, MEDIA_TYPE, SPEC_VERSION

from .auth import Credentials
from .errors import APIConnectionError, APITimeoutError, ConfigurationError, InputError, ProtocolError
from .flows import Answer, Request, send_blocks, send_blocks_async
from .problems import scrub
from .settings import Settings, Timeout, is_loopback

HttpClient = httpx.Client
AsyncHttpClient = httpx.AsyncClient
HttpTransport = httpx.BaseTransport
AsyncHttpTransport = httpx.AsyncBaseTransport

_log = logging.getLogger("addepar_client")
_ours: ContextVar[bool] = ContextVar("addepar_client_sending", default=False)
# A kept-alive limit below the number of connections makes the pool hand out closed ones to threads.
_LIMITS = httpx.Limits(max_connections=100, max_keepalive_connections=100)
_PHASES = {
    httpx.ConnectTimeout: ("connect", "no connection"),
    httpx.ReadTimeout: ("read", "no answer"),
    httpx.WriteTimeout: ("write", "the request was not taken"),
    httpx.PoolTimeout: ("pool", "no free connection"),
}


class _Quiet(logging.Filter):
    """Keeps the HTTP library from logging our full addresses; its other users are left alone."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not _ours.get()


for _name in ("httpx", "httpcore.connection", "httpcore.http11", "httpcore.http2", "httpcore.proxy"):
    logging.getLogger(_name).addFilter(_Quiet())


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
        f"addepar-client/{package_version()} (spec {SPEC_VERSION}) httpx/{httpx.__version__}"
        f" python/{platform.python_version()}"
    )


@functools.cache
def _tls(_ca_file: str | None, _ca_folder: str | None) -> ssl.SSLContext:
    # One context for the whole process: each new one costs more than twenty milliseconds.
    return httpx.create_ssl_context()


def _shared_tls() -> ssl.SSLContext:
    return _tls(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))


class _Guard:
    """Around each use of the library: keeps it from logging, and holds back what it raises.

    The trouble is raised by the caller, outside of any handler, so that no live request hangs on it.
    """

    def __init__(self, owner: "_Common", request: Request) -> None:
        self._owner = owner
        self._request = request
        self.trouble: Exception = AssertionError("nothing was raised")

    def __enter__(self) -> None:
        self._token = _ours.set(True)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        _ours.reset(self._token)
        if isinstance(error, Exception):
            self.trouble = self._owner.translated(error, self._request)
            return True
        return False


class _Common:
    """What both transports know: settings and credentials in, arguments for the library out."""

    def __init__(self, settings: Settings, credentials: Any, given: Any, own: Any, wire: Any) -> None:
        if given is not None and not isinstance(given, own):
            raise ConfigurationError(f"http_client: give an httpx.{own.__name__}, or leave it out")
        self._settings = settings
        self._credentials = credentials
        self._owned = given is None
        # A proxy of the environment has no business between this machine and itself.
        remote = not is_loopback(urlsplit(settings.root).hostname or "")
        self._client = given or own(verify=_shared_tls(), limits=_LIMITS, transport=wire, trust_env=remote)
        self._closed = False

    def _built(self, request: Request, content: Any) -> httpx.Request:
        if self._closed or self._client.is_closed:
            raise ConfigurationError("the client is closed; make a new one")
        timeout = self._timeout(request)
        headers = {"accept": MEDIA_TYPE, "user-agent": _user_agent()} | dict(request.headers)
        if not request.foreign:
            headers[FIRM_HEADER] = self._settings.firm_id
            if isinstance(self._credentials, Credentials):
                headers["authorization"] = self._credentials.header()
        built: httpx.Request = self._client.build_request(
            request.method,
            request.url,
            content=content,
            params=dict(request.params) or None,  # an empty mapping would wipe the query of a link
            headers=headers,
            timeout=httpx.Timeout(connect=timeout.connect, read=timeout.read, write=timeout.write, pool=timeout.pool),
        )
        if request.foreign:
            for name in ("cookie", "authorization", FIRM_HEADER):
                built.headers.pop(name, None)
        return built

    def _options(self, request: Request) -> dict[str, Any]:
        flow = None if request.foreign or isinstance(self._credentials, Credentials) else self._credentials
        return {"auth": flow, "follow_redirects": False, "stream": True}

    def _timeout(self, request: Request) -> Timeout:
        return Timeout.of(request.timeout, self._settings.timeout)

    def answer(self, request: Request, response: httpx.Response, started: float, content: bytes = b"") -> Answer:
        """The answer as plain data, and a line in the log."""
        seconds = time.monotonic() - started
        _log.debug("%s %s %s %.0f ms", request.method, request.path, response.status_code, seconds * 1000)
        return Answer(request, response.status_code, httpx.Headers(response.headers), content, seconds)

    def translated(self, error: Exception, request: Request) -> Exception:
        """The same trouble as an error of ours, or the error itself where it is not the library's."""
        where = {"method": request.method, "path": request.path}
        unknown = "" if request.method == "GET" else "; whether the request was carried out is not known"
        if isinstance(error, httpx.TimeoutException):
            phase, what = next(told for kind, told in _PHASES.items() if isinstance(error, kind))
            never_sent = phase in ("connect", "pool")
            limit = getattr(self._timeout(request), phase) or 0
            return APITimeoutError(f"{what} within {limit:g} s{'' if never_sent else unknown}", **where)
        host = urlsplit(request.url).netloc
        if isinstance(error, httpx.ConnectError):
            return APIConnectionError(f"no connection to {host}: {scrub(str(error))}", **where)
        if isinstance(error, httpx.DecodingError):
            return ProtocolError(f"the answer to {request.method} {request.path} cannot be unpacked")
        if isinstance(error, httpx.HTTPError | httpx.StreamError):
            told = scrub(str(error)) or type(error).__name__
            return APIConnectionError(f"the connection to {host} broke: {told}{unknown}", **where)
        return InputError("url", scrub(str(error))) if isinstance(error, httpx.InvalidURL) else error


class Transport(_Common):
    """Sends for the sync client."""

    def __init__(
        self, settings: Settings, credentials: Any, client: HttpClient | None, wire: HttpTransport | None
    ) -> None:
        super().__init__(settings, credentials, client, httpx.Client, wire)

    def open(self, request: Request) -> "_Stream":
        """Send a request and read the head of its answer."""
        started = time.monotonic()
        body = request.body
        content = body if body is None or isinstance(body, bytes) else send_blocks(body)
        with (guard := _Guard(self, request)):
            response = self._client.send(self._built(request, content), **self._options(request))
            return _Stream(self, request, response, started)
        raise guard.trouble

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
        if self._owned:
            self._client.close()


class _Stream:
    """A body that is still to be read."""

    def __init__(self, owner: Transport, request: Request, response: httpx.Response, started: float) -> None:
        self.head = owner.answer(request, response, started)
        self._guard = partial(_Guard, owner, request)
        self._response = response
        self._chunks = response.iter_bytes() if _packed(response) else response.iter_raw()

    def read(self) -> bytes:
        """The next chunk; nothing at the end."""
        with (guard := self._guard()):
            return next(self._chunks, b"")
        raise guard.trouble

    def whole(self) -> Answer:
        """The answer with all of its body."""
        with (guard := self._guard()):
            return replace(self.head, content=self._response.read())
        raise guard.trouble

    def close(self) -> None:
        """Give the connection back."""
        self._response.close()


class AsyncTransport(_Common):
    """Sends for the async client."""

    def __init__(
        self, settings: Settings, credentials: Any, client: AsyncHttpClient | None, wire: AsyncHttpTransport | None
    ) -> None:
        super().__init__(settings, credentials, client, httpx.AsyncClient, wire)

    async def open(self, request: Request) -> "_AsyncStream":
        """Send a request and read the head of its answer."""
        started = time.monotonic()
        body = request.body
        content = body if body is None or isinstance(body, bytes) else send_blocks_async(body)
        with (guard := _Guard(self, request)):
            response = await self._client.send(self._built(request, content), **self._options(request))
            return _AsyncStream(self, request, response, started)
        raise guard.trouble

    async def send(self, request: Request) -> Answer:
        """Send a request and read its whole answer."""
        stream = await self.open(request)
        try:
            return await stream.whole()
        finally:
            await stream.close()

    async def close(self) -> None:
        """Close the connections, if they are ours."""
        self._closed = True
        if self._owned:
            await self._client.aclose()


class _AsyncStream:
    """A body that is still to be read."""

    def __init__(self, owner: AsyncTransport, request: Request, response: httpx.Response, started: float) -> None:
        self.head = owner.answer(request, response, started)
        self._guard = partial(_Guard, owner, request)
        self._response = response
        self._chunks = response.aiter_bytes() if _packed(response) else response.aiter_raw()

    async def read(self) -> bytes:
        """The next chunk; nothing at the end."""
        with (guard := self._guard()):
            return await anext(self._chunks, b"")
        raise guard.trouble

    async def whole(self) -> Answer:
        """The answer with all of its body."""
        with (guard := self._guard()):
            return replace(self.head, content=await self._response.aread())
        raise guard.trouble

    async def close(self) -> None:
        """Give the connection back."""
        await self._response.aclose()


def _packed(response: httpx.Response) -> bool:
    return bool(response.headers.get("content-encoding", "identity") != "identity")
