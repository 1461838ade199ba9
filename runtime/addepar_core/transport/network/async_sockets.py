"""Sockets for the async HTTP library, on asyncio's own readiness calls; see ``sockets``.

The library's own streams cost more, and hide received bytes. A cancelled task stops waiting immediately.
Through a proxy, and on an event loop that cannot watch a socket, the async client sends in threads instead.
"""

import asyncio
import socket
import ssl
from collections.abc import Callable, Iterable
from time import monotonic
from typing import Any, TypeVar

from addepar_core.transport.http_library import httpcore
from addepar_core.transport.network.sockets import BLOCK, WANTS, BaseStream, Patience

T = TypeVar("T")
_TURN = 0.01
"""The longest time without a turn for other tasks, in seconds."""


class AsyncSocketStream(BaseStream):
    """A connection of the async library (its ``AsyncNetworkStream``)."""

    _busy_since: float | None = None
    """The time since which no operation has waited, so that other tasks have had no turn."""

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes; ``b""`` only if the server ended the connection, with TLS only after its closing message."""
        if not self.is_direct:
            return self._from_unread(max_bytes)
        return await self._retry(lambda: self._sock.recv(max_bytes), timeout, "Read")

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send everything, or notice that the server has already responded."""
        view = memoryview(buffer)
        while view:
            block = view[:BLOCK]
            view = view[await self._retry(lambda block=block: self._sock.send(block), timeout, "Write") :]  # type: ignore[misc]

    async def _retry(self, operation: Callable[[], T], timeout: float | None, kind: str) -> T:
        """Repeat a socket operation when the socket is ready."""
        late: type[Exception] = getattr(httpcore, f"{kind}Timeout")
        try:
            self._patience(late)
            if self._busy_since is None:
                self._busy_since = monotonic()
            elif monotonic() > self._busy_since + _TURN:
                # A server that sends faster than we read must not keep other tasks waiting.
                await asyncio.sleep(0)
                self._busy_since = monotonic()
            try:
                return operation() or self._at_the_end(late)
            except WANTS as wanted:
                self._busy_since = None
                writing = _is_to_write(wanted, kind)
            async with asyncio.timeout(timeout):
                while True:
                    await self._ready(writing)
                    if kind == "Write":
                        self._check_unanswered()
                    self._patience(late)
                    try:
                        return operation() or self._at_the_end(late)
                    except WANTS as wanted:
                        writing = _is_to_write(wanted, kind)
        except TimeoutError:
            raise late("no time is left") from None
        except (OSError, ValueError) as error:  # a ValueError if TLS has ended
            self._patience(late)
            raise getattr(httpcore, f"{kind}Error")(str(error)) from error

    def _at_the_end(self, late: type[Exception]) -> Any:
        self._patience(late)  # cancellation ends the connection too
        return b""

    async def _ready(self, writing: bool) -> None:
        """Wait until the socket can be read; with ``writing``, until it can be written or read."""
        loop, descriptor = asyncio.get_running_loop(), self._sock.fileno()
        waiter = loop.create_future()
        loop.add_reader(descriptor, _wake, waiter)
        try:
            if writing:
                loop.add_writer(descriptor, _wake, waiter)
            await waiter
        finally:
            loop.remove_reader(descriptor)
            if writing:
                loop.remove_writer(descriptor)

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> "AsyncSocketStream":
        """Start TLS on the connection."""
        try:
            self._begin_tls(ssl_context, server_hostname)
            await self._retry(self._shake_hands, timeout, "Connect")
        except BaseException:
            self.close()
            raise
        return self

    async def aclose(self) -> None:
        self.close()


class AsyncSocketBackend:
    """Opens the sockets of one connection (the library's ``AsyncNetworkBackend``); see ``SocketBackend``."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self.stream: AsyncSocketStream | None = None

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[tuple[Any, ...]] | None = None,
    ) -> AsyncSocketStream:
        """Connect to the first of the host's addresses that responds."""
        loop = asyncio.get_running_loop()
        last_error: OSError | UnicodeError = OSError(f"{host} has no address")
        try:
            async with asyncio.timeout(timeout):
                for family, kind, protocol, _, address in await _resolve(loop, host, port):
                    sock = socket.socket(family, kind, protocol)
                    self.stream = AsyncSocketStream(sock, self._patience)
                    try:
                        sock.setblocking(False)
                        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                        await loop.sock_connect(sock, address)
                    except OSError as error:
                        last_error = error
                        sock.close()
                    else:
                        return self.stream
        except TimeoutError:
            raise httpcore.ConnectTimeout("no time is left") from None
        except (OSError, UnicodeError) as error:
            last_error = error
        try:
            raise last_error
        except (
            OSError,
            UnicodeError,
        ) as error:  # the library drops the cause, and keeps the exception that was being handled
            raise httpcore.ConnectError(str(error)) from error

    async def sleep(self, seconds: float) -> None:
        raise NotImplementedError("the library does not retry here")


def _is_to_write(wanted: Exception, kind: str) -> bool:
    return isinstance(wanted, ssl.SSLWantWriteError) or (kind == "Write" and isinstance(wanted, BlockingIOError))


def _wake(waiter: "asyncio.Future[None]") -> None:
    if not waiter.done():
        waiter.set_result(None)


async def _resolve(loop: asyncio.AbstractEventLoop, host: str, port: int) -> list[Any]:
    try:
        return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    except socket.gaierror:
        return await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
