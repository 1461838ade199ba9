# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    Field,
    ListReader,
    ModelReader,
    read_date,
)
from addepar_core.models.types import UNSET, Unset
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.attribute_call import AttributeCall
    from ..models.job_filter import JobFilter


@json_properties(
    Field("portfolio_type", "portfolio_type", required=True),
    Field("portfolio_id", "portfolio_id", required=True),
    Field("start_date", "start_date", read_date, required=True),
    Field("end_date", "end_date", read_date, required=True),
    Field("columns", "columns", ListReader(ModelReader("AttributeCall")), required=True),
    Field("groupings", "groupings", ListReader(ModelReader("AttributeCall")), required=True),
    Field("filters", "filters", ListReader(ModelReader("JobFilter"))),
    Field("hide_previous_holdings", "hide_previous_holdings"),
)
@_attrs_define
class QueryJobParameters(BackedModel):
    """What a query job needs.

    Attributes:
        portfolio_type (str): What the portfolio id names, in upper or lower case: ENTITY, GROUP or FIRM, and for view
            jobs FIRM_ACCOUNTS and
            FIRM_UNVERIFIED_ACCOUNTS.
        portfolio_id (int | list[int | str] | str): One entity or group, or several.
        start_date (datetime.date): First day of the period.
        end_date (datetime.date): Last day of the period.
        columns (list[AttributeCall]): The attributes to compute; a key may occur more than once, with other arguments.
            That there must be one is
            our reading.
        groupings (list[AttributeCall]): The attributes to group rows by, outermost first. Our reading is that the list
            may be empty.
        filters (list[JobFilter] | Unset): Which rows to keep or drop.
        hide_previous_holdings (bool | Unset): True leaves out holdings that are not held at the end of the period. The
            default is false.
    """

    portfolio_type: str
    portfolio_id: int | list[int | str] | str
    start_date: datetime.date
    end_date: datetime.date
    columns: list[AttributeCall]
    groupings: list[AttributeCall]
    filters: list[JobFilter] | Unset = UNSET
    hide_previous_holdings: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
