"""Decisions that need input and output, written once for the sync and the async client.

A flow is a generator: it yields what it wants done (send this, sleep that long), is handed the
outcome, and returns its result. ``drive`` and ``adrive`` do what it asks for, each in its own world.
"""

import asyncio
import inspect
import time
from collections.abc import Awaitable, Callable, Generator, Mapping
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, field
from json import loads
from random import random
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

from addepar_api.types import UNSET, Unset

from .sending import Body, in_thread

T = TypeVar("T")
Flow = Generator["Step", Any, T]
Seconds = float | Unset | None
"""A timeout: a number of seconds, None for ever, UNSET for the client's own."""
Headers = Mapping[str, str] | None


@dataclass(frozen=True)
class Request:
    """One HTTP request.

    ``foreign`` marks one that carries no credentials, firm or cookies, since it is not for the API itself.
    ``timeout`` and ``credentials`` are filled in on the way down; no answer keeps the credentials.
    """

    method: str
    url: str
    params: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | Body | None = field(default=None, repr=False)
    timeout: Any = UNSET
    foreign: bool = False
    credentials: Any = field(default=None, repr=False)

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
class Close:
    """Be done with a stream before the flow ends."""

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


Step = Send | Open | Read | Close | Sleep | Run | Tell
Layer = Callable[[Step], Flow[Any]]
"""How a step is done: a flow of other steps."""


def through(flow: Flow[T], layer: Layer) -> Flow[T]:
    """The same flow, with each of its steps done as ``layer`` does it."""
    try:
        step = next(flow)
        while True:
            try:
                outcome = yield from layer(step)
            except GeneratorExit:
                flow.close()
                raise
            except BaseException as error:  # noqa: BLE001 - it is the flow's, to clean up and raise again
                step = flow.throw(error)
            else:
                step = flow.send(outcome)
    except StopIteration as stop:
        return stop.value  # type: ignore[no-any-return]


def head_of(outcome: Any) -> Answer:
    """The head of what ``Send`` or ``Open`` gave."""
    return outcome if isinstance(outcome, Answer) else outcome.head


@dataclass(frozen=True)
class Clock:
    """Where time and chance come from; tests put their own here and never wait.

    Attributes:
        now: seconds that only ever grow.
        wall: seconds since 1970.
        sleep, sleep_async: wait for so many seconds.
        chance: a number from 0 up to 1, for spreading retries.
    """

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    sleep_async: Callable[[float], Awaitable[None]] = asyncio.sleep
    wall: Callable[[], float] = time.time
    chance: Callable[[], float] = random


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
                case Close():
                    return step.stream.close()
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
                case Close():
                    return await step.stream.close()
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
