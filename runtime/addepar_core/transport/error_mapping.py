"""Map the HTTP library's exceptions to ours, which hold no live request."""

import socket
import ssl
from typing import Any
from urllib.parse import urlsplit

from addepar_core.errors.redaction import EXCERPT, redact
from addepar_core.errors.tree import APIConnectionError, APITimeoutError, InputError, ProtocolError
from addepar_core.flow.steps import HttpRequest

_PHASES = {
    "ConnectTimeout": ("connect", "no connection"),
    "ReadTimeout": ("read", "no answer"),
    "WriteTimeout": ("write", "the request was not taken"),
    "PoolTimeout": ("pool", "no free connection"),
}
_REASONS: dict[str, tuple[type[Exception], str]] = {
    "dns": (socket.gaierror, "the name cannot be resolved (DNS): "),
    "tls": (ssl.SSLError, "TLS failed, check the machine's certificates (SSL_CERT_FILE) and any proxy: "),
    "refused": (ConnectionRefusedError, "nothing listens there: "),
}


class Cancelled(Exception):
    """The exchange was cancelled by another thread, or its client was closed."""


class BodyError(Exception):
    """The body of a response is not to be had; the text continues after "the response"."""


def map_exception(error: Exception, request: HttpRequest) -> Exception:
    """The same trouble as an error of ours, or the error itself where it is not the HTTP library's."""
    names = {kind.__name__ for kind in type(error).__mro__}
    for name in names & set(_PHASES):
        return timed_out(name, request)
    where: dict[str, Any] = {"method": request.method, "path": request.path}
    host = urlsplit(request.url).netloc
    detail = redact(str(error))[:EXCERPT] or type(error).__name__  # some hold what came: any length of it
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
    host = urlsplit(request.url).netloc
    error = APIConnectionError(f"the connection to {host} broke: {detail}", method=request.method, path=request.path)
    error.outcome_unknown = request.is_write
    return error


def timed_out(name: str, request: HttpRequest) -> APITimeoutError:
    """The error for a phase that took too long; ``name`` is the library's own for it."""
    phase, what = _PHASES[name]
    sent = phase in ("read", "write")
    message = f"{what} within {getattr(request.timeout, phase) or 0:g} s"
    error = APITimeoutError(message, method=request.method, path=request.path, sent=sent)
    error.outcome_unknown = sent and request.is_write
    return error


def _reason(error: BaseException | None) -> str:
    """Whether DNS, TLS or a closed port is behind the trouble, as far as the chain of errors tells."""
    while error is not None:
        for reason, (kind, _) in _REASONS.items():
            if isinstance(error, kind):
                return reason
        several = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
        error = several[0] if several else error.__cause__ or error.__context__
    return ""
