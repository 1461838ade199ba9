"""Decisions that need input and output, written once for the sync and the async client.

A flow is a generator: it yields what it wants done (send this, sleep that long), is handed the
outcome, and returns its result. ``drive`` and ``adrive`` do what it asks for, each in its own world.
"""

import asyncio
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator, Mapping
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, field
from json import loads
from time import monotonic, sleep
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

from addepar_api.types import UNSET, Unset

T = TypeVar("T")
Flow = Generator["Step", Any, T]
Seconds = float | Unset | None
"""A timeout: a number of seconds, None for ever, UNSET for the client's own."""
Headers = Mapping[str, str] | None


class Body(Protocol):
    """A request body that is made while it is sent; each call of ``blocks`` starts from the beginning."""

    length: int

    def blocks(self) -> Iterator[bytes]: ...
    def sent(self, done: int) -> None: ...


@dataclass(frozen=True)
class Request:
    """One HTTP request. ``foreign`` marks an address outside the API: no credentials, firm or cookies go there."""

    method: str
    url: str
    params: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | Body | None = None
    timeout: Seconds = UNSET
    foreign: bool = False

    @property
    def path(self) -> str:
        """The address without its query: all that messages and logs may show."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}{parts.path}" if self.foreign else parts.path


@dataclass(frozen=True)
class Answer:
    """One HTTP answer with its whole body; plain data, no connection behind it."""

    request: Request
    status_code: int
    headers: Mapping[str, str]
    content: bytes = b""
    seconds: float = 0.0

    @property
    def text(self) -> str:
        return self.content.decode("utf-8", "replace")

    @property
    def content_type(self) -> str:
        """The media type in small letters, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def json(self) -> Any:
        return loads(self.content)


class Stream(Protocol):
    """An answer whose body is still to be read."""

    head: Answer

    def read(self) -> bytes: ...
    def close(self) -> None: ...


class AsyncStream(Protocol):
    """The same for the async client."""

    head: Answer

    async def read(self) -> bytes: ...
    async def close(self) -> None: ...


@dataclass(frozen=True)
class Send:
    """Send the request and read the whole answer; gives an ``Answer`` of any status."""

    request: Request


@dataclass(frozen=True)
class Open:
    """Send the request and read only the head; gives a stream, closed when the flow ends."""

    request: Request


@dataclass(frozen=True)
class Read:
    """Read the next chunk of a stream; gives ``b""`` at its end."""

    stream: Any


@dataclass(frozen=True)
class Sleep:
    """Wait."""

    seconds: float


@dataclass(frozen=True)
class Run:
    """Do work that may block on a disk; in a thread where an event loop must not wait for it."""

    work: Callable[[], Any]


@dataclass(frozen=True)
class Tell:
    """Call the user's callback; an async client also awaits what it returns."""

    callback: Callable[..., Any]
    args: tuple[Any, ...]


Step = Send | Open | Read | Sleep | Run | Tell


@dataclass(frozen=True)
class Clock:
    """Where time comes from; tests put their own here and never wait."""

    now: Callable[[], float] = monotonic
    sleep: Callable[[float], None] = sleep
    sleep_async: Callable[[float], Awaitable[None]] = asyncio.sleep


class Wire(Protocol):
    """What a sync flow runs on."""

    def send(self, request: Request) -> Answer: ...
    def open(self, request: Request) -> Stream: ...


class AsyncWire(Protocol):
    """What an async flow runs on."""

    async def send(self, request: Request) -> Answer: ...
    async def open(self, request: Request) -> AsyncStream: ...


def drive(flow: Flow[T], wire: Wire, clock: Clock) -> T:
    """Run a flow to its result in the calling thread."""
    with ExitStack() as streams:

        def perform(step: Step) -> Any:
            match step:
                case Read():
                    return step.stream.read()
                case Send():
                    return wire.send(step.request)
                case Open():
                    stream = wire.open(step.request)
                    streams.callback(stream.close)
                    return stream
                case Sleep():
                    return clock.sleep(step.seconds)
                case Run():
                    return step.work()
                case Tell():
                    return step.callback(*step.args)

        try:
            step = next(flow)
            while True:
                try:
                    outcome = perform(step)
                except BaseException as error:  # noqa: BLE001 - it is the flow's, to clean up and raise again
                    step = flow.throw(error)
                else:
                    step = flow.send(outcome)
        except StopIteration as stop:
            return stop.value  # type: ignore[no-any-return]


async def adrive(flow: Flow[T], wire: AsyncWire, clock: Clock) -> T:
    """Run a flow to its result on the running event loop."""
    async with AsyncExitStack() as streams:

        async def perform(step: Step) -> Any:
            match step:
                case Read():
                    return await step.stream.read()
                case Send():
                    return await wire.send(step.request)
                case Open():
                    stream = await wire.open(step.request)
                    streams.push_async_callback(stream.close)
                    return stream
                case Sleep():
                    return await clock.sleep_async(step.seconds)
                case Run():
                    return await in_thread(step.work)
                case Tell():
                    told = step.callback(*step.args)
                    return await told if inspect.isawaitable(told) else told

        try:
            step = next(flow)
            while True:
                try:
                    outcome = await perform(step)
                except BaseException as error:  # noqa: BLE001 - it is the flow's, to clean up and raise again
                    step = flow.throw(error)
                else:
                    step = flow.send(outcome)
        except StopIteration as stop:
            return stop.value  # type: ignore[no-any-return]


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
