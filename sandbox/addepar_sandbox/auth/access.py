"""Authenticates requests and checks scopes and access to portfolios."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from addepar_sandbox.http.errors import ApiError, forbidden
from addepar_sandbox.spec.spec import Operation, Permission
from addepar_sandbox.state.clock import Clock, parse_timestamp
from addepar_sandbox.state.store import Row, Store

FIRM_HEADER = "addepar-firm"
_CHALLENGE = {"WWW-Authenticate": 'Basic realm="Addepar sandbox"'}


@dataclass(frozen=True)
class Identity:
    """The user behind a request.

    `granted` holds OAuth scope names: for an access token those it was issued for, for an API key those that match
    its user's tools. `permissions` are names from x-permissions. `all_data` means access to every portfolio; otherwise
    only `entities` and `groups`.
    """

    firm: str
    user_id: str
    granted: frozenset[str]
    permissions: frozenset[str]
    all_data: bool
    entities: frozenset[str]
    groups: frozenset[str]

    def sees_entity(self, entity_id: str) -> bool:
        return self.all_data or entity_id in self.entities

    def sees_group(self, group_id: str) -> bool:
        return self.all_data or group_id in self.groups


def authenticate(store: Store, clock: Clock, authorization: str | None, firm: str | None) -> Identity:
    """The identity that the two headers prove.

    Raises:
        ApiError: the same 401 for a wrong key, secret, token or firm, so that nothing can be learned by trying.
    """
    refused = ApiError(
        401, "The API key, the secret, the access token or the Addepar-Firm header is wrong.", _CHALLENGE
    )
    scheme, _, credentials = (authorization or "").partition(" ")
    if not firm:
        raise refused
    if scheme.lower() == "basic":
        return _by_key(store, firm, credentials.strip(), refused)
    if scheme.lower() == "bearer":
        return _by_token(store, clock, firm, credentials.strip(), refused)
    raise refused


def _by_key(store: Store, firm: str, credentials: str, refused: ApiError) -> Identity:
    try:
        key, separator, secret = base64.b64decode(credentials, validate=True).decode("utf-8").partition(":")
    except (binascii.Error, UnicodeDecodeError):
        raise refused from None
    row = store.collection(firm, "keys").get(key)
    if row is None or not separator or not hmac.compare_digest(row.body["secret"].encode(), secret.encode()):
        raise refused
    user = _user(store, firm, row.body["user"], refused)
    return _identity(firm, row.body["user"], user, frozenset(user["tools"]))


def _by_token(store: Store, clock: Clock, firm: str, token: str, refused: ApiError) -> Identity:
    row = store.collection(firm, "access_tokens").get(token)
    expires = parse_timestamp(row.body["expires_at"]) if row else None
    if row is None or expires is None or expires <= clock.now():
        raise refused
    user = _user(store, firm, row.body["user"], refused)
    return _identity(firm, row.body["user"], user, frozenset(row.body["scopes"]) & frozenset(user["tools"]))


def _user(store: Store, firm: str, user_id: str, refused: ApiError) -> dict[str, Any]:
    row = store.collection(firm, "users").get(user_id)
    if row is None:
        raise refused
    return row.body


def _identity(firm: str, user_id: str, user: dict[str, Any], granted: frozenset[str]) -> Identity:
    return Identity(
        firm=firm,
        user_id=user_id,
        granted=granted,
        permissions=frozenset(user["permissions"]),
        all_data=user["attributes"].get("all_data_access", False),
        entities=frozenset(user["entities"]),
        groups=frozenset(user["groups"]),
    )


def check_scopes(operation: Operation, identity: Identity) -> None:
    """Raise 403 if no alternative of the operation's scopes is granted completely."""
    if operation.scopes and not any(scopes <= identity.granted for scopes in operation.scopes):
        wanted = " or ".join(" and ".join(sorted(scopes)) for scopes in operation.scopes)
        raise forbidden(f"The scope {wanted} has not been granted, or the user lacks the matching permission.")


def check_permissions(operation: Operation, identity: Identity) -> Identity:
    """The identity with the access that its permissions allow for the operation.

    Raises:
        ApiError: 403 for the first missing permission that the operation requires.
    """
    for permission in operation.permissions:
        held = permission.name in identity.permissions
        if permission.grants == "rows":
            if not held:
                identity = replace(identity, all_data=False, entities=frozenset(), groups=frozenset())
        elif not permission.attributes and not (held and (identity.all_data or permission.grants != "everything")):
            raise _lacking(permission)
    return identity


def check_attributes(operation: Operation, identity: Identity, names: Iterable[str]) -> None:
    """Raise 403 if attributes are assigned that need another permission."""
    for permission in operation.permissions:
        if permission.attributes and permission.name not in identity.permissions and any(names):
            raise _lacking(permission)


def _lacking(permission: Permission) -> ApiError:
    return forbidden(f"The user lacks the permission {permission.name!r}.")


def sees_both_ends(identity: Identity, row: Row) -> bool:
    """Whether the user may see a position or snapshot between two entities."""
    return identity.sees_entity(row.body["owner"]) and identity.sees_entity(row.body["owned"])
