# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from addepar_core.models.open_object import OpenObject, member


class ViewJobParameters(OpenObject):
    """The parameters of a view job.

    Attributes:
        view_id (str): Text in most places, a number in others; up to 14 digits, or a UUID.
        portfolio_type (str): What the portfolio id names, in upper or lower case: ENTITY, GROUP or FIRM, and for view
            jobs FIRM_ACCOUNTS and FIRM_UNVERIFIED_ACCOUNTS.
        portfolio_id (str): The id of an entity or a group; 1 if the portfolio type is FIRM.
        output_type (str): The format of a view job's result, in upper or lower case.
        start_date (datetime.date): First day of the period.
        end_date (datetime.date): Last day of the period.
    """

    if not TYPE_CHECKING:
        __slots__ = ()

    view_id: str | None = member("view_id", "id", required=True)
    portfolio_type: str | None = member("portfolio_type", "text", required=True)
    portfolio_id: str | None = member("portfolio_id", "id", required=True)
    output_type: str | None = member("output_type", "text", required=True)
    start_date: datetime.date | str | None = member("start_date", "date", required=True)
    end_date: datetime.date | str | None = member("end_date", "date", required=True)

    if TYPE_CHECKING:

        def __init__(
            self,
            members: Mapping[str, Any] = ...,
            /,
            *,
            view_id: str,
            portfolio_type: str,
            portfolio_id: str,
            output_type: str,
            start_date: datetime.date | str,
            end_date: datetime.date | str,
            **custom: Any,
        ) -> None: ...
