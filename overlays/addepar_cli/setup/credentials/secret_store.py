"""Stores and removes the secrets of a profile."""

from pathlib import Path
from typing import Any

from addepar_cli.app.app import App
from addepar_cli.setup.profile_store import SECRETS, Profiles
from addepar_client.errors import ConfigurationError

_AUTH = (*SECRETS, "keyring", "client_id", "token_store")


class SecretStore:
    """Stores secrets in the keyring or, with a warning, in the file of profiles."""

    def __init__(self, app: App, profiles: Profiles, place: dict[str, Any], no_keyring: bool) -> None:
        self._app = app
        self._profiles = profiles
        self._settings: dict[str, Any] = dict.fromkeys(_AUTH) | place
        self._no_keyring = no_keyring
        self._entry = profiles.entry(profiles.name)

    def keep_key(self, key: str, secret: str) -> None:
        """Store an API key and its secret."""
        key_pair = {"key": key, "secret": secret}
        self._put({"keyring": self._entry} if self._sealed(key_pair) else key_pair)

    def keep_tokens(self, client_id: str, client_secret: str, consented: Any) -> None:
        """Store the OAuth client. The tokens are fetched into a store next to the profile."""
        if self._sealed({"client_secret": client_secret}):
            from addepar_client.config.keyring import token_entry

            consented(token_entry(self._entry))
            self._put({"client_id": client_id, "keyring": self._entry})
            return
        store = self._profiles.path.with_name(f"{self._profiles.name}-tokens.json")
        try:
            store.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise ConfigurationError(f"profile: {str(store.parent)!r} cannot be created: {error.strerror}") from None
        consented(store)
        self._put({"client_id": client_id, "client_secret": client_secret, "token_store": str(store)})

    def _sealed(self, secrets: dict[str, str]) -> bool:
        if not self._no_keyring:
            from addepar_client.config.keyring import check_kept, write_entry

            try:
                write_entry(self._entry, secrets)
                check_kept(self._entry)
                return True
            except ConfigurationError as error:
                self._app.warning(f"{error}; the secret is stored in a file that only you can read")
        return False

    def _put(self, auth: dict[str, Any]) -> None:
        self._profiles.put(self._profiles.name, self._settings | auth)


def forget_secrets(profiles: Profiles, name: str) -> bool:
    """Remove the secrets of a profile and the settings that refer to them. Returns whether there were any.

    Raises:
        ConfigurationError: some of them cannot be removed; the profile then still refers to them.
    """
    settings = profiles.get(name)
    if entry := settings.get("keyring"):
        from addepar_client.config.keyring import delete_entry

        for each in (f"{entry}/tokens", str(entry)):
            delete_entry(each)
    if store := settings.get("token_store"):
        path = Path(str(store)).expanduser()
        try:
            path.unlink(missing_ok=True)
            path.with_name(f"{path.name}.lock").unlink(missing_ok=True)
        except OSError as error:
            raise ConfigurationError(f"profile: {str(path)!r} cannot be removed: {error.strerror}") from None
    had_secrets = bool(settings.keys() & {*_AUTH})
    if had_secrets:
        profiles.put(name, dict.fromkeys(_AUTH))
    return had_secrets
