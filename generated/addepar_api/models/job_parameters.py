# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from addepar_core.models.open_object import OpenObject, member

from ..models.attribute_call import AttributeCall
from ..models.job_filter import JobFilter


class JobParameters(OpenObject):
    """The parameters of a job as the server repeats them, with defaults filled in.

    Attributes:
        view_id (str): Text in most places, a number in others; up to 14 digits, or a UUID.
        portfolio_type (str): What the portfolio id names.
        portfolio_id (list[str] | str): One entity or group, or several.
        output_type (str): The format of the result.
        start_date (datetime.date | str): A date as YYYY-MM-DD.
        end_date (datetime.date | str): A date as YYYY-MM-DD.
        columns (list[AttributeCall]): The attributes to compute.
        groupings (list[AttributeCall]): The attributes to group rows by, outermost first.
        filters (list[JobFilter]): The rows to keep or drop.
        hide_previous_holdings (bool): Whether holdings not held at the end of the period are left out.
    """

    if not TYPE_CHECKING:
        __slots__ = ()

    view_id: str | None = member("view_id", "id")
    portfolio_type: str | None = member("portfolio_type", "text", nullable=True)
    portfolio_id: list[str] | str | None = member("portfolio_id", "id")
    output_type: str | None = member("output_type", "text", nullable=True)
    start_date: datetime.date | str | None = member("start_date", "date", nullable=True)
    end_date: datetime.date | str | None = member("end_date", "date", nullable=True)
    columns: list[AttributeCall] | None = member("columns", "object", AttributeCall, nullable=True)
    groupings: list[AttributeCall] | None = member("groupings", "object", AttributeCall, nullable=True)
    filters: list[JobFilter] | None = member("filters", "object", JobFilter, nullable=True)
    hide_previous_holdings: bool | None = member("hide_previous_holdings", "boolean", nullable=True)

    if TYPE_CHECKING:

        def __init__(
            self,
            members: Mapping[str, Any] = ...,
            /,
            *,
            view_id: str | None = ...,
            portfolio_type: str | None = ...,
            portfolio_id: list[str] | str | None = ...,
            output_type: str | None = ...,
            start_date: datetime.date | str | None = ...,
            end_date: datetime.date | str | None = ...,
            columns: list[AttributeCall] | None = ...,
            groupings: list[AttributeCall] | None = ...,
            filters: list[JobFilter] | None = ...,
            hide_previous_holdings: bool | None = ...,
            **custom: Any,
        ) -> None: ...
