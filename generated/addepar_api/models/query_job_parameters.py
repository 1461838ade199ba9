# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from addepar_core.models.open_object import OpenObject, member

from ..models.attribute_call import AttributeCall
from ..models.job_filter import JobFilter


class QueryJobParameters(OpenObject):
    """The parameters of a query job.

    Attributes:
        portfolio_type (str): What the portfolio id names, in upper or lower case: ENTITY, GROUP or FIRM, and for view
            jobs FIRM_ACCOUNTS and FIRM_UNVERIFIED_ACCOUNTS.
        portfolio_id (list[str] | str): One entity or group, or several.
        start_date (datetime.date): First day of the period.
        end_date (datetime.date): Last day of the period.
        columns (list[AttributeCall]): The attributes to compute; a key may occur more than once, with different
            arguments. The page requires the list, but does not say whether it may be empty.
        groupings (list[AttributeCall]): The attributes to group rows by, outermost first. The page requires the list,
            but does not say whether it may be empty.
        filters (list[JobFilter]): The rows to keep or drop.
        hide_previous_holdings (bool): True leaves out holdings that are not held at the end of the period. The default
            is false.
    """

    if not TYPE_CHECKING:
        __slots__ = ()

    portfolio_type: str | None = member("portfolio_type", "text", required=True)
    portfolio_id: list[str] | str | None = member("portfolio_id", "id", required=True)
    start_date: datetime.date | str | None = member("start_date", "date", required=True)
    end_date: datetime.date | str | None = member("end_date", "date", required=True)
    columns: list[AttributeCall] | None = member("columns", "object", AttributeCall, required=True)
    groupings: list[AttributeCall] | None = member("groupings", "object", AttributeCall, required=True)
    filters: list[JobFilter] | None = member("filters", "object", JobFilter)
    hide_previous_holdings: bool | None = member("hide_previous_holdings", "boolean")

    if TYPE_CHECKING:

        def __init__(
            self,
            members: Mapping[str, Any] = ...,
            /,
            *,
            portfolio_type: str,
            portfolio_id: list[str] | str,
            start_date: datetime.date | str,
            end_date: datetime.date | str,
            columns: list[AttributeCall],
            groupings: list[AttributeCall],
            filters: list[JobFilter] | None = ...,
            hide_previous_holdings: bool | None = ...,
            **custom: Any,
        ) -> None: ...
