"""Selects the bytes of a download, as the Range and If-Range headers ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from addepar_sandbox.http.errors import ApiError
from addepar_sandbox.http.response.answer import Answer, Content

_PIECE = 256 * 1024
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


def select(answer: Answer, content: Content, request_headers: Mapping[str, str]) -> tuple[int, int]:
    """First byte and number of bytes to send; completes the response's status and headers.

    One range is supported. Several ranges, or an unknown form, get the whole content, as HTTP allows.

    Raises:
        ApiError: 416 if the range begins beyond the end.
    """
    start, length = 0, content.size
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["ETag"] = content.etag
    if answer.status == 200:
        wanted = _requested(content, request_headers)
        if wanted is not None:
            start, length = wanted
            answer.status = 206
            answer.headers["Content-Range"] = f"bytes {start}-{start + length - 1}/{content.size}"
    answer.headers["Content-Length"] = str(length)
    return start, length


def _requested(content: Content, headers: Mapping[str, str]) -> tuple[int, int] | None:
    match = _RANGE.fullmatch(headers.get("range", "").strip())
    if match is None or match.group() == "bytes=-":
        return None
    condition = headers.get("if-range")
    if condition is not None and condition != content.etag:
        # The content has changed since the first part was fetched: the parts would not fit together.
        return None
    first, last = match.groups()
    if first and last and int(last) < int(first):
        return None
    if not first:
        length = min(int(last), content.size)
        start = content.size - length
    else:
        start = int(first)
        length = min(int(last) + 1 if last else content.size, content.size) - start
    if length <= 0:
        raise ApiError(
            416, f"The range is outside the {content.size} bytes.", {"Content-Range": f"bytes */{content.size}"}
        )
    return start, length


def pieces(content: Content, start: int, length: int) -> Iterator[bytes]:
    """The requested bytes, in small pieces to keep memory constant."""
    if isinstance(content.source, bytes):
        yield content.source[start : start + length]
        return
    with content.source.open("rb") as stream:
        stream.seek(start)
        while length > 0:
            piece = stream.read(min(_PIECE, length))
            if not piece:
                return
            length -= len(piece)
            yield piece
