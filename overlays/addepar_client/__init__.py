"""A client for the Addepar API: documents in and out, portfolio exports, positions, snapshots, reports.

    from addepar_client import AddeparClient

    with AddeparClient.from_env() as client:
        client.files.upload("report.pdf", entities=[10000])

``AsyncAddeparClient`` is the same for asyncio. Every error is an ``AddeparError``; the tree is drawn
in ``addepar_client.errors``. Models are in ``addepar_api.models``.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .answers import RowWarning as RowWarning
    from .budget import WindowLeft as WindowLeft
    from .checks import Checked as Checked
    from .client import AddeparClient as AddeparClient
    from .client import AsyncAddeparClient as AsyncAddeparClient
    from .downloads import Downloaded as Downloaded
    from .errors import AddeparError as AddeparError
    from .errors import APIConnectionError as APIConnectionError
    from .errors import APIStatusError as APIStatusError
    from .errors import APITimeoutError as APITimeoutError
    from .errors import AuthenticationError as AuthenticationError
    from .errors import BudgetExceededError as BudgetExceededError
    from .errors import BudgetStoreError as BudgetStoreError
    from .errors import ConfigurationError as ConfigurationError
    from .errors import ConflictError as ConflictError
    from .errors import DeadlineError as DeadlineError
    from .errors import GoneError as GoneError
    from .errors import InputError as InputError
    from .errors import JobCancelledError as JobCancelledError
    from .errors import JobError as JobError
    from .errors import JobExpiredError as JobExpiredError
    from .errors import JobFailedError as JobFailedError
    from .errors import JobNotReadyError as JobNotReadyError
    from .errors import JobRejectedError as JobRejectedError
    from .errors import JobWaitTimeout as JobWaitTimeout
    from .errors import NotFoundError as NotFoundError
    from .errors import PermissionDeniedError as PermissionDeniedError
    from .errors import ProtocolError as ProtocolError
    from .errors import RateLimitError as RateLimitError
    from .errors import ServerError as ServerError
    from .errors import TokenError as TokenError
    from .errors import TransferError as TransferError
    from .errors import UnsupportedMediaError as UnsupportedMediaError
    from .errors import ValidationError as ValidationError
    from .flows import Clock as Clock
    from .oauth import OAuth as OAuth
    from .problems import Problem as Problem
    from .raw import RawResponse as RawResponse
    from .results import JobResult as JobResult
    from .settings import Timeout as Timeout
    from .tokens import FileTokenStore as FileTokenStore
    from .tokens import Tokens as Tokens
    from .tokens import TokenStore as TokenStore
    from .watching import JobOutcome as JobOutcome

    __version__: str

_HOMES = {
    "answers": ("RowWarning",),
    "budget": ("WindowLeft",),
    "checks": ("Checked",),
    "client": ("AddeparClient", "AsyncAddeparClient"),
    "downloads": ("Downloaded",),
    "errors": (
        "APIConnectionError", "APIStatusError", "APITimeoutError", "AddeparError", "AuthenticationError",
        "BudgetExceededError", "BudgetStoreError", "ConfigurationError", "ConflictError", "DeadlineError",
        "GoneError", "InputError", "JobCancelledError", "JobError", "JobExpiredError", "JobFailedError",
        "JobNotReadyError", "JobRejectedError", "JobWaitTimeout", "NotFoundError", "PermissionDeniedError",
        "ProtocolError", "RateLimitError", "ServerError", "TokenError", "TransferError", "UnsupportedMediaError",
        "ValidationError",
    ),
    "flows": ("Clock",),
    "oauth": ("OAuth",),
    "problems": ("Problem",),
    "raw": ("RawResponse",),
    "results": ("JobResult",),
    "settings": ("Timeout",),
    "tokens": ("FileTokenStore", "TokenStore", "Tokens"),
    "watching": ("JobOutcome",),
}  # fmt: skip
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}
__all__ = sorted([*_HOME_OF, "__version__"])  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from .transport import package_version

        return package_version()
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOME_OF[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
