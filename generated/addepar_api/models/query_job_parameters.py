# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset, read_day

if TYPE_CHECKING:
    from ..models.attribute_call import AttributeCall
    from ..models.job_filter import JobFilter


T = TypeVar("T", bound="QueryJobParameters")


@_attrs_define
class QueryJobParameters:
    """What a query job needs.

    Attributes:
        portfolio_type (str): What the portfolio id names, in upper or lower case: ENTITY, GROUP or FIRM, and for view
            jobs FIRM_ACCOUNTS and
            FIRM_UNVERIFIED_ACCOUNTS.
        portfolio_id (int | list[int | str] | str):
        start_date (datetime.date): First day of the period.
        end_date (datetime.date): Last day of the period.
        columns (list[AttributeCall]): The attributes to compute; a key may occur more than once, with other arguments.
        groupings (list[AttributeCall]): The attributes to group rows by, outermost first; may be empty.
        filters (list[JobFilter] | Unset):
        hide_previous_holdings (bool | Unset): True leaves out holdings not held at the end of the period; false unless
            said.
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

    def to_dict(self) -> dict[str, Any]:
        portfolio_type = self.portfolio_type

        portfolio_id: int | list[int | str] | str
        if isinstance(self.portfolio_id, list):
            portfolio_id = []
            for componentsschemas_portfolio_ids_item_data in self.portfolio_id:
                componentsschemas_portfolio_ids_item: int | str
                componentsschemas_portfolio_ids_item = componentsschemas_portfolio_ids_item_data
                portfolio_id.append(componentsschemas_portfolio_ids_item)

        else:
            portfolio_id = self.portfolio_id

        start_date = self.start_date.isoformat()

        end_date = self.end_date.isoformat()

        columns = []
        for columns_item_data in self.columns:
            columns_item = columns_item_data.to_dict()
            columns.append(columns_item)

        groupings = []
        for groupings_item_data in self.groupings:
            groupings_item = groupings_item_data.to_dict()
            groupings.append(groupings_item)

        filters: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.filters, Unset):
            filters = []
            for filters_item_data in self.filters:
                filters_item = filters_item_data.to_dict()
                filters.append(filters_item)

        hide_previous_holdings = self.hide_previous_holdings

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "portfolio_type": portfolio_type,
                "portfolio_id": portfolio_id,
                "start_date": start_date,
                "end_date": end_date,
                "columns": columns,
                "groupings": groupings,
            }
        )
        if filters is not UNSET:
            field_dict["filters"] = filters
        if hide_previous_holdings is not UNSET:
            field_dict["hide_previous_holdings"] = hide_previous_holdings

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.attribute_call import AttributeCall  # noqa: PLC0415
        from ..models.job_filter import JobFilter  # noqa: PLC0415

        d = dict(src_dict)
        portfolio_type = d.pop("portfolio_type")

        def _parse_portfolio_id(data: object) -> int | list[int | str] | str:
            try:
                if not isinstance(data, list):
                    raise TypeError()
                portfolio_id_type_0 = []
                _portfolio_id_type_0 = data
                for componentsschemas_portfolio_ids_item_data in _portfolio_id_type_0:

                    def _parse_componentsschemas_portfolio_ids_item(data: object) -> int | str:
                        return cast(int | str, data)

                    componentsschemas_portfolio_ids_item = _parse_componentsschemas_portfolio_ids_item(
                        componentsschemas_portfolio_ids_item_data
                    )

                    portfolio_id_type_0.append(componentsschemas_portfolio_ids_item)

                return portfolio_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(int | list[int | str] | str, data)

        portfolio_id = _parse_portfolio_id(d.pop("portfolio_id"))

        start_date = read_day(d.pop("start_date"))

        end_date = read_day(d.pop("end_date"))

        columns = []
        _columns = d.pop("columns")
        for columns_item_data in _columns:
            columns_item = AttributeCall.from_dict(columns_item_data)

            columns.append(columns_item)

        groupings = []
        _groupings = d.pop("groupings")
        for groupings_item_data in _groupings:
            groupings_item = AttributeCall.from_dict(groupings_item_data)

            groupings.append(groupings_item)

        _filters = d.pop("filters", UNSET)
        filters: list[JobFilter] | Unset = UNSET
        if _filters is not UNSET:
            filters = []
            for filters_item_data in _filters:
                filters_item = JobFilter.from_dict(filters_item_data)

                filters.append(filters_item)

        hide_previous_holdings = d.pop("hide_previous_holdings", UNSET)

        query_job_parameters = cls(
            portfolio_type=portfolio_type,
            portfolio_id=portfolio_id,
            start_date=start_date,
            end_date=end_date,
            columns=columns,
            groupings=groupings,
            filters=filters,
            hide_previous_holdings=hide_previous_holdings,
        )

        query_job_parameters.additional_properties = d
        return query_job_parameters

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
