"""Transfers of the async client: done by a sync transport in threads, since the event loop's own streams cost
three to five times as much. What is cancelled ends at once: its connection is cut under it.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from typing import TYPE_CHECKING, Any

from .driving import Blocking
from .flows import Answer, Request
from .lanes import LANES, Lane
from .lazy import asyncio
from .sending import to_its_end

if TYPE_CHECKING:
    from .streams import SyncStream
    from .transport import Transport


class Beside:
    """The threads of one client.

    Args:
        made: makes the transport, for which the caller takes the slots.
        release: gives one of the caller's slots back.
    """

    def __init__(self, made: "Callable[[Any], Transport]", release: Callable[[], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._transport = made(self)
        self._give = release
        self._threads = ThreadPoolExecutor(LANES, "addepar-transfer")

    def acquire(self, timeout: float | None = None) -> bool:
        """A slot for the transport: the event loop has taken it."""
        return True

    def release(self) -> None:
        """The transport needs a slot no more."""
        self._loop.call_soon_threadsafe(self._give)

    def open(self, request: Request) -> Blocking:
        """How to send a request, for which a slot has been taken, and read the head of its answer."""
        lanes: list[Lane] = []

        def cut() -> None:
            for lane in lanes:
                lane.cut()

        return Blocking(self._threads, lambda: self._transport.open(request, lanes.append), cut)

    async def send(self, request: Request) -> Answer:
        """Send a request, for which a slot has been taken, and read its whole answer."""
        blocking = self.open(request._replace(body=self._told(request.body)))
        opened: list[SyncStream] = []

        def whole() -> Answer:
            opened.append(blocking.open())
            return opened[0].whole()

        try:
            return await to_its_end(self._loop.run_in_executor(self._threads, whole), blocking.cut)
        finally:
            for stream in opened:
                stream.close()

    def _told(self, body: Any) -> Any:
        """The body, its progress told on the event loop, where the callback lives."""

        async def sent(done: int) -> None:
            body.sent(done)

        told = copy(body)
        if body.sent is not None:
            told.sent = lambda done: asyncio.run_coroutine_threadsafe(sent(done), self._loop).result()
        return told

    def close(self) -> None:
        """Close the connections."""
        self._threads.shutdown(wait=False)
        self._transport.close()
