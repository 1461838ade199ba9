"""Limits the size of a request's headers and body while they arrive, to protect the memory."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from addepar_sandbox.http.errors import ApiError

MOST_HEAD = 64 * 1024
MOST_BODY = 32 * 1024 * 1024
# Written directly to the disk: uploads, and a state that a test loads.
MOST_FILE = 16 * 1024 * 1024 * 1024


class BodyLimit:
    """Middleware that counts a body while it is read. If it is too long, it raises 400, which the pages list."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        most = MOST_FILE if _goes_to_disk(scope) else MOST_BODY
        came = 0

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > most:
                raise ApiError(400, f"The body is longer than {most} bytes.", {"Connection": "close"})
            return message

        await self._app(scope, counted, send)


def _goes_to_disk(scope: Scope) -> bool:
    content_type = dict(scope["headers"]).get(b"content-type", b"")
    return bool(content_type.startswith(b"multipart/form-data") or scope["path"] == "/_sandbox/state")
