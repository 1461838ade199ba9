"""What a flow asks of its driver: one function for each step, with the type of what the step gives.

``yield Send(request)`` gives ``Any``, since a generator is sent values of one type alone. ``yield from send(request)``
gives an ``HttpResponse``.
"""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from addepar_core.flow.steps import (
    Callback,
    CloseStream,
    CopyChunks,
    Finally,
    Flow,
    HttpRequest,
    HttpResponse,
    OpenStream,
    ReadChunk,
    RunBlocking,
    Send,
    Shielded,
    Sleep,
    Writer,
)

T = TypeVar("T")


class Stream(Protocol):
    """A response whose body is read by ``read_chunk`` and ``copy_chunks``; ``head`` is the response without it."""

    head: HttpResponse


def send(request: HttpRequest) -> Flow[HttpResponse]:
    """Send the request and read the whole response, whatever its status."""
    response: HttpResponse = yield Send(request)
    return response


def open_stream(request: HttpRequest) -> Flow[Stream]:
    """Send the request and read only the head of the response. The stream is closed when the flow ends."""
    stream: Stream = yield OpenStream(request)
    return stream


def read_chunk(stream: Stream) -> Flow[bytes]:
    """Read the next chunk of the body; ``b""`` at its end."""
    chunk: bytes = yield ReadChunk(stream)
    return chunk


def copy_chunks(stream: Stream, write: Writer, blocks: int) -> Flow[int]:
    """Write up to so many blocks of the body; gives how many bytes. ``write`` must not keep its argument."""
    size: int = yield CopyChunks(stream, write, blocks)
    return size


def close_stream(stream: Stream) -> Flow[None]:
    """Close a stream before the flow ends."""
    yield CloseStream(stream)


def sleep(seconds: float) -> Flow[None]:
    """Wait."""
    yield Sleep(seconds)


def run_blocking(work: Callable[[], T], late: Callable[[], object] | None = None) -> Flow[T]:
    """Do work that may block, on an event loop in a thread; see ``RunBlocking`` for ``late``."""
    result: T = yield RunBlocking(work, late)
    return result


def callback(function: Callable[..., Any], *args: Any) -> Flow[Any]:
    """Call a function of the user's, and await what it returns if that is awaitable and the client async."""
    return (yield Callback(function, args))


def defer(close: Callable[[], None]) -> Flow[None]:
    """Have ``close`` called when the flow ends, however it ends; maybe twice."""
    yield Finally(close)


def shielded(flow: Flow[T]) -> Flow[T]:
    """Run a flow to its end, even if the task is cancelled or the thread interrupted meanwhile."""
    result: T = yield Shielded(flow)
    return result
