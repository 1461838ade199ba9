"""The firm's request budget: every request reserves a slot, and is never sent before it.

A slot is reserved once and kept: the first to ask gets the earlier slot, no request overtakes another, and a slot that
is released (the caller was cancelled) is free for the next. ``ledger.next_slot`` decides; a store records the slots
(``stores``: this process, one machine, many machines).

No window of a limit's length, wherever it begins, contains more slots than the limit. Requests travel at different
speeds, so each window is a little longer than the server's (1 percent, at most 1 s). Half of that is a margin for the
network. A request that is later than the other half (the program was stopped, the machine slept) counts from its real
time, and later ones make room. A request that has waited therefore asks once more before it is sent.

After a 429 nothing is sent before the time that the server named, and the window that it fits counts as full: other
programs used the rest. These slots are assumed to be spread evenly over the window, so that requests resume one by one
and do not run into the next 429 together.

The store's clock counts. If it is a wall clock that is set back by less than a window, waits grow by that time and no
window is overfull. If it is set back further, or forward, slots count for too short a time, and a 429 corrects that.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import inf
from typing import Protocol, TypeVar

from addepar_core.errors.tree import ConfigurationError
from addepar_core.flow.steps import Clock
from addepar_core.pipeline.budget.ledger import SECOND, Ledger, next_slot

T = TypeVar("T")
_DEFAULT_BLOCK = 30.0


@dataclass(frozen=True)
class WindowLeft:
    """What is left of one rate limit.

    Attributes:
        limit: requests in ``seconds``.
        seconds: the window's length.
        used: requests of the last ``seconds``, including those that have reserved a slot and wait.
        left: requests that can be sent now.
        resets_in: seconds until another slot is free; 0 if nothing is used.
    """

    limit: int
    seconds: float
    used: int
    left: int
    resets_in: float


class Store(Protocol):
    """Stores ledgers. If ``blocking`` is true, an event loop uses a thread."""

    blocking: bool

    def transact(self, key: str, work: Callable[[Ledger, int], tuple[T, bool]]) -> T:
        """Call ``work`` with the ledger and the time in microseconds, exclusively among all users of the store.

        ``work`` returns its result and whether the ledger has changed. It may be called again from the start.
        """
        ...

    def close(self) -> None: ...


@dataclass
class Reservation:
    """A request's slot: its time by the store's clock, the seconds until then, and the same time by our own clock.

    ``epoch`` is that of the ledger when the slot was recorded.
    """

    at: int | None = None
    epoch: int = 0
    wait: float = 0.0
    due: float = 0.0


class Budget:
    """One firm's budget in a store.

    Args:
        store: records the slots.
        key: names the firm; equal keys share a budget.
        limits: pairs of (requests, seconds); the default is the API's documented limits.
        clock: our own time, to measure how late a request is.

    Raises:
        ConfigurationError: a limit allows no request at all.
    """

    def __init__(
        self,
        store: Store,
        key: str,
        limits: Iterable[tuple[int, float]],
        clock: Clock | None = None,
    ) -> None:
        if not isinstance(limits, Iterable):
            raise ConfigurationError(f"budget_limits: pass pairs of (requests, seconds), not {limits!r}")
        self.limits = tuple(_limit(limit) for limit in limits)
        if not self.limits:
            raise ConfigurationError("budget_limits: no limit was given")
        self.blocking = store.blocking
        self._windows = tuple((requests, round((s + _margin(s)) * SECOND)) for requests, s in self.limits)
        self._late = round(min(_margin(s) for _, s in self.limits) / 2 * SECOND)
        self._store = store
        self._key = key
        self._now = (clock or Clock()).now

    def reserve(self, reservation: Reservation, max_wait: float = inf) -> bool:
        """Reserve a slot, or confirm one after the wait; ``reservation.wait`` is the remaining wait.

        If the wait would be longer than ``max_wait`` seconds, nothing is reserved and the result is False.
        """

        def work(ledger: Ledger, now: int) -> tuple[tuple[int, int, int, float], bool]:
            ours = self._now()
            ledger.prune(self._windows, now)
            at = self._next_free(ledger, reservation, now)
            granted = at - now <= max_wait * SECOND
            if granted:
                ledger.add(at)
            return (at, ledger.epoch, at - now, ours), granted or reservation.at is not None

        at, reservation.epoch, ahead, ours = self._store.transact(self._key, work)
        reservation.wait = max(0, ahead) / SECOND
        reservation.due = ours + ahead / SECOND
        reservation.at = at if ahead <= max_wait * SECOND else None
        return reservation.at is not None

    def _next_free(self, ledger: Ledger, reservation: Reservation, now: int) -> int:
        """A new slot; after a wait, the reserved slot or the next one."""
        at = reservation.at
        if at is None:
            return ledger.next_free(self._windows, now)
        if reservation.epoch == ledger.epoch:
            ledger.remove(at)
        # Later requests make room if only the margin is missing; otherwise a short delay would cost a whole window.
        # They learn of it in the same way, here.
        ahead = max(at, now)
        soon = ledger.next_free(self._windows, at if now <= at + self._late else now, ahead)
        return soon if soon <= ahead + 2 * self._late else ledger.next_free(self._windows, now)

    def late(self, reservation: Reservation) -> bool:
        """Whether the slot is overdue by more than the margin, so that it no longer counts for the request."""
        return round((self._now() - reservation.due) * SECOND) > self._late

    def move_to_now(self, reservation: Reservation) -> float:
        """Move an overdue request's slot to now.

        Returns 0, or the seconds until a slot is free; then nothing is changed.
        """

        def work(ledger: Ledger, now: int) -> tuple[tuple[int, int, int, float], bool]:
            ours = self._now()
            ledger.prune(self._windows, now)
            at = reservation.at
            if at is not None and reservation.epoch == ledger.epoch and not ledger.remove(at):
                at = None  # too old to count
            free = ledger.next_free(self._windows, now, now)
            if free <= now:
                ledger.add(now)
            elif at is not None and reservation.epoch == ledger.epoch:
                ledger.add(at)
            return (free, now, ledger.epoch, ours), free <= now

        free, now, epoch, ours = self._store.transact(self._key, work)
        if free <= now:
            reservation.at, reservation.epoch, reservation.due = now, epoch, ours
        return max(0, free - now) / SECOND

    def cancel(self, reservation: Reservation) -> None:
        """Release a slot; nothing was sent."""
        if reservation.at is None:
            return
        at, reservation.at = reservation.at, None

        def work(ledger: Ledger, _: int) -> tuple[None, bool]:
            ours = reservation.epoch == ledger.epoch
            if ours:
                ledger.remove(at)
            return None, ours

        self._store.transact(self._key, work)

    def record_rate_limit(self, seconds: float | None) -> None:
        """After a 429, send nothing for this number of seconds (30 if the server named none)."""
        pause = round((_DEFAULT_BLOCK if seconds is None else seconds) * SECOND)

        def work(ledger: Ledger, now: int) -> tuple[None, bool]:
            ledger.prune(self._windows, now)
            ledger.block(self._windows, now, now + pause)
            return None, True

        self._store.transact(self._key, work)

    def left(self) -> tuple[WindowLeft, ...]:
        """What is left of each limit, in the given order. This uses no request."""

        def work(ledger: Ledger, now: int) -> tuple[tuple[WindowLeft, ...], bool]:
            ledger.prune(self._windows, now)
            return tuple(
                self._window_left(ledger, now, seconds, window)
                for (_, seconds), window in zip(self.limits, self._windows, strict=True)
            ), False

        return self._store.transact(self._key, work)

    def close(self) -> None:
        """Close the store's file or connections. The next use opens them again."""
        self._store.close()

    @staticmethod
    def _window_left(ledger: Ledger, now: int, seconds: float, window: tuple[int, int]) -> WindowLeft:
        limit, length = window
        log = ledger.logs[length]
        free = 0 if ledger.blocked > now else max(0, limit - len(log))
        # With slots left, the oldest is the next to become free; otherwise the first without a waiting request.
        then = (log[0] + length if log else now) if free else next_slot([log], [window], max(now, ledger.blocked))
        return WindowLeft(limit, seconds, len(log), free, (then - now) / SECOND)


def _margin(seconds: float) -> float:
    return min(1.0, seconds / 100)


def _limit(limit: object) -> tuple[int, float]:
    match limit:
        case (int(requests), int() | float() as seconds) if requests > 0 and 0 < seconds < float("inf"):
            return requests, seconds
    raise ConfigurationError(f"budget_limits: {limit!r} is not a pair of (requests, seconds), such as (50, 900)")
