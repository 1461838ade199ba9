"""A bad network: a TCP proxy on loopback that harms connections at given bytes, and hands on all others.

It knows nothing of HTTP, so that its harms strike anywhere: between two requests, in the middle of a header, in the
last byte of a file.
"""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

KINDS = ("reset", "truncate", "stall", "delay", "split")
WAYS = ("up", "down")
_BLOCK = 65536
_DELAY = 0.02
_SPLIT = 600
"""How many bytes are sent one by one; the rest of a large file that way would take minutes and show nothing more."""


@dataclass(frozen=True)
class Harm:
    """What happens to one connection.

    Attributes:
        kind: "reset" (RST), "truncate" (an orderly end), "stall" (nothing comes any more, and nobody hangs up),
            "delay" (a pause), "split" (bytes one by one).
        way: "up" to the server, "down" to the client.
        at: after how many bytes of that way.
    """

    kind: str
    way: str
    at: int


Plan = Callable[[int], Harm | None]
"""The harm for the n-th connection, counted from 0."""


class Proxy:
    """The proxy between one client and one server.

    Attributes:
        url: the API root, as the client has to be given it.
        plan: what happens to each connection; may be replaced between two requests.
        struck: the harms that were reached.
        passed: the bytes that went up and down over each connection.
    """

    def __init__(self, target: str, plan: Plan = lambda _: None) -> None:
        parts = urlsplit(target)
        self._target = (parts.hostname or "", parts.port or 80)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}{parts.path}"
        self.plan = plan
        self.struck: list[Harm] = []
        self.passed: list[dict[str, int]] = []
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def _accept(self) -> None:
        while not self._over.is_set():
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(self._target)
            except OSError:
                near.close()
                continue
            with self._lock:
                self._threads = [one for one in self._threads if one.is_alive()]
                harm = self.plan(len(self.passed))
                self.passed.append(dict.fromkeys(WAYS, 0))
                self._open |= {near, far}
                if self._over.is_set():
                    near.close(), far.close()
                    return
            pair = _Pair(
                near, far, self.passed[-1], threading.Barrier(2, lambda near=near, far=far: self._forget(near, far))
            )
            for way, source, sink in (("up", near, far), ("down", far, near)):
                for end in (source, sink):
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                mine = harm if harm is not None and harm.way == way else None
                thread = threading.Thread(target=self._pump, args=(way, source, sink, mine, pair))
                self._threads.append(thread)
                thread.start()

    def _forget(self, *ends: socket.socket) -> None:
        with self._lock:
            self._open.difference_update(ends)
        for end in ends:
            end.close()

    def _pump(self, way: str, source: socket.socket, sink: socket.socket, harm: Harm | None, pair: "_Pair") -> None:
        count = 0
        with suppress(OSError):
            while data := source.recv(_BLOCK):
                if harm is not None and count + len(data) > harm.at:
                    before, data = data[: harm.at - count], data[harm.at - count :]
                    sink.sendall(before)
                    self.struck.append(harm)
                    data = self._strike(harm.kind, pair, source, sink, data)
                    harm = None
                sink.sendall(data)
                count += len(data)
                pair.passed[way] += len(data)
        with suppress(OSError):
            if not pair.reset:
                sink.shutdown(socket.SHUT_WR)
        pair.done.wait()

    def _strike(self, kind: str, pair: "_Pair", source: socket.socket, sink: socket.socket, data: bytes) -> bytes:
        """Do the harm; gives what is still to be sent. ``OSError`` where the connection is over."""
        match kind:
            case "reset":
                pair.reset = True
                for end in (source, sink):
                    # A linger of 0 s makes the close a reset; until then nothing may say goodbye.
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    end.shutdown(socket.SHUT_RD)
                raise ConnectionError("reset")
            case "truncate":
                for end in (source, sink):
                    end.shutdown(socket.SHUT_RDWR)
                raise ConnectionError("cut off")
            case "stall":
                while not self._over.is_set() and source.recv(_BLOCK):
                    pass
                raise ConnectionError("stalled to its end")
            case "delay":
                self._over.wait(_DELAY)
            case "split":
                for place in range(min(_SPLIT, len(data))):
                    sink.sendall(data[place : place + 1])
                return data[_SPLIT:]
        return data

    def close(self) -> None:
        """Hang up on everybody."""
        self._over.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            ends = list(self._open)
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()


@dataclass
class _Pair:
    """The two ends of a connection; ``done`` closes them when both directions are over."""

    near: socket.socket
    far: socket.socket
    passed: dict[str, int]
    done: threading.Barrier
    reset: bool = False


@contextmanager
def proxied(target: str, plan: Plan = lambda _: None) -> Iterator[Proxy]:
    """A proxy for as long as the block lasts."""
    proxy = Proxy(target, plan)
    try:
        yield proxy
    finally:
        proxy.close()
