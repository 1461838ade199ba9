"""Errors for the HTTP statuses of responses: one class for each status that the API documents."""

from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType

from addepar_core.errors.details import Carried, problems, request_id, retry_after
from addepar_core.errors.known_secrets import hide_known
from addepar_core.errors.redaction import redact
from addepar_core.errors.tree import AddeparError

__all__ = [
    "APIStatusError", "AuthenticationError", "ConflictError", "GoneError", "NotFoundError", "PermissionDeniedError",
    "RateLimitError", "ServerError", "TokenError", "UnsupportedMediaError", "ValidationError",
]  # fmt: skip


class APIStatusError(AddeparError):
    """The API returned an error status.

    Attributes:
        method, path: the request, without its query.
        status: the HTTP status.
        request_id: the server's id of the request, for Addepar's support. Addepar documents no such header: it is None
            unless the response has ``X-Request-ID`` or ``Request-ID``.
        errors: tuple of ``Problem`` from the body; empty if it has none.
        retry_after: seconds to wait before another attempt, if the server sent them.
        seconds: how long the response took.
    """

    hint = ""

    def __init__(
        self,
        message: str = "",
        carried: Carried = None,
        /,
        *,
        method: str = "",
        path: str = "",
        status: int = 0,
        headers: Mapping[str, str] = MappingProxyType({}),
        content: bytes = b"",
        seconds: float = 0.0,
        time_limit: float | None = None,
    ) -> None:
        self.method = method
        self.path = hide_known(path)
        self.status = status
        self.seconds = seconds
        self._time_limit = time_limit
        self.request_id = request_id(headers)
        self.errors = problems(content, headers.get("content-type", ""))
        self.retry_after = retry_after(headers)
        super().__init__(message or self._line(), carried)

    def _line(self) -> str:
        reason = HTTPStatus(self.status).phrase if self.status in list(HTTPStatus) else "unknown status"
        line = f"{self.status} {reason} for {self.method} {self.path}"
        if self.errors:
            line += ": " + "; ".join(str(problem) for problem in self.errors[:3])
        if self.request_id:
            line += f" [request {redact(self.request_id)[:80]}]"
        hint = self._hint()
        return f"{line} ({hint})" if hint else line

    def _hint(self) -> str:
        return self.hint


class AuthenticationError(APIStatusError):
    """401: the key, the secret, the token or the firm id is wrong."""

    hint = "check the key and secret or the token, and firm_id: a wrong firm gets the same response as a wrong key"


class TokenError(AuthenticationError):
    """The token endpoint refused the code, the refresh token or the client. ``status`` is usually 400."""

    hint = "check client_id and client_secret; otherwise the user must consent again, see OAuth.authorization_url"


class PermissionDeniedError(APIStatusError):
    """403: the key's user lacks a permission, or the token lacks a scope."""

    hint = "the user of the key lacks a permission, or the token lacks a scope"


class NotFoundError(APIStatusError):
    """404: the id does not exist, or is not visible to this key."""

    hint = "the id does not exist, or this key may not see it"


class ConflictError(APIStatusError):
    """409: the change would leave invalid data. Often the body's type or id differs from the address."""


class GoneError(APIStatusError):
    """410: the resource existed and has expired."""


class UnsupportedMediaError(APIStatusError):
    """415: the body's media type is not accepted."""


class ValidationError(APIStatusError):
    """400 or 422: the request is wrong, or was cut off for running too long (see ``cut_off``)."""

    @property
    def cut_off(self) -> bool:
        """Whether the server probably stopped the request at its time limit, which it also reports as 400."""
        return self._time_limit is not None and self.seconds >= self._time_limit - 1

    def _hint(self) -> str:
        if not self.cut_off:
            return ""
        return f"it ran {self.seconds:.0f} s, and the API stops at {self._time_limit:g} s: request less"


class RateLimitError(APIStatusError):
    """429: the firm's request budget is used up for ``retry_after`` seconds."""

    def _hint(self) -> str:
        wait = "later" if self.retry_after is None else f"in {self.retry_after:.0f} s"
        return f"the firm's request budget is used up, try again {wait}"


class ServerError(APIStatusError):
    """5xx: the server, or a proxy before it, failed. A write may or may not have been carried out."""


_BY_STATUS: dict[int, type[APIStatusError]] = {
    400: ValidationError, 401: AuthenticationError, 403: PermissionDeniedError, 404: NotFoundError, 409: ConflictError,
    410: GoneError, 415: UnsupportedMediaError, 422: ValidationError, 429: RateLimitError,
}  # fmt: skip


def error_class(status: int) -> type[APIStatusError]:
    """The class of error for an HTTP status."""
    return _BY_STATUS.get(status, ServerError if status >= 500 else APIStatusError)
