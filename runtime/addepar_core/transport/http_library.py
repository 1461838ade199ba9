"""The HTTP library: httpx, or its maintained fork httpx2, and its core. No other module names them."""

import os
from importlib import import_module
from typing import TYPE_CHECKING

from addepar_core.errors.tree import ConfigurationError

if TYPE_CHECKING:
    import httpcore as httpcore
    import httpx as httpx
else:
    # The fork has the same names.
    _LIBRARY = os.environ.get("ADDEPAR_HTTP_LIBRARY") or "httpx"
    if _LIBRARY not in ("httpx", "httpx2"):
        raise ConfigurationError(f"ADDEPAR_HTTP_LIBRARY: {_LIBRARY!r} is neither httpx nor httpx2")
    httpx = import_module(_LIBRARY)
    httpcore = import_module(_LIBRARY.replace("httpx", "httpcore"))
