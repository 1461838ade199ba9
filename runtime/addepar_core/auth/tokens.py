"""OAuth tokens, and the file through which processes share them."""

import json
import os
import re
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, isfinite
from pathlib import Path
from typing import Any, Protocol

from addepar_core.auth.credentials import NoRepr
from addepar_core.errors.known_secrets import remember_secret
from addepar_core.errors.redaction import mask
from addepar_core.errors.tree import ConfigurationError
from addepar_core.utils.filesystem import move, try_lock

_EARLY = 60.0
"""Seconds before an access token expires at which it is renewed."""


@dataclass(frozen=True, repr=False)
class Tokens(NoRepr):
    """Tokens from the token endpoint; never shown, never pickled.

    Attributes:
        access_token: the token that requests send.
        refresh_token: the token that gets the next pair; each works once.
        renew_at: the time, in seconds since 1970, at which new tokens are fetched, shortly before these expire.
        origin: a digest of the code or refresh token that the first tokens were obtained with.
    """

    access_token: str
    refresh_token: str | None
    renew_at: float
    origin: str = ""

    def __post_init__(self) -> None:
        for name in ("access_token", "refresh_token"):
            object.__setattr__(self, name, mask(getattr(self, name)))

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Tokens":
        """Parse the tokens of a store; raises ``ConfigurationError`` if it contains anything else."""
        try:
            tokens = cls(**stored)
        except TypeError:
            tokens = None
        if (
            tokens is None
            or not all(isinstance(text, str) and text.isascii() for text in (tokens.access_token, tokens.origin))
            or not isinstance(tokens.refresh_token, str | None)
            or isinstance(tokens.renew_at, bool)
            or not isinstance(tokens.renew_at, int | float)
        ):
            raise ConfigurationError(
                "token_store: it contains no tokens; remove it and log in again, see authorization_url"
            )
        remember_secret(*mask((tokens.access_token, tokens.refresh_token)))
        return tokens

    def renewed(self, document: Mapping[str, Any], now: float) -> "Tokens":
        """The tokens of a token endpoint's response; ``now`` is seconds since 1970. The refresh token may stay."""
        refresh = token_in(document, "refresh_token") or self.refresh_token
        access = token_in(document, "access_token")
        if not access:
            return Tokens("", refresh, -inf, self.origin)
        lives = _lifetime(document.get("expires_in"))
        return Tokens(access, refresh, now + lives - min(_EARLY, lives / 10), self.origin)


def token_in(document: Mapping[str, Any], name: str) -> str:
    """A token from the response; empty if it is not a valid one."""
    value = document.get(name)
    return value if isinstance(value, str) and re.fullmatch(r"[!-~]+", value) else ""


def _lifetime(expires_in: Any) -> float:
    """The lifetime of an access token in seconds; infinite if the response has none, until a 401."""
    try:
        seconds = inf if isinstance(expires_in, bool) else float(expires_in)
    except (TypeError, ValueError, OverflowError):
        return inf
    return seconds if isfinite(seconds) and seconds > 0 else inf


class TokenStore(Protocol):
    """Stores tokens beyond the life of the process. Only the holder of the lock loads and saves.

    ``acquire`` tries once and returns whether it has the lock; ``release`` without the lock does nothing.
    """

    def acquire(self) -> bool: ...
    def release(self) -> None: ...
    def load(self) -> Mapping[str, Any] | None: ...
    def save(self, tokens: Mapping[str, Any], /) -> None: ...


class FileTokenStore(NoRepr):
    """Tokens in a file that only its owner may read. It is replaced atomically, under a lock that processes share.

    Args:
        path: the file, created with the first tokens. The lock is a file next to it, ``<path>.lock``. Both must be on a
            local disk. On Windows the lock is a Windows lock, which has not been tested, and the folder decides who may
            read the file.

    Raises:
        ConfigurationError: in calls that use it: the file cannot be read or written.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        try:
            self._path = Path(path).expanduser()
        except (TypeError, RuntimeError) as error:  # not text, or an unknown home directory
            raise ConfigurationError(f"token_store: this is not a path: {error}") from None
        self._held: int | None = None

    def acquire(self) -> bool:
        """Try once to get the lock. It is released when the process ends, in whatever way."""
        try:
            lock = self._path.with_name(f"{self._path.name}.lock")
            descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
        except (OSError, ValueError) as error:
            raise self._trouble(error) from None
        is_ours = False
        try:
            if is_ours := try_lock(descriptor):
                self._held = descriptor
        except OSError as error:
            raise self._trouble(error) from None
        finally:
            if not is_ours:
                os.close(descriptor)
        return is_ours

    def release(self) -> None:
        """Release the lock, if we hold it."""
        if self._held is not None:
            os.close(self._held)
            self._held = None

    def load(self) -> Mapping[str, Any] | None:
        """The tokens in the file, or None if it does not exist."""
        try:
            kind = self._path.stat().st_mode
            if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):  # reading it might never return
                raise ValueError
            document = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError, RecursionError) as error:
            raise self._trouble(error) from None
        if not isinstance(document, dict):
            raise self._trouble(ValueError())
        return document

    def save(self, tokens: Mapping[str, Any], /) -> None:
        """Replace the file atomically; a link stays a link."""
        target = Path(os.path.realpath(self._path))
        part = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
                json.dump(dict(tokens), file)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            part.unlink(missing_ok=True)
            raise self._trouble(error) from error
        try:
            move(part, target)
        except OSError as error:
            # Each refresh token works once: only these still work.
            hint = f"the new tokens are in {str(part)!r}; close the program that has the old file open, then rename it"
            raise ConfigurationError(f"{self._trouble(error)}; {hint}") from error

    def _trouble(self, error: Exception) -> ConfigurationError:
        reason = getattr(error, "strerror", None) or "it does not contain tokens as JSON; remove it and log in again"
        return ConfigurationError(f"token_store: {str(self._path)!r} cannot be used: {reason}")
