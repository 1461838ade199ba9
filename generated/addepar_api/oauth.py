# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""OAuth of the Addepar API; apart from the clients, since most programs have an API key."""

from addepar_core.auth.oauth import OAuth as _OAuth

from .facts import API


class OAuth(_OAuth):
    __doc__ = _OAuth.__doc__
    api = API


__all__ = ["OAuth"]
