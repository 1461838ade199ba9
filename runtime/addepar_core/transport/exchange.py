"""One request and its response, with the connection they use: acquired and released here, and nowhere else.

An exchange starts without a connection. ``open`` or ``send`` takes one, ``close`` gives it back: to the pool if both
sides have ended by the protocol, else by closing it. ``close`` may be called at any time and any number of times.
Whoever makes an exchange closes it in a ``finally`` (``flow.drivers`` does), so nothing can skip it.
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

# A connection is closed after a body that was read below the library; a small one is not worth a new connection.
_LARGE = 8 * 1024 * 1024
_BUFFER = 2 * BLOCK


class Sender(Protocol):
    """What an exchange goes through: the transport of a client."""

    pool: ConnectionPool | None

    def respond(self, request: HttpRequest, exchange: Any) -> Any: ...


class Exchange:
    """A request on its way, and its response.

    Args:
        transport: what it goes through.

    Attributes:
        head: the response without its body, as soon as it has come.
        connection: what it uses; None before, and if the caller's own HTTP client carries it.
        cancelled: whether it must end; set by ``cancel``.
        failed: whether something was raised meanwhile, so that nobody knows where the connection stands.
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
        """What the library's client calls to have a request sent: on a connection of the pool."""
        return self.acquire(http_request.url).http.handle_request(http_request)

    def acquire(self, url: Any, *, is_async: bool = False) -> Connection:
        """Take a connection; in a second round, which an auth flow of the caller's may ask for, give back the first."""
        assert self._pool is not None  # noqa: S101 - only our own client calls this
        self._give_back(reusable=True)
        return self._pool.acquire(self, url, is_async=is_async)

    def receive(self, response: Any, started: float) -> None:
        """Note the head of the response that the library gives."""
        self._response = response
        if response.status_code >= 400 and hasattr(self.request.body, "iter_blocks"):
            self.failed = True  # a server that refuses an upload may never read the rest of it
        self.head = head_of(self.request, response, time.monotonic() - started)
        self._chunks = content(response)

    def patience(self, late: type[Exception]) -> float:
        """The longest time that a socket may wait now, in seconds; raises if there is no reason to wait."""
        if self.cancelled:
            raise Cancelled
        if self.request.time_remaining is None:
            return SLICE
        if (left := self.request.time_remaining()) <= 0:
            raise late("the deadline is over")
        return min(SLICE, left)

    def send(self, request: HttpRequest) -> HttpResponse:
        """Send the request and read its whole response; of an error's body, what it may be long."""
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
        """Hand up to so many blocks to ``write``; gives how many bytes they held, 0 at the end."""
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
                if size:  # before a break, too: the rest can be asked for
                    write(b"".join(chunks))
            yield size

    def _from_socket(self, write: Writer) -> Iterator[int] | None:
        """The rest of a large body, read below the library: that takes a third of its time.

        Only if the library's parser counts the bytes of this body, so that after what it has handed out the very next
        byte of the connection is the next of the body. It does not see the rest, so the connection is closed after it.
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
            if size:  # before a break, too: the rest can be asked for
                write(block[:size])
            if boundary.error is not None:
                raise boundary.error
            if size < len(block):
                raise broken(self.request, "the server closed it before the response was complete")
            yield size

    def cancel(self) -> None:
        """Make the exchange end, from another thread; its connection is closed in ``close``."""
        self.cancelled = True
        if self._pool is not None:
            self._pool.wake(self)

    def close(self) -> None:
        """End the exchange and give its connection back."""
        try:
            with suppress(Exception):  # the answer is already known, and the connection is closed in any case
                if self._response is not None:
                    self._response.close()
                self._give_back(reusable=True)
        finally:
            self._give_back(reusable=False)  # does nothing if it was given back
        self._response = None  # which knows the request, and that this exchange

    def _give_back(self, *, reusable: bool) -> None:
        if self._pool is not None:
            self._pool.release(self, reusable=reusable and not (self.cancelled or self.failed))


def head_of(request: HttpRequest, response: Any, seconds: float) -> HttpResponse:
    """The head of a response as plain data."""
    return HttpResponse(request.without_secrets(), response.status_code, response.headers, b"", seconds)
