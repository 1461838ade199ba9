"""Adds firms, users, keys and data to a sandbox; the same by its methods and by its control routes."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from addepar_sandbox.auth.oauth import grant_code
from addepar_sandbox.handlers import users
from addepar_sandbox.handlers.files import resource as files
from addepar_sandbox.handlers.holdings import resource as positions
from addepar_sandbox.handlers.holdings import snapshots
from addepar_sandbox.handlers.jobs import handlers as jobs
from addepar_sandbox.handlers.jsonapi.attributes import KIND as ATTRIBUTES
from addepar_sandbox.services import Services
from addepar_sandbox.testing.seed.seeds import OWNER_OF_KEYS, seed_firm

FIRM, KEY, SECRET = "1", "sandbox", "sandbox"
_COUNTED = (files.LIVE, jobs.KIND, positions.KIND, snapshots.KIND)


class Additions:
    """The methods of a sandbox that add data.

    Each raises ValueError, with the name of the argument, for an invalid value and for data that exist already.
    """

    services: Services

    def add_firm(self, firm: str, *, key: str = KEY, secret: str = SECRET, seed: bool = True) -> None:
        """Add a firm with its own data: the default data, or only one user and one key."""
        firm, key, secret = _text("firm", firm), _text("key", key), _text("secret", secret)
        if len(self.services.store.collection(firm, users.KIND)):
            raise ValueError(f"firm: {firm!r} exists already")
        with self.services.store.transaction():
            if _flag("seed", seed):
                seed_firm(self.services, firm)
            else:
                self.add_user(OWNER_OF_KEYS, firm=firm)
            if key not in self.services.store.collection(firm, "keys"):
                self.add_key(key, secret, OWNER_OF_KEYS, firm=firm)

    def add_user(
        self,
        user_id: str,
        *,
        firm: str = FIRM,
        tools: Iterable[str] | None = None,
        permissions: Iterable[str] | None = None,
        all_data: bool = True,
        entities: Iterable[str] = (),
        groups: Iterable[str] = (),
    ) -> None:
        """Add a user.

        Args:
            user_id: the id.
            firm: the firm.
            tools: the OAuth scopes that tokens and keys of the user may have; None for all.
            permissions: the permissions that an administrator has granted, named as in `x-permissions` of openapi.yaml,
                such as "Files: View Only"; None for all.
            all_data: whether the user sees all portfolios; if not, only `entities` and `groups`.
            entities: ids of entities that the user sees.
            groups: ids of groups that the user sees.
        """
        every = self._scopes()
        chosen = every if tools is None else frozenset(_texts("tools", tools))
        if unknown := sorted(chosen - every):
            raise ValueError(f"tools: no scope {', '.join(unknown)}; there are {', '.join(sorted(every))}")
        granted = self.services.spec.permissions if permissions is None else _texts("permissions", permissions)
        body = users.new_user(
            chosen,
            self._with_included(granted),
            all_data=_flag("all_data", all_data),
            entities=_texts("entities", entities),
            groups=_texts("groups", groups),
        )
        self.services.store.collection(_text("firm", firm), users.KIND).add(_text("user_id", user_id), body)

    def _with_included(self, permissions: Iterable[str]) -> set[str]:
        known, wanted = self.services.spec.permissions, set(permissions)
        if unknown := wanted - known.keys():
            raise ValueError(
                f"permissions: {min(unknown)!r} is not a permission; those of openapi.yaml are {sorted(known)}"
            )
        return wanted.union(*(known[name] for name in wanted))

    def add_key(self, key: str, secret: str, user_id: str, *, firm: str = FIRM) -> None:
        """Give a user an API key."""
        firm, user_id = _text("firm", firm), _text("user_id", user_id)
        if user_id not in self.services.store.collection(firm, users.KIND):
            raise ValueError(f"user_id: firm {firm!r} has no user {user_id!r}")
        body = {"secret": _text("secret", secret), "user": user_id}
        self.services.store.collection(firm, "keys").add(_text("key", key), body)

    def add_entity(self, entity_id: str, *, firm: str = FIRM, **attributes: Any) -> None:
        """Add an entity; `ownership_type` and `model_type` determine the rules of its positions."""
        rows = self.services.store.collection(_text("firm", firm), "entities")
        rows.add(_text("entity_id", entity_id), {"attributes": attributes})

    def add_group(self, group_id: str, *, firm: str = FIRM, **attributes: Any) -> None:
        rows = self.services.store.collection(_text("firm", firm), "groups")
        rows.add(_text("group_id", group_id), {"attributes": attributes})

    def add_attributes(self, keys: Iterable[str], *, firm: str = FIRM) -> None:
        """Make attribute keys known to the firm: as columns, groupings and filters of query jobs, and, if they begin
        with `_custom_`, as custom attributes of positions."""
        rows = self.services.store.collection(_text("firm", firm), ATTRIBUTES)
        with self.services.store.transaction():
            for key in _texts("keys", keys):
                if key not in rows:
                    rows.add(key, {})

    def add_file(
        self,
        name: str,
        content: bytes,
        *,
        firm: str = FIRM,
        content_type: str = "application/octet-stream",
        entities: Iterable[str] = (),
        groups: Iterable[str] = (),
    ) -> str:
        """Add a file without an upload. Returns its id."""
        firm, name, content_type = _text("firm", firm), _text("name", name), _text("content_type", content_type)
        associations = {"entities": _texts("entities", entities), "groups": _texts("groups", groups)}
        with self.services.store.transaction():
            collection = self.services.store.collection(firm, files.LIVE)
            body = files.new_file(
                self.services.blobs.put(_bytes("content", content)), name, content_type, self.services.clock.timestamp()
            )
            return collection.add(collection.next_id(), body | associations).id

    def start_ids_at(self, kind: str, first: int, *, firm: str = FIRM) -> None:
        """Give the next new resource this id, for tests that expect a known one.

        An existing resource with this id is removed.

        Args:
            kind: files, jobs, positions or snapshots.
            first: the id, from 1 up.
            firm: the firm's number.
        """
        if kind not in _COUNTED:
            raise ValueError(f"kind: {kind!r} is not one of {', '.join(_COUNTED)}")
        if not isinstance(first, int) or isinstance(first, bool) or not 0 < first < 2**62:
            raise ValueError(f"first: {first!r} is not a whole number from 1 up")
        rows = self.services.store.collection(_text("firm", firm), kind)
        rows.forget(str(first))
        rows.start_ids_at(first)

    def authorization_code(
        self, scopes: Iterable[str], *, firm: str = FIRM, user_id: str = OWNER_OF_KEYS, code: str | None = None
    ) -> str:
        """A code like the one that the real consent page returns to the OAuth client."""
        firm, user_id, chosen = _text("firm", firm), _text("user_id", user_id), sorted(set(_texts("scopes", scopes)))
        if user_id not in self.services.store.collection(firm, users.KIND):
            raise ValueError(f"user_id: firm {firm!r} has no user {user_id!r}")
        code = secrets.token_hex(24) if code is None else _text("code", code)
        return grant_code(self.services, firm, user_id, chosen, code)

    def _scopes(self) -> frozenset[str]:
        operations = self.services.spec.operations.values()
        return frozenset(scope for operation in operations for each in operation.scopes for scope in each)


def _text(name: str, value: Any) -> str:
    """An id or a name; numbers are understood, as JSON has them."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or not value:
        raise ValueError(f"{name}: {value!r} is neither text nor a whole number")
    return value


def _texts(name: str, values: Any) -> list[str]:
    if isinstance(values, str | bytes | dict) or not isinstance(values, Iterable):
        raise ValueError(f"{name}: {values!r} is not a list")  # noqa: TRY004 - as for every bad argument
    return [_text(name, each) for each in values]


def _bytes(name: str, value: Any) -> bytes:
    if not isinstance(value, bytes):
        raise ValueError(f"{name}: pass bytes, not {type(value).__name__}")  # noqa: TRY004 - as for every bad argument
    return value


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{name}: {value!r} is neither true nor false")  # noqa: TRY004 - as for every bad argument
    return value
