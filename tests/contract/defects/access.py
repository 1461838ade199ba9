"""Defects of access: who gets in, and what they may do and see."""

import base64
from dataclasses import replace
from typing import Any

from tests.contract.defects.planting import defect

from addepar_sandbox import app
from addepar_sandbox.auth import access
from addepar_sandbox.handlers.call import Call
from addepar_sandbox.handlers.files import handlers as files
from addepar_sandbox.handlers.files import resource as file_resource
from addepar_sandbox.handlers.holdings import entities, positions
from addepar_sandbox.handlers.holdings import resource as position_resource

_SANDBOX = "Basic " + base64.b64encode(b"sandbox:sandbox").decode()


def _authenticate_as(change: Any) -> None:
    original = app.authenticate

    def authenticate(store: Any, clock: Any, authorization: str | None, firm: str | None) -> Any:
        return original(store, clock, *change(authorization, firm))

    app.authenticate = authenticate


@defect("a request without credentials is accepted", "snapshots")
def auth_ignored() -> None:
    _authenticate_as(lambda authorization, firm: (authorization or _SANDBOX, firm))


@defect("any secret is right", "snapshots")
def secret_ignored() -> None:
    def change(authorization: str | None, firm: str | None) -> tuple[str | None, str | None]:
        if not authorization:
            return authorization, firm
        try:
            key = base64.b64decode(authorization.partition(" ")[2]).decode().partition(":")[0]
        except ValueError:
            return authorization, firm
        known = key if key in ("sandbox", "limited", "readonly", "powerless") else "sandbox"
        return "Basic " + base64.b64encode(f"{known}:{known}".encode()).decode(), firm

    _authenticate_as(change)


@defect("the Addepar-Firm header is not checked", "snapshots")
def firm_ignored() -> None:
    _authenticate_as(lambda authorization, firm: (authorization, "1"))


@defect("scopes and permissions are not checked", "snapshots")
def scope_ignored() -> None:
    app.check_scopes = lambda operation, identity: None
    app.check_permissions = lambda operation, identity: identity


@defect("a reading scope is enough to write", "snapshots")
def reading_scope_writes() -> None:
    original = access.check_scopes

    def check(operation: Any, identity: Any) -> None:
        if not identity.granted:
            original(operation, identity)

    app.check_scopes = check


@defect("users with limited access see every position", "positions")
def limited_user_sees_all_positions() -> None:
    position_resource.sees_both_ends = positions.sees_both_ends = lambda identity, row: True


@defect("users with limited access see every file", "files")
def limited_user_sees_all_files() -> None:
    file_resource.readable = files.readable = lambda identity, row: True


@defect("users with limited access see report runs", "generated_reports")
def limited_user_sees_reports() -> None:
    original = app.check_permissions

    def check(operation: Any, identity: Any) -> Any:
        seen = replace(identity, all_data=True) if operation.id.startswith("generated_reports_") else identity
        return original(operation, seen)

    app.check_permissions = check


@defect("the owned entity of a position can be unknown", "positions")
def unknown_entity_accepted() -> None:
    original = positions.find_entity

    def find(call: Call, entity_id: str) -> Any:
        return call.rows(entities.KIND).get(entity_id) or original(call, "34")

    positions.find_entity = find
