"""Wait for the firm's request budget before each request to the API, and show what is left of it."""

import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Generic, TypeVar

from addepar_core.errors.details import retry_after
from addepar_core.errors.tree import APIConnectionError, BudgetExceededError, BudgetStoreError, DeadlineError
from addepar_core.flow.messages import HttpRequest, response_head
from addepar_core.flow.steps import Clock, Flow, OpenStream, Send, Step, run_blocking, sleep
from addepar_core.pipeline.budget.limiter import Budget, Reservation, WindowLeft

T = TypeVar("T")
_log = logging.getLogger("addepar_client")
_LONG = 5.0


def budget_policy(
    step: Step, budget: Budget, max_wait: float, remaining: Callable[[], float], clock: Clock
) -> Flow[object]:
    """A policy that makes each request to the API wait for its slot, and records each 429.

    Args:
        step: any step; those that send nothing to the API pass.
        budget: the firm's budget.
        max_wait: seconds that a request may wait, ``inf`` for no limit.
        remaining: the seconds until the deadline, ``inf`` if there is none.
        clock: our own time.

    Raises:
        BudgetExceededError: raised in the flow, at the request.
    """
    if not isinstance(step, Send | OpenStream) or step.request.cross_origin:
        return (yield step)
    for last in (False, False, False, True):
        reservation = yield from acquire_slot(step.request, budget, min(max_wait, remaining()), clock.now)
        try:
            outcome = yield type(step)(step.request._replace(before_sending=_Punctual(budget, reservation)))
            break
        except APIConnectionError as error:
            if not error.sent:
                yield from _noted(budget, partial(budget.cancel, reservation))
            raise
        except _PlacePassedError as error:  # the next connection may be ready sooner
            yield from _noted(budget, partial(budget.cancel, reservation))
            if last:
                raise BudgetExceededError(
                    method=step.request.method, path=step.request.path, retry_after=error.seconds
                ) from None
    head = response_head(outcome)
    if head.status_code == 429:
        yield from _noted(budget, partial(budget.record_rate_limit, retry_after(head.headers)))
    return outcome


class _PlacePassedError(Exception):
    """The connection was ready so late that the request would now overfill a window. Nothing was sent."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds


class _Punctual:
    """Counts a request from the time it is sent if its connection took long, because the server does the same."""

    def __init__(self, budget: Budget, reservation: Reservation) -> None:
        self._budget = budget
        self._reservation = reservation

    def is_due(self) -> bool:
        return self._budget.late(self._reservation)

    def look(self) -> None:
        if wait := self._budget.move_to_now(self._reservation):
            raise _PlacePassedError(wait)


def acquire_slot(request: HttpRequest, budget: Budget, max_wait: float, now: Callable[[], float]) -> Flow[Reservation]:
    """Wait until the request may be sent, and return its slot."""
    reservation = Reservation()
    until = now() + max_wait
    renewed = False
    try:
        while True:
            reserve = partial(budget.reserve, reservation, max(0.0, until - now()))
            granted = yield from _done(budget, reserve, late=partial(budget.cancel, reservation))
            if not granted:
                raise BudgetExceededError(method=request.method, path=request.path, retry_after=reservation.wait)
            if reservation.wait:
                if reservation.wait > _LONG:
                    message = "%s %s: waits %.0f s for the firm's request budget (budget_wait= limits that)"
                    _log.warning(message, request.method, request.path, reservation.wait)
                yield from sleep(reservation.wait)
            elif renewed or not budget.late(reservation):
                return reservation
            else:
                renewed = True  # only once: a store slower than that would never be fast enough
    except GeneratorExit:
        with suppress(BudgetStoreError):
            budget.cancel(reservation)
        raise
    except BaseException:
        yield from _noted(budget, partial(budget.cancel, reservation))
        raise


def _done(budget: Budget, work: Callable[[], T], late: Callable[[], object] = bool) -> Flow[T]:
    return (yield from run_blocking(work, late)) if budget.blocking else work()


def _noted(budget: Budget, work: Callable[[], None]) -> Flow[None]:
    # The outcome of the request matters more; the next one will report the store.
    with suppress(BudgetStoreError, DeadlineError):
        yield from _done(budget, work)


class FirmBudget(Generic[T]):
    """The current state of the client's budget.

    Args:
        run: runs a flow to its result.
        budget: the firm's budget, or None if the client has none.
    """

    def __init__(self, run: Callable[[Flow[tuple[WindowLeft, ...]]], T], budget: Budget | None) -> None:
        self._run = run
        self._budget = budget

    def left(self) -> T:
        """What is left of each limit; empty if the client has no budget. Nothing is sent.

        Raises:
            BudgetStoreError: the store cannot be used.
        """
        return self._run(_left(self._budget))


def _left(budget: Budget | None) -> Flow[tuple[WindowLeft, ...]]:
    return () if budget is None else (yield from _done(budget, budget.left))
