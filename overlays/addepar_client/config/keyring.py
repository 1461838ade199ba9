"""Secrets that a profile refers to: in the operating system's keyring, or tokens in a file.

``keyring = "work"`` in a profile means: the entry ``work`` of the service ``addepar-client`` is JSON with ``key``
and ``secret``, or with ``client_secret``. ``client_id`` means OAuth, whose tokens are in the file ``token_store``,
or in the keyring next to that entry.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from addepar_core.auth.tokens import FileTokenStore
from addepar_core.errors.tree import ConfigurationError

SERVICE = "addepar-client"


class KeyringTokenStore(FileTokenStore):
    """Tokens in the keyring; a file beside the profiles is only the lock that processes share.

    Args:
        entry: the name of the entry.
        lock: the path to lock at.
    """

    def __init__(self, entry: str, lock: Path) -> None:
        super().__init__(lock)
        self._entry = entry

    def load(self) -> Mapping[str, Any] | None:
        """The tokens of the keyring, or None where there are none."""
        return read(self._entry)

    def save(self, tokens: Mapping[str, Any], /) -> None:
        """Replace the entry."""
        write(self._entry, tokens)


def auth_from_keyring(
    keyring: str | None = None,
    client_id: str | None = None,
    client_secret: str | None = None,
    token_store: str | None = None,
) -> Any:
    """What ``auth=`` a profile means that keeps its secrets elsewhere.

    Raises:
        ConfigurationError: what it points to is not there.
    """
    stored = (read(keyring) if keyring else None) or {}
    if client_id:
        from addepar_api.oauth import OAuth

        secret = client_secret or stored.get("client_secret") or _missing(keyring)
        return OAuth(client_id, secret, token_store=token_store or _tokens(keyring))
    return stored.get("key") or _missing(keyring), stored.get("secret") or _missing(keyring)


def _tokens(keyring: str | None) -> KeyringTokenStore:
    if not keyring:
        raise ConfigurationError("profile: client_id needs token_store, the file with the tokens; run: addepar login")
    return token_entry(keyring)


def token_entry(keyring: str) -> KeyringTokenStore:
    """The store of the tokens that belong to an entry of the keyring."""
    folder = Path.home() / ".config" / "addepar"
    folder.mkdir(parents=True, exist_ok=True)
    return KeyringTokenStore(f"{keyring}/tokens", folder / f"{keyring}-tokens")


def _missing(keyring: str | None) -> Any:
    raise ConfigurationError(f"profile: the keyring holds no secret under {keyring!r}; run: addepar login")


def read(entry: str) -> dict[str, Any] | None:
    """An entry of the keyring, or None where there is none."""
    keyring = _keyring()
    try:
        stored = json.loads(keyring.get_password(SERVICE, entry) or "null")
    except (keyring.errors.KeyringError, ValueError) as error:
        raise ConfigurationError(f"profile: the keyring cannot be read: {type(error).__name__}") from None
    return stored if isinstance(stored, dict) else None


def write(entry: str, secrets: Mapping[str, Any]) -> None:
    """Write an entry of the keyring; ``ConfigurationError`` where there is no keyring that takes it."""
    keyring = _keyring()
    try:
        keyring.set_password(SERVICE, entry, json.dumps(dict(secrets)))
    except keyring.errors.KeyringError as error:
        raise ConfigurationError(f"the keyring takes no secrets: {type(error).__name__}") from None


def _keyring() -> Any:
    try:
        import keyring
        import keyring.errors
    except ImportError:
        raise ConfigurationError("keyring: it needs a package: pip install 'addepar-client[keyring]'") from None
    return keyring
