"""Writes responses to the connection, damaged if a fault requires it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from enum import Enum

from starlette.types import Send

from addepar_sandbox.http.errors import ApiError
from addepar_sandbox.http.response import byte_ranges as downloads
from addepar_sandbox.http.response.answer import Answer


class Wire(Enum):
    """Ways in which the transport can fail a client."""

    DROP = "drop"  # the connection closes before the response begins
    CUT = "cut"  # ... after half of the body
    WRONG_LENGTH = "wrong_length"  # Content-Length promises one byte more than is sent
    DRIP = "drip"  # the body comes in very small pieces with pauses


_DRIP_PIECES = 20
_DRIP_PAUSE_SECONDS = 0.02


async def send_answer(
    answer: Answer,
    request_headers: Mapping[str, str],
    send: Send,
    wire: Wire | None = None,
    transport: asyncio.Transport | None = None,
) -> None:
    """Send one answer.

    Args:
        answer: the response; its status and headers are completed here (ranges of downloads).
        request_headers: the request's headers, by lower-case name.
        send: the ASGI channel.
        wire: the fault of the transport, if any.
        transport: the client's connection, to break it.
    """
    if wire is Wire.DROP:
        _close(transport)
        return
    body, length = _body(answer, request_headers)
    if wire is Wire.WRONG_LENGTH:
        answer.headers["Content-Length"] = str(length + 1)
    await send(
        {
            "type": "http.response.start",
            "status": answer.status,
            "headers": [
                (name.lower().encode("latin-1"), text.encode("latin-1")) for name, text in answer.headers.items()
            ],
        }
    )
    if wire is Wire.CUT:
        body = _first(body, length // 2)
    elif wire is Wire.DRIP:
        body = _small(body, max(1, length // _DRIP_PIECES))
    unsent = b""
    for piece in body:
        if unsent:
            await send({"type": "http.response.body", "body": unsent, "more_body": True})
        if wire is Wire.DRIP:
            await asyncio.sleep(_DRIP_PAUSE_SECONDS)
        unsent = piece
    broken = wire in (Wire.CUT, Wire.WRONG_LENGTH)
    await send({"type": "http.response.body", "body": unsent, "more_body": broken})
    if broken:
        _close(transport)


def _body(answer: Answer, request_headers: Mapping[str, str]) -> tuple[Iterator[bytes], int]:
    if answer.content is not None:
        try:
            start, length = downloads.select(answer, answer.content, request_headers)
            return downloads.pieces(answer.content, start, length), length
        except ApiError as error:
            answer.status, answer.document, answer.content = error.status, error.document(), None
            answer.headers = error.headers
    encoded = answer.encoded()
    if answer.status != 204:
        answer.headers["Content-Length"] = str(len(encoded))
    return iter([encoded]), len(encoded)


def _first(body: Iterator[bytes], count: int) -> Iterator[bytes]:
    for piece in body:
        if count <= 0:
            return
        yield piece[:count]
        count -= len(piece)


def _small(body: Iterator[bytes], size: int) -> Iterator[bytes]:
    for piece in body:
        for start in range(0, len(piece), size):
            yield piece[start : start + size]


def _close(transport: asyncio.Transport | None) -> None:
    if transport is not None:
        transport.close()
