# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from addepar_core.models.open_object import OpenObject, member
from addepar_core.operations.inputs.values import Number


class PositionAttributes(OpenObject):
    """Inception data and names; custom attributes are further members.

    Attributes:
        name (str): The position's name.
        display_name (str): The name that Addepar shows.
        incepting_open_position_date (datetime.date | str): A date as YYYY-MM-DD.
        incepting_open_position_ownership_percentage (float): The owned share, as a fraction; 1.0 is 100 percent.
        incepting_open_position_value (float): The value of the position when it began.
        created_at (datetime.datetime | str): A timestamp in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a fraction; one
            page prints a malformed one.
        modified_at (datetime.datetime | str): A timestamp in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a fraction;
            one page prints a malformed one.
    """

    if not TYPE_CHECKING:
        __slots__ = ()

    name: str | None = member("name", "text", nullable=True)
    display_name: str | None = member("display_name", "text", nullable=True)
    incepting_open_position_date: datetime.date | str | None = member(
        "incepting_open_position_date", "date", nullable=True
    )
    incepting_open_position_ownership_percentage: float | Any | None = member(
        "incepting_open_position_ownership_percentage", "number", nullable=True
    )
    incepting_open_position_value: float | Any | None = member("incepting_open_position_value", "number", nullable=True)
    created_at: datetime.datetime | str | None = member("created_at", "date-time", nullable=True)
    modified_at: datetime.datetime | str | None = member("modified_at", "date-time", nullable=True)

    if TYPE_CHECKING:

        def __init__(
            self,
            members: Mapping[str, Any] = ...,
            /,
            *,
            name: str | None = ...,
            display_name: str | None = ...,
            incepting_open_position_date: datetime.date | str | None = ...,
            incepting_open_position_ownership_percentage: Number | None = ...,
            incepting_open_position_value: Number | None = ...,
            created_at: datetime.datetime | str | None = ...,
            modified_at: datetime.datetime | str | None = ...,
            **custom: Any,
        ) -> None: ...
