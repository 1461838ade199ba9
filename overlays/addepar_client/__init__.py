"""A client for the Addepar API: documents, portfolio exports, positions, snapshots, reports.

    from addepar_client import AddeparClient

    with AddeparClient.from_env() as client:
        client.files.upload("report.pdf", entities=[10000])

``AsyncAddeparClient`` is the same for asyncio. Every error is an ``AddeparError``; ``addepar_client.errors`` shows the
tree. Models are in ``addepar_api.models``.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from addepar_api.oauth import OAuth as OAuth
    from addepar_client.client import AddeparClient as AddeparClient
    from addepar_client.client import AsyncAddeparClient as AsyncAddeparClient
    from addepar_client.config.check import Checked as Checked
    from addepar_client.errors import *  # noqa: F403 - the whole tree
    from addepar_client.jobs.poller import JobOutcome as JobOutcome
    from addepar_client.jobs.result import JobResult as JobResult
    from addepar_client.transfers.download import Downloaded as Downloaded
    from addepar_core.auth.tokens import FileTokenStore as FileTokenStore
    from addepar_core.auth.tokens import Tokens as Tokens
    from addepar_core.auth.tokens import TokenStore as TokenStore
    from addepar_core.errors.details import Problem as Problem
    from addepar_core.flow.messages import HttpResponse as HttpResponse
    from addepar_core.flow.messages import Timeout as Timeout
    from addepar_core.flow.steps import Clock as Clock
    from addepar_core.models.types import RowWarning as RowWarning
    from addepar_core.pipeline.budget.limiter import WindowLeft as WindowLeft
    from addepar_core.pipeline.raw_response import RawResponse as RawResponse

from addepar_core._version import __version__ as __version__

_HOMES = {
    "addepar_core.models.types": ("RowWarning",),
    "addepar_core.pipeline.budget.limiter": ("WindowLeft",),
    "addepar_client.config.check": ("Checked",),
    "addepar_client.client": ("AddeparClient", "AsyncAddeparClient"),
    "addepar_client.transfers.download": ("Downloaded",),
    "addepar_core.flow.steps": ("Clock", "HttpResponse"),
    "addepar_api.oauth": ("OAuth",),
    "addepar_core.errors.details": ("Problem",),
    "addepar_core.pipeline.raw_response": ("RawResponse",),
    "addepar_client.jobs.result": ("JobResult",),
    "addepar_core.settings": ("Timeout",),
    "addepar_core.auth.tokens": ("FileTokenStore", "TokenStore", "Tokens"),
    "addepar_client.jobs.poller": ("JobOutcome",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name in _HOME_OF:
        value = getattr(import_module(_HOME_OF[name]), name)
    elif name == "__all__":
        value = sorted([*_HOME_OF, *_errors().__all__, "__version__"])
    elif not name.islower() and name in _errors().__all__:
        value = getattr(_errors(), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def _errors() -> Any:
    # These too are imported only on first use: the command line shows its help without them.
    return import_module(".errors", __name__)


def __dir__() -> list[str]:
    return list(__getattr__("__all__"))
