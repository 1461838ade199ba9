# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from typing import Any

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    Field,
    read_date,
)
from attrs import define as _attrs_define
from attrs import field as _attrs_field


@json_properties(
    Field("view_id", "view_id", required=True),
    Field("portfolio_type", "portfolio_type", required=True),
    Field("portfolio_id", "portfolio_id", required=True),
    Field("output_type", "output_type", required=True),
    Field("start_date", "start_date", read_date, required=True),
    Field("end_date", "end_date", read_date, required=True),
)
@_attrs_define
class ViewJobParameters(BackedModel):
    """What a view job needs.

    Attributes:
        view_id (int | str): Text in most places, a number in some; up to 14 digits, or a UUID.
        portfolio_type (str): What the portfolio id names, in upper or lower case: ENTITY, GROUP or FIRM, and for view
            jobs FIRM_ACCOUNTS and
            FIRM_UNVERIFIED_ACCOUNTS.
        portfolio_id (int | str): The id of an entity or a group; 1 if the portfolio type is FIRM.
        output_type (str): The format of a view job's result, in upper or lower case.
        start_date (datetime.date): First day of the period.
        end_date (datetime.date): Last day of the period.
    """

    view_id: int | str
    portfolio_type: str
    portfolio_id: int | str
    output_type: str
    start_date: datetime.date
    end_date: datetime.date
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
