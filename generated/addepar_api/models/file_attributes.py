# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Timestamp, Unset, timestamp_text

T = TypeVar("T", bound="FileAttributes")


@_attrs_define
class FileAttributes:
    """What is known of a file. `deleted_at` stands on archived files only.

    Attributes:
        name (str | Unset):  Example: Sample.pdf.
        content_type (str | Unset):  Example: application/PDF.
        bytes_ (int | Unset): Size in bytes.
        created_at (datetime.datetime | str | Unset): A moment in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a
            fraction; one page prints a malformed one.
        deleted_at (datetime.datetime | str | Unset): A moment in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a
            fraction; one page prints a malformed one.
    """

    name: str | Unset = UNSET
    content_type: str | Unset = UNSET
    bytes_: int | Unset = UNSET
    created_at: datetime.datetime | str | Unset = UNSET
    deleted_at: datetime.datetime | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        content_type = self.content_type

        bytes_ = self.bytes_

        created_at: str | Unset
        if isinstance(self.created_at, Unset):
            created_at = UNSET
        elif isinstance(self.created_at, datetime.datetime):
            created_at = timestamp_text(self.created_at)
        else:
            created_at = self.created_at

        deleted_at: str | Unset
        if isinstance(self.deleted_at, Unset):
            deleted_at = UNSET
        elif isinstance(self.deleted_at, datetime.datetime):
            deleted_at = timestamp_text(self.deleted_at)
        else:
            deleted_at = self.deleted_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if content_type is not UNSET:
            field_dict["content_type"] = content_type
        if bytes_ is not UNSET:
            field_dict["bytes"] = bytes_
        if created_at is not UNSET:
            field_dict["created_at"] = created_at
        if deleted_at is not UNSET:
            field_dict["deleted_at"] = deleted_at

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name", UNSET)

        content_type = d.pop("content_type", UNSET)

        bytes_ = d.pop("bytes", UNSET)

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

        def _parse_deleted_at(data: object) -> datetime.datetime | str | Unset:
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

        deleted_at = _parse_deleted_at(d.pop("deleted_at", UNSET))

        file_attributes = cls(
            name=name,
            content_type=content_type,
            bytes_=bytes_,
            created_at=created_at,
            deleted_at=deleted_at,
        )

        file_attributes.additional_properties = d
        return file_attributes

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
