"""One deadline over everything that a call does: attempts, waits, polling, and the bytes of a transfer."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from math import inf
from typing import Any

from .errors import APITimeoutError, DeadlineError
from .flows import Close, Flow, Open, Read, Request, Send, Sleep, Step
from .sending import Body


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

    def check(self, doing: str) -> None:
        """Raise ``DeadlineError`` where the time is over."""
        if self.left() <= 0:
            raise DeadlineError(self._seconds, doing)

    def bounded(self, step: Step) -> Flow[Any]:
        """A layer that keeps each step within what is left of the time."""
        match step:
            case Send():
                # Piece by piece, or nothing would stop a server that drips.
                stream = yield from self._open(step.request)
                content = bytearray()
                while chunk := (yield from self._read(stream)):
                    content += chunk
                yield Close(stream)
                return replace(stream.head, content=bytes(content))
            case Open():
                return (yield from self._open(step.request))
            case Read():
                return (yield from self._read(step.stream))
            case Sleep():
                yield Sleep(max(0.0, min(step.seconds, self.left())))
                return self.check(f"waiting after {self._last}")
        return (yield step)

    def _open(self, request: Request) -> Flow[Any]:
        self.check(f"after {self._last}, before {request.method} {request.path}")
        self._last = f"{request.method} {request.path}"
        body = request.body if request.body is None or isinstance(request.body, bytes) else _Bounded(request.body, self)
        return (yield from self._told(Open(replace(request, timeout=request.timeout.within(self.left()), body=body))))

    def _read(self, stream: Any) -> Flow[Any]:
        self.check(f"reading the answer to {self._last}")
        return (yield from self._told(Read(stream)))

    def _told(self, step: Step) -> Flow[Any]:
        try:
            return (yield step)
        except APITimeoutError as error:
            self.check(str(error))
            raise


class _Bounded:
    """A body that is not sent beyond the deadline."""

    def __init__(self, body: Body, deadline: Deadline) -> None:
        self.length = body.length
        self.sent = body.sent
        self._body = body
        self._deadline = deadline

    def blocks(self) -> Iterator[bytes]:
        for block in self._body.blocks():
            self._deadline.check("sending the body; whether the request was carried out is not known")
            yield block
