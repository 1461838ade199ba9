# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.job_status import JobStatus
from ..types import UNSET, Timestamp, Unset, timestamp_text

if TYPE_CHECKING:
    from ..models.error_object import ErrorObject
    from ..models.job_parameters import JobParameters


T = TypeVar("T", bound="JobAttributes")


@_attrs_define
class JobAttributes:
    """A job's state.

    Attributes:
        job_type (str | Unset): portfolio_view_results or PORTFOLIO_QUERY.
        status (JobStatus | str | Unset): One of the known states, or a new one.
        percent_complete (float | Unset): From 0.0 to 1.0; may be absent, and may stay below 1.0.
        started_at (datetime.datetime | str | Unset): A moment in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a
            fraction; one page prints a malformed one.
        completed_at (datetime.datetime | str | Unset): A moment in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a
            fraction; one page prints a malformed one.
        errors (ErrorObject | list[ErrorObject] | None | Unset): Why the job failed; a list in the page's example, an
            object in its table.
        parameters (JobParameters | Unset): The parameters of a job as the server repeats them, with defaults filled in.
    """

    job_type: str | Unset = UNSET
    status: JobStatus | str | Unset = UNSET
    percent_complete: float | Unset = UNSET
    started_at: datetime.datetime | str | Unset = UNSET
    completed_at: datetime.datetime | str | Unset = UNSET
    errors: ErrorObject | list[ErrorObject] | None | Unset = UNSET
    parameters: JobParameters | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.error_object import ErrorObject  # noqa: PLC0415

        job_type = self.job_type

        status: str | Unset
        if isinstance(self.status, Unset):
            status = UNSET
        elif isinstance(self.status, JobStatus):
            status = self.status.value
        else:
            status = self.status

        percent_complete = self.percent_complete

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

        errors: dict[str, Any] | list[dict[str, Any]] | None | Unset
        if isinstance(self.errors, Unset):
            errors = UNSET
        elif isinstance(self.errors, list):
            errors = []
            for errors_type_0_item_data in self.errors:
                errors_type_0_item = errors_type_0_item_data.to_dict()
                errors.append(errors_type_0_item)

        elif isinstance(self.errors, ErrorObject):
            errors = self.errors.to_dict()
        else:
            errors = self.errors

        parameters: dict[str, Any] | Unset = UNSET
        if not isinstance(self.parameters, Unset):
            parameters = self.parameters.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if job_type is not UNSET:
            field_dict["job_type"] = job_type
        if status is not UNSET:
            field_dict["status"] = status
        if percent_complete is not UNSET:
            field_dict["percent_complete"] = percent_complete
        if started_at is not UNSET:
            field_dict["started_at"] = started_at
        if completed_at is not UNSET:
            field_dict["completed_at"] = completed_at
        if errors is not UNSET:
            field_dict["errors"] = errors
        if parameters is not UNSET:
            field_dict["parameters"] = parameters

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.error_object import ErrorObject  # noqa: PLC0415
        from ..models.job_parameters import JobParameters  # noqa: PLC0415

        d = dict(src_dict)
        job_type = d.pop("job_type", UNSET)

        def _parse_status(data: object) -> JobStatus | str | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = JobStatus(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(JobStatus | str | Unset, data)

        status = _parse_status(d.pop("status", UNSET))

        percent_complete = d.pop("percent_complete", UNSET)

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

        def _parse_errors(data: object) -> ErrorObject | list[ErrorObject] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                errors_type_0 = []
                _errors_type_0 = data
                for errors_type_0_item_data in _errors_type_0:
                    errors_type_0_item = ErrorObject.from_dict(errors_type_0_item_data)

                    errors_type_0.append(errors_type_0_item)

                return errors_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                errors_type_1 = ErrorObject.from_dict(data)

                return errors_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ErrorObject | list[ErrorObject] | None | Unset, data)

        errors = _parse_errors(d.pop("errors", UNSET))

        _parameters = d.pop("parameters", UNSET)
        parameters: JobParameters | Unset
        if isinstance(_parameters, Unset):
            parameters = UNSET
        else:
            parameters = JobParameters.from_dict(_parameters)

        job_attributes = cls(
            job_type=job_type,
            status=status,
            percent_complete=percent_complete,
            started_at=started_at,
            completed_at=completed_at,
            errors=errors,
            parameters=parameters,
        )

        job_attributes.additional_properties = d
        return job_attributes

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
