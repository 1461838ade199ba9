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
    Field("view_id", "view_id"),
    Field("portfolio_type", "portfolio_type"),
    Field("portfolio_id", "portfolio_id"),
    Field("output_type", "output_type"),
    Field("start_date", "start_date", read_date),
    Field("end_date", "end_date", read_date),
    Field("columns", "columns", ListReader(ModelReader("AttributeCall"))),
    Field("groupings", "groupings", ListReader(ModelReader("AttributeCall"))),
    Field("filters", "filters", ListReader(ModelReader("JobFilter"))),
    Field("hide_previous_holdings", "hide_previous_holdings"),
)
@_attrs_define
class JobParameters(BackedModel):
    """The parameters of a job as the server repeats them, with defaults filled in.

    Attributes:
        view_id (int | str | Unset): Text in most places, a number in some; up to 14 digits, or a UUID.
        portfolio_type (None | str | Unset): What the portfolio id names.
        portfolio_id (int | list[int | str] | str | Unset): One entity or group, or several.
        output_type (None | str | Unset): The format of the result.
        start_date (datetime.date | None | str | Unset): A day as YYYY-MM-DD.
        end_date (datetime.date | None | str | Unset): A day as YYYY-MM-DD.
        columns (list[AttributeCall] | None | Unset): The attributes to compute.
        groupings (list[AttributeCall] | None | Unset): The attributes to group rows by, outermost first.
        filters (list[JobFilter] | None | Unset): Which rows to keep or drop.
        hide_previous_holdings (bool | None | Unset): Whether holdings not held at the end of the period are left out.
    """

    view_id: int | str | Unset = UNSET
    portfolio_type: None | str | Unset = UNSET
    portfolio_id: int | list[int | str] | str | Unset = UNSET
    output_type: None | str | Unset = UNSET
    start_date: datetime.date | None | str | Unset = UNSET
    end_date: datetime.date | None | str | Unset = UNSET
    columns: list[AttributeCall] | None | Unset = UNSET
    groupings: list[AttributeCall] | None | Unset = UNSET
    filters: list[JobFilter] | None | Unset = UNSET
    hide_previous_holdings: bool | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
