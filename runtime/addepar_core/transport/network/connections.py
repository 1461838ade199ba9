"""Connections, each used by one exchange at a time, and the pool of idle ones."""

import os
from collections.abc import Callable
from contextlib import suppress
from threading import Lock, RLock
from time import monotonic
from typing import Any, Protocol

from addepar_core.transport.network.backend import SocketBackend
from addepar_core.transport.network.sockets import SLICE

Origin = tuple[str, str, int | None, bool]
"""Scheme, host, port, and whether the async library uses it."""
IDLE_SECONDS = 5.0
"""A connection that was idle for this long may be dead, because servers close theirs without notice."""


class Owner(Protocol):
    """The exchange that uses a connection."""

    connection: "Connection | None"
    cancelled: bool

    def patience(self, late: type[Exception]) -> float: ...


class Connection:
    """One HTTP transport of the library, with one network connection at most.

    Args:
        http: the library's transport, sync or async, with our sockets.
        origin: the origin that it connects to.
        backend: opens its sockets.

    Attributes:
        owner: the exchange that uses it; None while it is idle in the pool.
    """

    def __init__(self, http: Any, origin: Origin, backend: Callable[[Any], Any] = SocketBackend) -> None:
        self.http = http
        self.origin = origin
        self.owner: Owner | None = None
        self._pool = http._pool
        self._backend = self._pool._network_backend = backend(self._patience)
        # The library's own lock is written in Python: an interrupt between taking it and entering its block leaves it
        # locked, and the library waits for it again while it cleans up. Only one exchange is here at a time anyway.
        self._pool._optional_thread_lock = RLock()

    def _patience(self, late: type[Exception]) -> float:
        return SLICE if self.owner is None else self.owner.patience(late)

    @property
    def stream(self) -> Any:
        """The network stream, once there is one."""
        return self._backend.stream

    def is_idle(self) -> bool:
        """Whether the last exchange has ended by the protocol on both sides, and nothing has arrived since.

        This looks into the library: bytes that its parser has read beyond a response would become the next response. If
        they cannot be seen, the connection does not count as idle and is not used again.
        """
        try:
            [http11] = self._pool.connections
            if not http11.is_idle():
                return False
            while not hasattr(http11, "_h11_state"):
                http11 = http11._connection  # the core opens it with the first request
            unread, _ = http11._h11_state.trailing_data
            return not unread and not http11._network_stream.get_extra_info("is_readable")
        except (AttributeError, ValueError, TypeError):
            return False

    def wake(self) -> None:
        """Wake a thread that waits for the network, so that it checks its exchange."""
        if self.stream is not None:
            self.stream.wake()

    def close(self) -> None:
        """Close the socket without calling the library, which may have been interrupted anywhere."""
        if self.stream is not None:
            with suppress(OSError):
                self.stream.close()


class ConnectionPool:
    """The connections of one client, at most as many as it has had concurrent exchanges.

    A connection has an owner or is idle, and only this class changes that. Each method may be interrupted at any point
    and called again: the first thing that it records is enough to find the connection.

    Args:
        connect: opens a connection to an origin, for an exchange that finds none.
    """

    def __init__(self, connect: Callable[[Origin], Connection]) -> None:
        self._connect = connect
        self._lock = Lock()
        self._idle: dict[Connection, float] = {}
        self._all: dict[Connection, None] = {}
        self._process = os.getpid()
        self._closed = False

    def acquire(self, owner: Owner, url: Any, *, is_async: bool = False) -> Connection:
        """A connection for an address, exclusive until ``release``: an idle one or a new one."""
        origin = (url.scheme, url.host, url.port, is_async)
        while (idle := self._take_idle(owner, origin)) is not None:
            if idle.is_idle():
                return idle
            self.release(owner, reusable=False)  # the server has closed it
        connection = self._connect(origin)
        connection.owner = owner
        owner.connection = connection
        self._all[connection] = None
        return connection

    def _take_idle(self, owner: Owner, origin: Origin) -> Connection | None:
        now = monotonic()
        with self._lock:
            for connection in reversed(self._idle):
                if connection.origin == origin and now - self._idle[connection] < IDLE_SECONDS:
                    owner.connection = connection
                    connection.owner = owner
                    del self._idle[connection]
                    return connection
        return None

    def release(self, owner: Owner, *, reusable: bool) -> None:
        """Take a connection back. It is kept only if it is ``reusable`` and idle; otherwise it is closed.

        After an interrupt, call it again with ``reusable=False``.
        """
        connection = owner.connection
        if connection is None or connection.owner is not owner:
            return
        reusable = reusable and not self._closed and connection.is_idle()
        now = monotonic()
        with self._lock:
            if connection.owner is not owner:
                return  # an interrupted call released it, and it has another owner now
            if reusable:
                self._idle[connection] = now
                connection.owner = None
            else:
                self._discard(connection)
                connection.owner = None
            while self._idle and now - self._idle[oldest := next(iter(self._idle))] >= IDLE_SECONDS:
                self._discard(oldest)

    def wake(self, owner: Owner) -> None:
        """Wake the thread that waits for the owner's connection, if the owner still has one."""
        with self._lock:
            if (connection := owner.connection) is not None and connection.owner is owner:
                connection.wake()

    def _discard(self, connection: Connection) -> None:
        connection.close()
        self._idle.pop(connection, None)
        self._all.pop(connection, None)

    def __len__(self) -> int:
        return len(self._all)

    def close(self) -> None:
        """Close idle connections. Exchanges in progress end with an error, in their own threads."""
        self._closed = True
        if os.getpid() != self._process:  # in a forked child, a thread that no longer exists may hold the lock
            for connection in list(self._all):
                connection.close()
            return
        with self._lock:
            for connection in list(self._all):
                if (owner := connection.owner) is None:
                    self._discard(connection)
                else:
                    owner.cancelled = True
                    connection.wake()
