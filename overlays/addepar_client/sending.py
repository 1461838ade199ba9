"""Bodies on their way out, and blocking work beside an event loop."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")


class Body(Protocol):
    """A request body that is made while it is sent; each call of ``blocks`` starts from the beginning."""

    length: int

    def blocks(self) -> Iterator[bytes]: ...
    def sent(self, done: int) -> None: ...


async def in_thread(work: Callable[[], T]) -> T:
    """Run blocking work in a thread; a cancelled caller still waits for it, so that files are not closed under it."""
    task = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
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
        body.sent(done)


async def send_blocks_async(body: Body) -> AsyncIterator[bytes]:
    """The same, with the file read in a thread."""
    done = 0
    blocks = body.blocks()
    while block := await in_thread(lambda: next(blocks, b"")):
        yield block
        done += len(block)
        body.sent(done)
