"""Download files: streamed, checked for length, and moved into place only when complete."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from addepar_client.transfers.multipart import Progress
from addepar_client.transfers.sinks import Sink, Target
from addepar_client.transfers.targets import filename_from_headers, sink_for
from addepar_core.errors.redaction import mask, redact
from addepar_core.errors.tree import APIConnectionError, ProtocolError, TransferError
from addepar_core.flow.messages import BLOCK, HttpRequest, HttpResponse
from addepar_core.flow.steps import (
    Flow,
    Stream,
    callback,
    close_stream,
    copy_chunks,
    defer,
    open_stream,
    read_chunk,
    run_blocking,
    sleep,
)
from addepar_core.models.interop import FieldsView
from addepar_core.operations import arguments as inputs
from addepar_core.operations.responses import check_file, raise_for_stream_status
from addepar_core.transport.bodies.ranges import Validator, length, validator_of
from addepar_core.utils.http import is_loopback, resolve

_HOPS = 5
_MAX_INTERRUPTIONS = 5
_BLOCKS = 128  # written in one step if there is no progress to report
# Identity, so that Content-Length counts the bytes of the file and not those of a compressed form.
_PLAIN = {"accept": "*/*", "accept-encoding": "identity"}


@dataclass(frozen=True)
class Downloaded(FieldsView):
    """What a download wrote.

    Attributes:
        path: where it is now; None if ``to`` was a file object, or left out. Type checkers take it for a ``Path``.
        name: the name the server gave it, made safe; the id where it gave none.
        bytes: its length.
        content_type: what the server said it is.
        request_id: the header ``X-Request-ID`` or ``Request-ID``; None without one, and Addepar documents neither.
    """

    path: Path | Any
    name: str
    bytes: int
    content_type: str
    _digest: str = field(repr=False)
    request_id: str | None = field(default=None, kw_only=True)

    @property
    def sha256(self) -> str:
        """The digest of the bytes in hexadecimal, computed from the file at about one second per GiB.

        Raises:
            TransferError: the file no longer exists, or its length has changed.
        """
        if self.path is None or self._digest:
            return self._digest
        try:
            with self.path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                if file.tell() == self.bytes:
                    return digest
        except OSError as error:
            raise TransferError(f"cannot read {str(self.path)!r}: {error.strerror or error}") from error
        raise TransferError(f"{str(self.path)!r} has changed since the download of {self.bytes} bytes")


def download_to(
    root: str, request: HttpRequest, to: Target, *, fallback: str, overwrite: bool, on_progress: Progress | None,
    extension: str = "", resume: bool = False, expected: int | None = None,
    check_start: Callable[[HttpResponse, bytes], None] | None = None,
) -> Flow[Downloaded]:  # fmt: skip
    """Stream a response into a file. If it breaks off, request the rest, or all of it again.

    Args:
        root: the API root, to resolve redirects.
        request: the GET to send.
        to: a path, a folder (which takes the server's name for the file), or a binary file object.
        fallback: the name if the server sends none.
        overwrite: whether an existing file may be replaced.
        on_progress: called with (bytes so far, total bytes or None).
        extension: the extension of the name, whatever the server sends.
        resume: whether to continue an earlier partial download, and to keep this one if it cannot be finished.
        expected: the required length of the file.
        check_start: checks the first bytes, and raises if they are not the file.
    """
    inputs.callback("on_progress", on_progress)
    sink = yield from run_blocking(partial(sink_for, to, overwrite, kept=(request.path, fallback) if resume else None))
    yield from defer(sink.discard)
    yield from run_blocking(sink.claim)
    validator = sink.validator
    interruptions = 0
    last_error: Exception
    while True:
        try:
            stream = yield from _opened(root, request, validator, sink.bytes_written)
        except APIConnectionError as error:
            if not interruptions:
                raise
            last_error = error
        else:
            head = stream.head
            if sink.bytes_written and not (validator and validator.is_continued_by(head, sink.bytes_written)):
                yield from run_blocking(sink.restart)
            if sink.bytes_written or head.status_code == 200:
                validator = validator if sink.bytes_written else validator_of(head)
                copy = _StreamCopy(sink, validator, fallback, extension, expected, on_progress, check_start)
                broken = yield from copy.run(stream)
                if broken is None:
                    path = yield from run_blocking(sink.commit)
                    kind = redact(head.headers.get("content-type", ""))
                    return Downloaded(
                        path, sink.name, sink.bytes_written, kind, sink.sha256(), request_id=head.request_id
                    )
                last_error = broken
            else:
                last_error = ProtocolError(f"the rest returned {head.status_code}", status=head.status_code)
            yield from close_stream(stream)
        interruptions += 1
        if interruptions > _MAX_INTERRUPTIONS:
            is_kept = sink.resumable and sink.bytes_written and validator
            advice = "what arrived is kept for resume=True" if is_kept else "nothing was kept"
            raise TransferError(f"the download broke off {interruptions} times; {advice}: {last_error}") from None
        yield from sleep(0.25 * 2**interruptions)


@dataclass(frozen=True)
class _StreamCopy:
    """Copies a response into a sink, in blocks."""

    sink: Sink
    validator: Validator | None
    fallback: str
    extension: str
    expected: int | None
    on_progress: Progress | None
    check_start: Callable[[HttpResponse, bytes], None] | None

    def run(self, stream: Stream) -> Flow[Exception | None]:
        """Copy the response. Returns what went wrong, if another request may help."""
        head = stream.head
        sink, total = self.sink, length(head)
        self._check(total)
        name = filename_from_headers(head.headers, self.fallback)
        name += self.extension if not name.lower().endswith(self.extension) else ""
        begin = partial(sink.begin, name, self.validator)
        begun = sink.bytes_written > 0
        if begun:
            yield from run_blocking(begin)
        start, broken = bytearray(), ""
        try:
            while len(start) < BLOCK and (chunk := (yield from read_chunk(stream))):
                start += chunk
        except APIConnectionError as error:
            broken = f": {error}"
        if not begun and not broken:
            check_file(head.with_content(bytes(start)))
            if self.check_start is not None:
                self.check_start(head, bytes(start))
            yield from run_blocking(begin)
            begun = True
        if not begun:  # a break within the first block leaves too little to identify the file: request it again
            return TransferError(f"{len(start)} of {total or '?'} bytes arrived{broken}")
        yield from run_blocking(partial(sink.write, start))
        more = len(start)
        while True:
            if self.on_progress is not None and (more or not sink.bytes_written):  # the end is reported once
                yield from callback(self.on_progress, sink.bytes_written, total)
            if broken or not more:
                break
            try:
                more = yield from copy_chunks(stream, sink.write, 1 if self.on_progress else _BLOCKS)
            except APIConnectionError as error:
                broken = f": {error}"
        if broken or total not in (None, sink.bytes_written):
            return TransferError(f"{sink.bytes_written} of {total or '?'} bytes arrived{broken}")
        self._check(sink.bytes_written)
        return None

    def _check(self, size: int | None) -> None:
        if None not in (size, self.expected) and size != self.expected:
            self.sink.restart()
            raise TransferError(
                f"the server has {size} bytes, but the record says {self.expected}; nothing was kept;"
                " read the record again, or pass only the id"
            )


def _opened(root: str, request: HttpRequest, validator: Validator | None, done: int) -> Flow[Stream]:
    """Open the response, following redirects with GET. Credentials are sent only to the API's own origin."""
    request = request._replace(headers=_PLAIN | dict(request.headers))
    ranged = validator is not None and done > 0
    if validator is not None and ranged:
        request = validator.range_request(request, done)
    for _ in range(_HOPS):
        stream = yield from open_stream(request)
        if stream.head.status_code not in (301, 302, 303, 307, 308):
            if not (ranged and stream.head.status_code in (206, 416)):
                yield from raise_for_stream_status(stream)
            return stream
        request = redirected(root, request, stream.head)
    raise ProtocolError(f"{request.method} {request.path}: more than {_HOPS} redirects")


def redirected(root: str, request: HttpRequest, head: HttpResponse) -> HttpRequest:
    """The request for a redirect: never with credentials to another origin, and never to one without TLS."""
    link = mask(head.headers.get("location", ""))  # its query may be the only credential that the file needs
    try:
        # A link from the API is relative to its root; one from a storage server to the address that responded.
        url, cross_origin = resolve(root, mask(urljoin(request.url, link)) if request.cross_origin else link)
    except ValueError as error:
        raise ProtocolError(f"the redirect of {request.path} {error}", status=head.status_code) from None
    parts = urlsplit(url)
    here_is_local = is_loopback(urlsplit(root).hostname or "")
    if cross_origin and parts.scheme != "https" and not (here_is_local and is_loopback(parts.hostname or "")):
        raise ProtocolError(f"the redirect of {request.path} leads to a server without TLS", status=head.status_code)
    plain = _PLAIN | {name: request.headers[name] for name in ("range", "if-range") if name in request.headers}
    return request._replace(
        url=url, params={}, cross_origin=cross_origin, headers=plain if cross_origin else request.headers
    )
