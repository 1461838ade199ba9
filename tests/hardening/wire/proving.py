"""One operation, cut again and again on one client, and what is judged after each cut.

The short form of `make test` takes a sample of the steps, and makes 3 further calls after each and 20 at the end; with
ADDEPAR_PROOF set it is every step of a call, with 20 calls after each. 100 calls at once follow at the end, in the
short form not for every way to interrupt: as many as a client has at a time, so that none of its places is lost.
"""

import asyncio
import itertools
import threading
from collections import Counter
from pathlib import Path
from typing import Any

from tests.hardening.counting import counted
from tests.hardening.wire.limits import PROOF
from tests.hardening.wire.serving import Head, Peer, record
from tests.hardening.wire.steps import OPERATIONS, Api, Cut, Quick, files_are_whole

AFTER = 20 if PROOF else 3
AT_ONCE = 100


class Proof:
    """One operation, cut again and again on one client."""

    def __init__(self, name: str, api: Api, folder: Path) -> None:
        self.operation = OPERATIONS[name]
        self.api = api
        self.folder = folder
        self.time = Quick()
        self._numbers = itertools.count(self.operation.first, self.operation.step)
        self._others = itertools.count(10**6)
        self.outcomes: Counter[str] = Counter()
        self._reads: list[str] = []

    def begin(self, cut_at: str = "") -> str:
        """The number of the next call under test."""
        number = str(next(self._numbers))
        self.time.turn(7200)
        self.api.watch(number, cut_at)
        return number

    def others(self, count: int) -> list[str]:
        self.api.watch("")
        return [str(next(self._others)) for _ in range(count)]

    def ended(self, number: str, found: Any, error: BaseException | None, where: str) -> None:
        """Judge the outcome of a call that was cut: done, or cut, and nothing between."""
        files_are_whole(self.folder)
        if error is None:
            assert self.operation.right(found, number), f"{where}: it gave {found!r}"
            assert self.api.stored[number] == self.operation.writes, where
            self.outcomes["done"] += 1
            return
        assert isinstance(error, Cut | asyncio.CancelledError), f"{where}: it ended with {error!r}"
        self.outcomes["cut"] += 1
        if not self.operation.writes:
            self._reads.append(number)

    def over(self, what: str, side: str) -> None:
        """Nothing was stored twice, or without having been asked for; and the calls are counted."""
        assert max(self.api.stored.values(), default=0) <= 1
        assert not any(self.api.stored[number] for number in self._reads)
        with counted("wire", what, side) as outcomes:
            outcomes.update(self.outcomes)


class Gate:
    """Answers only when so many wait for their answers at once."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._barrier = threading.Barrier(AT_ONCE)

    def handle(self, peer: Peer, head: Head) -> None:
        if not head.id.startswith("77"):
            self._api.handle(peer, head)
            return
        try:
            self._barrier.wait(20)
            peer.send(record(head.id))
        except threading.BrokenBarrierError:  # fewer came: those that did get no answer
            peer.reset()


def at_once() -> list[str]:
    return [f"77{number:04}" for number in range(AT_ONCE)]
