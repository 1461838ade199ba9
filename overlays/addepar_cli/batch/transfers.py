"""Run a batch of the client with a progress bar, then report what is done, and what failed and why."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from typing import Any

from addepar_cli.app.app import App
from addepar_cli.app.errors import line_of
from addepar_cli.batch.runner import Outcome, conclude
from addepar_cli.output.progress import Items, OnBytes

Begin = Callable[[Any, Callable[[Any], None]], Awaitable[Any]]


def run_batch(
    app: App,
    begin: Begin,
    *,
    done: str,
    show: Callable[[list[Outcome]], None],
    note: Callable[[Any], None] | None = None,
) -> Any:
    """Run a batch, and return its result.

    Args:
        app: the run.
        begin: called with an ``AsyncAddeparClient`` and an ``on_progress``; returns the batch to await.
        done: the verb of the summary, such as "uploaded".
        show: called with all outcomes before the summary, also after an interruption.
        note: called with each outcome when its item is done.

    Raises:
        CommandExit: something failed. The code is 6 if anything was done or skipped, otherwise that of the errors.
    """
    watch = _Watch(app, done, note)
    result: Any = None
    interrupted = False

    async def run() -> Any:
        async with app.async_client() as client:
            return await begin(client, watch.on_progress)

    try:
        with watch.bar:
            result = asyncio.run(run())
    except KeyboardInterrupt:
        interrupted = True
    outcomes = [_as_outcome(each) for each in (watch.seen.values() if result is None else result.outcomes)]
    show(outcomes)
    conclude(app, outcomes, done, interrupted)
    return result


class _Watch:
    """Tracks a running batch: its progress bar and the outcomes so far."""

    def __init__(self, app: App, done: str, note: Callable[[Any], None] | None) -> None:
        self.seen: dict[int, Any] = {}
        self.bar = ExitStack()
        self._app, self._done, self._note = app, done, note
        self._counted: Items | None = None
        self._meters: dict[int, OnBytes | None] = {}

    def on_progress(self, progress: Any) -> None:
        outcome = progress.outcome
        if self._counted is None:
            self._counted = self.bar.enter_context(self._app.progress.items(self._done, progress.total))
        if id(outcome) not in self.seen:
            self.seen[id(outcome)] = outcome
            self._meters[id(outcome)] = self._counted.meter()
        elif outcome.state != "running":
            self._counted.done()
            if outcome.state == "done" and self._note is not None:
                self._note(outcome)
        elif (meter := self._meters[id(outcome)]) is not None:
            meter(outcome.bytes, outcome.size)


def _as_outcome(outcome: Any) -> Outcome:
    reason = outcome.reason if outcome.error is None else line_of(outcome.error)
    return Outcome(outcome.name, outcome.state, outcome.result, reason, outcome.error, outcome)
