# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from typing import Any

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    Field,
    read_date,
    read_datetime,
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
    Field("created_at", "created_at", read_datetime),
    Field("modified_at", "modified_at", read_datetime),
)
@_attrs_define
class PositionAttributes(BackedModel):
    """Inception data and names; custom attributes come as further members.

    Attributes:
        name (None | str | Unset): The position's name.
        display_name (None | str | Unset): The name that Addepar shows.
        incepting_open_position_date (datetime.date | None | str | Unset): A day as YYYY-MM-DD.
        incepting_open_position_ownership_percentage (float | None | Unset): The part owned, as a fraction; 1.0 is all
            of it.
        incepting_open_position_value (float | None | Unset): The value of the position when it began.
        created_at (datetime.datetime | None | str | Unset): A moment in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a
            fraction; one page prints a malformed one.
        modified_at (datetime.datetime | None | str | Unset): A moment in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a
            fraction; one page prints a malformed one.
    """

    name: None | str | Unset = UNSET
    display_name: None | str | Unset = UNSET
    incepting_open_position_date: datetime.date | None | str | Unset = UNSET
    incepting_open_position_ownership_percentage: float | None | Unset = UNSET
    incepting_open_position_value: float | None | Unset = UNSET
    created_at: datetime.datetime | None | str | Unset = UNSET
    modified_at: datetime.datetime | None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
