"""Settings from the environment and from a profile file.

The file is ``~/.config/addepar/config.toml`` (``XDG_CONFIG_HOME`` is respected); on Windows, if that does not exist,
``%APPDATA%\\addepar\\config.toml``. Each of its tables is a
profile; the default profile is ``default``::

    [default]
    firm = "acme"
    firm_id = 1
    key = "..."
    secret = "..."

``use = "uat"`` above all tables selects another default profile. The command ``addepar login`` writes this file; if it
stored the secrets elsewhere, the profile refers to them, see ``keyring``.

``ADDEPAR_PROFILE`` names a profile, another file (a path that ends in ``.toml``), or a profile in another file
(``work.toml:uat``).
"""

import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from addepar_core.errors.redaction import mask
from addepar_core.errors.tree import ConfigurationError
from addepar_core.utils.filesystem import WINDOWS, text_file

_log = logging.getLogger("addepar_client")
_VARIABLES = {
    "base_url": "ADDEPAR_BASE_URL",
    "firm": "ADDEPAR_FIRM",
    "environment": "ADDEPAR_ENVIRONMENT",
    "firm_id": "ADDEPAR_FIRM_ID",
    "key": "ADDEPAR_KEY",
    "secret": "ADDEPAR_SECRET",
    "access_token": "ADDEPAR_ACCESS_TOKEN",
    "budget": "ADDEPAR_BUDGET",
    "allow_http_to": "ADDEPAR_ALLOW_HTTP",
    "verify": "ADDEPAR_CA_BUNDLE",
    "proxy": "ADDEPAR_PROXY",
}
_TUNING = ("timeout", "max_retries", "max_retry_wait", "deadline", "budget_wait", "budget_limits")
_PLACE = ("base_url", "firm", "environment")
_KEYRING_SETTINGS = ("keyring", "client_id", "client_secret", "token_store")
_AUTH = ("key", "secret", "access_token", "auth", *_KEYRING_SETTINGS)
_SECRET = (*_AUTH, "proxy")
_KNOWN = {*_VARIABLES, *_TUNING, *_AUTH}


def client_options(options: Mapping[str, Any], environ: Mapping[str, str], profile: str | None) -> dict[str, Any]:
    """The arguments of a client: explicit options override the environment, which overrides the profile.

    The address and the credentials each come from exactly one source: a ``base_url`` is never combined with the
    ``firm`` of another source, nor a token with a key.

    Args:
        options: explicit arguments; None counts as left out.
        environ: the environment.
        profile: as in ``ADDEPAR_PROFILE``, which it overrides.

    Raises:
        ConfigurationError: names what is missing or wrong.
    """
    environ = mask(dict(environ))  # what a traceback would show
    return _with_auth(_merged(options, environ, profile)[0])


def setting_sources(options: Mapping[str, Any], environ: Mapping[str, str], profile: str | None) -> dict[str, str]:
    """A description of where each setting of ``client_options`` comes from, without its value."""
    arguments = {name: f"argument {name}=" for name in _KNOWN if options.get(name) is not None}
    return {**_merged(options, environ, profile)[1], **arguments}


def _merged(options: Mapping[str, Any], environ: Mapping[str, str], profile: str | None) -> Any:
    """The settings, and the source of each one that is not an explicit argument."""
    environ = mask(dict(environ))
    variables = {
        name: _mask_secret(name, environ[variable]) for name, variable in _VARIABLES.items() if environ.get(variable)
    }
    settings = {name: value for name, value in options.items() if value is not None}
    stored, table = _profile(environ, profile)
    sources: dict[str, str] = {}
    for source, words in ((variables, _VARIABLES), (stored, dict.fromkeys(stored, table))):
        taken = set(settings)
        if taken & set(_AUTH):
            source = {name: value for name, value in source.items() if name not in _AUTH}
        if "base_url" in taken or ("base_url" in source and taken & set(_PLACE)):
            clashing = _PLACE if "base_url" in taken else ("base_url",)
            source = {name: value for name, value in source.items() if name not in clashing}
        if "base_url" in source:
            source = {name: value for name, value in source.items() if name not in ("firm", "environment")}
        sources |= {name: words[name] for name in source if name not in settings}
        settings = source | settings
    return settings, sources


