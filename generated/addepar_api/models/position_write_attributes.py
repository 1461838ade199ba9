# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from typing import Any

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    Field,
    read_date,
)
from addepar_core.models.types import UNSET, Unset
from attrs import define as _attrs_define
from attrs import field as _attrs_field


@json_properties(
    Field("name", "name"),
    Field("display_name", "display_name"),
    Field("incepting_open_position_date", "incepting_open_position_date", read_date),
    Field("incepting_open_position_ownership_percentage", "incepting_open_position_ownership_percentage"),
    Field("incepting_open_position_value", "incepting_open_position_value"),
)
@_attrs_define
class PositionWriteAttributes(BackedModel):
    """Standard attributes by name, custom ones as `_custom_<name>_<id>` with a list of `{value, date, weight}`. The
    two
    time stamps cannot be sent.

        Attributes:
            name (str | Unset): The position's name. A cash position needs one that no other cash position between the same
                two entities has.
            display_name (str | Unset): The name that Addepar shows.
            incepting_open_position_date (datetime.date | Unset): The day on which the ownership began. Required if the
                asset is percent-based, not applicable otherwise. For an
                account that holds shares, take the day before its first transaction or snapshot; otherwise a distant day
                such as 1900-01-01.
            incepting_open_position_ownership_percentage (float | Unset): The part owned, as a fraction; 1.0 is all of it.
                Required if the asset is percent-based, not applicable
                otherwise.
            incepting_open_position_value (float | Unset): The value of the position when it began.
    """

    name: str | Unset = UNSET
    display_name: str | Unset = UNSET
    incepting_open_position_date: datetime.date | Unset = UNSET
    incepting_open_position_ownership_percentage: float | Unset = UNSET
    incepting_open_position_value: float | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
