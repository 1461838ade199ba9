"""One deadline over everything that a call does: attempts, waits, polling, and the bytes of a transfer."""

from collections.abc import Callable, Iterator
from math import inf
from typing import Any

from .errors import APIConnectionError, DeadlineError
from .flows import Flow, Open, Pour, Read, Send, Sleep, Step


class Deadline:
    """The end of one call.

    Args:
        seconds: from now; None for no end.
        now: where time comes from.
    """

    def __init__(self, seconds: float | None, now: Callable[[], float]) -> None:
        self._seconds = inf if seconds is None else seconds
        self._now = now
        self._until = now() + self._seconds
        self._last = "the start"

    def left(self) -> float:
        """The seconds that are left; infinite where there is no end."""
        return self._until - self._now()

    def check(self, doing: str, *, unknown: bool = False) -> None:
        """Raise ``DeadlineError`` where the time is over; ``unknown`` where a write may have been carried out."""
        if self.left() <= 0:
            error = DeadlineError(self._seconds, doing)
            error.outcome_unknown = unknown
            raise error

    def bounded(self, step: Step) -> Flow[Any]:
        """A layer that keeps each step within what is left of the time."""
        match step:
            case Send() | Open():
                request = step.request
                self.check(f"after {self._last}, before {request.method} {request.path}")
                self._last = f"{request.method} {request.path}"
                body = _Bounded(request, self) if hasattr(request.body, "blocks") else request.body
                timeout = request.timeout.within(self.left())
                step = step._replace(request=request._replace(timeout=timeout, body=body, left=self.left))
            case Read() | Pour():
                self.check(f"reading the answer to {self._last}")
            case Sleep():
                yield Sleep(max(0.0, min(step.seconds, self.left())))
                return self.check(f"waiting after {self._last}")
        try:
            return (yield step)
        except APIConnectionError as error:
            unknown = error.outcome_unknown
            self.check(f"reading the answer to {self._last}" if error.sent else str(error), unknown=unknown)
            raise


class _Bounded:
    """A body that is not sent beyond the deadline."""

    def __init__(self, request: Any, deadline: Deadline) -> None:
        self.length = request.body.length
        self.sent = request.body.sent
        self._body = request.body
        self._writes = request.writes
        self._deadline = deadline

    def blocks(self) -> Iterator[bytes]:
        for block in self._body.blocks():
            self._deadline.check("sending the body", unknown=self._writes)
            yield block
