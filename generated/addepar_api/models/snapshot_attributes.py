# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    EnumReader,
    Field,
    read_date,
    read_datetime,
)
from addepar_core.models.types import UNSET, Unset
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.snapshot_type import SnapshotType


@json_properties(
    Field("type_", "type", EnumReader("SnapshotType")),
    Field("currency", "currency"),
    Field("trade_date", "trade_date", read_date),
    Field("amount", "amount"),
    Field("units", "units"),
    Field("price_factor", "price_factor"),
    Field("accrued_income_per_unit", "accrued_income_per_unit"),
    Field("comment", "comment"),
    Field("created_at", "created_at", read_datetime),
    Field("modified_at", "modified_at", read_datetime),
)
@_attrs_define
class SnapshotAttributes(BackedModel):
    """What was recorded.

    Attributes:
        type_ (SnapshotType | str | Unset): One of the known kinds, or a new one.
        currency (str | Unset):
        trade_date (datetime.date | str | Unset): A day as YYYY-MM-DD.
        amount (float | Unset):
        units (float | None | Unset):
        price_factor (float | None | Unset):
        accrued_income_per_unit (float | None | Unset):
        comment (None | str | Unset): Absent, null or empty when there is none.
        created_at (datetime.datetime | str | Unset): A moment in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a
            fraction; one page prints a malformed one.
        modified_at (datetime.datetime | str | Unset): A moment in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a
            fraction; one page prints a malformed one.
    """

    type_: SnapshotType | str | Unset = UNSET
    currency: str | Unset = UNSET
    trade_date: datetime.date | str | Unset = UNSET
    amount: float | Unset = UNSET
    units: float | None | Unset = UNSET
    price_factor: float | None | Unset = UNSET
    accrued_income_per_unit: float | None | Unset = UNSET
    comment: None | str | Unset = UNSET
    created_at: datetime.datetime | str | Unset = UNSET
    modified_at: datetime.datetime | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
