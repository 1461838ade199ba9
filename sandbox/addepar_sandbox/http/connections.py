"""Keeps track of open connections and of requests in progress."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator

Address = tuple[str, int]


class Connections:
    """Open connections by client address, for faults that break them; and the number of requests in progress."""

    def __init__(self) -> None:
        self._transports: dict[Address, asyncio.Transport] = {}
        self._requests = 0
        self._changed = threading.Condition()

    def add(self, address: Address, transport: asyncio.Transport) -> None:
        self._transports[address] = transport

    def remove(self, address: Address) -> None:
        with self._changed:
            self._transports.pop(address, None)
            self._changed.notify_all()

    def get(self, address: Address | None) -> asyncio.Transport | None:
        return self._transports.get(address) if address else None

    @contextlib.contextmanager
    def request(self) -> Iterator[None]:
        """Count one request in progress, which continues even if its client leaves."""
        with self._changed:
            self._requests += 1
        try:
            yield
        finally:
            with self._changed:
                self._requests -= 1
                self._changed.notify_all()

    def wait_idle(self, timeout: float) -> bool:
        """Wait until there are no connections and no requests in progress; False if that takes longer."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._transports and not self._requests, timeout)
