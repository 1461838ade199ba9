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
    Field("type_", "type"),
    Field("vendor_id", "vendor_id"),
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
        type_ (None | str | Unset): Snapshot, valuation, or a new kind.
        vendor_id (None | str | Unset): An id that the server assigns; the page names it and never prints it.
        currency (None | str | Unset): Three-letter code.
        trade_date (datetime.date | None | str | Unset): A day as YYYY-MM-DD.
        amount (float | None | Unset): The value in that currency.
        units (float | None | Unset): How many shares.
        price_factor (float | None | Unset): Principal factor; bonds only.
        accrued_income_per_unit (float | None | Unset): Accrued income per unit.
        comment (None | str | Unset): Absent, null or empty when there is none.
        created_at (datetime.datetime | None | str | Unset): A moment in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a
            fraction; one page prints a malformed one.
        modified_at (datetime.datetime | None | str | Unset): A moment in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a
            fraction; one page prints a malformed one.
    """

    type_: None | str | Unset = UNSET
    vendor_id: None | str | Unset = UNSET
    currency: None | str | Unset = UNSET
    trade_date: datetime.date | None | str | Unset = UNSET
    amount: float | None | Unset = UNSET
    units: float | None | Unset = UNSET
    price_factor: float | None | Unset = UNSET
    accrued_income_per_unit: float | None | Unset = UNSET
    comment: None | str | Unset = UNSET
    created_at: datetime.datetime | None | str | Unset = UNSET
    modified_at: datetime.datetime | None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
