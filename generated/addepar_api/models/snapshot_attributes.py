# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from addepar_core.models.open_object import OpenObject, member
from addepar_core.operations.inputs.values import Number


class SnapshotAttributes(OpenObject):
    """The recorded snapshot.

    Attributes:
        type (str): Snapshot, valuation, or a new type.
        vendor_id (str): An id that the server assigns; the page names it and never prints it.
        currency (str): Three-letter code.
        trade_date (datetime.date | str): A date as YYYY-MM-DD.
        amount (float): The value in that currency.
        units (float): The number of shares.
        price_factor (float): Principal factor; bonds only.
        accrued_income_per_unit (float): Accrued income per unit.
        comment (str): Absent, null or empty if there is none.
        created_at (datetime.datetime | str): A timestamp in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a fraction; one
            page prints a malformed one.
        modified_at (datetime.datetime | str): A timestamp in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a fraction;
            one page prints a malformed one.
    """

    if not TYPE_CHECKING:
        __slots__ = ()

    type: str | None = member("type", "text", nullable=True)
    vendor_id: str | None = member("vendor_id", "text", nullable=True)
    currency: str | None = member("currency", "text", nullable=True)
    trade_date: datetime.date | str | None = member("trade_date", "date", nullable=True)
    amount: float | Any | None = member("amount", "number", nullable=True)
    units: float | Any | None = member("units", "number", nullable=True)
    price_factor: float | Any | None = member("price_factor", "number", nullable=True)
    accrued_income_per_unit: float | Any | None = member("accrued_income_per_unit", "number", nullable=True)
    comment: str | None = member("comment", "text", nullable=True)
    created_at: datetime.datetime | str | None = member("created_at", "date-time", nullable=True)
    modified_at: datetime.datetime | str | None = member("modified_at", "date-time", nullable=True)

    if TYPE_CHECKING:

        def __init__(
            self,
            members: Mapping[str, Any] = ...,
            /,
            *,
            type: str | None = ...,
            vendor_id: str | None = ...,
            currency: str | None = ...,
            trade_date: datetime.date | str | None = ...,
            amount: Number | None = ...,
            units: Number | None = ...,
            price_factor: Number | None = ...,
            accrued_income_per_unit: Number | None = ...,
            comment: str | None = ...,
            created_at: datetime.datetime | str | None = ...,
            modified_at: datetime.datetime | str | None = ...,
            **custom: Any,
        ) -> None: ...
