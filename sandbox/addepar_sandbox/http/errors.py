"""Defines errors and their JSON:API documents."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any


class ApiError(Exception):
    """Raised by a handler to return an error status.

    Args:
        status: HTTP status, 400 or above.
        detail: one sentence for the person who sent the request; names the field if there is one.
        headers: extra response headers, such as `Allow`.
    """

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = dict(headers or {})

    def document(self) -> dict[str, Any]:
        """The body of the response."""
        return {"errors": [error_object(self.status, self.detail)]}


def error_object(status: int, detail: str) -> dict[str, str]:
    """One error as the Jobs page prints it; `status` is text there, not a number."""
    title = HTTPStatus(status).phrase if status in set(HTTPStatus) else "Error"
    return {"status": str(status), "title": title, "detail": detail}


def bad_request(detail: str) -> ApiError:
    return ApiError(400, detail)


def forbidden(detail: str) -> ApiError:
    return ApiError(403, detail)


def not_found(what: str, resource_id: str) -> ApiError:
    """The same 404 for an unknown and for an invisible resource, so that they cannot be distinguished."""
    return ApiError(404, f"{what} {resource_id!r} does not exist or is not visible to you.")


def conflict(detail: str) -> ApiError:
    return ApiError(409, detail)
