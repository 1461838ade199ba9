"""``client.check()``: report problems with the settings in plain language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from addepar_api.operations import OPERATIONS
from addepar_core.errors import statuses
from addepar_core.errors import tree as errors
from addepar_core.flow.steps import Flow
from addepar_core.models.interop import FieldsView
from addepar_core.operations import caller as calls
from addepar_core.operations import responses

_ADVICE: dict[type[errors.AddeparError], str] = {
    errors.ConfigurationError: "settings",
    statuses.TokenError: "oauth",
    statuses.AuthenticationError: "credentials",
    statuses.PermissionDeniedError: "scope",
    statuses.RateLimitError: "budget",
    statuses.ServerError: "server",
    statuses.NotFoundError: "base_url",
    errors.ProtocolError: "base_url",
    errors.DeadlineError: "timeout",
    errors.APITimeoutError: "timeout",
}


@dataclass(frozen=True)
class Checked(FieldsView):
    """The result of ``client.check()``; true if everything works.

    Attributes:
        ok: whether a request succeeded.
        problem: ``""`` or one of ``dns``, ``tls``, ``refused``, ``connection``, ``timeout``, ``base_url``,
            ``settings`` (an argument or variable is invalid), ``credentials`` (key, secret, token or firm),
            ``oauth``, ``scope``, ``budget``, ``server``, ``other``.
        message: the problem in plain language, with what to do about it.
        error: the underlying error, or None.
        sources: where each setting of ``from_env`` or of a variable comes from, without its value.
    """

    ok: bool
    problem: str
    message: str
    error: errors.AddeparError | None = field(default=None, repr=False)
    sources: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __bool__(self) -> bool:
        return self.ok

    def __str__(self) -> str:
        return self.message


def check(caller: calls.Caller | calls.AsyncCaller, sources: Mapping[str, str]) -> Flow[Checked]:
    """Request one row of the cheapest list, once, and explain the result."""
    sources = caller.network_sources() | {**sources}
    operation = OPERATIONS["files_list"]
    request = caller.build(operation, {"page_limit": 1})
    try:
        responses.parsed_document((yield from responses.send_checked(request)))
    except errors.AddeparError as error:
        problem = _problem(error)
        message = f"{error}"
        if problem == "scope":
            message = (
                f"reached {caller.root}, and the credentials and the firm are right; but they may not list files:"
                f" {message}; other operations may work"
            )
        elif problem == "base_url":
            message = f"{caller.root} responds, but not like the API; check base_url: {message}"
        return Checked(False, problem, message, error, sources)
    return Checked(True, "", f"reached {caller.root}; the credentials and the firm are right", None, sources)


def _problem(error: errors.AddeparError) -> str:
    if isinstance(error, errors.APIConnectionError) and not isinstance(error, errors.APITimeoutError):
        return error.reason or "connection"
    return next((problem for kind, problem in _ADVICE.items() if isinstance(error, kind)), "other")
