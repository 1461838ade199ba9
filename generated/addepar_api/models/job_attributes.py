# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from addepar_core.models.open_object import OpenObject, member
from addepar_core.operations.inputs.values import Number

from ..models.error_object import ErrorObject
from ..models.job_parameters import JobParameters
from ..models.job_status import JobStatus


class JobAttributes(OpenObject):
    """A job's state.

    Attributes:
        job_type (str): portfolio_view_results or PORTFOLIO_QUERY.
        status (JobStatus | str): One of the known states, or a new one.
        percent_complete (float): The completed part, as a fraction. The page prints 0.0 and 1.0, and some of its jobs
            lack the attribute. Do not wait for 1.0: that a finished job may stay below it is our reading.
        started_at (datetime.datetime | str): A timestamp in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a fraction; one
            page prints a malformed one.
        completed_at (datetime.datetime | str): A timestamp in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a fraction;
            one page prints a malformed one.
        errors (list[ErrorObject] | ErrorObject): Why the job failed; a list in the page's example, an object in its
            table.
        parameters (JobParameters): The parameters of a job as the server repeats them, with defaults filled in.
    """

    if not TYPE_CHECKING:
        __slots__ = ()

    job_type: str | None = member("job_type", "text", nullable=True)
    status: JobStatus | str | None = member("status", "enum", JobStatus, nullable=True)
    percent_complete: float | Any | None = member("percent_complete", "number", nullable=True)
    started_at: datetime.datetime | str | None = member("started_at", "date-time", nullable=True)
    completed_at: datetime.datetime | str | None = member("completed_at", "date-time", nullable=True)
    errors: list[ErrorObject] | ErrorObject | None = member("errors", "object", ErrorObject, nullable=True)
    parameters: JobParameters | None = member("parameters", "object", JobParameters)

    if TYPE_CHECKING:

        def __init__(
            self,
            members: Mapping[str, Any] = ...,
            /,
            *,
            job_type: str | None = ...,
            status: JobStatus | str | None = ...,
            percent_complete: Number | None = ...,
            started_at: datetime.datetime | str | None = ...,
            completed_at: datetime.datetime | str | None = ...,
            errors: list[ErrorObject] | ErrorObject | None = ...,
            parameters: JobParameters | None = ...,
            **custom: Any,
        ) -> None: ...