def _mask_secret(name: str, value: Any) -> Any:
    """A setting, wrapped so that secrets do not appear in messages."""
    if name in _SECRET:
        return mask(value)
    return str(value) if isinstance(value, str) else value


def _with_auth(settings: dict[str, Any]) -> dict[str, Any]:
    key, secret, token = (settings.pop(name, None) for name in ("key", "secret", "access_token"))
    in_keyring = {name: settings.pop(name, None) for name in _KEYRING_SETTINGS}
    if bool(key) != bool(secret):
        raise ConfigurationError(f"auth: set {'ADDEPAR_SECRET' if key else 'ADDEPAR_KEY'} as well")
    if key and token:
        raise ConfigurationError("auth: set either ADDEPAR_KEY and ADDEPAR_SECRET, or ADDEPAR_ACCESS_TOKEN, not both")
    if any(in_keyring.values()) and not (key or token):
        from addepar_client.config.keyring import auth_from_keyring

        return {"auth": auth_from_keyring(**in_keyring), **settings}
    auth = token or ((key, secret) if key else None)
    return {"auth": auth, **settings} if auth else settings


def profile_location(environ: Mapping[str, str], profile: str | None) -> tuple[Path | None, str]:
    """The file of a profile, and the profile's name in it; the name is empty if none was requested."""
    wanted = profile or environ.get("ADDEPAR_PROFILE") or ""
    file, _, name = wanted.rpartition(":")
    if not file.endswith(".toml"):  # C:\\work.toml is not split at its drive
        file, name = (wanted, "") if wanted.endswith(".toml") else ("", wanted)
    try:
        return Path(file).expanduser() if file else _home(environ), name
    except RuntimeError as error:
        raise ConfigurationError(f"profile: {file!r} cannot be found: {error}; pass the full path") from None


def _profile(environ: Mapping[str, str], wanted: str | None) -> tuple[dict[str, Any], str]:
    """The settings of a profile, and a description of where they are."""
    wanted = wanted or environ.get("ADDEPAR_PROFILE") or ""
    path, name = profile_location(environ, wanted)
    try:
        profiles = _parsed(path) if path is not None and path.exists() else {}
    except (OSError, ValueError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or error
        way = next(
            (name for name in ("ADDEPAR_PROFILE", "XDG_CONFIG_HOME", "HOME", "APPDATA") if environ.get(name)), "HOME"
        )
        raise ConfigurationError(f"profile: {str(path)!r} cannot be read: {reason}; correct it, or {way}") from None
    if not profiles and not wanted:
        return {}, ""
    used = profiles.get("use")
    name = name or (used if isinstance(used, str) else "default")
    chosen = profiles.get(name)
    if not isinstance(chosen, dict):
        if not wanted and name == "default":
            return {}, ""
        raise ConfigurationError(f"profile: there is no table [{name}] in {str(path)!r}")
    for unknown in set(chosen) - _KNOWN - {"auth"}:
        raise ConfigurationError(f"profile: {unknown!r} in {str(path)!r} is unknown")
    secret = path is not None and os.name == "posix" and chosen.keys() & {"secret", "access_token", "client_secret"}
    if path is not None and secret and path.stat().st_mode & 0o077:
        _log.warning("%s contains a secret and can be read by others; run: chmod 600 '%s'", path, path)
    return {name: _mask_secret(name, value) for name, value in chosen.items()}, f"profile [{name}] in {str(path)!r}"


def _parsed(path: Path) -> dict[str, Any]:
    import tomllib  # imported late: most users have no such file

    return mask(tomllib.loads(text_file(path)))  # type: ignore[no-any-return]


def _home(environ: Mapping[str, str]) -> Path | None:
    if environ.get("XDG_CONFIG_HOME"):
        return Path(environ["XDG_CONFIG_HOME"], "addepar", "config.toml")
    home = environ.get("HOME") or environ.get("USERPROFILE")
    usual = Path(home, ".config", "addepar", "config.toml") if home else None
    if WINDOWS and environ.get("APPDATA") and not (usual and usual.exists()):
        return Path(environ["APPDATA"], "addepar", "config.toml")
    return usual
