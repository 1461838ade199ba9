"""Every error that a call can raise whatever its operation, in one tree below ``AddeparError``.

All can be pickled and copied, and made again from their arguments (``type(error)(*error.args)``, as Celery does): the
message and, as plain JSON, what the error carries; constructors take that as ``carried``. None holds a credential, a
request body or a live connection; text taken from a response is scrubbed of anything that looks like a credential.
"""

import copyreg
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from addepar_core.errors.details import (
    Carried,
    Fault,
    as_plain,
    problems,
    request_id,
    restored,
    retry_after,
    summary,
)
from addepar_core.errors.known_secrets import hide_known
from addepar_core.errors.redaction import excerpt, redact

__all__ = [
    "APIConnectionError", "APIStatusError", "APITimeoutError", "AddeparError", "AuthenticationError",
    "BudgetExceededError", "BudgetStoreError", "ConfigurationError", "ConflictError", "DeadlineError", "GoneError",
    "InputError", "NotFoundError", "PermissionDeniedError", "ProtocolError", "RateLimitError", "ServerError",
    "TokenError", "TransferError", "UnsupportedMediaError", "ValidationError",
]  # fmt: skip


class AddeparError(Exception):
    """The base of every error raised by this package.

    Attributes:
        outcome_unknown: whether this is a write that may have been carried out. Check before you send it again;
            ``addepar_client.outcomes`` helps. The message says so too.
    """

    outcome_unknown = False

    def __init__(self, message: str = "", carried: Carried = None, /) -> None:
        super().__init__(hide_known(message) if type(message) is str else message)
        if isinstance(carried, Mapping):
            self.__dict__.update(restored(carried))

    @property
    def args(self) -> tuple[object, ...]:  # type: ignore[override]
        """The message and what else is carried, for libraries that send errors as JSON."""
        message = super().args
        carried = as_plain(self.__dict__)
        return (*message, carried) if carried else message

    def __str__(self) -> str:
        message = super().__str__()
        return f"{message}; whether the request was carried out is not known" if self.outcome_unknown else message

    def __reduce__(self) -> tuple[Any, ...]:
        return copyreg.__newobj__, (type(self), *super().args), self.__dict__  # type: ignore[attr-defined]


class ConfigurationError(AddeparError):
    """A setting is invalid. The message names the setting and the fix. Nothing was sent."""


class InputError(AddeparError, ValueError):
    """An argument or a body is invalid. Nothing was sent.

    Attributes:
        field: the name of the first invalid value, for example ``"file_id"``.
        faults: tuple of ``Fault``, one for each invalid value: ``row``, ``field``, ``value``, ``problem``, ``fix``.

    Example:
        >>> try:
        ...     client.positions.create([{"owner": 22, "owned": 34}, {"owner": 22, "incepting_open_position_date": 5}])
        ... except InputError as error:
        ...     [(fault.row, fault.field, fault.problem) for fault in error.faults]
        [(1, 'incepting_open_position_date', '5 is not a date'), (1, 'owned', 'is missing')]
    """

    def __init__(self, field: str, problem: str | Carried = "", faults: Sequence[Fault] = ()) -> None:
        carried = problem if isinstance(problem, Mapping) else None
        if not isinstance(problem, str) or not problem:  # recreated from its message
            field, _, problem = field.partition(": ")
        self.field = field
        self.faults = tuple(faults) or (Fault(None, field, None, problem, ""),)
        super().__init__(summary(faults) if faults else f"{field}: {problem}", carried)

    @classmethod
    def of(cls, faults: Sequence[Fault]) -> "InputError":
        """One error with all faults."""
        return cls(faults[0].field, faults[0].problem, faults)


class APIConnectionError(AddeparError):
    """There was no response. A write may or may not have been carried out, see ``outcome_unknown``.

    Attributes:
        method, path: the request, without its query.
        sent: whether anything may have reached the server.
        reason: ``"dns"``, ``"tls"`` or ``"refused"`` if known, otherwise ``""``.
    """

    def __init__(
        self,
        message: str,
        carried: Carried = None,
        /,
        *,
        method: str = "",
        path: str = "",
        sent: bool = True,
        reason: str = "",
    ) -> None:
        self.method = method
        self.path = hide_known(path)
        self.sent = sent
        self.reason = reason
        super().__init__(f"{method} {path}: {message}" if method else message, carried)


class APITimeoutError(APIConnectionError):
    """There was no response in time. A write may or may not have been carried out."""


class DeadlineError(AddeparError):
    """The deadline of the whole call has passed. A write may or may not have been carried out, see ``outcome_unknown``.

    Attributes:
        seconds: the deadline.
        doing: what the call was doing.
    """

    def __init__(self, message: str = "", carried: Carried = None, /, *, seconds: float = 0.0, doing: str = "") -> None:
        self.seconds = seconds
        self.doing = doing
        super().__init__(message or f"the deadline of {seconds:g} s has passed: {doing}", carried)


class BudgetExceededError(AddeparError):
    """The wait for the firm's request budget is longer than allowed. Nothing was sent.

    Attributes:
        method, path: the request, without its query.
        retry_after: seconds until the request could be sent.
    """

    def __init__(
        self,
        message: str = "",
        carried: Carried = None,
        /,
        *,
        method: str = "",
        path: str = "",
        retry_after: float = 0.0,
    ) -> None:
        self.method = method
        self.path = hide_known(path)
        self.retry_after = retry_after
        message = message or (
            f"{method} {path}: not sent, because the firm's request budget is used up; try again in"
            f" {retry_after:.0f} s (budget_wait= and deadline= limit the wait)"
        )
        super().__init__(message, carried)


class BudgetStoreError(AddeparError):
    """The shared budget cannot be read or written. Nothing was sent, because it is not known what is left."""


class ProtocolError(AddeparError):
    """The response is not from the API, or is malformed.

    Attributes:
        status: the HTTP status of the response, or None if there is none.
        content_type: the media type of the response.
        excerpt: the redacted start of the response.
    """

    def __init__(
        self,
        message: str,
        carried: Carried = None,
        /,
        *,
        status: int | None = None,
        content_type: str | None = None,
        content: bytes = b"",
    ) -> None:
        self.status = status
        self.content_type = content_type and redact(content_type)
        self.excerpt = excerpt(content)
        super().__init__(f"{message}; it begins with {self.excerpt!r}" if self.excerpt else message, carried)


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


class TransferError(AddeparError):
    """A file was not transferred completely, or cannot be written."""


_BY_STATUS: dict[int, type[APIStatusError]] = {
    400: ValidationError, 401: AuthenticationError, 403: PermissionDeniedError, 404: NotFoundError, 409: ConflictError,
    410: GoneError, 415: UnsupportedMediaError, 422: ValidationError, 429: RateLimitError,
}  # fmt: skip


def error_class(status: int) -> type[APIStatusError]:
    """The class of error for an HTTP status."""
    return _BY_STATUS.get(status, ServerError if status >= 500 else APIStatusError)
