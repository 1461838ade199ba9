"""Secrets that a profile refers to: in the operating system's keyring, or tokens in a file.

``keyring = "work"`` in a profile refers to the entry ``work`` of the service ``addepar-client``: JSON with ``key`` and
``secret``, or with ``client_secret``. ``client_id`` selects OAuth, with tokens in the file ``token_store``, or in the
keyring next to that entry.
"""

from typing import Any

from addepar_core.auth.keyring import KeyringTokenStore, check_kept, delete_entry, read_entry, write_entry
from addepar_core.errors.tree import ConfigurationError

__all__ = ["auth_from_keyring", "check_kept", "delete_entry", "token_entry", "write_entry"]


def auth_from_keyring(
    keyring: str | None = None,
    client_id: str | None = None,
    client_secret: str | None = None,
    token_store: str | None = None,
) -> Any:
    """The ``auth=`` of a profile that stores its secrets elsewhere.

    Raises:
        ConfigurationError: the secrets that it refers to do not exist.
    """
    stored = (read_entry(keyring) if keyring else None) or {}
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
    """The token store that belongs to an entry of the keyring."""
    return KeyringTokenStore(f"{keyring}/tokens", f"~/.config/addepar/{keyring}-tokens")


def _missing(keyring: str | None) -> Any:
    raise ConfigurationError(f"profile: the keyring has no secret under {keyring!s:.200}; run: addepar login")
