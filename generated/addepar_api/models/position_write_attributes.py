# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from addepar_core.models.open_object import OpenObject, member
from addepar_core.operations.inputs.values import Number


class PositionWriteAttributes(OpenObject):
    """Standard attributes by name, custom ones as `_custom_<name>_<id>` with a list of `{value, date, weight}`. The
    two
    timestamps cannot be sent.

        Attributes:
            name (str): The position's name. A cash position needs one that no other cash position between the same two
                entities has.
            display_name (str): The name that Addepar shows.
            incepting_open_position_date (datetime.date): The date on which the ownership began. Required if the asset is
                percent-based, not applicable otherwise. For an account that holds shares, use the day before its first
                transaction or snapshot; otherwise a distant date such as 1900-01-01.
            incepting_open_position_ownership_percentage (float): The owned share, as a fraction; 1.0 is 100 percent.
                Required if the asset is percent-based, not applicable otherwise.
            incepting_open_position_value (float): The value of the position when it began.
    """

    if not TYPE_CHECKING:
        __slots__ = ()

    name: str | None = member("name", "text")
    display_name: str | None = member("display_name", "text")
    incepting_open_position_date: datetime.date | str | None = member("incepting_open_position_date", "date")
    incepting_open_position_ownership_percentage: float | Any | None = member(
        "incepting_open_position_ownership_percentage", "number"
    )
    incepting_open_position_value: float | Any | None = member("incepting_open_position_value", "number")

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
            **custom: Any,
        ) -> None: ...
