"""Sockets for the HTTP library that check the clock at short intervals while they wait.

The library gets its connections from a network backend; this one belongs to one ``Connection``. Each operation waits
in slices, and checks between two slices whether the exchange was cancelled or its deadline has passed. A deadline
therefore needs no timer thread, a cancelled call ends on every system, and neither can look like the end of a body.
"""

import select
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Any, Protocol, TypeVar

from addepar_core.transport.http_library import httpcore

T = TypeVar("T")
SLICE = 0.1
"""The longest wait without checking the clock, in seconds."""
# TLS accepts only whole blocks, and an early response can be noticed only between two blocks.
BLOCK = 256 * 1024
_READ = 64 * 1024
_INTERIM = b"HTTP/1.1 1"
WANTS = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)


class Patience(Protocol):
    """Returns the longest next wait in seconds, or raises if the exchange was cancelled or its deadline has passed."""

    def __call__(self, late: type[Exception]) -> float: ...


class BaseStream:
    """The base of both kinds of streams: their TCP connection, with or without TLS."""

    def __init__(self, sock: socket.socket, patience: Patience) -> None:
        self._sock = sock
        self._patience = patience
        self._unread = b""
        self._ended = False
        self._trouble: Exception | None = None
        self._poll: select.poll | None = None

    def _from_unread(self, max_bytes: int) -> bytes:
        data, self._unread = self._unread[:max_bytes], self._unread[max_bytes:]
        return data

    def _incoming(self) -> bool:
        """Whether unread bytes or the end have arrived; they are kept for the next ``read``."""
        pending = isinstance(self._sock, ssl.SSLSocket) and self._sock.pending() > 0
        try:
            if not self._ended and len(self._unread) < _READ and (pending or self._is_readable()):
                self._sock.settimeout(0)
                data = self._sock.recv(_READ)
                self._unread += data
                self._ended = not data
        except WANTS:
            pass  # a TLS record without content, such as a session ticket
        except (OSError, ValueError):
            self._ended = True
        return bool(self._unread) or self._ended

    def _is_readable(self) -> bool:
        if self._poll is None:
            if not hasattr(select, "poll"):
                return ready(self._sock, 0, writing=False)
            self._poll = select.poll()
            self._poll.register(self._sock, select.POLLIN)  # TLS keeps the descriptor
        return bool(self._poll.poll(0))

    def _check_unanswered(self) -> None:
        """Raise ``WriteError`` if the server has already responded, so that the library reads the response."""
        if not self._incoming():
            return
        answer = self._unread
        while answer.startswith(_INTERIM) and (end := answer.find(b"\r\n\r\n")) > 0:
            answer = answer[end + 4 :]  # the server still waits for the rest of the request
        if self._ended or (len(answer) >= len(_INTERIM) and not answer.startswith(_INTERIM)):
            raise httpcore.WriteError("the server responded before it had the whole request")

    def _begin_tls(self, context: ssl.SSLContext, hostname: str | None) -> None:
        self._sock = context.wrap_socket(
            self._sock,
            server_hostname=hostname,
            do_handshake_on_connect=False,
            suppress_ragged_eofs=False,  # an end that TLS does not confirm is not the end of a body
        )

    def _shake_hands(self) -> bool:
        self._sock.do_handshake()  # type: ignore[attr-defined]
        return True

    def is_quiet(self) -> bool:
        """Whether nothing has arrived after the response."""
        return not self._incoming()

    @property
    def is_direct(self) -> bool:
        """Whether the socket's next byte is the next of the body, with nothing kept here."""
        return not self._unread and not self._ended

    def get_extra_info(self, info: str) -> Any:
        """Return the information that the library requests."""
        match info:
            case "socket":
                return self._sock
            case "ssl_object":
                return self._sock if isinstance(self._sock, ssl.SSLSocket) else None
            case "client_addr":
                return self._sock.getsockname()
            case "server_addr":
                return self._sock.getpeername()
            case "is_readable":
                return not self.is_quiet()
        return None

    def wake(self) -> None:
        """Shut the connection down, so that a waiting thread checks its exchange immediately."""
        with suppress(OSError):
            # Not the method of a TLS socket, which would continue without TLS.
            socket.socket.shutdown(self._sock, socket.SHUT_RDWR)

    def close(self) -> None:
        self._sock.close()


