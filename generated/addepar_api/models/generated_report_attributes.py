# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.generated_report_job_type import GeneratedReportJobType
from ..models.generated_report_status import GeneratedReportStatus
from ..types import UNSET, Timestamp, Unset, timestamp_text

if TYPE_CHECKING:
    from ..models.failed_portfolio import FailedPortfolio
    from ..models.generated_portfolio import GeneratedPortfolio


T = TypeVar("T", bound="GeneratedReportAttributes")


@_attrs_define
class GeneratedReportAttributes:
    """What one run produced.

    Attributes:
        report_id (int | str | Unset): Text in most places, a number in some; up to 14 digits, or a UUID.
        report_name (str | Unset):
        status (GeneratedReportStatus | str | Unset): One of the known ends, or a new one.
        started_at (datetime.datetime | str | Unset): A moment in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a
            fraction; one page prints a malformed one.
        completed_at (datetime.datetime | str | Unset): A moment in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a
            fraction; one page prints a malformed one.
        job_type (GeneratedReportJobType | str | Unset): One of the known kinds, or a new one.
        generated_portfolios (list[GeneratedPortfolio] | Unset):
        failed_portfolios (list[FailedPortfolio] | Unset):
    """

    report_id: int | str | Unset = UNSET
    report_name: str | Unset = UNSET
    status: GeneratedReportStatus | str | Unset = UNSET
    started_at: datetime.datetime | str | Unset = UNSET
    completed_at: datetime.datetime | str | Unset = UNSET
    job_type: GeneratedReportJobType | str | Unset = UNSET
    generated_portfolios: list[GeneratedPortfolio] | Unset = UNSET
    failed_portfolios: list[FailedPortfolio] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        report_id: int | str | Unset
        if isinstance(self.report_id, Unset):
            report_id = UNSET
        else:
            report_id = self.report_id

        report_name = self.report_name

        status: str | Unset
        if isinstance(self.status, Unset):
            status = UNSET
        elif isinstance(self.status, GeneratedReportStatus):
            status = self.status.value
        else:
            status = self.status

        started_at: str | Unset
        if isinstance(self.started_at, Unset):
            started_at = UNSET
        elif isinstance(self.started_at, datetime.datetime):
            started_at = timestamp_text(self.started_at)
        else:
            started_at = self.started_at

        completed_at: str | Unset
        if isinstance(self.completed_at, Unset):
            completed_at = UNSET
        elif isinstance(self.completed_at, datetime.datetime):
            completed_at = timestamp_text(self.completed_at)
        else:
            completed_at = self.completed_at

        job_type: str | Unset
        if isinstance(self.job_type, Unset):
            job_type = UNSET
        elif isinstance(self.job_type, GeneratedReportJobType):
            job_type = self.job_type.value
        else:
            job_type = self.job_type

        generated_portfolios: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.generated_portfolios, Unset):
            generated_portfolios = []
            for generated_portfolios_item_data in self.generated_portfolios:
                generated_portfolios_item = generated_portfolios_item_data.to_dict()
                generated_portfolios.append(generated_portfolios_item)

        failed_portfolios: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.failed_portfolios, Unset):
            failed_portfolios = []
            for failed_portfolios_item_data in self.failed_portfolios:
                failed_portfolios_item = failed_portfolios_item_data.to_dict()
                failed_portfolios.append(failed_portfolios_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if report_id is not UNSET:
            field_dict["report_id"] = report_id
        if report_name is not UNSET:
            field_dict["report_name"] = report_name
        if status is not UNSET:
            field_dict["status"] = status
        if started_at is not UNSET:
            field_dict["started_at"] = started_at
        if completed_at is not UNSET:
            field_dict["completed_at"] = completed_at
        if job_type is not UNSET:
            field_dict["job_type"] = job_type
        if generated_portfolios is not UNSET:
            field_dict["generated_portfolios"] = generated_portfolios
        if failed_portfolios is not UNSET:
            field_dict["failed_portfolios"] = failed_portfolios

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.failed_portfolio import FailedPortfolio  # noqa: PLC0415
        from ..models.generated_portfolio import GeneratedPortfolio  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_report_id(data: object) -> int | str | Unset:
            if isinstance(data, Unset):
                return data
            return cast(int | str | Unset, data)

        report_id = _parse_report_id(d.pop("report_id", UNSET))

        report_name = d.pop("report_name", UNSET)

        def _parse_status(data: object) -> GeneratedReportStatus | str | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = GeneratedReportStatus(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(GeneratedReportStatus | str | Unset, data)

        status = _parse_status(d.pop("status", UNSET))

        def _parse_started_at(data: object) -> datetime.datetime | str | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                componentsschemas_timestamp_type_0 = Timestamp.read(data)

                return componentsschemas_timestamp_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | str | Unset, data)

        started_at = _parse_started_at(d.pop("started_at", UNSET))

        def _parse_completed_at(data: object) -> datetime.datetime | str | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                componentsschemas_timestamp_type_0 = Timestamp.read(data)

                return componentsschemas_timestamp_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | str | Unset, data)

        completed_at = _parse_completed_at(d.pop("completed_at", UNSET))

        def _parse_job_type(data: object) -> GeneratedReportJobType | str | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                job_type_type_0 = GeneratedReportJobType(data)

                return job_type_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(GeneratedReportJobType | str | Unset, data)

        job_type = _parse_job_type(d.pop("job_type", UNSET))

        _generated_portfolios = d.pop("generated_portfolios", UNSET)
        generated_portfolios: list[GeneratedPortfolio] | Unset = UNSET
        if _generated_portfolios is not UNSET:
            generated_portfolios = []
            for generated_portfolios_item_data in _generated_portfolios:
                generated_portfolios_item = GeneratedPortfolio.from_dict(generated_portfolios_item_data)

                generated_portfolios.append(generated_portfolios_item)

        _failed_portfolios = d.pop("failed_portfolios", UNSET)
        failed_portfolios: list[FailedPortfolio] | Unset = UNSET
        if _failed_portfolios is not UNSET:
            failed_portfolios = []
            for failed_portfolios_item_data in _failed_portfolios:
                failed_portfolios_item = FailedPortfolio.from_dict(failed_portfolios_item_data)

                failed_portfolios.append(failed_portfolios_item)

        generated_report_attributes = cls(
            report_id=report_id,
            report_name=report_name,
            status=status,
            started_at=started_at,
            completed_at=completed_at,
            job_type=job_type,
            generated_portfolios=generated_portfolios,
            failed_portfolios=failed_portfolios,
        )

        generated_report_attributes.additional_properties = d
        return generated_report_attributes

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
