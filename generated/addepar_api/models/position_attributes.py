# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Timestamp, Unset, read_day, timestamp_text

T = TypeVar("T", bound="PositionAttributes")


@_attrs_define
class PositionAttributes:
    """Inception data and names; custom attributes come as further members.

    Attributes:
        name (str | Unset):
        display_name (str | Unset):
        incepting_open_position_date (datetime.date | str | Unset): A day as YYYY-MM-DD.
        incepting_open_position_ownership_percentage (float | Unset):
        incepting_open_position_value (float | Unset):
        created_at (datetime.datetime | str | Unset): A moment in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a
            fraction; one page prints a malformed one.
        modified_at (datetime.datetime | str | Unset): A moment in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a
            fraction; one page prints a malformed one.
    """

    name: str | Unset = UNSET
    display_name: str | Unset = UNSET
    incepting_open_position_date: datetime.date | str | Unset = UNSET
    incepting_open_position_ownership_percentage: float | Unset = UNSET
    incepting_open_position_value: float | Unset = UNSET
    created_at: datetime.datetime | str | Unset = UNSET
    modified_at: datetime.datetime | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        display_name = self.display_name

        incepting_open_position_date: str | Unset
        if isinstance(self.incepting_open_position_date, Unset):
            incepting_open_position_date = UNSET
        elif isinstance(self.incepting_open_position_date, datetime.date):
            incepting_open_position_date = self.incepting_open_position_date.isoformat()
        else:
            incepting_open_position_date = self.incepting_open_position_date

        incepting_open_position_ownership_percentage = self.incepting_open_position_ownership_percentage

        incepting_open_position_value = self.incepting_open_position_value

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
        if name is not UNSET:
            field_dict["name"] = name
        if display_name is not UNSET:
            field_dict["display_name"] = display_name
        if incepting_open_position_date is not UNSET:
            field_dict["incepting_open_position_date"] = incepting_open_position_date
        if incepting_open_position_ownership_percentage is not UNSET:
            field_dict["incepting_open_position_ownership_percentage"] = incepting_open_position_ownership_percentage
        if incepting_open_position_value is not UNSET:
            field_dict["incepting_open_position_value"] = incepting_open_position_value
        if created_at is not UNSET:
            field_dict["created_at"] = created_at
        if modified_at is not UNSET:
            field_dict["modified_at"] = modified_at

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name", UNSET)

        display_name = d.pop("display_name", UNSET)

        def _parse_incepting_open_position_date(data: object) -> datetime.date | str | Unset:
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

        incepting_open_position_date = _parse_incepting_open_position_date(d.pop("incepting_open_position_date", UNSET))

        incepting_open_position_ownership_percentage = d.pop("incepting_open_position_ownership_percentage", UNSET)

        incepting_open_position_value = d.pop("incepting_open_position_value", UNSET)

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

        position_attributes = cls(
            name=name,
            display_name=display_name,
            incepting_open_position_date=incepting_open_position_date,
            incepting_open_position_ownership_percentage=incepting_open_position_ownership_percentage,
            incepting_open_position_value=incepting_open_position_value,
            created_at=created_at,
            modified_at=modified_at,
        )

        position_attributes.additional_properties = d
        return position_attributes

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
