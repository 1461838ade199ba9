"""The errors that any call can raise, below ``AddeparError``; those for HTTP statuses are in ``statuses``.

All can be pickled and copied, and made again from their arguments (``type(error)(*error.args)``, as Celery does): the
message and, as plain JSON, what the error carries; constructors take that as ``carried``. None holds a credential, a
request body or a live connection; text taken from a response is scrubbed of anything that looks like a credential.
"""

import copyreg
from collections.abc import Mapping, Sequence
from typing import Any

from addepar_core.errors.details import Carried, Fault, as_plain, restored, summary
from addepar_core.errors.known_secrets import hide_known
from addepar_core.errors.redaction import excerpt, redact

__all__ = [
    "APIConnectionError", "APITimeoutError", "AddeparError", "BudgetExceededError", "BudgetStoreError",
    "ConfigurationError", "DeadlineError", "InputError", "ProtocolError", "TransferError",
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


class TransferError(AddeparError):
    """A file was not transferred completely, or cannot be written."""
