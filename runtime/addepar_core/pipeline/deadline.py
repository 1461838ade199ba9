"""One deadline for everything a call does: attempts, waits, polling, and the bytes of a transfer."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from math import inf
from typing import Any

from addepar_core.errors.tree import APIConnectionError, DeadlineError
from addepar_core.flow.steps import (
    CopyChunks,
    Flow,
    OpenStream,
    ReadChunk,
    RunBlocking,
    Send,
    Sleep,
    Step,
    run_blocking,
    sleep,
)
from addepar_core.utils.background import Background

# Seconds: after the deadline a slot in the budget can still be released, if that takes no longer.
_GRACE = 0.1
_LOOK = 0.5


class Deadline:
    """The end of one call.

    Args:
        seconds: from now; None for no limit.
        now: returns the time.
    """

    def __init__(self, seconds: float | None, now: Callable[[], float]) -> None:
        self._seconds = inf if seconds is None else seconds
        self._now = now
        self._until = now() + self._seconds
        self._last = "the start"

    def remaining(self) -> float:
        """The remaining seconds; infinite if there is no deadline."""
        return self._until - self._now()

    def check(self, doing: str, *, unknown: bool = False) -> None:
        """Raise ``DeadlineError`` if the deadline has passed; ``unknown`` if a write may have been carried out."""
        if self.remaining() <= 0:
            error = DeadlineError(seconds=self._seconds, doing=doing)
            error.outcome_unknown = unknown
            raise error

    def deadline_policy(self, step: Step) -> Flow[object]:
        """A policy that limits each step to the remaining time."""
        match step:
            case Send() | OpenStream():
                request = step.request
                self.check(f"after {self._last}, before {request.method} {request.path}")
                self._last = f"{request.method} {request.path}"
                body = _Bounded(request, self) if hasattr(request.body, "iter_blocks") else request.body
                timeout = request.timeout.within(self.remaining())
                step = type(step)(request._replace(timeout=timeout, body=body, time_remaining=self.remaining))
            case ReadChunk() | CopyChunks():
                self.check(f"reading the response to {self._last}")
            case Sleep():
                yield from sleep(max(0.0, min(step.seconds, self.remaining())))
                self.check(f"waiting after {self._last}")
                return None
            case RunBlocking(work=work, late=late) if late is not None:
                return (yield from run_blocking(partial(self._in_time, work, late)))
        try:
            outcome = yield step
        except APIConnectionError as error:
            unknown = error.outcome_unknown
            self.check(f"reading the response to {self._last}" if error.sent else str(error), unknown=unknown)
            raise
        # The response to a write has arrived: raising now would lose it.
        if isinstance(step, ReadChunk | CopyChunks) or (
            isinstance(step, Send | OpenStream) and not step.request.is_write
        ):
            self.check(f"reading the response to {self._last}")
        return outcome

    def _in_time(self, work: Callable[[], Any], late: Callable[[], object]) -> Any:
        """Do work that may hang, in a thread that is abandoned when the deadline passes."""
        abandoned = False

        def run() -> Any:
            try:
                return work()
            finally:
                if abandoned:
                    with suppress(Exception):
                        late()

        background = Background(run).start()
        while not background.wait(max(_GRACE, min(self.remaining(), _LOOK))):
            if self.remaining() <= 0:
                abandoned = True
                self.check(f"waiting for the request budget after {self._last}")
        return background.result()


class _Bounded:
    """A body that stops being sent when the deadline passes."""

    def __init__(self, request: Any, deadline: Deadline) -> None:
        self.length = request.body.length
        self.on_sent = request.body.on_sent
        self._body = request.body
        self._is_write = request.is_write
        self._deadline = deadline

    def iter_blocks(self) -> Iterator[bytes]:
        for block in self._body.iter_blocks():
            self._deadline.check("sending the body", unknown=self._is_write)
            yield block
