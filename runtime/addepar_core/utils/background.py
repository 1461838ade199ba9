"""Work in a thread of its own, which no signal interrupts and which nobody has to wait for."""

from _thread import allocate_lock, start_new_thread
from collections.abc import Callable
from contextvars import copy_context
from functools import partial
from operator import call
from typing import Generic, NoReturn, TypeVar

T = TypeVar("T")


class Background(Generic[T]):
    """Work that ``start`` begins.

    On the low-level API of the standard library: an interrupt inside ``threading.Thread.start`` or ``Event.wait`` can
    leave their locks in the wrong state.

    Args:
        work: what to do; the thread ends with the process if it is still running then.
    """

    def __init__(self, work: Callable[[], T]) -> None:
        self._result: Callable[[], T] | None = None
        self._running = allocate_lock()
        self._running.acquire()
        self._work = work
        self._started: list[int] = []

    def start(self) -> "Background[T]":
        """Begin."""
        # In one step of C: an interrupt between starting the thread and noting that would make it a thread of nobody.
        self._started.extend(map(call, [partial(start_new_thread, copy_context().run, (self._run,))]))
        return self

    @property
    def has_started(self) -> bool:
        return bool(self._started)

    def _run(self) -> None:
        try:
            result = self._work()
        except BaseException as error:  # noqa: BLE001 - raised by result(), in the thread that asks for it
            self._result = partial(_raise, error)
        else:
            self._result = lambda: result
        self._running.release()

    def wait(self, seconds: float = -1) -> bool:
        """Wait until the work is done, or for so long; gives whether it is done."""
        return self._result is not None or self._running.acquire(timeout=seconds)

    def result(self) -> T:
        """What the work gave, or raise what it raised; it must be done."""
        assert self._result is not None, "it is still running"  # noqa: S101
        return self._result()


def _raise(error: BaseException) -> NoReturn:
    raise error
