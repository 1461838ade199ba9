"""Bodies on their way out, and blocking work beside an event loop."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import suppress
from typing import Any, Protocol, TypeVar

from .lazy import asyncio

T = TypeVar("T")
BLOCK = 256 * 1024
Writer = Callable[[Any], object]
"""Takes bytes, or a view of a buffer that is used again."""


class Body(Protocol):
    """A request body that is made while it is sent; each call of ``blocks`` starts from the beginning.

    ``sent``, where there is one, is told after each block how many bytes went out.
    """

    length: int
    sent: Callable[[int], object] | None

    def blocks(self) -> Iterator[bytes]: ...


async def in_thread(work: Callable[[], T]) -> T:
    """Run blocking work in a thread; a cancelled caller still waits for it, so that files are not closed under it."""
    return await to_its_end(asyncio.to_thread(work))


async def to_its_end(work: Awaitable[T], hurry: Callable[[], object] | None = None) -> T:
    """Await work that a cancelled caller does not break off, but waits for, after calling ``hurry``."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        if hurry is not None:
            hurry()
        while not task.done():
            with suppress(asyncio.CancelledError):  # however often
                await asyncio.wait([task])
        if not task.cancelled():
            task.exception()  # looked at, or asyncio would complain about it later
        raise


def send_blocks(body: Body) -> Iterator[bytes]:
    """The body's blocks, reporting each after it went out."""
    done = 0
    for block in body.blocks():
        yield block
        done += len(block)
        if body.sent is not None:
            body.sent(done)


async def send_blocks_async(body: Body) -> AsyncIterator[bytes]:
    """The same, with the file read in a thread."""
    done = 0
    blocks = body.blocks()
    while block := await in_thread(lambda: next(blocks, b"")):
        yield block
        done += len(block)
        if body.sent is not None:
            body.sent(done)
