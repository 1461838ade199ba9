# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    EnumReader,
    Field,
    read_date,
)
from addepar_core.models.types import UNSET, Unset
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.snapshot_type import SnapshotType


@json_properties(
    Field("type_", "type", EnumReader("SnapshotType"), required=True),
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
    """What is recorded. A snapshot needs units, a valuation does not.

    Attributes:
        type_ (SnapshotType): A snapshot counts units of a share- or percent-based asset; a valuation prices a value-
            based one.
        currency (str): Three-letter code, such as USD.
        trade_date (datetime.date): The day of the value.
        amount (float): The value in the given currency.
        units (float | Unset): How many shares.
        price_factor (float | Unset): Principal factor; bonds only.
        accrued_income_per_unit (float | Unset): Accrued income per unit, not for the whole position.
        comment (str | Unset):
    """

    type_: SnapshotType
    currency: str
    trade_date: datetime.date
    amount: float
    units: float | Unset = UNSET
    price_factor: float | Unset = UNSET
    accrued_income_per_unit: float | Unset = UNSET
    comment: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
