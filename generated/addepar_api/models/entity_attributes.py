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
    Field("original_name", "original_name"),
    Field("display_name", "display_name"),
    Field("model_type", "model_type"),
    Field("ownership_type", "ownership_type"),
    Field("currency_factor", "currency_factor"),
    Field("is_archived", "is_archived"),
    Field("is_rolled_up", "is_rolled_up"),
    Field("wrapper", "wrapper"),
    Field("online_status", "online_status"),
    Field("last_verified_date", "last_verified_date", read_date),
    Field("created_at", "created_at", read_datetime),
    Field("modified_at", "modified_at", read_datetime),
)
@_attrs_define
class EntityAttributes(BackedModel):
    """A few of an entity's attributes; which ones come depends on its kind.

    Attributes:
        original_name (str | Unset):
        display_name (str | Unset):
        model_type (str | Unset):  Example: TRUST.
        ownership_type (str | Unset):  Example: PERCENT_BASED.
        currency_factor (str | Unset):  Example: USD.
        is_archived (bool | Unset):
        is_rolled_up (bool | Unset):
        wrapper (bool | Unset):
        online_status (str | Unset):
        last_verified_date (datetime.date | str | Unset): A day as YYYY-MM-DD.
        created_at (datetime.datetime | str | Unset): A moment in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a
            fraction; one page prints a malformed one.
        modified_at (datetime.datetime | str | Unset): A moment in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a
            fraction; one page prints a malformed one.
    """

    original_name: str | Unset = UNSET
    display_name: str | Unset = UNSET
    model_type: str | Unset = UNSET
    ownership_type: str | Unset = UNSET
    currency_factor: str | Unset = UNSET
    is_archived: bool | Unset = UNSET
    is_rolled_up: bool | Unset = UNSET
    wrapper: bool | Unset = UNSET
    online_status: str | Unset = UNSET
    last_verified_date: datetime.date | str | Unset = UNSET
    created_at: datetime.datetime | str | Unset = UNSET
    modified_at: datetime.datetime | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
