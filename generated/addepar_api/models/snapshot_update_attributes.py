# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset, read_day

T = TypeVar("T", bound="SnapshotUpdateAttributes")


@_attrs_define
class SnapshotUpdateAttributes:
    """What to change; null removes. The trade date may be repeated, not changed.

    Attributes:
        currency (str | Unset):
        trade_date (datetime.date | Unset):
        amount (float | Unset):
        units (float | None | Unset):
        price_factor (float | None | Unset):
        accrued_income_per_unit (float | None | Unset):
        comment (None | str | Unset):
    """

    currency: str | Unset = UNSET
    trade_date: datetime.date | Unset = UNSET
    amount: float | Unset = UNSET
    units: float | None | Unset = UNSET
    price_factor: float | None | Unset = UNSET
    accrued_income_per_unit: float | None | Unset = UNSET
    comment: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        currency = self.currency

        trade_date: str | Unset = UNSET
        if not isinstance(self.trade_date, Unset):
            trade_date = self.trade_date.isoformat()

        amount = self.amount

        units: float | None | Unset
        if isinstance(self.units, Unset):
            units = UNSET
        else:
            units = self.units

        price_factor: float | None | Unset
        if isinstance(self.price_factor, Unset):
            price_factor = UNSET
        else:
            price_factor = self.price_factor

        accrued_income_per_unit: float | None | Unset
        if isinstance(self.accrued_income_per_unit, Unset):
            accrued_income_per_unit = UNSET
        else:
            accrued_income_per_unit = self.accrued_income_per_unit

        comment: None | str | Unset
        if isinstance(self.comment, Unset):
            comment = UNSET
        else:
            comment = self.comment

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if currency is not UNSET:
            field_dict["currency"] = currency
        if trade_date is not UNSET:
            field_dict["trade_date"] = trade_date
        if amount is not UNSET:
            field_dict["amount"] = amount
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
        currency = d.pop("currency", UNSET)

        _trade_date = d.pop("trade_date", UNSET)
        trade_date: datetime.date | Unset
        if isinstance(_trade_date, Unset):
            trade_date = UNSET
        else:
            trade_date = read_day(_trade_date)

        amount = d.pop("amount", UNSET)

        def _parse_units(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        units = _parse_units(d.pop("units", UNSET))

        def _parse_price_factor(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        price_factor = _parse_price_factor(d.pop("price_factor", UNSET))

        def _parse_accrued_income_per_unit(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        accrued_income_per_unit = _parse_accrued_income_per_unit(d.pop("accrued_income_per_unit", UNSET))

        def _parse_comment(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        comment = _parse_comment(d.pop("comment", UNSET))

        snapshot_update_attributes = cls(
            currency=currency,
            trade_date=trade_date,
            amount=amount,
            units=units,
            price_factor=price_factor,
            accrued_income_per_unit=accrued_income_per_unit,
            comment=comment,
        )

        snapshot_update_attributes.additional_properties = d
        return snapshot_update_attributes

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
