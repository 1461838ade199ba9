"""What flows run on: in the calling thread, or on an event loop and in threads beside it."""

import inspect
from collections.abc import Callable, Generator
from contextlib import AsyncExitStack, ExitStack
from contextvars import copy_context
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from .flows import Answer, Clock, Close, Flow, Open, Pour, Read, Request, Run, Send, Sleep, Step, Tell, Whole
from .lazy import asyncio
from .sending import to_its_end

if TYPE_CHECKING:
    from concurrent.futures import Executor

T = TypeVar("T")


class Wire(Protocol):
    """What a sync flow runs on; ``open`` gives a stream: ``head``, ``read()``, ``pour(write, blocks)``, ``close()``."""

    def send(self, request: Request) -> Answer: ...
    def open(self, request: Request) -> Any: ...


class AsyncWire(Protocol):
    """What an async flow runs on; ``open`` gives the same with coroutine methods, or ``Blocking``."""

    async def send(self, request: Request) -> Answer: ...
    async def open(self, request: Request) -> Any: ...


class Blocking(NamedTuple):
    """A stream of a sync wire, still to be opened in one of these threads, and to be used in them alone.

    ``cut`` makes whatever waits for it end.
    """

    threads: "Executor"
    open: Callable[[], Any]
    cut: Callable[[], None]


def drive(flow: Flow[T], wire: Wire, clock: Clock) -> T:
    """Run a flow to its result in the calling thread."""
    with ExitStack() as streams:

        def perform(step: Step) -> Any:
            match step:
                case Send():
                    return wire.send(step.request)
                case Read():
                    return step.stream.read()
                case Pour():
                    return step.stream.pour(step.write, step.blocks)
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
                case Whole():
                    return drive(step.flow, wire, clock)

        steps = _to_its_result(flow)
        step = next(steps)
        while not isinstance(step, _Result):
            step = _after(steps, partial(perform, step))
        return step.value  # type: ignore[no-any-return]


async def adrive(flow: Flow[T], wire: AsyncWire, clock: Clock) -> T:
    """Run a flow to its result on the running event loop; what would block it goes to threads."""
    async with AsyncExitStack() as streams:
        blocking: Blocking | None = None

        async def perform(step: Step) -> Any:
            match step:
                case Send():
                    return await wire.send(step.request)
                case Read():
                    return await step.stream.read()
                case Pour():
                    return await step.stream.pour(step.write, step.blocks)
                case Open():
                    stream = await wire.open(step.request)
                    if not isinstance(stream, Blocking):
                        streams.push_async_callback(stream.close)
                    return stream
                case Close():
                    closed = step.stream.close()
                    return await closed if inspect.isawaitable(closed) else closed
                case Sleep():
                    return await clock.sleep_async(step.seconds)
                case Tell():
                    told = step.callback(*step.args)
                    return await told if inspect.isawaitable(told) else told
                case Whole():
                    return await to_its_end(adrive(step.flow, wire, clock))

        def opened(found: Blocking) -> Any:
            stream = found.open()
            streams.callback(stream.close)
            return stream

        steps = _to_its_result(flow)
        step = next(steps)
        while not isinstance(step, _Result):
            try:
                if work := _blocks(step):
                    step = await _aside(steps, work, blocking)
                    continue
                outcome = await perform(step)
                if isinstance(outcome, Blocking):
                    blocking = outcome
                    step = await _aside(steps, partial(opened, blocking), blocking)
                    continue
            except BaseException as error:  # noqa: BLE001 - it is the flow's, to clean up and raise again
                step = steps.throw(error)
            else:
                step = steps.send(outcome)
        return step.value  # type: ignore[no-any-return]


class _Result(NamedTuple):
    value: Any


def _to_its_result(flow: Flow[Any]) -> Generator[Any, Any, None]:
    yield _Result((yield from flow))


def _after(steps: Generator[Any, Any, None], work: Callable[[], Any]) -> Any:
    """The step that a flow asks for when the work for the last is done."""
    try:
        outcome = work()
    except BaseException as error:  # noqa: BLE001 - it is the flow's, to clean up and raise again
        return steps.throw(error)
    return steps.send(outcome)


def _blocks(step: Any) -> Callable[[], Any] | None:
    """What of a step has to be done in a thread."""
    match step:
        case Run():
            return step.work
        case Read() if not inspect.iscoroutinefunction(step.stream.read):
            return step.stream.read  # type: ignore[no-any-return]
        case Pour() if not inspect.iscoroutinefunction(step.stream.pour):
            return partial(step.stream.pour, step.write, step.blocks)
    return None


async def _aside(steps: Generator[Any, Any, None], work: Callable[[], Any], blocking: Blocking | None) -> Any:
    """Do work in a thread, and whatever follows, as far as it belongs there too: each change of threads costs."""
    cancelled = False

    def go(work: Callable[[], Any] | None) -> Any:
        step = None
        while work and not cancelled:
            try:
                outcome = work()
            except BaseException as error:  # noqa: BLE001 - as above
                # Once cancelled, the flow hears of that, and at this very step, from whoever waits.
                step = None if cancelled else steps.throw(error)
            else:
                step = None if cancelled else steps.send(outcome)
            work = _blocks(step)
        return step

    def hurry() -> None:
        nonlocal cancelled
        cancelled = True
        if blocking is not None:
            blocking.cut()

    threads = blocking.threads if blocking else None
    running = asyncio.get_running_loop().run_in_executor(threads, copy_context().run, go, work)
    return await to_its_end(running, hurry)
