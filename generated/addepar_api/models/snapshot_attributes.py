# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.snapshot_type import SnapshotType
from ..types import UNSET, Timestamp, Unset, read_day, timestamp_text

T = TypeVar("T", bound="SnapshotAttributes")


@_attrs_define
class SnapshotAttributes:
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

    def to_dict(self) -> dict[str, Any]:
        type_: str | Unset
        if isinstance(self.type_, Unset):
            type_ = UNSET
        elif isinstance(self.type_, SnapshotType):
            type_ = self.type_.value
        else:
            type_ = self.type_

        currency = self.currency

        trade_date: str | Unset
        if isinstance(self.trade_date, Unset):
            trade_date = UNSET
        elif isinstance(self.trade_date, datetime.date):
            trade_date = self.trade_date.isoformat()
        else:
            trade_date = self.trade_date

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

        created_at: str | Unset
        if isinstance(self.created_at, Unset):
            created_at = UNSET
        elif isinstance(self.created_at, datetime.datetime):
            created_at = timestamp_text(self.created_at)
        else:
            created_at = self.created_at

        modified_at: str | Unset
        if isinstance(self.modified_at, Unset):
            modified_at = UNSET
        elif isinstance(self.modified_at, datetime.datetime):
            modified_at = timestamp_text(self.modified_at)
        else:
            modified_at = self.modified_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if type_ is not UNSET:
            field_dict["type"] = type_
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
        if created_at is not UNSET:
            field_dict["created_at"] = created_at
        if modified_at is not UNSET:
            field_dict["modified_at"] = modified_at

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_type_(data: object) -> SnapshotType | str | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                type_type_0 = SnapshotType(data)

                return type_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(SnapshotType | str | Unset, data)

        type_ = _parse_type_(d.pop("type", UNSET))

        currency = d.pop("currency", UNSET)

        def _parse_trade_date(data: object) -> datetime.date | str | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                componentsschemas_day_type_0 = read_day(data)

                return componentsschemas_day_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | str | Unset, data)

        trade_date = _parse_trade_date(d.pop("trade_date", UNSET))

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

        def _parse_created_at(data: object) -> datetime.datetime | str | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                componentsschemas_timestamp_type_0 = Timestamp.read(data)

                return componentsschemas_timestamp_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | str | Unset, data)

        created_at = _parse_created_at(d.pop("created_at", UNSET))

        def _parse_modified_at(data: object) -> datetime.datetime | str | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                componentsschemas_timestamp_type_0 = Timestamp.read(data)

                return componentsschemas_timestamp_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | str | Unset, data)

        modified_at = _parse_modified_at(d.pop("modified_at", UNSET))

        snapshot_attributes = cls(
            type_=type_,
            currency=currency,
            trade_date=trade_date,
            amount=amount,
            units=units,
            price_factor=price_factor,
            accrued_income_per_unit=accrued_income_per_unit,
            comment=comment,
            created_at=created_at,
            modified_at=modified_at,
        )

        snapshot_attributes.additional_properties = d
        return snapshot_attributes

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
