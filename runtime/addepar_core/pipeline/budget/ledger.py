"""The reserved slots of one firm, and one decision: when may the next request be sent?

All times are whole microseconds, so rounding cannot overfill a window.
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
    """The earliest time from ``now`` on that overfills no window, given the sorted slots of each.

    Slots later than ``now`` count too: the limit holds on both sides of the new slot. Two slots share a window if they
    are less than its length apart.
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
    # Each `limit` neighbours that share a window exclude all times less than its length from every one of them.
    for first in range(bisect_right(log, at - length), len(log) - limit + 1):
        last = first + limit - 1
        if log[last] - log[first] < length and at < log[first] + length:
            if at <= log[last] - length:
                break
            at = log[first] + length
    return at


@dataclass
class Ledger:
    """The slots of one firm: the sorted times for each window length, and the time before which nothing may be sent.

    ``epoch`` counts the blocks. Each block deletes the slots of waiting requests, which ask again when they wake.
    """

    logs: dict[int, "array[int]"] = field(default_factory=dict)
    blocked: int = 0
    epoch: int = 0

    def prune(self, windows: Windows, now: int) -> None:
        """Drop slots that no longer count. A new window starts with the slots of the longest known one."""
        for _, length in windows:
            if length not in self.logs:
                self.logs[length] = array("q", self.logs[max(self.logs)] if self.logs else ())
        for length, log in self.logs.items():
            if log and log[0] <= now - length:
                del log[: bisect_right(log, now - length)]
        if self.blocked > now:
            # A block further ahead than any window dates from before the clock was set back.
            self.blocked = min(self.blocked, now + max(self.logs))

    def next_free(self, windows: Windows, now: int, until: int | None = None) -> int:
        """The earliest free time; with ``until``, as if later slots were free."""
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
        """Remove a slot. Returns whether it existed."""
        removed = False
        for log in self.logs.values():
            index = bisect_left(log, at)
            if index < len(log) and log[index] == at:
                del log[index]
                removed = True
        return removed

    def block(self, windows: Windows, now: int, until: int) -> None:
        """Allow nothing before ``until``, and count the shortest window that explains it as full."""
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
        """Microseconds until none of its slots count."""
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
        """Decode the output of ``encode``. Raises ``ValueError`` for anything else, including another byte order."""
        if state is None:
            return cls()
        numbers = array("q")
        if isinstance(state, bytes):
            numbers.frombytes(state)
        if len(numbers) < 4 or numbers[0] != _FORMAT:
            raise ValueError("not a budget of this version")
        logs = {}
        start = 4 + 2 * numbers[3]
        for length, size in zip(numbers[4:start:2], numbers[5:start:2], strict=True):
            logs[length] = numbers[start : start + size]
            start += size
        ledger = cls(logs, numbers[1], numbers[2])
        # A damaged one must not pass for an empty one: its requests still count at the server.
        if ledger.encode() != state or any(list(log) != sorted(log) for log in logs.values()):
            raise ValueError("a damaged budget")
        return ledger
