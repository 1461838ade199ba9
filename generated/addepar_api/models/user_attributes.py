# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from addepar_core.models.open_object import OpenObject, member


class UserAttributes(OpenObject):
    """A user's name, sign-in and permissions.

    Attributes:
        first_name (str): First name.
        last_name (str): Last name.
        email (str): Email address.
        login_method (str): How the user signs in.
        two_factor_auth_enabled (bool): Whether a second factor is required to sign in.
        admin_access (bool): Whether the user is an administrator.
        all_data_access (bool): Whether the user sees all portfolios.
    """

    if not TYPE_CHECKING:
        __slots__ = ()

    first_name: str | None = member("first_name", "text", nullable=True)
    last_name: str | None = member("last_name", "text", nullable=True)
    email: str | None = member("email", "text", nullable=True)
    login_method: str | None = member("login_method", "text", nullable=True)
    two_factor_auth_enabled: bool | None = member("two_factor_auth_enabled", "boolean", nullable=True)
    admin_access: bool | None = member("admin_access", "boolean", nullable=True)
    all_data_access: bool | None = member("all_data_access", "boolean", nullable=True)

    if TYPE_CHECKING:

        def __init__(
            self,
            members: Mapping[str, Any] = ...,
            /,
            *,
            first_name: str | None = ...,
            last_name: str | None = ...,
            email: str | None = ...,
            login_method: str | None = ...,
            two_factor_auth_enabled: bool | None = ...,
            admin_access: bool | None = ...,
            all_data_access: bool | None = ...,
            **custom: Any,
        ) -> None: ...
