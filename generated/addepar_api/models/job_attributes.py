# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    EnumReader,
    Field,
    ListReader,
    ModelReader,
    UnionReader,
    read_datetime,
)
from addepar_core.models.types import UNSET, Unset
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.error_object import ErrorObject
    from ..models.job_parameters import JobParameters
    from ..models.job_status import JobStatus


@json_properties(
    Field("job_type", "job_type"),
    Field("status", "status", EnumReader("JobStatus")),
    Field("percent_complete", "percent_complete"),
    Field("started_at", "started_at", read_datetime),
    Field("completed_at", "completed_at", read_datetime),
    Field("errors", "errors", UnionReader(ListReader(ModelReader("ErrorObject")), ModelReader("ErrorObject"))),
    Field("parameters", "parameters", ModelReader("JobParameters")),
)
@_attrs_define
class JobAttributes(BackedModel):
    """A job's state.

    Attributes:
        job_type (None | str | Unset): portfolio_view_results or PORTFOLIO_QUERY.
        status (JobStatus | None | str | Unset): One of the known states, or a new one.
        percent_complete (float | None | Unset): From 0.0 to 1.0; may be absent, and may stay below 1.0.
        started_at (datetime.datetime | None | str | Unset): A moment in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a
            fraction; one page prints a malformed one.
        completed_at (datetime.datetime | None | str | Unset): A moment in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a
            fraction; one page prints a malformed one.
        errors (ErrorObject | list[ErrorObject] | None | Unset): Why the job failed; a list in the page's example, an
            object in its table.
        parameters (JobParameters | Unset): The parameters of a job as the server repeats them, with defaults filled in.
    """

    job_type: None | str | Unset = UNSET
    status: JobStatus | None | str | Unset = UNSET
    percent_complete: float | None | Unset = UNSET
    started_at: datetime.datetime | None | str | Unset = UNSET
    completed_at: datetime.datetime | None | str | Unset = UNSET
    errors: ErrorObject | list[ErrorObject] | None | Unset = UNSET
    parameters: JobParameters | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
