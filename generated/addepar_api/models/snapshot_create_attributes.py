# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from addepar_core.models.open_object import OpenObject, member
from addepar_core.operations.inputs.values import Number


class SnapshotCreateAttributes(OpenObject):
    """The recorded values. The server assigns vendor id and both timestamps, which cannot be sent.

    Attributes:
        type (str): A snapshot counts units of a share- or percent-based asset; a valuation prices a value-based one. In
            upper or lower case: the page's own error text writes SNAPSHOT and VALUATION.
        currency (str): Three-letter code. The page does not say whether it may be in lower case.
        trade_date (datetime.date): The date of the value.
        amount (float): The default value of the asset in the given currency.
        units (float): The number of shares. In one place the page requires them of share-based assets only, in another
            of every snapshot; the server decides.
        price_factor (float): Principal factor; bonds only.
        accrued_income_per_unit (float): Accrued income per unit, not for the whole position.
        comment (str): A note of up to 4000 characters.
    """

    if not TYPE_CHECKING:
        __slots__ = ()

    type: str | None = member("type", "text", required=True)
    currency: str | None = member("currency", "text", required=True)
    trade_date: datetime.date | str | None = member("trade_date", "date", required=True)
    amount: float | Any | None = member("amount", "number", required=True)
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
            type: str,
            currency: str,
            trade_date: datetime.date | str,
            amount: Number,
            units: Number | None = ...,
            price_factor: Number | None = ...,
            accrued_income_per_unit: Number | None = ...,
            comment: str | None = ...,
            **custom: Any,
        ) -> None: ...
