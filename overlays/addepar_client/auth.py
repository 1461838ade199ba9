"""Credentials: kept in one place, shown nowhere, sent to the API's own origin alone."""

import base64
import re
from typing import Any, NoReturn

from .errors import ConfigurationError


class Credentials:
    """Holds the value of the ``Authorization`` header; never shown, never pickled."""

    __slots__ = ("_kind", "_value")

    def __init__(self, kind: str, value: str) -> None:
        self._kind = kind
        self._value = value

    def header(self) -> str:
        """The header's value. Only the transport asks for it, and only for the API's own origin."""
        return f"{self._kind} {self._value}"

    def __repr__(self) -> str:
        return f"<{self._kind} credentials, hidden>"

    def __reduce__(self) -> NoReturn:
        raise ConfigurationError("credentials are not pickled; build the client where it is used, from_env() helps")


def basic(key: str, secret: str) -> Credentials:
    """HTTP Basic with an API key and its secret."""
    for name, value in (("key", key), ("secret", secret)):
        if not isinstance(value, str) or not value or any(ord(char) < 32 or ord(char) == 127 for char in value):
            raise ConfigurationError(f"auth: the API {name} is empty, not text, or holds control characters")
    if ":" in key:
        raise ConfigurationError("auth: an API key holds no colon; give auth=(key, secret) as two values")
    return Credentials("Basic", base64.b64encode(f"{key}:{secret}".encode()).decode())


def bearer(token: str) -> Credentials:
    """An OAuth access token."""
    if not re.fullmatch(r"[!-~]+", token):
        raise ConfigurationError("auth: an access token is one word of visible ASCII characters, without 'Bearer'")
    return Credentials("Bearer", token)


def credentials(auth: Any) -> Any:
    """What the ``auth=`` argument means: a (key, secret) pair, a token, or an object with an HTTP auth flow."""
    if isinstance(auth, tuple | list) and len(auth) == 2:
        return basic(*auth)
    if isinstance(auth, str):
        return bearer(auth)
    if isinstance(auth, Credentials) or (hasattr(auth, "sync_auth_flow") and hasattr(auth, "async_auth_flow")):
        return auth
    raise ConfigurationError(
        "auth: give auth=(key, secret) or a bearer token, or set ADDEPAR_KEY and ADDEPAR_SECRET or ADDEPAR_ACCESS_TOKEN"
    )
