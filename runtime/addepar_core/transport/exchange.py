"""One request and its response, with the connection they use: acquired and released here, and nowhere else.

An exchange starts without a connection. ``open`` or ``send`` acquires one, and ``close`` releases it: to the pool if
both sides have ended by the protocol; otherwise the connection is closed. ``close`` may be called at any time, any
number of times. The creator of an exchange closes it in a ``finally`` (in ``flow.drivers``), so nothing can skip it.
"""

import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Protocol

from addepar_core.flow.messages import BLOCK, HttpRequest, HttpResponse, Writer
from addepar_core.transport.bodies.response_body import bounded, content, is_encoded
from addepar_core.transport.error_mapping import Cancelled, ErrorBoundary, broken
from addepar_core.transport.network.connections import Connection, ConnectionPool
from addepar_core.transport.network.sockets import SLICE, SocketStream

# After a body that was read below the library the connection is closed; that does not pay for a small body.
_LARGE = 8 * 1024 * 1024
_BUFFER = 2 * BLOCK


class Sender(Protocol):
    """The transport of a client, as an exchange uses it."""

    pool: ConnectionPool | None

    def respond(self, request: HttpRequest, exchange: Any) -> Any: ...


class Exchange:
    """A request on its way, and its response.

    Args:
        transport: the client's transport.

    Attributes:
        head: the response without its body, as soon as it has arrived.
        connection: the connection in use; None before that, and if the caller's HTTP client has its own.
        cancelled: whether the exchange must end; set by ``cancel``.
        failed: whether anything was raised, so that the state of the connection is unknown.
    """

    request: HttpRequest
    head: HttpResponse

    def __init__(self, transport: Sender) -> None:
        self.connection: Connection | None = None
        self.cancelled = False
        self.failed = False
        self._transport = transport
        self._pool = transport.pool
        self._response: Any = None
        self._received = 0
        self._copier: Iterator[int] | None = None

    def open(self, request: HttpRequest) -> None:
        """Send the request and read the head of its response."""
        self.request = request
        started = time.monotonic()
        with (boundary := ErrorBoundary(self)):
            self.receive(self._transport.respond(request, self), started)
        if boundary.error is not None:
            raise boundary.error

    def respond(self, http_request: Any) -> Any:
        """Send a request on a connection of the pool; called by the library's client."""
        return self.acquire(http_request.url).http.handle_request(http_request)

    def acquire(self, url: Any, *, is_async: bool = False) -> Connection:
        """Acquire a connection. In a second round, which the caller's auth flow may request, release the first."""
        assert self._pool is not None  # noqa: S101 - only our client calls this
        self._give_back(reusable=True)
        return self._pool.acquire(self, url, is_async=is_async)

    def receive(self, response: Any, started: float) -> None:
        """Record the head of the library's response."""
        self._response = response
        if response.status_code >= 400 and hasattr(self.request.body, "iter_blocks"):
            self.failed = True  # a server that refuses an upload may never read the rest of it
        self.head = head_of(self.request, response, time.monotonic() - started)
        self._chunks = content(response)

    def patience(self, late: type[Exception]) -> float:
        """The longest time that a socket may wait now, in seconds; raises if the exchange must end."""
        if self.cancelled:
            raise Cancelled
        if self.request.time_remaining is None:
            return SLICE
        if (left := self.request.time_remaining()) <= 0:
            raise late("the deadline has passed")
        return min(SLICE, left)

    def send(self, request: HttpRequest) -> HttpResponse:
        """Send the request and read its whole response; an error's body only up to its limit."""
        self.request = request
        started = time.monotonic()
        with (boundary := ErrorBoundary(self)):
            self.receive(self._transport.respond(request, self), started)
            return self.head.with_content(b"".join(bounded(self._chunks, self.head.status_code)))
        raise boundary.error

    def read(self) -> bytes:
        """The next chunk of the body; nothing at its end."""
        with (boundary := ErrorBoundary(self)):
            chunk: bytes = next(self._chunks, b"")
            self._received += len(chunk)
            return chunk
        raise boundary.error

    def copy(self, write: Writer, blocks: int) -> int:
        """Pass up to this number of blocks to ``write``. Returns the number of bytes, 0 at the end."""
        if self._copier is None:
            self._copier = self._from_socket(write) or self._from_library(write)
        size = count = 0
        while blocks and (count := next(self._copier, 0)):
            size += count
            blocks -= 1
        return size

    def _from_library(self, write: Writer) -> Iterator[int]:
        while True:
            chunks: list[bytes] = []
            size = 0
            try:
                while size < BLOCK and (chunk := self.read()):
                    chunks.append(chunk)
                    size += len(chunk)
            finally:
                if size:  # also before a break: the rest can be requested
                    write(b"".join(chunks))
            yield size

    def _from_socket(self, write: Writer) -> Iterator[int] | None:
        """Read the rest of a large body below the library, in a third of the time.

        This is possible only if the library's parser counts the bytes of this body, so that the next byte on the
        connection is the next byte of the body. The parser does not see the rest, so the connection is closed then.
        """
        response, connection = self._response, self.connection
        length = response.headers.get("content-length", "")
        framed = length.isdecimal() and "transfer-encoding" not in response.headers and not is_encoded(response.headers)
        left = int(length) - self._received if framed else 0
        if left < _LARGE or response.extensions.get("http_version") != b"HTTP/1.1":
            return None
        stream = response.extensions.get("network_stream")
        if (
            connection is None
            or connection.owner is not self
            or not (isinstance(stream, SocketStream) and stream.is_direct)
        ):
            return None
        return self._blocks(stream, left, write)

    def _blocks(self, stream: SocketStream, left: int, write: Writer) -> Iterator[int]:
        buffer = memoryview(bytearray(_BUFFER))
        while left:
            block = buffer[: min(_BUFFER, left)]
            size = 0
            with (boundary := ErrorBoundary(self)):
                while size < len(block) and (count := stream.read_into(block[size:], self.request.timeout.read)):
                    size += count
            left -= size
            if size:  # also before a break: the rest can be requested
                write(block[:size])
            if boundary.error is not None:
                raise boundary.error
            if size < len(block):
                raise broken(self.request, "the server closed it before the response was complete")
            yield size

    def cancel(self) -> None:
        """End the exchange from another thread; ``close`` closes its connection."""
        self.cancelled = True
        if self._pool is not None:
            self._pool.wake(self)

    def close(self) -> None:
        """End the exchange and release its connection."""
        try:
            with suppress(Exception):  # the response is already known, and the connection is closed in any case
                if self._response is not None:
                    self._response.close()
                self._give_back(reusable=True)
        finally:
            self._give_back(reusable=False)  # does nothing if it was released
        self._response = None  # it refers to the request, and the request to this exchange

    def _give_back(self, *, reusable: bool) -> None:
        if self._pool is not None:
            self._pool.release(self, reusable=reusable and not (self.cancelled or self.failed))


def head_of(request: HttpRequest, response: Any, seconds: float) -> HttpResponse:
    """The head of a response as plain data."""
    return HttpResponse(request.without_secrets(), response.status_code, response.headers, b"", seconds)