class SocketStream(BaseStream):
    """A connection of the sync library (its ``NetworkStream``)."""

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes; ``b""`` only if the server ended the connection, with TLS only after its closing message."""
        if not self.is_direct:
            return self._from_unread(max_bytes)
        return self._retry(lambda: self._sock.recv(max_bytes), timeout, "Read")

    def read_into(self, buffer: memoryview, timeout: float | None) -> int:
        """Fill the buffer with the next bytes, or with those before a pause or a break. Returns their number.

        TLS returns 16 KiB at a time, so the clock is checked once per buffer, or after each pause.
        """
        sock, full = self._sock, len(buffer)
        size = self._retry(lambda: sock.recv_into(buffer), timeout, "Read")
        until = monotonic() + SLICE
        try:
            while 0 < size < full and monotonic() < until:
                rest = buffer[size:]
                # The core of a TLS socket's `recv_into`, without its checks: it runs 65,536 times per GiB.
                count = sock.read(full - size, rest) if isinstance(sock, ssl.SSLSocket) else sock.recv_into(rest)
                if not count:
                    break  # the next call sees the end again
                size += count  # type: ignore[operator]  # typeshed does not know that it counts
        except (OSError, ValueError) as error:  # so does a pause; any other error may occur only once
            self._trouble = None if isinstance(error, TimeoutError) else error
        return size

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send everything, or notice that the server has already responded."""
        view = memoryview(buffer)
        while view:
            if len(view) > _READ:
                self._check_unanswered()
            block = view[:BLOCK]
            view = view[self._retry(lambda block=block: self._send(block), timeout, "Write") :]  # type: ignore[misc]

    def _send(self, block: memoryview) -> int:
        try:
            return self._sock.send(block)
        except TimeoutError:
            self._check_unanswered()
            raise

    def _retry(self, operation: Callable[[], T], timeout: float | None, kind: str) -> T:
        """Repeat a socket operation, slice by slice."""
        late: type[Exception] = getattr(httpcore, f"{kind}Timeout")
        until = None if timeout is None else monotonic() + timeout
        while True:
            self._sock.settimeout(next_slice(self._patience, until, late))
            try:
                if self._trouble is not None:
                    raise self._trouble
                result = operation()
            except TimeoutError:
                continue
            except (OSError, ValueError) as error:  # a ValueError if TLS has ended
                self._patience(late)  # cancellation ends the connection too
                raise getattr(httpcore, f"{kind}Error")(str(error)) from error
            if not result:
                self._patience(late)
            return result

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> "SocketStream":
        """Start TLS on the connection; through a proxy that is itself reached with TLS, inside that connection."""
        if isinstance(self._sock, ssl.SSLSocket):
            return _TlsInTls(self, ssl_context, server_hostname, timeout)
        try:
            self._begin_tls(ssl_context, server_hostname)
            self._retry(self._shake_hands, timeout, "Connect")
        except BaseException:
            self.close()
            raise
        return self


class _TlsInTls(SocketStream):
    """TLS inside the TLS connection to a proxy."""

    def __init__(
        self, carrier: SocketStream, context: ssl.SSLContext, hostname: str | None, timeout: float | None
    ) -> None:
        super().__init__(carrier._sock, carrier._patience)
        self._carrier = carrier
        self._in, self._out = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._in, self._out, server_hostname=hostname)
        self._pump(self._tls.do_handshake, timeout, httpcore.ConnectError)

    def _pump(self, operation: Callable[[], T], timeout: float | None, kind: type[Exception]) -> T:
        while True:
            try:
                result = operation()
            except ssl.SSLWantReadError:
                self._carrier.write(self._out.read(), timeout)
                if data := self._carrier.read(_READ, timeout):
                    self._in.write(data)
                else:
                    self._in.write_eof()
            except ssl.SSLZeroReturnError:
                return b""  # type: ignore[return-value]
            except (OSError, ValueError) as error:
                raise kind(str(error)) from error
            else:
                self._carrier.write(self._out.read(), timeout)
                return result

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._pump(lambda: self._tls.read(max_bytes), timeout, httpcore.ReadError)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if buffer:
            self._pump(lambda: self._tls.write(buffer), timeout, httpcore.WriteError)

    def get_extra_info(self, info: str) -> Any:
        return self._tls if info == "ssl_object" else super().get_extra_info(info)

    @property
    def is_direct(self) -> bool:
        return False  # the socket's bytes are still encrypted

    def is_quiet(self) -> bool:
        return not self._in.pending and not self._tls.pending() and self._carrier.is_quiet()


def next_slice(patience: Patience, until: float | None, late: type[Exception]) -> float:
    """The longest next wait; raises ``late`` if no time is left."""
    seconds = patience(late)
    if until is not None:
        seconds = min(seconds, until - monotonic())
        if seconds <= 0:
            raise late("no time is left")
    return seconds


def ready(sock: socket.socket, seconds: float, *, writing: bool) -> bool:
    """Whether the socket can be read from, or written to, within this number of seconds."""
    if hasattr(select, "poll"):
        poll = select.poll()
        poll.register(sock, select.POLLOUT if writing else select.POLLIN)
        return bool(poll.poll(seconds * 1000))
    ready = select.select([] if writing else [sock], [sock] if writing else [], [sock] if writing else [], seconds)
    return any(ready)
