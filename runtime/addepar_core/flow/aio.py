"""Wait for work that a cancelled task must not abandon."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

from addepar_core.errors.tree import ConfigurationError
from addepar_core.utils.imports import asyncio

T = TypeVar("T")


def running_loop() -> "asyncio.AbstractEventLoop":
    """The running event loop.

    Raises:
        ConfigurationError: it is not an asyncio loop, but for example trio's.
    """
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        raise ConfigurationError(
            "the async client runs on asyncio only; under trio, call the blocking client by trio.to_thread.run_sync,"
            " or run asyncio inside by trio_asyncio"
        ) from None


async def in_thread(work: Callable[[], T]) -> T:
    """Run blocking work in a thread. A cancelled caller still waits for it, so its files are not closed too early."""
    return await await_to_completion(asyncio.to_thread(work))


async def await_to_completion(work: Awaitable[T], on_cancel: Callable[[], object] | None = None) -> T:
    """Await work that cancellation does not interrupt: a cancelled caller calls ``on_cancel`` and waits for the end."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        if on_cancel is not None:
            on_cancel()
        while not task.done():
            with suppress(asyncio.CancelledError):  # however often
                await asyncio.wait([task])
        if not task.cancelled():
            task.exception()  # retrieved, or asyncio would log it later
        raise
