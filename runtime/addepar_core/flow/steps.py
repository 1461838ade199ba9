"""The steps that a flow can yield, a typed function for each, and the clock.

A flow is a generator: it yields steps, and a driver carries them out, blocking or on an event loop. Each decision is
therefore written once for both clients. ``yield Send(request)`` is untyped, because a generator receives
values of a single type; ``yield from send(request)`` has the type ``HttpResponse``.
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
    """Send the request and read the whole response. The result is an ``HttpResponse`` with any status."""

    __slots__ = ("request",)

    def __init__(self, request: HttpRequest) -> None:
        self.request = request


class OpenStream:
    """Send the request and read only the head. The result is a stream, closed when the flow ends."""

    __slots__ = ("request",)

    def __init__(self, request: HttpRequest) -> None:
        self.request = request


class ReadChunk:
    """Read the next chunk of a stream. The result is ``b""`` at its end."""

    __slots__ = ("stream",)

    def __init__(self, stream: Any) -> None:
        self.stream = stream


class CopyChunks:
    """Write the next bytes of a stream, up to this number of blocks. The result is the number of bytes.

    ``write`` must not keep its argument, because the buffer is reused. Bytes before a break are written.
    """

    __slots__ = ("blocks", "stream", "write")

    def __init__(self, stream: Any, write: Writer, blocks: int) -> None:
        self.stream = stream
        self.write = write
        self.blocks = blocks


class CloseStream:
    """Close a stream before the flow ends."""

    __slots__ = ("stream",)

    def __init__(self, stream: Any) -> None:
        self.stream = stream


class Sleep:
    """Wait."""

    __slots__ = ("seconds",)

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds


class RunBlocking:
    """Do work that may block on a disk; under an event loop it runs in a thread.

    ``late`` marks work that may hang, such as a store's behind a lock. A deadline does not wait for it; if it returns
    after the deadline, ``late`` undoes its effect.
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
    """Register something with the driver: ``close`` is called when the flow ends, in whatever way, maybe twice."""

    __slots__ = ("close",)

    def __init__(self, close: Callable[[], None]) -> None:
        self.close = close


class Shielded:
    """Run a flow to its result, even if the task is cancelled or the thread is interrupted meanwhile."""

    __slots__ = ("flow",)

    def __init__(self, flow: "Flow[Any]") -> None:
        self.flow = flow


Step = Send | OpenStream | ReadChunk | CopyChunks | CloseStream | Sleep | RunBlocking | Callback | Finally | Shielded
Policy = Callable[[Step], Flow[Any]]
"""Carries out a step as a flow of other steps."""


def apply_policy(flow: Flow[T], policy: Policy) -> Flow[T]:
    """The same flow, with ``policy`` applied to each of its steps."""
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
            except BaseException as error:  # noqa: BLE001 - passed to the flow, which raises it again
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
    """Write up to this number of blocks, and return the number of bytes. ``write`` must not keep its argument."""
    size: int = yield CopyChunks(stream, write, blocks)
    return size


def close_stream(stream: Stream) -> Flow[None]:
    """Close a stream before the flow ends."""
    yield CloseStream(stream)


def sleep(seconds: float) -> Flow[None]:
    """Wait."""
    yield Sleep(seconds)


def run_blocking(work: Callable[[], T], late: Callable[[], object] | None = None) -> Flow[T]:
    """Do work that may block; under an event loop it runs in a thread. See ``RunBlocking`` for ``late``."""
    result: T = yield RunBlocking(work, late)
    return result


def callback(function: Callable[..., Any], *args: Any) -> Flow[Any]:
    """Call the user's function; the async client also awaits its result if possible."""
    return (yield Callback(function, args))


def defer(close: Callable[[], None]) -> Flow[None]:
    """Call ``close`` when the flow ends, in whatever way; maybe twice."""
    yield Finally(close)


def shielded(flow: Flow[T]) -> Flow[T]:
    """Run a flow to its end, even if the task is cancelled or the thread interrupted meanwhile."""
    result: T = yield Shielded(flow)
    return result


# Python notices a Ctrl-C that arrives just before the system call only after it, so waits are slept in slices.
_SLICE = 1.0


def _sleep(seconds: float) -> None:
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        time.sleep(min(left, _SLICE))


async def _sleep_async(seconds: float) -> None:
    until = time.monotonic() + seconds
    await asyncio.sleep(min(seconds, _SLICE))  # other tasks get their turn even after 0 seconds
    while (left := until - time.monotonic()) > 0:
        await asyncio.sleep(min(left, _SLICE))


class Clock(NamedTuple):
    """The source of time and randomness. Tests replace it and never wait.

    Attributes:
        now: monotonic seconds.
        wall: seconds since 1970.
        sleep, sleep_async: wait for this number of seconds; both clocks must advance by it.
        chance: a random number from 0 up to 1, for jitter.
    """

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = _sleep
    sleep_async: Callable[[float], Awaitable[None]] = _sleep_async
    wall: Callable[[], float] = time.time
    chance: Callable[[], float] = random
