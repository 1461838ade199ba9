"""A stateful local Addepar to test against: an object, a command, and a pytest fixture.

from addepar_sandbox import Sandbox

with Sandbox() as sandbox, sandbox.serve() as url:
    ...  # url is the API root; firm "1", key "sandbox", secret "sandbox"
"""

import importlib
import importlib.util
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from addepar_sandbox.auth.rate_limits import Window
    from addepar_sandbox.sandbox import FIRM, KEY, SECRET, Sandbox
    from addepar_sandbox.spec.reading import openapi_path
    from addepar_sandbox.state.clock import Clock
    from addepar_sandbox.state.job_settings import JobSettings
    from addepar_sandbox.testing.faults import Fault
    from addepar_sandbox.testing.stub_routes import StubAnswer, StubRequest

__all__ = [
    "FIRM",
    "KEY",
    "SECRET",
    "Clock",
    "Fault",
    "JobSettings",
    "Sandbox",
    "StubAnswer",
    "StubRequest",
    "Window",
    "openapi_path",
]

_HOMES = {
    "Clock": "state.clock",
    "Fault": "testing.faults",
    "JobSettings": "state.job_settings",
    "StubAnswer": "testing.stub_routes",
    "StubRequest": "testing.stub_routes",
    "Window": "auth.rate_limits",
    "openapi_path": "spec.reading",
}


# The packages of the extra; some are used late, so a missing one is reported before anything starts.
_NEEDED = {
    "starlette": "starlette",
    "python_multipart": "python-multipart",
    "uvicorn": "uvicorn",
    "yaml": "pyyaml",
    "jsonschema": "jsonschema",
    "openpyxl": "openpyxl",
    "jsonpath": "python-jsonpath",
}


def __getattr__(name: str) -> Any:
    # On first use: pytest loads this package's plugin in every environment that has the client, and one without the
    # extra lacks what the sandbox stands on.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # The path of the specification works without the extra.
    if name != "openapi_path" and (
        missing := [package for module, package in _NEEDED.items() if not _is_installed(module)]
    ):
        raise ImportError(
            f"the sandbox needs packages that are not installed: pip install {' '.join(missing)}, "
            "or install addepar-client with its extra [sandbox]"
        )
    return getattr(importlib.import_module(f"{__name__}.{_HOMES.get(name, 'sandbox')}"), name)


def _is_installed(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ValueError:  # it was put out of the way: None in sys.modules
        return False
