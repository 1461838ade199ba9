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
        original_name (None | str | Unset): The name it was created with.
        display_name (None | str | Unset): The name that Addepar shows.
        model_type (None | str | Unset): What kind of thing it is. Example: TRUST.
        ownership_type (None | str | Unset): How it is owned: by shares, by percentage, or by value. Example:
            PERCENT_BASED.
        currency_factor (None | str | Unset): The currency it is kept in. Example: USD.
        is_archived (bool | None | Unset): Whether it has been archived.
        is_rolled_up (bool | None | Unset): Whether it is shown as one with what it owns.
        wrapper (bool | None | Unset): Whether it only wraps other assets.
        online_status (None | str | Unset): Whether its data come from an online feed.
        last_verified_date (datetime.date | None | str | Unset): A day as YYYY-MM-DD.
        created_at (datetime.datetime | None | str | Unset): A moment in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a
            fraction; one page prints a malformed one.
        modified_at (datetime.datetime | None | str | Unset): A moment in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a
            fraction; one page prints a malformed one.
    """

    original_name: None | str | Unset = UNSET
    display_name: None | str | Unset = UNSET
    model_type: None | str | Unset = UNSET
    ownership_type: None | str | Unset = UNSET
    currency_factor: None | str | Unset = UNSET
    is_archived: bool | None | Unset = UNSET
    is_rolled_up: bool | None | Unset = UNSET
    wrapper: bool | None | Unset = UNSET
    online_status: None | str | Unset = UNSET
    last_verified_date: datetime.date | None | str | Unset = UNSET
    created_at: datetime.datetime | None | str | Unset = UNSET
    modified_at: datetime.datetime | None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
