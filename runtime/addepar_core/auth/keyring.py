"""Secrets in the operating system's keyring: JSON entries, read back after writing, as some keyrings store nothing."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from addepar_core.auth.tokens import FileTokenStore
from addepar_core.errors.known_secrets import remember_secret
from addepar_core.errors.redaction import mask
from addepar_core.errors.tree import ConfigurationError
from addepar_core.utils.imports import needed

SERVICE = "addepar-client"
# Backends raise what their system does; one that finds no terminal may even end the program.
_RAISED = (Exception, SystemExit, GeneratorExit)
_SECONDS = 30


class KeyringTokenStore(FileTokenStore):
    """Tokens in the keyring, with a file as the lock that processes share.

    Args:
        entry: the name of the entry.
        lock: the path of the lock file.
    """

    def __init__(self, entry: str, lock: str | os.PathLike[str]) -> None:
        super().__init__(lock)
        self._entry = entry
        try:
            Path(self._path).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise self._trouble(error) from None

    def load(self) -> Mapping[str, Any] | None:
        """The tokens of the keyring, or None if there are none."""
        return read_entry(self._entry)

    def save(self, tokens: Mapping[str, Any], /) -> None:
        """Replace the entry."""
        write_entry(self._entry, tokens)


def read_entry(entry: str) -> dict[str, Any] | None:
    """An entry of the keyring, or None if there is none.

    Raises:
        ConfigurationError: the keyring cannot be read.
    """
    keyring = _keyring()
    try:
        stored = mask(json.loads(keyring.get_password(SERVICE, entry) or "null"))
    except _RAISED as error:
        raise ConfigurationError(f"the keyring cannot be read: {type(error).__name__}; run: addepar login") from None
    if not isinstance(stored, dict):
        return None
    remember_secret(*mask(tuple(stored.values())))
    return stored


def write_entry(entry: str, secrets: Mapping[str, Any]) -> None:
    """Write an entry of the keyring.

    Raises:
        ConfigurationError: there is no keyring, or it does not store the entry.
    """
    keyring = _keyring()
    text = mask(json.dumps(dict(secrets)))
    try:
        keyring.set_password(SERVICE, entry, text)
        is_stored = keyring.get_password(SERVICE, entry) == text
    except _RAISED as error:
        raise ConfigurationError(f"the keyring cannot be used: {type(error).__name__}") from None
    if not is_stored:
        raise ConfigurationError(f"the keyring cannot be used: {_name(keyring)} does not store what is written")


def check_kept(entry: str) -> None:
    """Check that another process finds an entry: a keyring in memory forgets when its process ends.

    Raises:
        ConfigurationError: it does not.
    """
    code = f"import keyring; raise SystemExit(0 if keyring.get_password({SERVICE!r}, {entry!r}) else 3)"
    try:
        other = subprocess.run(  # noqa: S603 - this Python
            [sys.executable, "-c", code], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return  # a frozen program has no Python, and a dialog may wait for an answer
    if other.returncode == 3:
        raise ConfigurationError(f"the keyring cannot be used: {_name(_keyring())} keeps an entry only in this process")


def delete_entry(entry: str) -> bool:
    """Remove an entry of the keyring, and return whether there was one.

    Raises:
        ConfigurationError: the entry still exists afterwards.
    """
    keyring = _keyring()
    try:
        if keyring.get_password(SERVICE, entry) is None:
            return False
        keyring.delete_password(SERVICE, entry)
        gone = keyring.get_password(SERVICE, entry) is None
    except _RAISED as error:
        raise ConfigurationError(f"the keyring cannot remove {entry!r}: {type(error).__name__}") from None
    if not gone:
        raise ConfigurationError(f"the keyring cannot remove {entry!r}: {_name(keyring)} still has it")
    return True


def _name(keyring: Any) -> str:
    backend = type(keyring.get_keyring())
    return f"{backend.__module__}.{backend.__qualname__}"


def _keyring() -> Any:
    return needed("keyring", "keeping secrets in the keyring")
