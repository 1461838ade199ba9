"""The firm's request budget: every request reserves a slot, and is never sent before it.

A place is reserved once and kept: whoever asks first has the earlier place, nobody is overtaken by
someone luckier, and a place that is given back (the caller was cancelled) is free for the next.
The decision is ``ledger.next_slot``; where the places are written down is a store's affair
(``stores``: this process, one machine, many machines).

Exact means: no window of a limit's length, wherever it begins, holds more places than the limit.
Requests travel at different speeds, so each window is taken to be a little longer than the server's
(a hundredth, at most 1 s). Half of that is room for the network; a request that is later than the other
half (the program was stopped, the machine slept) goes by its real time, and those behind it make room.
So whoever has waited asks once more before it goes.

After a 429 nobody goes before the time that the server named, and the window that it fits is taken to
be full: someone else used up what we did not. Those places are assumed to be spread evenly over the
window, so that the firm's requests come back one by one and not all at once into the next 429.

Time is the store's. Where it is a wall clock that is set back by less than a window, waits grow by as much
and no window is overfull; set back further, or forward, places count for too little, and a 429 puts that right.
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
    """What is left of one limit.

    Attributes:
        limit: requests in ``seconds``.
        seconds: the window's length.
        used: requests of the last ``seconds``, with those that have reserved a place and wait.
        left: requests that can go now.
        resets_in: seconds until a further place comes free; 0 when nothing is used.
    """

    limit: int
    seconds: float
    used: int
    left: int
    resets_in: float


class Store(Protocol):
    """Where ledgers are kept. ``blocking`` tells an event loop to use a thread."""

    blocking: bool

    def transact(self, key: str, work: Callable[[Ledger, int], tuple[T, bool]]) -> T:
        """Call ``work`` with the ledger and the time in microseconds, alone among all who share the store.

        ``work`` gives its result and whether the ledger has changed. It may be called again from the start.
        """
        ...

    def close(self) -> None: ...


@dataclass
class Reservation:
    """A request's place: its time by the store, the seconds until then, and the same moment by our own clock.

    ``epoch`` is the ledger's when the place was written down.
    """

    at: int | None = None
    epoch: int = 0
    wait: float = 0.0
    due: float = 0.0


class Budget:
    """One firm's budget in a store.

    Args:
        store: where places are written down.
        key: names the firm; equal keys share a budget.
        limits: pairs of (requests, seconds); the API's documented ones if left out.
        clock: our own time, for telling how late a request is.

    Raises:
        ConfigurationError: a limit that nothing fits into.
    """

    def __init__(
        self,
        store: Store,
        key: str,
        limits: Iterable[tuple[int, float]],
        clock: Clock | None = None,
    ) -> None:
        if not isinstance(limits, Iterable):
            raise ConfigurationError(f"budget_limits: give pairs of (requests, seconds), not {limits!r}")
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
        """Reserve a place, or confirm the one that was waited for; ``reservation.wait`` says how long the wait is.

        A wait longer than ``max_wait`` seconds is not reserved: the result is then False.
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
        """A new place, or for someone who has waited the one it had, or the next."""
        at = reservation.at
        if at is None:
            return ledger.next_free(self._windows, now)
        if reservation.epoch == ledger.epoch:
            ledger.remove(at)
        # Those behind make room where it is a matter of the margin, or being a little late would cost a whole window.
        # They find out as we do here.
        ahead = max(at, now)
        soon = ledger.next_free(self._windows, at if now <= at + self._late else now, ahead)
        return soon if soon <= ahead + 2 * self._late else ledger.next_free(self._windows, now)

    def late(self, reservation: Reservation) -> bool:
        """Whether so much time has passed since the slot was due that its place no longer stands for it."""
        return round((self._now() - reservation.due) * SECOND) > self._late

    def move_to_now(self, reservation: Reservation) -> float:
        """Have a request that goes later than its place count from now on.

        Gives 0, or if there is no place for it now, the seconds until there is one; then nothing is changed.
        """

        def work(ledger: Ledger, now: int) -> tuple[tuple[int, int, int, float], bool]:
            ours = self._now()
            ledger.prune(self._windows, now)
            at = reservation.at
            if at is not None and reservation.epoch == ledger.epoch and not ledger.remove(at):
                at = None  # so old that it counts no more
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
        """Give a place back; nothing was sent."""
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
        """A 429 came: nobody goes for this number of seconds (30 where the server gave no number)."""
        pause = round((_DEFAULT_BLOCK if seconds is None else seconds) * SECOND)

        def work(ledger: Ledger, now: int) -> tuple[None, bool]:
            ledger.prune(self._windows, now)
            ledger.block(self._windows, now, now + pause)
            return None, True

        self._store.transact(self._key, work)

    def left(self) -> tuple[WindowLeft, ...]:
        """What is left, for each limit in the order given. Looking uses nothing up."""

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
        # With places left, the next one to come free is the oldest; else the first that nobody waits for.
        then = (log[0] + length if log else now) if free else next_slot([log], [window], max(now, ledger.blocked))
        return WindowLeft(limit, seconds, len(log), free, (then - now) / SECOND)


def _margin(seconds: float) -> float:
    return min(1.0, seconds / 100)


def _limit(limit: object) -> tuple[int, float]:
    match limit:
        case (int(requests), int() | float() as seconds) if requests > 0 and 0 < seconds < float("inf"):
            return requests, seconds
    raise ConfigurationError(f"budget_limits: {limit!r} is not a pair of (requests, seconds), such as (50, 900)")
