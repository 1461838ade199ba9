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
    Field("type_", "type", required=True),
    Field("currency", "currency", required=True),
    Field("trade_date", "trade_date", read_date, required=True),
    Field("amount", "amount", required=True),
    Field("units", "units"),
    Field("price_factor", "price_factor"),
    Field("accrued_income_per_unit", "accrued_income_per_unit"),
    Field("comment", "comment"),
)
@_attrs_define
class SnapshotCreateAttributes(BackedModel):
    """What is recorded. The server assigns vendor id and both time stamps, which cannot be sent.

    Attributes:
        type_ (str): A snapshot counts units of a share- or percent-based asset; a valuation prices a value-based one.
            In upper or lower
            case: the page's own error text writes SNAPSHOT and VALUATION.
        currency (str): Three-letter code, such as USD.
        trade_date (datetime.date): The day of the value.
        amount (float): The default value of the asset in the given currency.
        units (float | None | Unset): How many shares. In one place the page requires them of share-based assets only,
            in another of every
            snapshot; the server decides.
        price_factor (float | None | Unset): Principal factor; bonds only.
        accrued_income_per_unit (float | None | Unset): Accrued income per unit, not for the whole position.
        comment (None | str | Unset): A note of up to 4000 characters.
    """

    type_: str
    currency: str
    trade_date: datetime.date
    amount: float
    units: float | None | Unset = UNSET
    price_factor: float | None | Unset = UNSET
    accrued_income_per_unit: float | None | Unset = UNSET
    comment: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
