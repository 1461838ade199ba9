"""Checks the attributes of a position."""

from __future__ import annotations

from typing import Any

from addepar_sandbox.auth.access import check_attributes
from addepar_sandbox.handlers.call import Call
from addepar_sandbox.handlers.jsonapi.attributes import KIND as ATTRIBUTES
from addepar_sandbox.http.errors import ApiError, bad_request
from addepar_sandbox.state.store import Row

# Values of `ownership_type` and `model_type` that have special rules.
PERCENT_BASED = "PERCENT_BASED"
SHARE_BASED = "SHARE_BASED"
CASH = "CASH"
_CUSTOM = "_custom_"
_NEEDED_OF_PERCENT_BASED = ("incepting_open_position_date", "incepting_open_position_ownership_percentage")


def read_attributes(call: Call, sent: dict[str, Any], place: str) -> dict[str, Any]:
    """The attributes of a request in their stored form.

    Raises:
        ApiError: 404 for an attribute that the firm does not have, 400 for one that cannot be sent or a bad value.
    """
    attributes: dict[str, Any] = {}
    standard = call.spec.document["components"]["schemas"]["PositionWriteAttributes"]["properties"]
    for name, value in sent.items():
        if name in standard:
            attributes[name] = value
            continue
        check_attributes(call.operation, call.identity, [name])
        if name.startswith(_CUSTOM) and name in call.rows(ATTRIBUTES):
            attributes[name] = _custom_values(value, f"{place}.{name}")
        else:
            raise ApiError(404, f"{place}.{name}: there is no such attribute, or it is not visible to you.")
    return attributes


def _custom_values(values: Any, place: str) -> list[dict[str, Any]]:
    """Custom attributes are lists of values, each with a date and a weight; what is left out is filled in."""
    if not isinstance(values, list) or not all(isinstance(each, dict) and "value" in each for each in values):
        raise bad_request(f"{place}: expected a list of objects with a value.")
    return [{"date": None, **each, "weight": each.get("weight", 1.0)} for each in values]


def check_position(call: Call, row: Row, owned: Row, place: str, created: bool = True) -> None:
    """Rules that depend on what is owned.

    Raises:
        ApiError: 400 naming the attribute that is missing or taken.
    """
    attributes = row.body["attributes"]
    if created and owned.body["attributes"].get("ownership_type") == PERCENT_BASED:
        for name in _NEEDED_OF_PERCENT_BASED:
            if name not in attributes:
                raise bad_request(
                    f"{place}.attributes.{name}: is required, because entity {owned.id} is percent-based."
                )
    if owned.body["attributes"].get("model_type") == CASH:
        _check_cash_name(call, row, place, created)


def _check_cash_name(call: Call, row: Row, place: str, created: bool) -> None:
    name = row.body["attributes"].get("name")
    if not name:
        if created:
            raise bad_request(f"{place}.attributes.name: is required of cash positions.")
        return
    alike = {"$.owner": row.body["owner"], "$.owned": row.body["owned"], "$.attributes.name": name}
    if any(other.id != row.id for other in call.rows("positions").matching(alike)):
        raise bad_request(f"{place}.attributes.name: {name!r} is the name of another cash position of these two.")
