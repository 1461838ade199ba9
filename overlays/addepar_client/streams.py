"""Answers whose bodies are still to be read, and what surrounds each use of the HTTP library."""

import logging
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import replace
from functools import partial
from typing import Any

from .flows import Answer, Request
from .troubles import translated

_ours: ContextVar[bool] = ContextVar("addepar_client_sending", default=False)


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
            self.trouble = translated(error, self._request)
            return True
        return False


class SyncStream:
    """A body that is still to be read."""

    def __init__(self, head: Answer, give: Callable[[], None], response: Any) -> None:
        self.head = head
        self._give = give
        self._closed = False
        self._guard = partial(Guard, head.request)
        self._response = response
        self._chunks = response.iter_bytes() if _packed(response) else response.iter_raw()

    def read(self) -> bytes:
        """The next chunk; nothing at the end."""
        with (guard := self._guard()):
            return next(self._chunks, b"")
        raise guard.trouble

    def whole(self) -> Answer:
        """The answer with all of its body."""
        with (guard := self._guard()):
            return replace(self.head, content=self._response.read())
        raise guard.trouble

    def close(self) -> None:
        """Give the connection back."""
        if not self._closed:
            self._closed = True
            try:
                self._response.close()
            finally:
                self._give()


class AsyncStream:
    """A body that is still to be read."""

    def __init__(self, head: Answer, give: Callable[[], Awaitable[None]], response: Any) -> None:
        self.head = head
        self._give = give
        self._closed = False
        self._guard = partial(Guard, head.request)
        self._response = response
        self._chunks = response.aiter_bytes() if _packed(response) else response.aiter_raw()

    async def read(self) -> bytes:
        """The next chunk; nothing at the end."""
        with (guard := self._guard()):
            return await anext(self._chunks, b"")
        raise guard.trouble

    async def whole(self) -> Answer:
        """The answer with all of its body."""
        with (guard := self._guard()):
            return replace(self.head, content=await self._response.aread())
        raise guard.trouble

    async def close(self) -> None:
        """Give the connection back."""
        if not self._closed:
            self._closed = True
            try:
                await self._response.aclose()
            finally:
                await self._give()


def _packed(response: Any) -> bool:
    return bool(response.headers.get("content-encoding", "identity") != "identity")
