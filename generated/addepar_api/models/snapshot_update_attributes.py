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
    Field("currency", "currency"),
    Field("trade_date", "trade_date", read_date),
    Field("amount", "amount"),
    Field("units", "units"),
    Field("price_factor", "price_factor"),
    Field("accrued_income_per_unit", "accrued_income_per_unit"),
    Field("comment", "comment"),
)
@_attrs_define
class SnapshotUpdateAttributes(BackedModel):
    """What to change; null removes. The trade date may be repeated, not changed.

    Attributes:
        currency (str | Unset): Three-letter code.
        trade_date (datetime.date | Unset): The day of the value; must be the present one.
        amount (float | Unset): The value in the given currency.
        units (float | None | Unset): How many shares.
        price_factor (float | None | Unset): Principal factor; bonds only.
        accrued_income_per_unit (float | None | Unset): Accrued income per unit.
        comment (None | str | Unset): A note of up to 4000 characters.
    """

    currency: str | Unset = UNSET
    trade_date: datetime.date | Unset = UNSET
    amount: float | Unset = UNSET
    units: float | None | Unset = UNSET
    price_factor: float | None | Unset = UNSET
    accrued_income_per_unit: float | None | Unset = UNSET
    comment: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
