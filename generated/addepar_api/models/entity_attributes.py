# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Timestamp, Unset, read_day, timestamp_text

T = TypeVar("T", bound="EntityAttributes")


@_attrs_define
class EntityAttributes:
    """A few of an entity's attributes; which ones come depends on its kind.

    Attributes:
        original_name (str | Unset):
        display_name (str | Unset):
        model_type (str | Unset):  Example: TRUST.
        ownership_type (str | Unset):  Example: PERCENT_BASED.
        currency_factor (str | Unset):  Example: USD.
        is_archived (bool | Unset):
        is_rolled_up (bool | Unset):
        wrapper (bool | Unset):
        online_status (str | Unset):
        last_verified_date (datetime.date | str | Unset): A day as YYYY-MM-DD.
        created_at (datetime.datetime | str | Unset): A moment in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a
            fraction; one page prints a malformed one.
        modified_at (datetime.datetime | str | Unset): A moment in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a
            fraction; one page prints a malformed one.
    """

    original_name: str | Unset = UNSET
    display_name: str | Unset = UNSET
    model_type: str | Unset = UNSET
    ownership_type: str | Unset = UNSET
    currency_factor: str | Unset = UNSET
    is_archived: bool | Unset = UNSET
    is_rolled_up: bool | Unset = UNSET
    wrapper: bool | Unset = UNSET
    online_status: str | Unset = UNSET
    last_verified_date: datetime.date | str | Unset = UNSET
    created_at: datetime.datetime | str | Unset = UNSET
    modified_at: datetime.datetime | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        original_name = self.original_name

        display_name = self.display_name

        model_type = self.model_type

        ownership_type = self.ownership_type

        currency_factor = self.currency_factor

        is_archived = self.is_archived

        is_rolled_up = self.is_rolled_up

        wrapper = self.wrapper

        online_status = self.online_status

        last_verified_date: str | Unset
        if isinstance(self.last_verified_date, Unset):
            last_verified_date = UNSET
        elif isinstance(self.last_verified_date, datetime.date):
            last_verified_date = self.last_verified_date.isoformat()
        else:
            last_verified_date = self.last_verified_date

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
        if original_name is not UNSET:
            field_dict["original_name"] = original_name
        if display_name is not UNSET:
            field_dict["display_name"] = display_name
        if model_type is not UNSET:
            field_dict["model_type"] = model_type
        if ownership_type is not UNSET:
            field_dict["ownership_type"] = ownership_type
        if currency_factor is not UNSET:
            field_dict["currency_factor"] = currency_factor
        if is_archived is not UNSET:
            field_dict["is_archived"] = is_archived
        if is_rolled_up is not UNSET:
            field_dict["is_rolled_up"] = is_rolled_up
        if wrapper is not UNSET:
            field_dict["wrapper"] = wrapper
        if online_status is not UNSET:
            field_dict["online_status"] = online_status
        if last_verified_date is not UNSET:
            field_dict["last_verified_date"] = last_verified_date
        if created_at is not UNSET:
            field_dict["created_at"] = created_at
        if modified_at is not UNSET:
            field_dict["modified_at"] = modified_at

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        original_name = d.pop("original_name", UNSET)

        display_name = d.pop("display_name", UNSET)

        model_type = d.pop("model_type", UNSET)

        ownership_type = d.pop("ownership_type", UNSET)

        currency_factor = d.pop("currency_factor", UNSET)

        is_archived = d.pop("is_archived", UNSET)

        is_rolled_up = d.pop("is_rolled_up", UNSET)

        wrapper = d.pop("wrapper", UNSET)

        online_status = d.pop("online_status", UNSET)

        def _parse_last_verified_date(data: object) -> datetime.date | str | Unset:
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

        last_verified_date = _parse_last_verified_date(d.pop("last_verified_date", UNSET))

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

        entity_attributes = cls(
            original_name=original_name,
            display_name=display_name,
            model_type=model_type,
            ownership_type=ownership_type,
            currency_factor=currency_factor,
            is_archived=is_archived,
            is_rolled_up=is_rolled_up,
            wrapper=wrapper,
            online_status=online_status,
            last_verified_date=last_verified_date,
            created_at=created_at,
            modified_at=modified_at,
        )

        entity_attributes.additional_properties = d
        return entity_attributes

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
