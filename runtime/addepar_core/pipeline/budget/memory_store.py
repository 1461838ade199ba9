"""A request budget that the threads and tasks of one process share."""

import os
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from addepar_core.pipeline.budget.ledger import SECOND, Ledger

T = TypeVar("T")
Work = Callable[[Ledger, int], tuple[T, bool]]


class ForkSafeLock:
    """A lock that is free in a forked child, even if a thread held it in the parent."""

    def __init__(self) -> None:
        self._renew()

    def _renew(self) -> None:
        self._pid = os.getpid()
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        if self._pid != os.getpid():
            self._renew()
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()


class MemoryStore:
    """For all threads and tasks of this process. A forked child continues with a copy."""

    blocking = False

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._ledgers: dict[str, Ledger] = {}
        self._lock = ForkSafeLock()

    def transact(self, key: str, work: Work[T]) -> T:
        """See ``Store``."""
        with self._lock:
            ledger = self._ledgers.get(key)
            if ledger is None:
                ledger = self._ledgers[key] = Ledger()
            return work(ledger, round(self._now() * SECOND))[0]

    def close(self) -> None:
        """Does nothing: the budget outlives the clients that share it."""


_memories: dict[Callable[[], float], MemoryStore] = {}


def shared_memory(now: Callable[[], float] = time.monotonic) -> MemoryStore:
    """The store that all clients of this process with this clock share."""
    return _memories.setdefault(now, _memories.get(now) or MemoryStore(now))
