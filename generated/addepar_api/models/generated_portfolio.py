# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="GeneratedPortfolio")


@_attrs_define
class GeneratedPortfolio:
    """A portfolio whose PDF was made.

    Attributes:
        portfolio_type (str | Unset): entity or group.
        portfolio_id (int | str | Unset): Text in most places, a number in some; up to 14 digits, or a UUID.
        portfolio_name (str | Unset):
        file_id (int | str | Unset): The PDF; download it as a file.
        has_been_published (bool | Unset): Whether the PDF is on the client portal.
    """

    portfolio_type: str | Unset = UNSET
    portfolio_id: int | str | Unset = UNSET
    portfolio_name: str | Unset = UNSET
    file_id: int | str | Unset = UNSET
    has_been_published: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        portfolio_type = self.portfolio_type

        portfolio_id: int | str | Unset
        if isinstance(self.portfolio_id, Unset):
            portfolio_id = UNSET
        else:
            portfolio_id = self.portfolio_id

        portfolio_name = self.portfolio_name

        file_id: int | str | Unset
        if isinstance(self.file_id, Unset):
            file_id = UNSET
        else:
            file_id = self.file_id

        has_been_published = self.has_been_published

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if portfolio_type is not UNSET:
            field_dict["portfolio_type"] = portfolio_type
        if portfolio_id is not UNSET:
            field_dict["portfolio_id"] = portfolio_id
        if portfolio_name is not UNSET:
            field_dict["portfolio_name"] = portfolio_name
        if file_id is not UNSET:
            field_dict["file_id"] = file_id
        if has_been_published is not UNSET:
            field_dict["has_been_published"] = has_been_published

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        portfolio_type = d.pop("portfolio_type", UNSET)

        def _parse_portfolio_id(data: object) -> int | str | Unset:
            if isinstance(data, Unset):
                return data
            return cast(int | str | Unset, data)

        portfolio_id = _parse_portfolio_id(d.pop("portfolio_id", UNSET))

        portfolio_name = d.pop("portfolio_name", UNSET)

        def _parse_file_id(data: object) -> int | str | Unset:
            if isinstance(data, Unset):
                return data
            return cast(int | str | Unset, data)

        file_id = _parse_file_id(d.pop("file_id", UNSET))

        has_been_published = d.pop("has_been_published", UNSET)

        generated_portfolio = cls(
            portfolio_type=portfolio_type,
            portfolio_id=portfolio_id,
            portfolio_name=portfolio_name,
            file_id=file_id,
            has_been_published=has_been_published,
        )

        generated_portfolio.additional_properties = d
        return generated_portfolio

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
