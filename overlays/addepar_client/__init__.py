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
    from .errors import *  # noqa: F403 - the whole tree
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

__version__ = "0.1.0"  # as in pyproject.toml; asking the installed package would take longer than all the rest

_HOMES = {
    "answers": ("RowWarning",),
    "budget": ("WindowLeft",),
    "checks": ("Checked",),
    "client": ("AddeparClient", "AsyncAddeparClient"),
    "downloads": ("Downloaded",),
    "flows": ("Clock",),
    "oauth": ("OAuth",),
    "problems": ("Problem",),
    "raw": ("RawResponse",),
    "results": ("JobResult",),
    "settings": ("Timeout",),
    "tokens": ("FileTokenStore", "TokenStore", "Tokens"),
    "watching": ("JobOutcome",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name in _HOME_OF:
        value = getattr(import_module(f".{_HOME_OF[name]}", __name__), name)
    elif name == "__all__":
        value = sorted([*_HOME_OF, *_errors().__all__, "__version__"])
    elif not name.islower() and name in _errors().__all__:
        value = getattr(_errors(), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def _errors() -> Any:
    # They too come only when they are asked for: the command line shows its help without them.
    return import_module(".errors", __name__)


def __dir__() -> list[str]:
    return list(__getattr__("__all__"))
