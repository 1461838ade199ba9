"""Ways to frame an answer, most of them hostile, and what has to come of each.

RIGHT: the client gives exactly the body. REFUSED: it raises an error of the package. EITHER: RFC 9112 allows both,
and no other byte than the body's may come. EMPTY: refused, or nothing, for the status says that there is no body.
"""

from collections.abc import Callable
from typing import NamedTuple

from tests.hardening.wire.serving import JSON_API, record

RIGHT, REFUSED, EITHER, EMPTY = "right", "refused", "either", "empty"
KEEP, CLOSE, CUT, RESET = "keep", "close", "cut", "reset"
FORGED = record("666")
"""A second answer that nobody asked for."""


class Framing(NamedTuple):
    """An answer.

    Attributes:
        outcome: what has to come of it.
        wire: the bytes on the wire, for a body.
        end: how the server goes on: it waits for the next request, closes in order, closes without close_notify,
            or resets.
        tls: whether it is about TLS or about plain TCP alone; None for both.
    """

    outcome: str
    wire: Callable[[bytes], bytes]
    end: str = KEEP
    tls: bool | None = None


def _head(*lines: bytes, status: bytes = b"HTTP/1.1 200 OK") -> bytes:
    return b"\r\n".join([status, b"Content-Type: " + JSON_API, *lines, b"", b""])


def _sized(*lines: bytes, after: bytes = b"", cut: int = 0) -> Callable[[bytes], bytes]:
    """With the length in place of each %d."""
    return lambda body: (
        _head(*(line % len(body) if b"%d" in line else line for line in lines)) + body[: len(body) - cut] + after
    )


def chunks(body: bytes, extension: bytes = b"") -> bytes:
    """The body in chunks, without the last one."""
    size = 500 if len(body) < 100_000 else 40_000
    pieces = (body[start : start + size] for start in range(0, len(body), size))
    return b"".join(b"%x%s\r\n%s\r\n" % (len(piece), extension, piece) for piece in pieces)


_LAST = b"0\r\n\r\n"
_CHUNKED = b"Transfer-Encoding: chunked"


def _chunked(*lines: bytes, last: bytes = _LAST, extension: bytes = b"") -> Callable[[bytes], bytes]:
    return lambda body: (
        _head(*(line % len(body) if b"%d" in line else line for line in lines)) + chunks(body, extension) + last
    )


def _raw(before: bytes, after: bytes) -> Callable[[bytes], bytes]:
    """Chunked by hand: the body is one chunk, %x stands for its size."""
    return lambda body: _head(_CHUNKED) + (before % len(body) if b"%x" in before else before) + b"\r\n" + body + after


def _status(status: bytes) -> Callable[[bytes], bytes]:
    return lambda body: _head(b"Content-Length: %d" % len(body), status=b"HTTP/1.1 " + status) + body


def _before(*heads: bytes) -> Callable[[bytes], bytes]:
    return lambda body: b"".join(head + b"\r\n\r\n" for head in heads) + _sized(b"Content-Length: %d")(body)


