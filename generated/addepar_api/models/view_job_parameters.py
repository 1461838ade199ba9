# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import read_day

T = TypeVar("T", bound="ViewJobParameters")


@_attrs_define
class ViewJobParameters:
    """What a view job needs.

    Attributes:
        view_id (int | str): Text in most places, a number in some; up to 14 digits, or a UUID.
        portfolio_type (str): What the portfolio id names, in upper or lower case: ENTITY, GROUP or FIRM, and for view
            jobs FIRM_ACCOUNTS and
            FIRM_UNVERIFIED_ACCOUNTS.
        portfolio_id (int | str): An entity or a group; 1 when the portfolio type is FIRM.
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

    def to_dict(self) -> dict[str, Any]:
        view_id: int | str
        view_id = self.view_id

        portfolio_type = self.portfolio_type

        portfolio_id: int | str
        portfolio_id = self.portfolio_id

        output_type = self.output_type

        start_date = self.start_date.isoformat()

        end_date = self.end_date.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "view_id": view_id,
                "portfolio_type": portfolio_type,
                "portfolio_id": portfolio_id,
                "output_type": output_type,
                "start_date": start_date,
                "end_date": end_date,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_view_id(data: object) -> int | str:
            return cast(int | str, data)

        view_id = _parse_view_id(d.pop("view_id"))

        portfolio_type = d.pop("portfolio_type")

        def _parse_portfolio_id(data: object) -> int | str:
            return cast(int | str, data)

        portfolio_id = _parse_portfolio_id(d.pop("portfolio_id"))

        output_type = d.pop("output_type")

        start_date = read_day(d.pop("start_date"))

        end_date = read_day(d.pop("end_date"))

        view_job_parameters = cls(
            view_id=view_id,
            portfolio_type=portfolio_type,
            portfolio_id=portfolio_id,
            output_type=output_type,
            start_date=start_date,
            end_date=end_date,
        )

        view_job_parameters.additional_properties = d
        return view_job_parameters

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
