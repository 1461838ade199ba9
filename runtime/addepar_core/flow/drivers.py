"""Run a flow in the calling thread, or on an event loop with threads for blocking work.

A driver owns the exchanges of its flow and everything that the flow registered with ``Finally``. It ends them in two
nested ``finally`` blocks: if an interrupt cuts one of them short, the other repeats the work.
"""

import inspect
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol, TypeVar

from addepar_core.errors.tree import InputError
from addepar_core.flow.messages import HttpRequest, HttpResponse
from addepar_core.flow.steps import (
    Callback,
    Clock,
    CloseStream,
    CopyChunks,
    Finally,
    Flow,
    OpenStream,
    ReadChunk,
    RunBlocking,
    Send,
    Shielded,
    Sleep,
    Step,
)
from addepar_core.utils.background import Background

T = TypeVar("T")


class Exchange(Protocol):
    """One request and its response; ``close`` may be called at any time and any number of times."""

    head: HttpResponse

    def send(self, request: HttpRequest) -> HttpResponse: ...
    def open(self, request: HttpRequest) -> None: ...
    def read(self) -> bytes: ...
    def copy(self, write: Callable[[Any], object], blocks: int) -> int: ...
    def close(self) -> None: ...


class Transport(Protocol):
    """Creates the exchanges of a flow. Those of an async client have coroutine methods with the same names."""

    def exchange(self) -> Any: ...


def run_sync(flow: Flow[T], transport: Transport, clock: Clock) -> T:
    """Run a flow to its result in the calling thread."""
    open_now: list[Any] = []
    try:
        try:
            return _run_sync(flow, transport, clock, open_now)
        finally:
            _close(flow, open_now)
    finally:
        _close(flow, open_now)


def _run_sync(flow: Flow[T], transport: Transport, clock: Clock, open_now: list[Any]) -> T:
    def perform(step: Step) -> Any:
        match step:
            case Send():
                open_now.append(exchange := transport.exchange())
                try:
                    return exchange.send(step.request)
                finally:
                    exchange.close()
                    open_now.remove(exchange)
            case ReadChunk():
                return step.stream.read()
            case CopyChunks():
                return step.stream.copy(step.write, step.blocks)
            case OpenStream():
                open_now.append(exchange := transport.exchange())
                try:
                    exchange.open(step.request)
                except BaseException:
                    exchange.close()
                    open_now.remove(exchange)
                    raise
                return exchange
            case CloseStream():
                step.stream.close()
                open_now.remove(step.stream)
            case Sleep():
                return clock.sleep(step.seconds)
            case RunBlocking():
                return step.work()
            case Callback():
                returned = step.callback(*step.args)
                if inspect.iscoroutine(returned):
                    returned.close()
                    raise InputError("callback", "pass a plain function; only the async client awaits a coroutine")
                return returned
            case Finally():
                open_now.append(step)
            case Shielded():
                return _uninterrupted(partial(run_sync, step.flow, transport, clock))
        return None

    try:
        step = next(flow)
        while True:
            try:
                outcome = perform(step)
            except BaseException as error:  # noqa: BLE001 - passed to the flow, which raises it again
                step = flow.throw(error)
            else:
                step = flow.send(outcome)
    except StopIteration as stop:
        return stop.value  # type: ignore[no-any-return]


def _close(flow: Flow[Any], open_now: list[Any]) -> None:
    while open_now:
        open_now[-1].close()
        open_now.pop()
    flow.close()


def _uninterrupted(work: Callable[[], T]) -> T:
    """Do work in a thread, which signals do not interrupt. A first interrupt waits, a second one does not."""
    background = Background(work)
    try:
        background.start().wait()
    except BaseException:
        if background.has_started:
            background.wait()
        raise
    return background.result()


async def run_async(flow: Flow[T], transport: Transport, clock: Clock) -> T:
    """Run a flow to its result on the running event loop, with blocking work in threads."""
    from addepar_core.flow.aio import running_loop

    running_loop()
    open_now: list[Any] = []
    try:
        try:
            return await _run_async(flow, transport, clock, open_now)
        finally:
            await _aclose(flow, open_now)
    finally:
        await _aclose(flow, open_now)


async def _run_async(flow: Flow[T], transport: Transport, clock: Clock, open_now: list[Any]) -> T:
    from addepar_core.flow.aio import await_to_completion, in_thread

    async def perform(step: Step) -> Any:
        match step:
            case Send():
                open_now.append(exchange := transport.exchange())
                try:
                    return await exchange.send(step.request)
                finally:
                    await exchange.close()
                    open_now.remove(exchange)
            case ReadChunk():
                return await step.stream.read()
            case CopyChunks():
                return await step.stream.copy(step.write, step.blocks)
            case OpenStream():
                open_now.append(exchange := transport.exchange())
                try:
                    await exchange.open(step.request)
                except BaseException:
                    await exchange.close()
                    open_now.remove(exchange)
                    raise
                return exchange
            case CloseStream():
                await step.stream.close()
                open_now.remove(step.stream)
            case Sleep():
                return await clock.sleep_async(step.seconds)
            case RunBlocking():
                return await in_thread(step.work)
            case Callback():
                returned = step.callback(*step.args)
                return await returned if inspect.isawaitable(returned) else returned
            case Finally():
                open_now.append(step)
            case Shielded():
                return await await_to_completion(run_async(step.flow, transport, clock))
        return None

    try:
        step = next(flow)
        while True:
            try:
                outcome = await perform(step)
            except BaseException as error:  # noqa: BLE001 - passed to the flow, which raises it again
                step = flow.throw(error)
            else:
                step = flow.send(outcome)
    except StopIteration as stop:
        return stop.value  # type: ignore[no-any-return]


async def _aclose(flow: Flow[Any], open_now: list[Any]) -> None:
    while open_now:
        closed = open_now[-1].close()
        if inspect.isawaitable(closed):
            await closed
        open_now.pop()
    flow.close()
