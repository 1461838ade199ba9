"""The network backend of the HTTP library: resolves names and connects, and checks the clock at short intervals."""

import errno
import os
import socket
from collections.abc import Iterable
from time import monotonic
from typing import Any

from addepar_core.transport.http_library import httpcore
from addepar_core.transport.network.sockets import Patience, SocketStream, next_slice, ready
from addepar_core.utils.background import Background

_IN_PROGRESS = {errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EAGAIN, errno.EINTR, getattr(errno, "WSAEWOULDBLOCK", 0)}


class SocketBackend:
    """Opens the sockets of one connection (the library's ``NetworkBackend``).

    Args:
        patience: see ``Patience``.

    Attributes:
        stream: the connection's last stream; closing it ends the connection.
    """

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self.stream: SocketStream | None = None

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[tuple[Any, ...]] | None = None,
    ) -> SocketStream:
        """Connect to the first of the host's addresses that responds."""
        until = None if timeout is None else monotonic() + timeout
        last_error: OSError | UnicodeError = OSError(f"{host} has no address")
        try:
            for family, kind, protocol, _, address in _resolve(host, port, self._patience, until):
                sock = socket.socket(family, kind, protocol)
                self.stream = SocketStream(sock, self._patience)
                try:
                    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    for option in socket_options or ():
                        sock.setsockopt(*option)
                    if local_address is not None:
                        sock.bind((local_address, 0))
                    self._connect(sock, address, until)
                except OSError as error:
                    last_error = error
                    sock.close()
                else:
                    return self.stream
        except (OSError, UnicodeError) as error:
            last_error = error
        try:
            raise last_error
        except (
            OSError,
            UnicodeError,
        ) as error:  # the library drops the cause, and keeps the exception that was being handled
            raise httpcore.ConnectError(str(error)) from error

    def _connect(self, sock: socket.socket, address: Any, until: float | None) -> None:
        sock.setblocking(False)
        code = sock.connect_ex(address)
        if code in _IN_PROGRESS:
            while not ready(sock, next_slice(self._patience, until, httpcore.ConnectTimeout), writing=True):
                pass
            self._patience(httpcore.ConnectTimeout)
            code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if code:
            raise OSError(code, os.strerror(code))

    def connect_unix_socket(self, *_: Any, **__: Any) -> SocketStream:
        raise NotImplementedError("the API has no local socket")

    def sleep(self, seconds: float) -> None:
        raise NotImplementedError("the library does not retry here")


def _resolve(host: str, port: int, patience: Patience, until: float | None) -> list[Any]:
    """The addresses of a host. The system's resolver cannot be interrupted, so a separate thread waits for it."""
    try:
        return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    except socket.gaierror:
        pass
    asking = Background(lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)).start()
    while not asking.wait(next_slice(patience, until, httpcore.ConnectTimeout)):
        pass
    return asking.result()
