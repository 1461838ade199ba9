"""The body of a request as it arrives."""

from __future__ import annotations

from collections.abc import AsyncIterator

from starlette.types import Receive

from addepar_sandbox.http.errors import ApiError


class ClientGone(Exception):
    """The client closed the connection before its request was complete."""


class Body:
    """Reads a request body in pieces; each piece is handed out once.

    Args:
        receive: the ASGI channel of the request.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._complete = False

    async def pieces(self) -> AsyncIterator[bytes]:
        while not self._complete:
            try:
                message = await self._receive()
            except ApiError:  # it is too long; what is left stays unread
                self._complete = True
                raise
            if message["type"] == "http.disconnect":
                raise ClientGone
            self._complete = not message.get("more_body", False)
            yield message.get("body", b"")

    async def read(self) -> bytes:
        return b"".join([piece async for piece in self.pieces()])

    async def drain(self) -> None:
        """Throw away what is left: many clients look at the answer only when they have sent everything."""
        async for _ in self.pieces():
            pass
