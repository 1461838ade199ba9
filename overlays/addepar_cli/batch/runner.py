"""Run many items in one command, concurrently and within the budget; one failure does not stop the rest."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sized
from dataclasses import dataclass
from typing import Any, TypeVar

from addepar_cli.app.app import App
from addepar_cli.app.errors import FATAL, PARTLY, CommandExit, common_code, line_of, trace_of
from addepar_cli.output.progress import Items, OnBytes

Item = TypeVar("Item")
Work = Callable[[Any, Item, OnBytes | None], Awaitable[Any]]

DONE, SKIPPED, FAILED, UNKNOWN = "done", "skipped", "failed", "unknown whether done"
INTERRUPTED, UNTRIED = "interrupted", "not tried"


class Skipped(Exception):
    """Raised by the work if an item needs none. The message says why."""


@dataclass
class Outcome:
    """The outcome of one item.

    Attributes:
        name: the item, as the user knows it.
        state: done, skipped, failed, unknown whether done (a write without a response), interrupted (it is not known
            how far it got) or not tried.
        result: the return value of the work.
        reason: why it was skipped, or failed.
        error: the exception, if it failed.
        item: the item itself.
        count: how many things it represents.
    """

    name: str
    state: str
    result: Any = None
    reason: str = ""
    error: Exception | None = None
    item: Any = None
    count: int = 1

    def record_failure(self, error: Exception, writes: bool = False) -> None:
        """Record the failure."""
        self.state = UNKNOWN if writes and getattr(error, "outcome_unknown", False) else FAILED
        self.reason, self.error = line_of(error), error


def run_many(
    app: App,
    items: Iterable[Item],
    work: Work[Item],
    *,
    name: Callable[[Item], str] = str,
    done: str = "done",
    at_once: int = 4,
    at_end: Callable[[list[Outcome]], None] | None = None,
    count: Callable[[Item], int] = lambda _: 1,
    writes: bool = False,
) -> list[Outcome]:
    """Process many items, then report how many are done and skipped, and what failed and why.

    Args:
        app: the run.
        items: the items; may be a generator.
        work: ``async def work(client, item, on_progress)``. Its result is kept; it raises ``Skipped`` if there is
            nothing to do. ``client`` is an ``AsyncAddeparClient``.
        name: the name of an item in messages.
        done: the verb of the summary, such as "uploaded".
        at_once: how many items are processed at the same time.
        at_end: called with all outcomes before the summary, also after an interruption, to print results or to
            record failures.
        count: how many things an item represents.
        writes: whether the work writes. A write without a response is then reported as unknown, not as failed.

    Raises:
        CommandExit: something failed. The code is 6 if anything was done or skipped, otherwise that of the errors.
    """
    batch = _Batch(app, items, work, name, count, writes)
    interrupted = False
    try:
        asyncio.run(batch.run(at_once, done))
    except KeyboardInterrupt:
        interrupted = True
    if at_end is not None:
        at_end(batch.outcomes)
    conclude(app, batch.outcomes, done, interrupted)
    return batch.outcomes


def conclude(app: App, outcomes: list[Outcome], done: str, interrupted: bool = False) -> None:
    """Report what is done, skipped and failed; raises like ``run_many``."""
    _summarise(app, outcomes, done)
    if interrupted:
        raise KeyboardInterrupt
    if failed := [outcome.error for outcome in outcomes if outcome.error is not None]:
        untouched = not any(outcome.state in (DONE, SKIPPED) for outcome in outcomes)
        raise CommandExit(common_code(failed) if untouched else PARTLY)


class _Batch:
    def __init__(
        self,
        app: App,
        items: Iterable[Any],
        work: Work[Any],
        name: Callable[[Any], str],
        count: Callable[[Any], int],
        writes: bool,
    ) -> None:
        self.outcomes: list[Outcome] = []
        self._app = app
        self._total = len(items) if isinstance(items, Sized) else None
        self._items: Iterator[Any] = iter(items)
        self._work = work
        self._name = name
        self._count = count
        self._writes = writes
        self._over = False

    async def run(self, at_once: int, done: str) -> None:
        async with self._app.async_client() as client:
            with self._app.progress.items(done, self._total) as counted:
                async with asyncio.TaskGroup() as group:
                    for _ in range(at_once):
                        group.create_task(self._worker(client, counted))

    async def _worker(self, client: Any, counted: Items) -> None:
        for item in self._items:
            outcome = Outcome(self._name(item), UNTRIED, item=item, count=self._count(item))
            self.outcomes.append(outcome)  # in the order of the items, not of their completion
            if self._over:
                continue
            outcome.state = INTERRUPTED  # until the work returns or raises
            try:
                outcome.result = await self._work(client, item, counted.meter())
                outcome.state = DONE
            except Skipped as skipped:
                outcome.state, outcome.reason = SKIPPED, str(skipped)
            except Exception as error:  # noqa: BLE001 - reported in the summary, whatever it is
                outcome.record_failure(error, self._writes)
                self._over = self._over or isinstance(error, FATAL)
            counted.done()


def _summarise(app: App, outcomes: list[Outcome], done: str) -> None:
    for outcome in outcomes:
        if outcome.error is not None:
            app.warn_of(outcome.name, outcome.reason)
            if app.debugging:
                app.debug(trace_of(outcome.error))
    states = (DONE, SKIPPED, FAILED, UNKNOWN, INTERRUPTED, UNTRIED)
    counts = {state: sum(each.count for each in outcomes if each.state == state) for state in states}
    parts = [f"{count} {done if state == DONE else state}" for state, count in counts.items() if count or state == DONE]
    only = outcomes[0] if len(outcomes) == 1 else None
    if (
        only is None or only.count > 1 or only.state != DONE or only.result is None
    ):  # otherwise the result is summary enough
        app.info(", ".join(parts))
