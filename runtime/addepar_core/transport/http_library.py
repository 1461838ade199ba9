"""The HTTP library: httpx, or its maintained fork httpx2, and its core. No other module names them."""

import os
from importlib import import_module
from typing import TYPE_CHECKING

from addepar_core.errors.tree import ConfigurationError

_LIBRARY = os.environ.get("ADDEPAR_HTTP_LIBRARY") or "httpx"
CORE = _LIBRARY.replace("httpx", "httpcore")
"""The name of the core."""

if TYPE_CHECKING:
    import httpcore as httpcore
    import httpx as httpx
else:
    # The fork has the same names.
    if _LIBRARY not in ("httpx", "httpx2"):
        raise ConfigurationError(f"ADDEPAR_HTTP_LIBRARY: {_LIBRARY!r} is neither httpx nor httpx2")
    httpx = import_module(_LIBRARY)

    class _Core:
        """The core, imported with the first connection, as the library itself does."""

        def __getattr__(self, name):
            value = getattr(import_module(CORE), name)
            setattr(self, name, value)
            return value

    httpcore = _Core()
