"""Answers whose bodies are still to be read, and what surrounds each use of the HTTP library."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from .flows import Answer, Request
from .lazy import asyncio
from .sending import BLOCK, Writer, in_thread
from .troubles import UnusableBody, timed_out, translated

if TYPE_CHECKING:
    from .alarms import Alarm

# The connection is closed after a body that was read below the library; a small one is not worth a new connection.
_LARGE = 8 * 1024 * 1024
# Of an answer that is read whole: more comes from a fault, or from somebody who wants the memory.
_MOST = 256 * 1024 * 1024

_ours: ContextVar[bool] = ContextVar("addepar_client_sending", default=False)


def packed(headers: Mapping[str, str]) -> bool:
    """Whether the body is encoded, so that its bytes on the wire are not those of the file."""
    return headers.get("content-encoding", "identity").strip().lower() != "identity"


class Quiet(logging.Filter):
    """Keeps the HTTP library from logging our full addresses; its other users are left alone."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not _ours.get()


class Guard:
    """Around each use of the library: keeps it from logging, and holds back what it raises.

    The trouble is raised by the caller, outside of any handler, so that no live request hangs on it.
    """

    def __init__(self, request: Request) -> None:
        self._request = request
        self.trouble: Exception = AssertionError("nothing was raised")

    def __enter__(self) -> None:
        self._token = _ours.set(True)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        _ours.reset(self._token)
        if isinstance(error, Exception):
            late = isinstance(error, TimeoutError) and self._request.left is not None
            self.trouble = timed_out("ReadTimeout", self._request) if late else translated(error, self._request)
            return True
        return False


class SyncStream:
    """A body that is still to be read."""

    def __init__(
        self, request: Request, head: Answer, response: Any, alarm: "Alarm | None", give: Callable[[], None]
    ) -> None:
        self.head = head
        self._request = request
        self._response = response
        self._alarm = alarm
        self._give = give
        self._closed = False
        self._come = 0
        self._flood: Iterator[int] | None = None
        self._chunks = self._content(response)

    def _content(self, response: Any) -> Iterator[bytes]:
        if response.is_stream_consumed:  # and unpacked, by a transport of the caller's
            return response.iter_bytes()  # type: ignore[no-any-return]
        if not packed(response.headers):
            return response.iter_raw()  # type: ignore[no-any-return]
        from .unpacking import unpacked

        return unpacked(response.iter_raw(), response.headers["content-encoding"])

    def read(self) -> bytes:
        """The next chunk; nothing at the end."""
        with (guard := Guard(self._request)):
            chunk: bytes = next(self._chunks, b"")
            self._come += len(chunk)
            return chunk
        raise guard.trouble

    def pour(self, write: Writer, blocks: int) -> int:
        """Hand up to so many blocks to ``write``; gives how many bytes they held, 0 at the end."""
        if self._flood is None:
            self._flood = self._below(write) or self._poured(write)
        size = count = 0
        while blocks and (count := next(self._flood, 0)):
            size += count
            blocks -= 1
        return size

    def _poured(self, write: Writer) -> Iterator[int]:
        while True:
            chunks: list[bytes] = []
            size = 0
            try:
                while size < BLOCK and (chunk := self.read()):
                    chunks.append(chunk)
                    size += len(chunk)
            finally:
                if size:  # before a break, too: the rest can be asked for
                    write(b"".join(chunks))
            yield size

    def _below(self, write: Writer) -> Iterator[int] | None:
        """A faster way to the rest of a large body that has begun to be read, where there is one."""
        headers = self._response.headers
        told = headers.get("content-length", "")
        left = int(told) - self._come if told.isdecimal() and not packed(headers) else 0
        if left < _LARGE or self._response.extensions.get("http_version") != b"HTTP/1.1":
            return None
        from .bulk import flood

        return flood(self._request, self._response.extensions.get("network_stream"), left, write)

    def whole(self) -> Answer:
        """The answer with all of its body."""
        head = self.head
        with (guard := Guard(self._request)):
            return Answer(head.request, head.status_code, head.headers, b"".join(_bounded(self._chunks)), head.seconds)
        raise guard.trouble

    def close(self) -> None:
        """Give the connection back."""
        if not self._closed:
            self._closed = True
            if self._alarm is not None:
                self._alarm.stop()
            try:
                self._response.close()
            finally:
                self._give()


class AsyncStream:
    """A body that is still to be read."""

    def __init__(self, request: Request, head: Answer, response: Any, give: Callable[[], Awaitable[None]]) -> None:
        self.head = head
        self._request = request
        self._response = response
        self._give = give
        self._closed = False
        self._chunks = self._content(response)

    def _content(self, response: Any) -> AsyncIterator[bytes]:
        if response.is_stream_consumed:
            return response.aiter_bytes()  # type: ignore[no-any-return]
        if not packed(response.headers):
            return response.aiter_raw()  # type: ignore[no-any-return]
        from .unpacking import unpacked_async

        return unpacked_async(response.aiter_raw(), response.headers["content-encoding"])

    async def read(self) -> bytes:
        """The next chunk; nothing at the end."""
        with (guard := Guard(self._request)):
            async with asyncio.timeout(self._request.left and self._request.left()):
                return await anext(self._chunks, b"")
        raise guard.trouble

    async def pour(self, write: Writer, blocks: int) -> int:
        """Hand a block or a little more to ``write``, in a thread; gives how many bytes it held, 0 at the end."""
        chunks: list[bytes] = []
        size = 0
        try:
            while size < BLOCK and (chunk := await self.read()):
                chunks.append(chunk)
                size += len(chunk)
        finally:
            if size:  # before a break, too: the rest can be asked for
                await in_thread(lambda: write(b"".join(chunks)))
        return size

    async def whole(self) -> Answer:
        """The answer with all of its body."""
        head = self.head
        with (guard := Guard(self._request)):
            async with asyncio.timeout(self._request.left and self._request.left()):
                content = b"".join([chunk async for chunk in _bounded_async(self._chunks)])
            return Answer(head.request, head.status_code, head.headers, content, head.seconds)
        raise guard.trouble

    async def close(self) -> None:
        """Give the connection back."""
        if not self._closed:
            self._closed = True
            try:
                await self._response.aclose()
            finally:
                await self._give()


class _Count:
    """Counts what is read whole, up to a limit."""

    def __init__(self) -> None:
        self._size = 0

    def add(self, size: int) -> None:
        self._size += size
        if self._size > _MOST:
            raise UnusableBody(f"is longer than {_MOST // 2**20} MiB, the most that is held in memory")


# In frames of their own: the chunks may hold a token, and tools show the local variables beside an error.
def _bounded(chunks: Iterator[bytes]) -> Iterator[bytes]:
    count = _Count()
    for chunk in chunks:
        count.add(len(chunk))
        yield chunk


async def _bounded_async(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    count = _Count()
    async for chunk in chunks:
        count.add(len(chunk))
        yield chunk
