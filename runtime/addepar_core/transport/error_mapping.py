"""The boundary around the HTTP library: its exceptions become ours, which refer to no live request.

It logs no full address of ours.
"""

import logging
import socket
import ssl
from contextvars import ContextVar
from typing import Any, Protocol
from urllib.parse import urlsplit

from addepar_core.errors.known_secrets import hide_known
from addepar_core.errors.redaction import EXCERPT, redact
from addepar_core.errors.tree import APIConnectionError, APITimeoutError, InputError, ProtocolError
from addepar_core.flow.messages import HttpRequest

_PHASES = {
    "ConnectTimeout": ("connect", "no connection"),
    "ReadTimeout": ("read", "no answer"),
    "WriteTimeout": ("write", "the request was not accepted"),
    "PoolTimeout": ("pool", "no free connection"),
}
_REASONS: dict[str, tuple[type[Exception], str]] = {
    "dns": (socket.gaierror, "the name cannot be resolved (DNS): "),
    "tls": (ssl.SSLError, "TLS failed, check the machine's certificates (SSL_CERT_FILE) and any proxy: "),
    "refused": (ConnectionRefusedError, "nothing listens there: "),
}

_ours: ContextVar[bool] = ContextVar("addepar_client_sending", default=False)


class Cancelled(Exception):
    """The exchange was cancelled by another thread, or its client was closed."""


class BodyError(Exception):
    """The body of a response is invalid. The text continues the words "the response"."""


def map_exception(error: Exception, request: HttpRequest) -> Exception:
    """Our error for one of the HTTP library; any other error unchanged."""
    names = {kind.__name__ for kind in type(error).__mro__}
    for name in names & set(_PHASES):
        return timed_out(name, request)
    where: dict[str, Any] = {"method": request.method, "path": request.path}
    host = urlsplit(hide_known(request.url)).netloc
    detail = redact(str(error))[:EXCERPT] or type(error).__name__  # some contain received data, of any length
    if "location header" in detail:  # it shows a part of the address, in which a credential would not be found
        detail = "it redirects to an invalid address"
    if names & {"ConnectError", "ProxyError"}:
        reason = _reason(error)
        words = _REASONS[reason][1] if reason else ""
        return APIConnectionError(f"no connection to {host}: {words}{detail}", **where, sent=False, reason=reason)
    if "DecodingError" in names or isinstance(error, BodyError):
        why = error if isinstance(error, BodyError) else "cannot be unpacked"
        strange = ProtocolError(f"the response to {request.method} {request.path} {why}")
        strange.outcome_unknown = request.is_write
        return strange
    if isinstance(error, Cancelled):
        return broken(request, "the call was cancelled, or the client closed")
    if names & {"HTTPError", "StreamError", "NetworkError"}:
        return broken(request, detail)
    return InputError("url", detail) if "InvalidURL" in names else error


def broken(request: HttpRequest, detail: str) -> APIConnectionError:
    """The error for a connection that broke."""
    host = urlsplit(hide_known(request.url)).netloc
    error = APIConnectionError(f"the connection to {host} broke: {detail}", method=request.method, path=request.path)
    error.outcome_unknown = request.is_write
    return error


def timed_out(name: str, request: HttpRequest) -> APITimeoutError:
    """The error for a phase that took too long; ``name`` is the library's error class."""
    phase, what = _PHASES[name]
    sent = phase in ("read", "write")
    message = f"{what} within {getattr(request.timeout, phase) or 0:g} s"
    error = APITimeoutError(message, method=request.method, path=request.path, sent=sent)
    error.outcome_unknown = sent and request.is_write
    return error


def _reason(error: BaseException | None) -> str:
    """The cause according to the chain of errors: DNS, TLS, a closed port, or unknown."""
    while error is not None:
        for reason, (kind, _) in _REASONS.items():
            if isinstance(error, kind):
                return reason
        several = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
        error = several[0] if several else error.__cause__ or error.__context__
    return ""


class Exchange(Protocol):
    """The user of the library. Its connection is not used again after an error."""

    request: HttpRequest
    failed: bool


class UrlLogFilter(logging.Filter):
    """Keeps the HTTP library from logging our full addresses. Its other users are not affected."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not _ours.get()


class ErrorBoundary:
    """Holds back an exception of the library, for the caller to raise outside of any handler.

    The error therefore refers to no live request, and to no frame of the library with a header among its local
    variables. The same applies to a ``KeyboardInterrupt``.

    Args:
        exchange: the user of the library.

    Attributes:
        error: the exception that the caller must raise, mapped to ours if it is one of the library's.
    """

    error: Any = None

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._request = exchange.request

    def __enter__(self) -> None:
        self._token = _ours.set(True)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        _ours.reset(self._token)
        if error is None:
            return False
        self._exchange.failed = True
        if isinstance(error, Exception):
            late = isinstance(error, TimeoutError) and self._request.time_remaining is not None
            self.error = timed_out("ReadTimeout", self._request) if late else map_exception(error, self._request)
        else:
            self.error = error
        if self.error is error:
            _drop_frames(error)
        return True


def _drop_frames(error: BaseException | None) -> None:
    while error is not None:
        error.__traceback__ = None
        if error.__cause__ is not None:
            _drop_frames(error.__cause__)
        error = error.__context__
