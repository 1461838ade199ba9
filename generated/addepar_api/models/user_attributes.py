# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import Any

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    Field,
)
from addepar_core.models.types import UNSET, Unset
from attrs import define as _attrs_define
from attrs import field as _attrs_field


@json_properties(
    Field("first_name", "first_name"),
    Field("last_name", "last_name"),
    Field("email", "email"),
    Field("login_method", "login_method"),
    Field("two_factor_auth_enabled", "two_factor_auth_enabled"),
    Field("admin_access", "admin_access"),
    Field("all_data_access", "all_data_access"),
)
@_attrs_define
class UserAttributes(BackedModel):
    """Who a user is and what they may do.

    Attributes:
        first_name (None | str | Unset): First name.
        last_name (None | str | Unset): Last name.
        email (None | str | Unset): Email address.
        login_method (None | str | Unset): How the user signs in.
        two_factor_auth_enabled (bool | None | Unset): Whether a second factor is required to sign in.
        admin_access (bool | None | Unset): Whether the user is an administrator.
        all_data_access (bool | None | Unset): Whether the user sees all portfolios.
    """

    first_name: None | str | Unset = UNSET
    last_name: None | str | Unset = UNSET
    email: None | str | Unset = UNSET
    login_method: None | str | Unset = UNSET
    two_factor_auth_enabled: bool | None | Unset = UNSET
    admin_access: bool | None | Unset = UNSET
    all_data_access: bool | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
