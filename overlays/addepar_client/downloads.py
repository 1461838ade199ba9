"""Files out: streamed, counted, digested, and put in place whole or not at all."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .answers import head_checked
from .errors import APIConnectionError, ProtocolError, TransferError
from .flows import Answer, Flow, Open, Read, Request, Run, Tell
from .names import file_name
from .settings import is_loopback, resolve
from .sinks import Sink, Target, sink_for
from .uploads import BLOCK, Progress

_HOPS = 5


@dataclass(frozen=True)
class Downloaded:
    """What a download wrote.

    Attributes:
        path: where it is now; None where a file object was written to.
        name: the name the server gave it, made safe; the id where it gave none.
        bytes: its length.
        content_type: what the server said it is.
        sha256: the digest of its bytes, in hexadecimal.
    """

    path: Path | None
    name: str
    bytes: int
    content_type: str
    sha256: str


def fetch(
    root: str,
    request: Request,
    to: Target,
    *,
    fallback: str,
    overwrite: bool,
    on_progress: Progress | None,
    refuse: Callable[[Answer, bytes], None] | None = None,
) -> Flow[Downloaded]:
    """Stream an answer into a file.

    Args:
        root: the API root, to resolve redirects.
        request: the GET to send.
        to: a path, a folder (which takes the server's name for the file), or a binary file object.
        fallback: the name where the server gives none.
        overwrite: whether an existing file may be replaced.
        on_progress: called with (bytes so far, bytes in all or None).
        refuse: looks at the first bytes and raises where they are not the file.
    """
    sink: Sink = yield Run(partial(sink_for, to, overwrite))
    stream = yield from _opened(root, request)
    head: Answer = stream.head
    total = _length(head.headers)
    done = 0
    chunks: list[bytes] = []
    waiting = 0
    begun = False
    try:
        while True:
            try:
                chunk: bytes = yield Read(stream)
            except APIConnectionError as error:
                raise TransferError(
                    f"the download broke off after {done + waiting} of {total or '?'} bytes: {error}"
                ) from None
            chunks.append(chunk)
            waiting += len(chunk)
            if chunk and waiting < BLOCK:
                continue
            if not begun:
                _refuse_page(head, chunks[0])
                if refuse is not None:
                    refuse(head, b"".join(chunks))
                yield Run(partial(sink.begin, file_name(head.headers, fallback)))
                begun = True
            yield Run(partial(sink.write, chunks))
            done += waiting
            chunks, waiting = [], 0
            if on_progress is not None:
                yield Tell(on_progress, (done, total))
            if not chunk:
                break
        if total is not None and done != total:
            raise TransferError(f"the download ended after {done} of {total} bytes; nothing was kept")
        path: Path | None = yield Run(sink.commit)
    finally:
        sink.discard()
    return Downloaded(path, sink.name, done, head.headers.get("content-type", ""), sink.digest.hexdigest())


def _opened(root: str, request: Request) -> Flow[Any]:
    """Open the answer, following redirects by GET; credentials go no further than the API's own origin."""
    # Identity: so that Content-Length counts the bytes of the file and not those of a packed form.
    request = replace(request, headers={"accept": "*/*", "accept-encoding": "identity"} | dict(request.headers))
    for _ in range(_HOPS):
        stream = yield Open(request)
        if stream.head.status_code not in (301, 302, 303, 307, 308):
            yield from head_checked(stream)
            return stream
        request = redirected(root, request, stream.head)
    raise ProtocolError(f"{request.method} {request.path}: more than {_HOPS} redirects")


def redirected(root: str, request: Request, head: Answer) -> Request:
    """The request that a redirect asks for; never with credentials to another origin, never to one without TLS."""
    link = head.headers.get("location", "")
    try:
        url, foreign = resolve(root, link)
    except ValueError as error:
        raise ProtocolError(f"the redirect of {request.path} {error}", status=head.status_code) from None
    parts = urlsplit(url)
    here_is_local = is_loopback(urlsplit(root).hostname or "")
    if foreign and parts.scheme != "https" and not (here_is_local and is_loopback(parts.hostname or "")):
        raise ProtocolError(f"the redirect of {request.path} leads to a server without TLS", status=head.status_code)
    plain = {"accept": "*/*", "accept-encoding": "identity"}
    return replace(request, url=url, params={}, foreign=foreign, headers=plain if foreign else request.headers)


def _length(headers: Mapping[str, str]) -> int | None:
    """The length of the body, where the header counts what will be read."""
    told = headers.get("content-length", "")
    packed = headers.get("content-encoding", "identity") != "identity"
    return int(told) if re.fullmatch(r"[0-9]{1,18}", told) and not packed else None


def _refuse_page(head: Answer, start: bytes) -> None:
    if head.content_type in ("text/html", "application/xhtml+xml") and "content-disposition" not in head.headers:
        raise ProtocolError(
            f"{head.request.method} {head.request.path} was answered by an HTML page instead of a file;"
            " check base_url and any proxy",
            status=head.status_code,
            content_type=head.content_type,
            content=start,
        )
