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


T = TypeVar("T", bound="JobParameters")


@_attrs_define
class JobParameters:
    """The parameters of a job as the server repeats them, with defaults filled in.

    Attributes:
        view_id (int | str | Unset): Text in most places, a number in some; up to 14 digits, or a UUID.
        portfolio_type (str | Unset):
        portfolio_id (int | list[int | str] | str | Unset):
        output_type (str | Unset):
        start_date (datetime.date | str | Unset): A day as YYYY-MM-DD.
        end_date (datetime.date | str | Unset): A day as YYYY-MM-DD.
        columns (list[AttributeCall] | Unset):
        groupings (list[AttributeCall] | Unset):
        filters (list[JobFilter] | Unset):
        hide_previous_holdings (bool | Unset):
    """

    view_id: int | str | Unset = UNSET
    portfolio_type: str | Unset = UNSET
    portfolio_id: int | list[int | str] | str | Unset = UNSET
    output_type: str | Unset = UNSET
    start_date: datetime.date | str | Unset = UNSET
    end_date: datetime.date | str | Unset = UNSET
    columns: list[AttributeCall] | Unset = UNSET
    groupings: list[AttributeCall] | Unset = UNSET
    filters: list[JobFilter] | Unset = UNSET
    hide_previous_holdings: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        view_id: int | str | Unset
        if isinstance(self.view_id, Unset):
            view_id = UNSET
        else:
            view_id = self.view_id

        portfolio_type = self.portfolio_type

        portfolio_id: int | list[int | str] | str | Unset
        if isinstance(self.portfolio_id, Unset):
            portfolio_id = UNSET
        elif isinstance(self.portfolio_id, list):
            portfolio_id = []
            for componentsschemas_portfolio_ids_item_data in self.portfolio_id:
                componentsschemas_portfolio_ids_item: int | str
                componentsschemas_portfolio_ids_item = componentsschemas_portfolio_ids_item_data
                portfolio_id.append(componentsschemas_portfolio_ids_item)

        else:
            portfolio_id = self.portfolio_id

        output_type = self.output_type

        start_date: str | Unset
        if isinstance(self.start_date, Unset):
            start_date = UNSET
        elif isinstance(self.start_date, datetime.date):
            start_date = self.start_date.isoformat()
        else:
            start_date = self.start_date

        end_date: str | Unset
        if isinstance(self.end_date, Unset):
            end_date = UNSET
        elif isinstance(self.end_date, datetime.date):
            end_date = self.end_date.isoformat()
        else:
            end_date = self.end_date

        columns: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.columns, Unset):
            columns = []
            for columns_item_data in self.columns:
                columns_item = columns_item_data.to_dict()
                columns.append(columns_item)

        groupings: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.groupings, Unset):
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
        field_dict.update({})
        if view_id is not UNSET:
            field_dict["view_id"] = view_id
        if portfolio_type is not UNSET:
            field_dict["portfolio_type"] = portfolio_type
        if portfolio_id is not UNSET:
            field_dict["portfolio_id"] = portfolio_id
        if output_type is not UNSET:
            field_dict["output_type"] = output_type
        if start_date is not UNSET:
            field_dict["start_date"] = start_date
        if end_date is not UNSET:
            field_dict["end_date"] = end_date
        if columns is not UNSET:
            field_dict["columns"] = columns
        if groupings is not UNSET:
            field_dict["groupings"] = groupings
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

        def _parse_view_id(data: object) -> int | str | Unset:
            if isinstance(data, Unset):
                return data
            return cast(int | str | Unset, data)

        view_id = _parse_view_id(d.pop("view_id", UNSET))

        portfolio_type = d.pop("portfolio_type", UNSET)

        def _parse_portfolio_id(data: object) -> int | list[int | str] | str | Unset:
            if isinstance(data, Unset):
                return data
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
            return cast(int | list[int | str] | str | Unset, data)

        portfolio_id = _parse_portfolio_id(d.pop("portfolio_id", UNSET))

        output_type = d.pop("output_type", UNSET)

        def _parse_start_date(data: object) -> datetime.date | str | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                componentsschemas_day_type_0 = read_day(data)

                return componentsschemas_day_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | str | Unset, data)

        start_date = _parse_start_date(d.pop("start_date", UNSET))

        def _parse_end_date(data: object) -> datetime.date | str | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                componentsschemas_day_type_0 = read_day(data)

                return componentsschemas_day_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | str | Unset, data)

        end_date = _parse_end_date(d.pop("end_date", UNSET))

        _columns = d.pop("columns", UNSET)
        columns: list[AttributeCall] | Unset = UNSET
        if _columns is not UNSET:
            columns = []
            for columns_item_data in _columns:
                columns_item = AttributeCall.from_dict(columns_item_data)

                columns.append(columns_item)

        _groupings = d.pop("groupings", UNSET)
        groupings: list[AttributeCall] | Unset = UNSET
        if _groupings is not UNSET:
            groupings = []
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

        job_parameters = cls(
            view_id=view_id,
            portfolio_type=portfolio_type,
            portfolio_id=portfolio_id,
            output_type=output_type,
            start_date=start_date,
            end_date=end_date,
            columns=columns,
            groupings=groupings,
            filters=filters,
            hide_previous_holdings=hide_previous_holdings,
        )

        job_parameters.additional_properties = d
        return job_parameters

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
