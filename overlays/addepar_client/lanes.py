"""Connections for many threads and tasks: each request has a lane, an HTTP transport with one connection, to itself.

The HTTP library's pool hands connections that it has just closed to other threads, and its work grows
with the square of its size. In a lane neither can happen. The lane used last is used first; one that has
been idle for long is given up, for its connection is most likely dead.
"""

import socket
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from time import monotonic
from typing import Any, Generic, TypeVar

C = TypeVar("C")
LANES = 100
_IDLE = 30.0


class Lane:
    """What one request goes through, and how another thread makes it end.

    Attributes:
        http: the HTTP library's transport or client.
        wire: the library's stream over the connection, as far as it is known.
    """

    def __init__(self, http: Any) -> None:
        self.http = http
        self.wire: Any = None
        self._cut = False

    def begun(self) -> "Lane":
        """The lane, for a new request."""
        self._cut = False
        return self

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Told by the HTTP library what it does."""
        if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            self.wire = info["return_value"]
            if self._cut:
                self.cut()

    def cut(self) -> None:
        """End the connection under whoever waits for it."""
        self._cut = True
        if self.wire is not None:
            with suppress(OSError, AttributeError):
                # Not the method of a TLS socket, which would go on without TLS.
                socket.socket.shutdown(self.wire.get_extra_info("socket"), socket.SHUT_RDWR)


class Lanes(Generic[C]):
    """The lanes of one client; at most as many as requests were ever on their way at once.

    Args:
        make: makes a lane.
    """

    def __init__(self, make: Callable[[], C]) -> None:
        self._make = make
        self._free: deque[tuple[float, C]] = deque()
        self._known: set[C] = set()

    def take(self) -> C:
        """A lane that nobody else has until it is given back."""
        try:
            return self._free.pop()[1]
        except IndexError:
            self._known.add(lane := self._make())
            return lane

    def give(self, lane: C) -> C | None:
        """Take a lane back; gives one to close, where one has been idle for too long."""
        now = monotonic()
        self._free.append((now, lane))
        try:
            since, oldest = self._free.popleft()
        except IndexError:  # another thread has taken it already
            return None
        if now - since <= _IDLE:
            self._free.appendleft((since, oldest))
            return None
        self._known.discard(oldest)
        return oldest

    def known(self) -> list[C]:
        """All lanes, those in use among them."""
        return list(self._known)
