"""Where login stores profiles; the file is replaced atomically."""

import hashlib
import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from addepar_cli.app.app import App
from addepar_client.config.profiles import profile_location, setting_sources
from addepar_client.errors import ConfigurationError
from addepar_core.utils.filesystem import text_file, write_whole

SECRETS = ("key", "secret", "access_token", "client_secret")


class Profiles:
    """The file of profiles, including its comments.

    Raises:
        ConfigurationError: the file cannot be read.
    """

    def __init__(self, app: App) -> None:
        import tomlkit
        from tomlkit.exceptions import TOMLKitError

        path, asked = profile_location(os.environ, app.options.get("profile"))
        if path is None:
            raise ConfigurationError("profile: there is no home directory to keep profiles in; set XDG_CONFIG_HOME")
        self.path = path
        try:
            self._document = tomlkit.parse(text_file(path))
        except FileNotFoundError:
            self._document = tomlkit.document()
        except (OSError, ValueError, TOMLKitError) as error:
            raise ConfigurationError(f"profile: {str(path)!r} cannot be read: {error}") from None
        used = self._document.get("use")
        self.used = str(used) if isinstance(used, str) else "default"
        self.name = asked or self.used
        if not re.fullmatch(r"[\w.-]+", self.name) or self.name == "use":
            raise click.UsageError(
                f"{self.name!r} cannot be the name of a profile; use letters, digits, '.', '_' and '-'."
            )

    def entry(self, name: str) -> str:
        """The name of a profile's entry in the keyring, different for each file of profiles."""
        environment = {variable: value for variable, value in os.environ.items() if variable != "ADDEPAR_PROFILE"}
        usual, _ = profile_location(environment, None)
        if self.path == usual:
            return name
        return f"{name}@{hashlib.sha256(str(self.path.resolve()).encode()).hexdigest()[:12]}"

    def names(self) -> list[str]:
        """The names of all profiles."""
        return [name for name, value in self._document.items() if isinstance(value, Mapping)]

    def get(self, name: str) -> dict[str, Any]:
        """The settings of a profile, with secrets of the file replaced by asterisks."""
        settings = self._document.get(name)
        if not isinstance(settings, Mapping):
            known = ", ".join(self.names()) or "none so far"
            raise click.UsageError(f"there is no profile {name!r} in {str(self.path)!r}; there are: {known}.")
        return {key: "***" if key in SECRETS else value for key, value in settings.items()}

    def put(self, name: str, settings: Mapping[str, Any]) -> None:
        """Change settings of a profile; None removes one."""
        import tomlkit

        table = self._document.setdefault(name, tomlkit.table())
        for key, value in settings.items():
            if value is None:
                table.pop(key, None)
            else:
                table[key] = value
        self._save()

    def remove(self, name: str) -> None:
        """Remove a profile from the file. If it was in use, ``default`` is used instead."""
        self._document.pop(name)
        if self._document.get("use") == name:
            self._document.pop("use")
        self._save()

    def use(self, name: str) -> None:
        """Make a profile the default."""
        import tomlkit

        self.get(name)
        # A key after the first table would belong to that table, so `use` goes to the top.
        document = tomlkit.document()
        document["use"] = name
        body = self._document
        body.pop("use", None)
        text = (
            tomlkit.dumps(document) + ("\n" if not tomlkit.dumps(body).startswith("\n") else "") + tomlkit.dumps(body)
        )
        self._document = tomlkit.parse(text)
        self._save()

    def _save(self) -> None:
        import tomlkit

        try:
            # A symbolic link, for example into a folder of dotfiles, stays a link, and each file keeps its mode;
            # only what holds a secret is closed to others.
            path = Path(os.path.realpath(self.path))
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o600
            if any(
                {*SECRETS} & settings.keys() for settings in self._document.values() if isinstance(settings, Mapping)
            ):
                mode &= 0o700
            write_whole(path, tomlkit.dumps(self._document).encode(), mode)
        except OSError as error:
            raise ConfigurationError(f"profile: {str(self.path)!r} cannot be written: {error.strerror}") from None


def where_settings_come_from(app: App) -> dict[str, str]:
    """Each setting of the command's client, and whether it is from an option, a variable or a profile."""
    flags = {name: value for name, value in app.client_flags.items() if value is not None}
    sources = setting_sources(flags, os.environ, app.options.get("profile"))
    return sources | {name: f"option --{name.replace('_', '-')}" for name in flags}
