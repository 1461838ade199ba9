"""A client made from an Airflow connection."""

import inspect
import json
from typing import Any, TypeVar

from airflow.sdk import BaseHook

from addepar_client import AddeparClient, AddeparError, AsyncAddeparClient, ConfigurationError

Client = TypeVar("Client", AddeparClient, AsyncAddeparClient)


class AddeparHook(BaseHook):
    """Makes clients from a connection of type ``addepar``.

    The connection's fields: host is the firm's subdomain (``acme``) or the API root (``https://acme.addepar.com/api``),
    login the key, password the secret. Without a login, the password is an access token. Extra is a JSON object with
    ``firm_id`` and any other argument of ``AddeparClient``, such as ``{"firm_id": 1, "budget": "redis://..."}``.

    Args:
        addepar_conn_id: the connection; None takes the worker's ``ADDEPAR_*`` variables instead.
    """

    conn_name_attr = "addepar_conn_id"
    default_conn_name = "addepar_default"
    conn_type = "addepar"
    hook_name = "Addepar"

    def __init__(self, addepar_conn_id: str | None = default_conn_name, **more: Any) -> None:
        super().__init__(**more)
        self.addepar_conn_id = addepar_conn_id

    def get_conn(self) -> AddeparClient:
        """A client; use it in a ``with`` block.

        Raises:
            ConfigurationError: names what is missing or wrong in the connection.
        """
        if self.addepar_conn_id is None:
            return AddeparClient.from_env()
        return _client(AddeparClient, self.get_connection(self.addepar_conn_id))

    async def get_async_conn(self) -> AsyncAddeparClient:
        """The same for asyncio; use it in an ``async with`` block."""
        if self.addepar_conn_id is None:
            return AsyncAddeparClient.from_env()
        return _client(AsyncAddeparClient, await self.aget_connection(self.addepar_conn_id))

    def test_connection(self) -> tuple[bool, str]:
        """What the button "Test" shows: one request."""
        try:
            with self.get_conn() as client:
                checked = client.check()
        except AddeparError as error:
            return False, str(error)
        return checked.ok, checked.message

    @classmethod
    def get_ui_field_behaviour(cls) -> dict[str, Any]:
        """The form of a connection."""
        return {
            "hidden_fields": ["port", "schema"],
            "relabeling": {"host": "Subdomain or API root", "login": "Key", "password": "Secret, or access token"},
            "placeholders": {"host": "acme", "extra": '{"firm_id": 1}'},
        }


def _client(kind: type[Client], connection: Any) -> Client:
    """A client of this kind. Extra is read here: Airflow's own property may not be asked in an event loop."""
    try:
        extra = json.loads(connection.extra or "{}")
    except ValueError:
        extra = None
    if not isinstance(extra, dict):
        raise ConfigurationError(f'connection {connection.conn_id}: extra is not a JSON object like {{"firm_id": 1}}')
    options: dict[str, Any] = dict(extra)
    if connection.host:
        options["base_url" if "://" in connection.host else "firm"] = connection.host
    if connection.password:
        options["auth"] = (connection.login, connection.password) if connection.login else connection.password
    unknown = options.keys() - inspect.signature(kind).parameters.keys()
    if unknown:
        raise ConfigurationError(f"connection {connection.conn_id}: extra: unknown: {sorted(unknown)}")
    return kind(**options)
