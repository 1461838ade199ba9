# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="UserAttributes")


@_attrs_define
class UserAttributes:
    """Who a user is and what they may do.

    Attributes:
        first_name (str | Unset):
        last_name (str | Unset):
        email (str | Unset):
        login_method (str | Unset):
        two_factor_auth_enabled (bool | Unset):
        admin_access (bool | Unset):
        all_data_access (bool | Unset):
    """

    first_name: str | Unset = UNSET
    last_name: str | Unset = UNSET
    email: str | Unset = UNSET
    login_method: str | Unset = UNSET
    two_factor_auth_enabled: bool | Unset = UNSET
    admin_access: bool | Unset = UNSET
    all_data_access: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        first_name = self.first_name

        last_name = self.last_name

        email = self.email

        login_method = self.login_method

        two_factor_auth_enabled = self.two_factor_auth_enabled

        admin_access = self.admin_access

        all_data_access = self.all_data_access

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if first_name is not UNSET:
            field_dict["first_name"] = first_name
        if last_name is not UNSET:
            field_dict["last_name"] = last_name
        if email is not UNSET:
            field_dict["email"] = email
        if login_method is not UNSET:
            field_dict["login_method"] = login_method
        if two_factor_auth_enabled is not UNSET:
            field_dict["two_factor_auth_enabled"] = two_factor_auth_enabled
        if admin_access is not UNSET:
            field_dict["admin_access"] = admin_access
        if all_data_access is not UNSET:
            field_dict["all_data_access"] = all_data_access

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        first_name = d.pop("first_name", UNSET)

        last_name = d.pop("last_name", UNSET)

        email = d.pop("email", UNSET)

        login_method = d.pop("login_method", UNSET)

        two_factor_auth_enabled = d.pop("two_factor_auth_enabled", UNSET)

        admin_access = d.pop("admin_access", UNSET)

        all_data_access = d.pop("all_data_access", UNSET)

        user_attributes = cls(
            first_name=first_name,
            last_name=last_name,
            email=email,
            login_method=login_method,
            two_factor_auth_enabled=two_factor_auth_enabled,
            admin_access=admin_access,
            all_data_access=all_data_access,
        )

        user_attributes.additional_properties = d
        return user_attributes

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
