# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from addepar_core.models.open_object import OpenObject, member
from addepar_core.operations.inputs.values import Number


class SnapshotUpdateAttributes(OpenObject):
    """The values to change. Null removes one; the page does not say whether a snapshot may lose its amount or
    currency.
    The trade date may be repeated, but not changed.

        Attributes:
            currency (str): Three-letter code.
            trade_date (datetime.date): The date of the value; must be the existing one.
            amount (float): The value in the given currency.
            units (float): The number of shares.
            price_factor (float): Principal factor; bonds only.
            accrued_income_per_unit (float): Accrued income per unit.
            comment (str): A note of up to 4000 characters.
    """

    if not TYPE_CHECKING:
        __slots__ = ()

    currency: str | None = member("currency", "text", nullable=True)
    trade_date: datetime.date | str | None = member("trade_date", "date")
    amount: float | Any | None = member("amount", "number", nullable=True)
    units: float | Any | None = member("units", "number", nullable=True)
    price_factor: float | Any | None = member("price_factor", "number", nullable=True)
    accrued_income_per_unit: float | Any | None = member("accrued_income_per_unit", "number", nullable=True)
    comment: str | None = member("comment", "text", nullable=True)

    if TYPE_CHECKING:

        def __init__(
            self,
            members: Mapping[str, Any] = ...,
            /,
            *,
            currency: str | None = ...,
            trade_date: datetime.date | str | None = ...,
            amount: Number | None = ...,
            units: Number | None = ...,
            price_factor: Number | None = ...,
            accrued_income_per_unit: Number | None = ...,
            comment: str | None = ...,
            **custom: Any,
        ) -> None: ...
