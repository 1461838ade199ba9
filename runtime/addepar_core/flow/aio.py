"""Waiting for work that a cancelled task must not abandon."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

from addepar_core.errors.tree import ConfigurationError
from addepar_core.utils.imports import asyncio

T = TypeVar("T")


def running_loop() -> "asyncio.AbstractEventLoop":
    """The event loop that this runs on.

    Raises:
        ConfigurationError: it is none of asyncio's, such as trio's.
    """
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        raise ConfigurationError(
            "the async client runs on asyncio only; under trio, call the blocking client by trio.to_thread.run_sync,"
            " or run asyncio inside by trio_asyncio"
        ) from None


async def in_thread(work: Callable[[], T]) -> T:
    """Run blocking work in a thread; a cancelled caller still waits for it, so that files are not closed under it."""
    return await await_to_completion(asyncio.to_thread(work))


async def await_to_completion(work: Awaitable[T], on_cancel: Callable[[], object] | None = None) -> T:
    """Await work that a cancelled caller does not break off, but waits for, after calling ``on_cancel``."""
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
            task.exception()  # looked at, or asyncio would complain about it later
        raise
