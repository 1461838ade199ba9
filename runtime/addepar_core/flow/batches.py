"""Run batches: many flows, each a separate call, several at the same time.

A batch is a generator that yields flows. Its driver runs each flow as a separate call, with its own retries, slots in
the budget and deadline. A batch may take hours, while a deadline applies to one transfer.
"""

from collections.abc import Awaitable, Callable, Generator, Sequence
from contextvars import copy_context
from threading import Thread
from typing import Any, NamedTuple, TypeVar

from addepar_core.flow.steps import Flow
from addepar_core.utils.imports import asyncio

T = TypeVar("T")


class Together(NamedTuple):
    """Run several batches at the same time; ``stop`` asks them to end early."""

    workers: "Sequence[Batch[None]]"
    stop: Callable[[], object]


Batch = Generator[Flow[object] | Together, Any, T]


def run_sync(run_flow: Callable[[Flow[object]], object], batch: Batch[T]) -> T:
    """Run a batch to its result, in the calling thread and in threads that end with it."""
    try:
        step = next(batch)
        while True:
            try:
                outcome = run_flow(step) if not isinstance(step, Together) else _in_threads(run_flow, step)
            except BaseException as error:  # noqa: BLE001 - passed to the batch, which raises it again
                step = batch.throw(error)
            else:
                step = batch.send(outcome)
    except StopIteration as stop:
        return stop.value  # type: ignore[no-any-return]
    finally:
        batch.close()


def _in_threads(run_flow: Callable[[Flow[object]], object], together: Together) -> object:
    if len(together.workers) == 1:
        return run_sync(run_flow, together.workers[0])
    raised: list[BaseException] = []

    def work(worker: Batch[None]) -> None:
        try:
            run_sync(run_flow, worker)
        except BaseException as error:  # noqa: BLE001 - raised in the thread that waits
            raised.append(error)
            together.stop()

    # Each runs with a copy of the caller's context variables: spans have their parent, log lines their fields.
    threads = [
        Thread(target=copy_context().run, args=(work, worker), name="addepar-batch", daemon=True)
        for worker in together.workers
    ]
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    except BaseException:
        together.stop()
        for thread in threads:
            if thread.ident is not None:
                thread.join()  # transfers stop at their next block and leave no incomplete file
        raise
    if raised:
        raise raised[0]
    return None


async def run_async(run_flow: Callable[[Flow[object]], Awaitable[object]], batch: Batch[T]) -> T:
    """Run a batch to its result on the running event loop."""
    try:
        step = next(batch)
        while True:
            try:
                outcome = await (_in_tasks(run_flow, step) if isinstance(step, Together) else run_flow(step))
            except BaseException as error:  # noqa: BLE001 - passed to the batch, which raises it again
                step = batch.throw(error)
            else:
                step = batch.send(outcome)
    except StopIteration as stop:
        return stop.value  # type: ignore[no-any-return]
    finally:
        batch.close()


async def _in_tasks(run_flow: Callable[[Flow[object]], Awaitable[object]], together: Together) -> None:
    tasks = [asyncio.ensure_future(run_async(run_flow, worker)) for worker in together.workers]
    try:
        await asyncio.gather(*tasks)
    except BaseException:
        together.stop()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
