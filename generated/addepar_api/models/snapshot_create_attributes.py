# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.snapshot_type import SnapshotType
from ..types import UNSET, Unset, read_day

T = TypeVar("T", bound="SnapshotCreateAttributes")


@_attrs_define
class SnapshotCreateAttributes:
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

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_.value

        currency = self.currency

        trade_date = self.trade_date.isoformat()

        amount = self.amount

        units = self.units

        price_factor = self.price_factor

        accrued_income_per_unit = self.accrued_income_per_unit

        comment = self.comment

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "currency": currency,
                "trade_date": trade_date,
                "amount": amount,
            }
        )
        if units is not UNSET:
            field_dict["units"] = units
        if price_factor is not UNSET:
            field_dict["price_factor"] = price_factor
        if accrued_income_per_unit is not UNSET:
            field_dict["accrued_income_per_unit"] = accrued_income_per_unit
        if comment is not UNSET:
            field_dict["comment"] = comment

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        type_ = SnapshotType(d.pop("type"))

        currency = d.pop("currency")

        trade_date = read_day(d.pop("trade_date"))

        amount = d.pop("amount")

        units = d.pop("units", UNSET)

        price_factor = d.pop("price_factor", UNSET)

        accrued_income_per_unit = d.pop("accrued_income_per_unit", UNSET)

        comment = d.pop("comment", UNSET)

        snapshot_create_attributes = cls(
            type_=type_,
            currency=currency,
            trade_date=trade_date,
            amount=amount,
            units=units,
            price_factor=price_factor,
            accrued_income_per_unit=accrued_income_per_unit,
            comment=comment,
        )

        snapshot_create_attributes.additional_properties = d
        return snapshot_create_attributes

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
