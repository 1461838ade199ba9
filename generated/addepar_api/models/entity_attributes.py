# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from addepar_core.models.open_object import OpenObject, member


class EntityAttributes(OpenObject):
    """Some of an entity's attributes, depending on its type.

    Attributes:
        original_name (str): The name it was created with.
        display_name (str): The name that Addepar shows.
        model_type (str): The type of the entity.
        ownership_type (str): How it is owned: by shares, by percentage, or by value.
        currency_factor (str): The currency of the entity.
        is_archived (bool): Whether it has been archived.
        is_rolled_up (bool): Whether it is shown together with what it owns.
        wrapper (bool): Whether it only wraps other assets.
        online_status (str): Whether its data come from an online feed.
        last_verified_date (datetime.date | str): A date as YYYY-MM-DD.
        created_at (datetime.datetime | str): A timestamp in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a fraction; one
            page prints a malformed one.
        modified_at (datetime.datetime | str): A timestamp in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a fraction;
            one page prints a malformed one.
    """

    if not TYPE_CHECKING:
        __slots__ = ()

    original_name: str | None = member("original_name", "text", nullable=True)
    display_name: str | None = member("display_name", "text", nullable=True)
    model_type: str | None = member("model_type", "text", nullable=True)
    ownership_type: str | None = member("ownership_type", "text", nullable=True)
    currency_factor: str | None = member("currency_factor", "text", nullable=True)
    is_archived: bool | None = member("is_archived", "boolean", nullable=True)
    is_rolled_up: bool | None = member("is_rolled_up", "boolean", nullable=True)
    wrapper: bool | None = member("wrapper", "boolean", nullable=True)
    online_status: str | None = member("online_status", "text", nullable=True)
    last_verified_date: datetime.date | str | None = member("last_verified_date", "date", nullable=True)
    created_at: datetime.datetime | str | None = member("created_at", "date-time", nullable=True)
    modified_at: datetime.datetime | str | None = member("modified_at", "date-time", nullable=True)

    if TYPE_CHECKING:

        def __init__(
            self,
            members: Mapping[str, Any] = ...,
            /,
            *,
            original_name: str | None = ...,
            display_name: str | None = ...,
            model_type: str | None = ...,
            ownership_type: str | None = ...,
            currency_factor: str | None = ...,
            is_archived: bool | None = ...,
            is_rolled_up: bool | None = ...,
            wrapper: bool | None = ...,
            online_status: str | None = ...,
            last_verified_date: datetime.date | str | None = ...,
            created_at: datetime.datetime | str | None = ...,
            modified_at: datetime.datetime | str | None = ...,
            **custom: Any,
        ) -> None: ...
