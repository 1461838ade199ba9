"""Send a request body block by block, and report progress."""

from collections.abc import AsyncIterator, Iterator

from addepar_core.flow.messages import Body


def send_blocks(body: Body) -> Iterator[bytes]:
    """Yield the blocks of the body, and report each after it was sent."""
    done = 0
    for block in body.iter_blocks():
        yield block
        done += len(block)
        if body.on_sent is not None:
            body.on_sent(done)


async def send_blocks_async(body: Body) -> AsyncIterator[bytes]:
    """The same, with the file read in a thread."""
    from addepar_core.flow.aio import in_thread

    done = 0
    blocks = body.iter_blocks()
    while block := await in_thread(lambda: next(blocks, b"")):
        yield block
        done += len(block)
        if body.on_sent is not None:
            body.on_sent(done)
