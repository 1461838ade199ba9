"""A server on a bare socket: it reads requests as they come and puts on the wire whatever a test wants there."""

import json
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

JSON_API = b"application/vnd.api+json"
_PATIENCE = 30.0
"""Seconds after which a connection of the server gives up, so that nothing ever hangs on it."""


class Head(NamedTuple):
    """The head of a request; names of headers are in lower case."""

    method: str
    path: str
    headers: dict[str, str]

    @property
    def length(self) -> int:
        return int(self.headers.get("content-length", 0))

    @property
    def id(self) -> str:
        """The id that the path names: of a record, or of a file to download."""
        return next((part for part in reversed(self.path.partition("?")[0].split("/")) if part != "download"), "")


class Peer:
    """One connection, as the server has it; it knows when the server's time is ``over``."""

    def __init__(self, connection: socket.socket, over: threading.Event) -> None:
        self.socket = connection
        self.ended = False
        self._over = over
        self._come = b""

    def head(self) -> Head | None:
        """The head of the next request; None if the client has closed the connection."""
        while b"\r\n\r\n" not in self._come:
            if not (more := self.socket.recv(65536)):
                return None
            self._come += more
        head, _, self._come = self._come.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        method, path, _ = first.split(" ", 2)
        pairs = (line.partition(":") for line in lines)
        return Head(method, path, {name.strip().lower(): value.strip() for name, _, value in pairs})

    def body(self, length: int) -> bytes:
        """So many bytes of the body; ``ConnectionError`` if fewer come."""
        while len(self._come) < length:
            if not (more := self.socket.recv(1 << 18)):
                raise ConnectionError("the body is too short")
            self._come += more
        body, self._come = self._come[:length], self._come[length:]
        return body

    def send(self, *pieces: bytes) -> None:
        """Each piece is a packet of its own, if it is small enough for one."""
        for piece in pieces:
            self.socket.sendall(piece)

    def stall(self) -> None:
        """Do nothing more until the test ends, or says that it is over."""
        self._over.wait(_PATIENCE)

    def hang_up(self, *, notify: bool = True) -> None:
        """End the connection in order, over TLS with its close_notify, or by the end of the TCP stream alone."""
        self.ended = True
        with suppress(OSError, ValueError):
            if notify and isinstance(self.socket, ssl.SSLSocket):
                self.socket.setblocking(False)
                with suppress(ssl.SSLError):  # it says that the client's own has not come yet
                    self.socket.unwrap()
            self.socket.setblocking(True)
            socket.socket.shutdown(self.socket, socket.SHUT_WR)
            self.socket.settimeout(_PATIENCE)
            while socket.socket.recv(self.socket, 65536):  # or the kernel would send a reset, and drop what we sent
                pass

    def reset(self) -> None:
        """End the connection with a reset."""
        self.ended = True
        with suppress(OSError):
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


Handler = Callable[[Peer, Head], object]


class Server:
    """Calls ``handle`` for the head of each request, in a thread for each connection.

    Attributes:
        url: the API root, as the client has to be given it.
        peers: the connections that are open.
        made: how many connections there were.
        over: ends every ``stall``.
    """

    def __init__(self, handle: Handler, context: ssl.SSLContext | None = None) -> None:
        self._handle = handle
        self._context = context
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port = self._listener.getsockname()[1]
        self.url = f"{'https' if context else 'http'}://localhost:{self.port}/api"
        self.peers: set[socket.socket] = set()
        self.made = 0
        self.over = threading.Event()
        self._changed = threading.Condition()
        self._accepting = threading.Thread(target=self._accept, name="server", daemon=True)
        self._accepting.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with self._changed:
                self.peers.add(connection)
                self.made += 1
            threading.Thread(target=self._serve, args=(connection,), name="server", daemon=True).start()

    def _serve(self, plain: socket.socket) -> None:
        connection = plain
        try:
            plain.settimeout(_PATIENCE)
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self._context is not None:
                connection = self._context.wrap_socket(plain, server_side=True)
                with self._changed:
                    self.peers.discard(plain)
                    self.peers.add(connection)
            peer = Peer(connection, self.over)
            while not peer.ended and (head := peer.head()) is not None:
                self._handle(peer, head)
        except (OSError, ValueError):  # the client went away, or the test ends; what that means is for the test to see
            pass
        finally:
            connection.close()
            with self._changed:
                self.peers -= {plain, connection}
                self._changed.notify_all()

    def quiet(self, seconds: float = 10.0) -> bool:
        """Wait until no connection is open; whether that came about."""
        with self._changed:
            return self._changed.wait_for(lambda: not self.peers, seconds)

    def close(self) -> None:
        """Stop listening, and end whatever is open."""
        self.over.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._accepting.join()
        with self._changed:
            for connection in self.peers:
                with suppress(OSError):
                    socket.socket.shutdown(connection, socket.SHUT_RDWR)
        self.quiet()


@contextmanager
def serving(handle: Handler, context: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server for as long as the block lasts."""
    server = Server(handle, context)
    try:
        yield server
    finally:
        server.close()


def answer(body: bytes, *headers: bytes, status: bytes = b"200 OK", kind: bytes = JSON_API) -> bytes:
    """A whole answer with a Content-Length."""
    lines = [b"HTTP/1.1 " + status, b"Content-Type: " + kind, b"Content-Length: %d" % len(body), *headers]
    return b"\r\n".join([*lines, b"", body])


def document(of: str, kind: str = "files", **attributes: object) -> bytes:
    """The document of one record."""
    defaults = {"name": "a.txt"} if kind == "files" else {}
    return json.dumps({"data": {"type": kind, "id": of, "attributes": defaults | attributes}}).encode()


def record(of: str, kind: str = "files", **attributes: object) -> bytes:
    """A whole answer with one record."""
    return answer(document(of, kind, **attributes))
