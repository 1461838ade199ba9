"""The reserved slots of one firm, and the one decision about them: when may the next request go?

All times are whole microseconds, so that no window is overfull by a rounding.
"""

from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

SECOND = 1_000_000
Windows = Sequence[tuple[int, int]]
"""Pairs of (places, microseconds)."""
_FORMAT = 1


def next_slot(logs: Sequence[Sequence[int]], windows: Windows, now: int) -> int:
    """The earliest time from ``now`` on that overfills no window, given the sorted places of each.

    Places ahead of ``now`` count as well: a window is kept on both sides of the new place. Two places
    share a window when they are less than its length apart.
    """
    at = now
    while True:
        before = at
        for log, (limit, length) in zip(logs, windows, strict=True):
            if len(log) >= limit:
                at = _earliest(log, limit, length, at)
        if at == before:
            return at


def _earliest(log: Sequence[int], limit: int, length: int, at: int) -> int:
    # Each `limit` neighbours that share a window shut out the times less than its length from all of them.
    for first in range(bisect_right(log, at - length), len(log) - limit + 1):
        last = first + limit - 1
        if log[last] - log[first] < length and at < log[first] + length:
            if at <= log[last] - length:
                break
            at = log[first] + length
    return at


@dataclass
class Ledger:
    """The places of one firm: for each window's length the sorted times, and until when nobody may go.

    ``epoch`` counts the blocks: each struck out the places of those who waited, and they ask again when they wake.
    """

    logs: dict[int, "array[int]"] = field(default_factory=dict)
    blocked: int = 0
    epoch: int = 0

    def prune(self, windows: Windows, now: int) -> None:
        """Forget what no longer counts. A window seen for the first time starts from the longest one known."""
        for _, length in windows:
            if length not in self.logs:
                self.logs[length] = array("q", self.logs[max(self.logs)] if self.logs else ())
        for length, log in self.logs.items():
            if log and log[0] <= now - length:
                del log[: bisect_right(log, now - length)]
        if self.blocked > now:
            # A block further ahead than any window is left from before the clock was set back.
            self.blocked = min(self.blocked, now + max(self.logs))

    def next_free(self, windows: Windows, now: int, until: int | None = None) -> int:
        """The earliest free time; with ``until``, as if the later places were not yet taken."""
        logs = [self.logs[length] for _, length in windows]
        if until is not None:
            logs = [log[: bisect_right(log, until)] for log in logs]
        return next_slot(logs, windows, max(now, self.blocked))

    def add(self, at: int) -> None:
        for log in self.logs.values():
            if not log or log[-1] <= at:
                log.append(at)
            else:
                insort(log, at)

    def remove(self, at: int) -> bool:
        """Take a place away; gives whether it was there."""
        removed = False
        for log in self.logs.values():
            index = bisect_left(log, at)
            if index < len(log) and log[index] == at:
                del log[index]
                removed = True
        return removed

    def block(self, windows: Windows, now: int, until: int) -> None:
        """Nobody goes before ``until``; the shortest window that can have been the reason was full."""
        self.blocked = max(self.blocked, min(until, now + max(self.logs)))
        self.epoch += 1
        for log in self.logs.values():
            del log[bisect_right(log, now) :]
        limit, length = min(
            (window for window in windows if window[1] >= until - now), key=lambda window: window[1], default=(0, 0)
        )
        unseen = limit - len(self.logs[length]) if limit else 0
        oldest = until - length
        for number in range(unseen):
            insort(self.logs[length], oldest + (now - oldest) * number // unseen)

    def lifetime(self, now: int) -> int:
        """Microseconds until nothing in it counts any more."""
        return max([self.blocked - now, *(log[-1] + length - now for length, log in self.logs.items() if log)])

    def encode(self) -> bytes:
        numbers = array("q", (_FORMAT, self.blocked, self.epoch, len(self.logs)))
        for length, log in self.logs.items():
            numbers.extend((length, len(log)))
        for log in self.logs.values():
            numbers.extend(log)
        return numbers.tobytes()

    @classmethod
    def decode(cls, state: bytes | None) -> "Ledger":
        """The ledger that ``encode`` wrote. Raises ``ValueError`` for anything else, another byte order included."""
        if state is None:
            return cls()
        numbers = array("q")
        numbers.frombytes(state)
        if len(numbers) < 4 or numbers[0] != _FORMAT:
            raise ValueError("not a budget of this version")
        logs = {}
        start = 4 + 2 * numbers[3]
        for length, size in zip(numbers[4:start:2], numbers[5:start:2], strict=True):
            logs[length] = numbers[start : start + size]
            start += size
        return cls(logs, numbers[1], numbers[2])
