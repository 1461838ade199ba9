"""Reads the body of a request."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, NoReturn

from starlette.types import Receive

from addepar_sandbox.http.errors import ApiError, bad_request
from addepar_sandbox.state.blobs import BlobWriter


@dataclass
class Upload:
    """A received upload. Its bytes are in the writer, not yet committed.

    `file_name` is the file part's own name, `content_type` its own type, `metadata` the JSON value of the other part.
    """

    writer: BlobWriter
    file_name: str
    content_type: str
    metadata: Any


class ClientGone(Exception):
    """The client closed the connection before its request was complete."""


class Body:
    """Reads a request body in pieces; each piece is returned once.

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
        """Discard the rest, because many clients read the response only after they have sent everything."""
        async for _ in self.pieces():
            pass


def read_json(raw: bytes) -> Any:
    """The JSON value of a body.

    Raises:
        ApiError: 400 if it is not JSON in UTF-8, or contains what JSON does not allow (NaN, half a surrogate pair).
    """
    try:
        value = json.loads(raw.decode("utf-8"), parse_constant=_refuse_constant)
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise bad_request(f"The body is not valid JSON: {error}") from None
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")
