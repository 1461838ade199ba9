# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset, read_day

T = TypeVar("T", bound="PositionWriteAttributes")


@_attrs_define
class PositionWriteAttributes:
    """Standard attributes by name, custom ones as `_custom_<name>_<id>` with a list of `{value, date, weight}`. The two
    time stamps cannot be sent.

        Attributes:
            name (str | Unset):
            display_name (str | Unset):
            incepting_open_position_date (datetime.date | Unset):
            incepting_open_position_ownership_percentage (float | Unset): A fraction; 1.0 is all of it.
            incepting_open_position_value (float | Unset):
    """

    name: str | Unset = UNSET
    display_name: str | Unset = UNSET
    incepting_open_position_date: datetime.date | Unset = UNSET
    incepting_open_position_ownership_percentage: float | Unset = UNSET
    incepting_open_position_value: float | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        display_name = self.display_name

        incepting_open_position_date: str | Unset = UNSET
        if not isinstance(self.incepting_open_position_date, Unset):
            incepting_open_position_date = self.incepting_open_position_date.isoformat()

        incepting_open_position_ownership_percentage = self.incepting_open_position_ownership_percentage

        incepting_open_position_value = self.incepting_open_position_value

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

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name", UNSET)

        display_name = d.pop("display_name", UNSET)

        _incepting_open_position_date = d.pop("incepting_open_position_date", UNSET)
        incepting_open_position_date: datetime.date | Unset
        if isinstance(_incepting_open_position_date, Unset):
            incepting_open_position_date = UNSET
        else:
            incepting_open_position_date = read_day(_incepting_open_position_date)

        incepting_open_position_ownership_percentage = d.pop("incepting_open_position_ownership_percentage", UNSET)

        incepting_open_position_value = d.pop("incepting_open_position_value", UNSET)

        position_write_attributes = cls(
            name=name,
            display_name=display_name,
            incepting_open_position_date=incepting_open_position_date,
            incepting_open_position_ownership_percentage=incepting_open_position_ownership_percentage,
            incepting_open_position_value=incepting_open_position_value,
        )

        position_write_attributes.additional_properties = d
        return position_write_attributes

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
