"""What the HTTP library raises, as errors of this package that hold no live request."""

import socket
import ssl
from typing import Any
from urllib.parse import urlsplit

from .errors import APIConnectionError, APITimeoutError, InputError, ProtocolError
from .flows import Request
from .problems import scrub

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


def translated(error: Exception, request: Request) -> Exception:
    """The same trouble as an error of ours, or the error itself where it is not the HTTP library's."""
    names = {kind.__name__ for kind in type(error).__mro__}
    unknown = "" if request.method == "GET" else "; whether the request was carried out is not known"
    for name in names & set(_PHASES):
        return timed_out(name, request, unknown)
    where: dict[str, Any] = {"method": request.method, "path": request.path}
    host = urlsplit(request.url).netloc
    told = scrub(str(error)) or type(error).__name__
    if names & {"ConnectError", "ProxyError"}:
        reason = _reason(error)
        words = _REASONS[reason][1] if reason else ""
        return APIConnectionError(f"no connection to {host}: {words}{told}", **where, sent=False, reason=reason)
    if "DecodingError" in names:
        return ProtocolError(f"the answer to {request.method} {request.path} cannot be unpacked")
    if names & {"HTTPError", "StreamError"}:
        return APIConnectionError(f"the connection to {host} broke: {told}{unknown}", **where)
    return InputError("url", told) if "InvalidURL" in names else error


def timed_out(name: str, request: Request, unknown: str = "") -> APITimeoutError:
    """The error for a phase that took too long; ``name`` is the library's own for it."""
    phase, what = _PHASES[name]
    sent = phase in ("read", "write")
    told = f"{what} within {getattr(request.timeout, phase) or 0:g} s{unknown if sent else ''}"
    return APITimeoutError(told, method=request.method, path=request.path, sent=sent)


def _reason(error: BaseException | None) -> str:
    """Whether DNS, TLS or a closed port is behind the trouble, as far as the chain of errors tells."""
    while error is not None:
        for reason, (kind, _) in _REASONS.items():
            if isinstance(error, kind):
                return reason
        several = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
        error = several[0] if several else error.__cause__ or error.__context__
    return ""
