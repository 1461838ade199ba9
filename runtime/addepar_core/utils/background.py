"""Work in a separate thread, which signals do not interrupt and nothing needs to wait for."""

from _thread import allocate_lock, start_new_thread
from collections.abc import Callable
from contextvars import copy_context
from functools import partial
from operator import call
from typing import Generic, NoReturn, TypeVar

T = TypeVar("T")


class Background(Generic[T]):
    """Work that ``start`` begins.

    It uses the low-level API of the standard library, because an interrupt inside ``threading.Thread.start`` or
    ``Event.wait`` can leave their locks in the wrong state.

    Args:
        work: the work. The thread ends with the process if it is still running then.
    """

    def __init__(self, work: Callable[[], T]) -> None:
        self._result: Callable[[], T] | None = None
        self._running = allocate_lock()
        self._running.acquire()
        self._work = work
        self._started: list[int] = []

    def start(self) -> "Background[T]":
        """Begin."""
        # A single call in C: an interrupt between starting and recording the thread would leave it without an owner.
        self._started.extend(map(call, [partial(start_new_thread, copy_context().run, (self._run,))]))
        return self

    @property
    def has_started(self) -> bool:
        return bool(self._started)

    def _run(self) -> None:
        try:
            result = self._work()
        except BaseException as error:  # noqa: BLE001 - raised by result(), in its thread
            self._result = partial(_raise, error)
        else:
            self._result = lambda: result
        self._running.release()

    def wait(self, seconds: float = -1) -> bool:
        """Wait until the work is done, or for this long. Returns whether it is done."""
        return self._result is not None or self._running.acquire(timeout=seconds)

    def result(self) -> T:
        """Return the result of the finished work, or raise its exception."""
        assert self._result is not None, "it is still running"  # noqa: S101
        return self._result()


def _raise(error: BaseException) -> NoReturn:
    raise error
