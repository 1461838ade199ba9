"""Wait for the firm's request budget before each request to the API, and show what is left of it."""

import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, Generic, TypeVar

from addepar_core.budget.limiter import Budget, Slot, WindowLeft
from addepar_core.errors.details import retry_after
from addepar_core.errors.tree import APIConnectionError, BudgetExceededError, BudgetStoreError, DeadlineError
from addepar_core.flow.steps import Clock, Flow, Open, Request, Run, Send, Sleep, Step, head_of

T = TypeVar("T")
_log = logging.getLogger("addepar_client")
_LONG = 5.0


def paced(step: Step, budget: Budget, longest: float, left: Callable[[], float], clock: Clock) -> Flow[Any]:
    """A layer in which each request to the API first waits for its place, and each 429 is learnt from.

    Args:
        step: any; those that send nothing to the API pass.
        budget: the firm's.
        longest: seconds that a request may wait, ``inf`` for any time.
        left: the seconds until the deadline, ``inf`` where there is none.
        clock: our own time.

    Raises:
        BudgetExceededError: at the request, into the flow.
    """
    if not isinstance(step, Send | Open) or step.request.foreign:
        return (yield step)
    slot = yield from admitted(step.request, budget, min(longest, left()), clock.now)
    try:
        outcome = yield step
    except APIConnectionError as error:
        if not error.sent:
            yield from _noted(budget, partial(budget.cancel, slot))
        raise
    head = head_of(outcome)
    if head.status_code == 429:
        yield from _noted(budget, partial(budget.learn, retry_after(head.headers)))
    return outcome


def admitted(request: Request, budget: Budget, max_wait: float, now: Callable[[], float]) -> Flow[Slot]:
    """Wait until the request may go; gives the place that it goes with."""
    slot = Slot()
    until = now() + max_wait
    renewed = False
    try:
        while True:
            reserve = partial(budget.reserve, slot, max(0.0, until - now()))
            granted = yield from _done(budget, reserve, late=partial(budget.cancel, slot))
            if not granted:
                raise BudgetExceededError(method=request.method, path=request.path, retry_after=slot.wait)
            if slot.wait:
                if slot.wait > _LONG:
                    told = "%s %s: waits %.0f s for the firm's request budget (budget_wait= limits that)"
                    _log.warning(told, request.method, request.path, slot.wait)
                yield Sleep(slot.wait)
            elif renewed or not budget.late(slot):
                return slot
            else:
                renewed = True  # once: a store slower than that would never be quick enough
    except GeneratorExit:
        with suppress(BudgetStoreError):
            budget.cancel(slot)
        raise
    except BaseException:
        yield from _noted(budget, partial(budget.cancel, slot))
        raise


def _done(budget: Budget, work: Callable[[], T], late: Callable[[], object] = bool) -> Flow[T]:
    return (yield Run(work, late)) if budget.blocking else work()


def _noted(budget: Budget, work: Callable[[], None]) -> Flow[None]:
    # What became of the request matters more; the next one will tell of the store.
    with suppress(BudgetStoreError, DeadlineError):
        yield from _done(budget, work)


class FirmBudget(Generic[T]):
    """What the client's budget looks like now.

    Args:
        drive: runs a flow to its result.
        budget: the firm's, or None where the client keeps none.
    """

    def __init__(self, drive: Callable[[Flow[tuple[WindowLeft, ...]]], T], budget: Budget | None) -> None:
        self._drive = drive
        self._budget = budget

    def left(self) -> T:
        """What is left of each limit; empty where the client keeps no budget. Nothing is sent.

        Raises:
            BudgetStoreError: the store cannot be used.
        """
        return self._drive(_left(self._budget))


def _left(budget: Budget | None) -> Flow[tuple[WindowLeft, ...]]:
    return () if budget is None else (yield from _done(budget, budget.left))
