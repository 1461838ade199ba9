"""Each operation needs the permissions that `x-permissions` of its tag names, and no others."""

from typing import Any, NamedTuple

import pytest

from addepar_contract.calls.calling import OPERATIONS, PRINTED, Request
from addepar_contract.calls.succeeding import SUCCEEDING
from addepar_contract.calls.target import Target
from addepar_contract.spec.document import load

_FOR = {"get": "read", "post": "create", "patch": "update", "delete": "delete"}
_TAGS = {tag["name"]: tag["x-permissions"] for tag in load()["tags"]}
_INCLUDED = {entry["permission"]: entry.get("includes") for entries in _TAGS.values() for entry in entries}
_CUSTOM = {"_custom_balance_sheet_12345": [{"value": "high"}]}


class Need(NamedTuple):
    """A permission that an operation needs."""

    operation: str
    permission: str
    grants: str


def _needs() -> list[Need]:
    needs = []
    for operation in OPERATIONS.values():
        for entry in _TAGS[operation.body["tags"][0]]:
            if _FOR[operation.method] in entry["for"]:
                needs.append(Need(operation.id, entry["permission"], entry["grants"]))
    return needs


_NEEDS = _needs()
_OF_ATTRIBUTES = next(
    entry["permission"] for entries in _TAGS.values() for entry in entries if "attributes" in entry["for"]
)


def _user(target: Target, permissions: set[str], all_data: bool = True) -> str:
    """The API key of a user with these permissions."""
    target.add_user("90", permissions=sorted(permissions), all_data=all_data)
    target.add_key("of-the-user", "90")
    return "of-the-user"


def _all_but(permission: str) -> set[str]:
    """All permissions but one, and without those that include it."""
    return {name for name, included in _INCLUDED.items() if permission not in (name, included)}


@pytest.mark.parametrize("need", _NEEDS, ids=lambda need: f"{need.operation} {need.permission.partition(':')[0]}")
def test_what_a_permission_allows_is_refused_without_it(addepar_target: Target, need: Need) -> None:
    request = SUCCEEDING[need.operation]
    key = _user(addepar_target, _all_but(need.permission))
    answer = addepar_target.caller.send(request._replace(key=key))
    if need.grants in ("operations", "everything"):
        assert answer.status_code == 403
    elif need.operation.endswith("_list"):
        assert answer.json()["data"] == []
    elif need.operation == "jobs_create":
        assert answer.status_code == 202, "a portfolio that the user does not see is reported by the job"
    else:
        assert answer.status_code in (400, 404)
    if need.grants == "everything":
        addepar_target.reset()
        key = _user(addepar_target, set(_INCLUDED), all_data=False)
        assert addepar_target.caller.send(request._replace(key=key)).status_code == 403, "the user sees a part only"


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_named_permissions_are_enough(addepar_target: Target, operation: str) -> None:
    request = SUCCEEDING[operation]
    expected = addepar_target.caller.send(request).status_code
    addepar_target.reset()
    needed = {need.permission for need in _NEEDS if need.operation == operation}
    if request.body == PRINTED["positions_update_custom_request"]:
        needed.add(_OF_ATTRIBUTES)
    assert addepar_target.caller.send(request._replace(key=_user(addepar_target, needed))).status_code == expected


def _with_a_custom_attribute() -> list[Request]:
    item = PRINTED["positions_create_share_based_request"]["data"]
    new, change = {**item, "attributes": _CUSTOM}, {"type": "positions", "id": "998", "attributes": _CUSTOM}
    bodies: list[tuple[str, str, Any]] = [
        ("positions_create", "", new),
        ("positions_create", "", [new, new]),
        ("positions_update", "998", change),
        ("positions_update_many", "", [change]),
    ]
    return [Request(operation, path_id, body={"data": data}) for operation, path_id, data in bodies]


@pytest.mark.parametrize("request_", _with_a_custom_attribute(), ids=lambda request: request.operation)
def test_attributes_need_their_own_permission(addepar_target: Target, request_: Request) -> None:
    key = _user(addepar_target, _all_but(_OF_ATTRIBUTES))
    assert addepar_target.caller.send(request_._replace(key=key)).status_code == 403
    assert addepar_target.caller.send(request_).is_success
