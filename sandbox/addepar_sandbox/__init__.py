"""A stateful local Addepar to test against: an object, a command, and a pytest fixture.

from addepar_sandbox import Sandbox

with Sandbox() as sandbox, sandbox.serve() as url:
    ...  # url is the API root; firm "1", key "sandbox", secret "sandbox"
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from addepar_sandbox.auth.rate_limits import Window
    from addepar_sandbox.sandbox import FIRM, KEY, SECRET, Sandbox
    from addepar_sandbox.state.clock import Clock
    from addepar_sandbox.state.job_settings import JobSettings
    from addepar_sandbox.testing.faults import Fault
    from addepar_sandbox.testing.stub_routes import StubAnswer, StubRequest

__all__ = ["FIRM", "KEY", "SECRET", "Clock", "Fault", "JobSettings", "Sandbox", "StubAnswer", "StubRequest", "Window"]

_HOMES = {
    "Clock": "state.clock",
    "Fault": "testing.faults",
    "JobSettings": "state.job_settings",
    "StubAnswer": "testing.stub_routes",
    "StubRequest": "testing.stub_routes",
    "Window": "auth.rate_limits",
}


def __getattr__(name: str) -> Any:
    # On first use: pytest loads this package's plugin in every environment that has the client, and one without the
    # extra lacks what the sandbox stands on.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        return getattr(importlib.import_module(f"{__name__}.{_HOMES.get(name, 'sandbox')}"), name)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith(__name__):
            raise
        raise ImportError(
            f"the sandbox needs {error.name}, which is not installed: pip install 'addepar-client[sandbox]'"
        ) from error
