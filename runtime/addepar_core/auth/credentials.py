"""Credentials: stored in one place, never shown, and sent only to the API's own origin."""

import base64
import re
from typing import Any, NoReturn, Protocol

from addepar_core.errors.known_secrets import remember_secret
from addepar_core.errors.redaction import mask
from addepar_core.errors.tree import ConfigurationError
from addepar_core.flow.steps import OpenStream, Send, Step


class NoRepr:
    """An object whose contents are never shown or pickled."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}, hidden>"

    def __reduce__(self) -> NoReturn:
        raise ConfigurationError(
            f"{type(self).__name__}: credentials and connections are not pickled or copied; build the client where it"
            " is used, from_env() helps"
        )


class Credentials(NoRepr):
    """Holds the value of the ``Authorization`` header, or the HTTP library's own auth flow."""

    __slots__ = ("_kind", "_value", "flow")

    def __init__(self, kind: str, value: str, flow: object = None) -> None:
        self._kind = kind
        self._value = value
        self.flow = flow

    def header(self) -> str:
        """The value of the header. Only the transport reads it, and only for the API's own origin."""
        return f"{self._kind} {self._value}"


class Authorizer(Protocol):
    """An ``OAuth``."""

    @property
    def authorize(self) -> object: ...


class AuthFlow(Protocol):
    """An auth flow of the HTTP library, such as ``httpx.Auth``."""

    @property
    def sync_auth_flow(self) -> object: ...
    @property
    def async_auth_flow(self) -> object: ...


Auth = tuple[str, str] | str | Authorizer | AuthFlow | None
"""What ``auth=`` takes: ``(key, secret)``, an access token, an ``OAuth``, or an auth flow of the HTTP library."""


def with_credentials(step: Step, credentials: Credentials) -> Step:
    """The step, with credentials if it is a request to the API itself."""
    if isinstance(step, Send | OpenStream) and not step.request.cross_origin:
        return type(step)(step.request._replace(credentials=credentials))
    return step


def basic(key: str, secret: str) -> Credentials:
    """HTTP Basic with an API key and its secret."""
    for name, value in (("key", key), ("secret", secret)):
        if not isinstance(value, str) or not value or not value.isprintable():
            raise ConfigurationError(f"auth: the API {name} is empty, not text, or contains control characters")
    if ":" in key:
        raise ConfigurationError("auth: an API key contains no colon; pass auth=(key, secret) as two values")
    remember_secret(*mask((key, secret, f"{key}:{secret}")))
    return Credentials("Basic", base64.b64encode(f"{key}:{secret}".encode()).decode())


def bearer(token: str) -> Credentials:
    """An OAuth access token."""
    if not re.fullmatch(r"[!-~]+", token):
        raise ConfigurationError("auth: an access token is one word of visible ASCII characters, without 'Bearer'")
    remember_secret(mask(token))
    return Credentials("Bearer", token)


def credentials(auth: Any) -> Any:
    """The credentials for an ``auth=`` argument: a (key, secret) pair, a token, an ``OAuth``, or an HTTP auth flow."""
    if isinstance(auth, tuple | list) and len(auth) == 2:
        return basic(*auth)
    if isinstance(auth, str):
        return bearer(auth)
    if hasattr(auth, "authorize"):
        return auth
    if hasattr(auth, "sync_auth_flow") and hasattr(auth, "async_auth_flow"):
        return Credentials("", "", auth)
    raise ConfigurationError(
        "auth: pass auth=(key, secret), a bearer token or an OAuth object, or set ADDEPAR_KEY and ADDEPAR_SECRET,"
        " or ADDEPAR_ACCESS_TOKEN"
    )
