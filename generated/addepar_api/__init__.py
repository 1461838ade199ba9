# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""Addepar API as code: models, operations and clients, generated from its OpenAPI description.

    from addepar_api import Client

    with Client(base_url="https://acme.addepar.com/api", firm_id=1, auth=("key", "secret")) as client:
        for position in client.positions.list():
            ...

`addepar_client` adds file transfers, jobs and configuration.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .client import AsyncClient as AsyncClient
    from .client import Client as Client
    from .oauth import OAuth as OAuth

_LATE = {"AsyncClient": ".client", "Client": ".client", "OAuth": ".oauth"}


def __getattr__(name: str) -> Any:
    if name not in _LATE:  # the HTTP library is imported with the clients
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATE[name], __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_LATE})
