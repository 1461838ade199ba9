"""The steps that a flow can yield, a function for each with the type of what the step gives, and the clock.

A flow is a generator: it yields what must be done, and a driver does it, blocking or on an event loop. So each
decision is written once for both clients. ``yield Send(request)`` gives ``Any``, since a generator is sent values of
one type alone; ``yield from send(request)`` gives an ``HttpResponse``.
"""

import time
from collections.abc import Awaitable, Callable, Generator
from random import random
from typing import Any, NamedTuple, Protocol, TypeVar

from addepar_core.flow.messages import HttpRequest, HttpResponse, Writer
from addepar_core.utils.imports import asyncio

T = TypeVar("T")
Flow = Generator["Step", Any, T]


class Send:
    """Send the request and read the whole response; gives an ``HttpResponse`` of any status."""

    __slots__ = ("request",)

    def __init__(self, request: HttpRequest) -> None:
        self.request = request


class OpenStream:
    """Send the request and read only the head; gives a stream, closed when the flow ends."""

    __slots__ = ("request",)

    def __init__(self, request: HttpRequest) -> None:
        self.request = request


class ReadChunk:
    """Read the next chunk of a stream; gives ``b""`` at its end."""

    __slots__ = ("stream",)

    def __init__(self, stream: Any) -> None:
        self.stream = stream


class CopyChunks:
    """Write the next bytes of a stream that has begun to be read: up to so many blocks; gives how many bytes.

    ``write`` must not keep what it is given: the buffer is used again. What came before a break is written.
    """

    __slots__ = ("blocks", "stream", "write")

    def __init__(self, stream: Any, write: Writer, blocks: int) -> None:
        self.stream = stream
        self.write = write
        self.blocks = blocks


class CloseStream:
    """Be done with a stream before the flow ends."""

    __slots__ = ("stream",)

    def __init__(self, stream: Any) -> None:
        self.stream = stream


class Sleep:
    """Wait."""

    __slots__ = ("seconds",)

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds


class RunBlocking:
    """Do work that may block on a disk; in a thread where an event loop must not wait for it.

    ``late`` marks work that may hang, such as a store's behind a lock: a deadline does not wait for it, and what it
    has done when it returns after the deadline is undone by ``late``.
    """

    __slots__ = ("late", "work")

    def __init__(self, work: Callable[[], Any], late: Callable[[], object] | None = None) -> None:
        self.work = work
        self.late = late


class Callback:
    """Call the user's callback; an async client also awaits what it returns."""

    __slots__ = ("args", "callback")

    def __init__(self, callback: Callable[..., Any], args: tuple[Any, ...]) -> None:
        self.callback = callback
        self.args = args


class Finally:
    """Put something into the driver's charge: ``close`` is called when the flow ends, however it does, maybe twice."""

    __slots__ = ("close",)

    def __init__(self, close: Callable[[], None]) -> None:
        self.close = close


class Shielded:
    """Run a flow to its end, even if the task is cancelled or the thread interrupted meanwhile; gives its result."""

    __slots__ = ("flow",)

    def __init__(self, flow: "Flow[Any]") -> None:
        self.flow = flow


Step = Send | OpenStream | ReadChunk | CopyChunks | CloseStream | Sleep | RunBlocking | Callback | Finally | Shielded
Policy = Callable[[Step], Flow[Any]]
"""How a step is done: a flow of other steps."""


def apply_policy(flow: Flow[T], policy: Policy) -> Flow[T]:
    """The same flow, with each of its steps done as ``policy`` does it."""
    try:
        step = next(flow)
        while True:
            if isinstance(step, Shielded):
                step = Shielded(apply_policy(step.flow, policy))
            try:
                outcome = yield from policy(step)
            except GeneratorExit:
                flow.close()
                raise
            except BaseException as error:  # noqa: BLE001 - it is the flow's, to clean up and raise again
                step = flow.throw(error)
            else:
                step = flow.send(outcome)
    except StopIteration as stop:
        return stop.value  # type: ignore[no-any-return]


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


async def _sleep_async(seconds: float) -> None:
    await asyncio.sleep(seconds)


class Clock(NamedTuple):
    """Where time and chance come from; tests put their own here and never wait.

    Attributes:
        now: seconds that only ever grow.
        wall: seconds since 1970.
        sleep, sleep_async: wait for this number of seconds, by which both clocks have to move on.
        chance: a number from 0 up to 1, for spreading retries.
    """

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    sleep_async: Callable[[float], Awaitable[None]] = _sleep_async
    wall: Callable[[], float] = time.time
    chance: Callable[[], float] = random
