"""One line in the log for each request; imported only if someone wants to read it.

Level info writes the line. Level debug adds headers and bodies, up to a limit and without secrets. A secret is
recognized by the name of its header, member or query parameter, or by its value if it is one of the credentials.
"""

import base64
import logging
import re
import time
from collections.abc import Mapping
from json import dumps, loads
from typing import TypeVar
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from addepar_core.errors.known_secrets import frameless
from addepar_core.errors.redaction import mask, redact
from addepar_core.flow.messages import HttpRequest, HttpResponse, Json
from addepar_core.flow.steps import CloseStream, CopyChunks, Flow, OpenStream, ReadChunk, Send, Step, apply_policy
from addepar_core.settings import Settings

T = TypeVar("T")
_log = logging.getLogger("addepar_client")
LIMIT = 2000
"""The number of characters of a body that are shown."""
_PARSED = 256 * 1024
_SECRET = re.compile(
    r"(?i)authori[sz]ation|authenticat|cookie|token|secret|passw|pwd|api[-_]?key|credential|signature|session_?id"
    r"|assertion|jwt|verifier|^sig$|^code$"
)
# A user's own header may hold a secret under any name.
_PLAIN = frozenset({"accept", "content-type", "if-match", "if-none-match", "if-range", "prefer", "range"})
_OF_OTHERS = re.compile(r"content-(type|length|range|encoding)|etag|last-modified|accept-ranges|date|server")
_SIGNED = re.compile(r"""(https?://[^\s"'<>?]+)\?[^\s"'<>]*""")


class _Exchange:
    """A request that has been sent, until its line is written."""

    def __init__(self, request: HttpRequest, settings: Settings) -> None:
        self.request = request
        self.head: HttpResponse | None = None
        self.bytes = 0
        self._settings = settings
        self._secrets = _secrets(request)
        self._started = time.monotonic()
        if _log.isEnabledFor(logging.DEBUG):
            sent = {name: value if name in _PLAIN else "***" for name, value in request.headers.items()}
            if not request.cross_origin:
                sent |= {settings.api.firm_header.lower(): settings.firm_id, "authorization": "***"}
            _log.debug("%s %s sends %s%s", request.method, self._path(), sent, self._sent_body())

    def ended(self, error: BaseException | None = None) -> None:
        """Write the line."""
        milliseconds = round((time.monotonic() - self._started) * 1000, 1)
        head, request, path = self.head, self.request, self._path()
        request_id = head.request_id if head else None
        status = head.status_code if head else None
        outcome = str(status) if error is None else f"{status or 'failed'} ({type(error).__name__})"
        more = f", request {request_id}" if request_id else ""
        _log.info(
            "%s %s %s in %.0f ms, %d bytes, attempt %d%s",
            *(request.method, path, outcome, milliseconds, self.bytes, request.attempt, more),
            extra={
                "method": request.method,
                "path": path,
                "status": status,
                "milliseconds": milliseconds,
                "bytes": self.bytes,
                "request_id": request_id,
                "attempt": request.attempt,
            },
        )

    def received(self, answer: HttpResponse, *, whole: bool) -> None:
        """Record the response, or its head."""
        self.head = answer
        if _log.isEnabledFor(logging.DEBUG):
            text = self._body(answer.content, answer.content_type) if whole else ""
            _log.debug("%s %s answers %s%s", self.request.method, self._path(), self._shown_headers(answer), text)

    def _path(self) -> str:
        """The address: with its query if it belongs to the API, which has no signed links; otherwise without."""
        request = self.request
        if request.cross_origin:
            return self._scrubbed(request.path)
        pairs = [*parse_qsl(urlsplit(request.url).query, True), *request.params.items()]
        query = urlencode([(name, "***" if _SECRET.search(name) else value) for name, value in pairs], safe="[]*,:/@")
        return self._scrubbed(f"{request.path}?{query}" if query else request.path)

    def _shown_headers(self, answer: HttpResponse) -> dict[str, str]:
        shown = {}
        for name, value in answer.headers.items():
            name = name.lower()
            allowed = _OF_OTHERS.fullmatch(name) if self.request.cross_origin else not _SECRET.search(name)
            value = self._scrubbed(value.partition("?")[0] if name == "location" else value) if allowed else "***"
            shown[self._scrubbed(name)] = value
        return shown

    def _sent_body(self) -> str:
        body = self.request.body
        if body is None:
            return ""
        if isinstance(body, bytes):
            return self._body(body, self.request.headers.get("content-type", ""))
        return f", body: {body.length} bytes"

    def _body(self, content: bytes, kind: str) -> str:
        """A body that may be shown; empty for other servers, including the OAuth token endpoint."""
        if not content:
            return ""
        if self.request.cross_origin or not ("json" in kind or kind.startswith("text/")):
            return f", body: {len(content)} bytes"
        text = self._scrubbed(_members(content))
        rest = f"... ({len(content)} bytes in total)" if len(text) > LIMIT or len(content) > _PARSED else ""
        return f", body: {text[:LIMIT]}{rest}"

    def _scrubbed(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return redact(_SIGNED.sub(r"\1?***", text))


def _members(content: bytes) -> str:
    """The text of a body; in JSON, without the values whose names suggest a secret."""
    if len(content) <= _PARSED:
        try:
            return dumps(_hidden(loads(content)), ensure_ascii=False)
        except (ValueError, RecursionError):
            pass
    return content[: 4 * LIMIT].decode("utf-8", "replace")


def _hidden(value: Json) -> Json:
    if isinstance(value, Mapping):
        return {name: "***" if _SECRET.search(name) else _hidden(inner) for name, inner in value.items()}
    return [_hidden(inner) for inner in value] if isinstance(value, list) else value


@frameless
def _secrets(request: HttpRequest) -> tuple[str, ...]:
    """The credentials of a request in each form in which a server may repeat them."""
    if request.credentials is None or request.credentials.flow:
        return ()
    kind, _, value = request.credentials.header().partition(" ")
    secrets = {value}
    if kind == "Basic":
        secrets.add(base64.b64decode(value).decode().partition(":")[2])
    forms = {form for one in secrets if len(one) > 3 for form in (one, quote(one, safe=""), dumps(one)[1:-1])}
    return mask(tuple(sorted(forms, key=len, reverse=True)))  # type: ignore[no-any-return]


def logged(flow: Flow[T], settings: Settings) -> Flow[T]:
    """The same flow, with a log line for each request."""
    streams: dict[int, _Exchange] = {}

    def noting(step: Step) -> Flow[object]:
        match step:
            case Send() | OpenStream():
                exchange = _Exchange(step.request, settings)
            case ReadChunk() | CopyChunks() | CloseStream() if id(step.stream) in streams:
                exchange = streams[id(step.stream)]
            case _:
                return (yield step)
        try:
            outcome = yield step
        except BaseException as error:
            _forget(streams, exchange)
            exchange.ended(error)
            raise
        if isinstance(step, OpenStream):
            exchange.received(outcome.head, whole=False)
            streams[id(outcome)] = exchange
            return outcome
        if isinstance(step, Send):
            exchange.received(outcome, whole=True)
            exchange.bytes = len(outcome.content)
        elif outcome:
            exchange.bytes += outcome if isinstance(outcome, int) else len(outcome)
            return outcome
        _forget(streams, exchange)
        exchange.ended()
        return outcome

    try:
        return (yield from apply_policy(flow, noting))
    finally:
        for exchange in streams.values():
            exchange.ended()


def _forget(streams: dict[int, _Exchange], exchange: _Exchange) -> None:
    for key in [key for key, known in streams.items() if known is exchange]:
        del streams[key]