FRAMINGS: dict[str, Framing] = {
    "plain length": Framing(RIGHT, _sized(b"Content-Length: %d")),
    "plain chunks": Framing(RIGHT, _chunked(_CHUNKED)),
    # Two ways to tell the end.
    "chunked and a length": Framing(EITHER, _chunked(b"Content-Length: %d", _CHUNKED)),
    "a length and chunked": Framing(EITHER, _chunked(_CHUNKED, b"Content-Length: %d")),
    "chunked and a length, closed": Framing(EITHER, _chunked(b"Content-Length: %d", _CHUNKED), CLOSE),
    "chunked twice": Framing(EITHER, _chunked(_CHUNKED, _CHUNKED)),
    "gzip, chunked": Framing(EITHER, _chunked(b"Transfer-Encoding: gzip, chunked"), CLOSE),
    "an unknown coding": Framing(EITHER, _sized(b"Transfer-Encoding: xchunked", b"Content-Length: %d"), CLOSE),
    "two lengths": Framing(REFUSED, _sized(b"Content-Length: %d", b"Content-Length: 3")),
    "two lengths in one": Framing(REFUSED, _sized(b"Content-Length: %d, 3")),
    "two equal lengths": Framing(EITHER, _sized(b"Content-Length: %d", b"Content-Length: %d")),
    # Lengths that are no numbers.
    "negative length": Framing(REFUSED, _sized(b"Content-Length: -%d"), CLOSE),
    "length with a sign": Framing(REFUSED, _sized(b"Content-Length: +%d"), CLOSE),
    "length in hexadecimal": Framing(REFUSED, _sized(b"Content-Length: 0x10"), CLOSE),
    "length with an underscore": Framing(REFUSED, _sized(b"Content-Length: 1_0"), CLOSE),
    "empty length": Framing(REFUSED, _sized(b"Content-Length:"), CLOSE),
    "endless length": Framing(REFUSED, _sized(b"Content-Length: 99999999999999999999999"), CLOSE),
    # Heads.
    "folded header": Framing(EITHER, _sized(b"X-Long: a", b" b", b"Content-Length: %d")),
    "folded length": Framing(EITHER, _sized(b"Content-Length:", b" %d")),
    "length folded into another header": Framing(
        EITHER, lambda body: _head(b"X: a", b" Content-Length: 3", b"Content-Length: %d" % len(body)) + body
    ),
    "space before the colon": Framing(EITHER, _sized(b"Content-Length : 3", b"Content-Length: %d")),
    "a line that is no header": Framing(REFUSED, _sized(b"Content-Length: %d", b"no colon"), CLOSE),
    # Chunks.
    "chunk extensions": Framing(RIGHT, _chunked(_CHUNKED, extension=b';a=b;c="d"')),
    "trailers": Framing(RIGHT, _chunked(_CHUNKED, last=b"0\r\nX-After: y\r\nContent-Length: 3\r\n\r\n")),
    "chunk size that overflows": Framing(REFUSED, _raw(b"1" + b"0" * 16 + b"%x", b"\r\n" + _LAST), CLOSE),
    "chunk size that overflows far": Framing(REFUSED, _raw(b"f" * 200, b"\r\n" + _LAST), CLOSE),
    "chunk size that is not a number": Framing(REFUSED, _raw(b"zz%x", b"\r\n" + _LAST), CLOSE),
    "chunk size with a sign": Framing(REFUSED, _raw(b"+%x", b"\r\n" + _LAST), CLOSE),
    "negative chunk size": Framing(REFUSED, _raw(b"-%x", b"\r\n" + _LAST), CLOSE),
    "chunk size with a prefix": Framing(REFUSED, _raw(b"0x%x", b"\r\n" + _LAST), CLOSE),
    "chunk without its end": Framing(REFUSED, _raw(b"%x", b"zz" + _LAST), CLOSE),
    "truncated chunk": Framing(REFUSED, lambda body: _head(_CHUNKED) + chunks(body)[:-5], CLOSE),
    "no last chunk": Framing(REFUSED, _chunked(_CHUNKED, last=b""), CLOSE),
    "half of the last chunk": Framing(REFUSED, _chunked(_CHUNKED, last=b"0\r\n"), CLOSE),
    # Ends.
    "short body": Framing(REFUSED, _sized(b"Content-Length: %d", cut=1), CLOSE),
    "short body, reset": Framing(REFUSED, _sized(b"Content-Length: %d", cut=1), RESET),
    "bytes after the end": Framing(RIGHT, _sized(b"Content-Length: %d", after=FORGED)),
    "bytes after the end, closed": Framing(RIGHT, _sized(b"Content-Length: %d", after=FORGED), CLOSE),
    "bytes after the last chunk": Framing(RIGHT, _chunked(_CHUNKED, last=_LAST + FORGED)),
    "half an answer after the end": Framing(RIGHT, _sized(b"Content-Length: %d", after=FORGED[:40])),
    "line ends after the end": Framing(RIGHT, _sized(b"Content-Length: %d", after=b"\r\n\r\n")),
    "ended by the connection": Framing(RIGHT, lambda body: _head(b"Connection: close") + body, CLOSE),
    "ended by the connection, HTTP/1.0": Framing(
        RIGHT, lambda body: _head(status=b"HTTP/1.0 200 OK") + body, CLOSE
    ),
    "ended by TCP alone": Framing(RIGHT, lambda body: _head(b"Connection: close") + body, CUT, tls=False),
    "ended without close_notify": Framing(REFUSED, lambda body: _head(b"Connection: close") + body, CUT, tls=True),
    "a length, without close_notify": Framing(RIGHT, _sized(b"Content-Length: %d", b"Connection: close"), CUT),
    "chunks, without close_notify": Framing(RIGHT, _chunked(_CHUNKED, b"Connection: close"), CUT),
    "short body, without close_notify": Framing(REFUSED, _sized(b"Content-Length: %d", cut=1), CUT),
    # Before the answer.
    "100 Continue": Framing(RIGHT, _before(b"HTTP/1.1 100 Continue")),
    "103 Early Hints": Framing(RIGHT, _before(b"HTTP/1.1 103 Early Hints\r\nLink: </a>", b"HTTP/1.1 102 Processing")),
    "101 Switching Protocols": Framing(REFUSED, _before(b"HTTP/1.1 101 Switching\r\nUpgrade: x"), CLOSE),
    # Statuses without a body.
    "204 with a body": Framing(EMPTY, _status(b"204 No Content")),
    "304 with a body": Framing(EMPTY, _status(b"304 Not Modified")),
    "204 with a forged answer": Framing(EMPTY, lambda body: _head(status=b"HTTP/1.1 204 No Content") + FORGED),
}  # fmt: skip
