# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from addepar_core.models.open_object import OpenObject, member

from ..models.failed_portfolio import FailedPortfolio
from ..models.generated_portfolio import GeneratedPortfolio
from ..models.generated_report_job_type import GeneratedReportJobType
from ..models.generated_report_status import GeneratedReportStatus


class GeneratedReportAttributes(OpenObject):
    """The result of one run.

    Attributes:
        report_id (str): Text in most places, a number in others; up to 14 digits, or a UUID.
        report_name (str): The name of the report.
        status (GeneratedReportStatus | str): One of the known statuses, or a new one.
        started_at (datetime.datetime | str): A timestamp in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a fraction; one
            page prints a malformed one.
        completed_at (datetime.datetime | str): A timestamp in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a fraction;
            one page prints a malformed one.
        job_type (GeneratedReportJobType | str): One of the known types, or a new one.
        generated_portfolios (list[GeneratedPortfolio]): The portfolios whose PDF was created.
        failed_portfolios (list[FailedPortfolio]): The portfolios whose PDF could not be created.
    """

    if not TYPE_CHECKING:
        __slots__ = ()

    report_id: str | None = member("report_id", "id")
    report_name: str | None = member("report_name", "text", nullable=True)
    status: GeneratedReportStatus | str | None = member("status", "enum", GeneratedReportStatus, nullable=True)
    started_at: datetime.datetime | str | None = member("started_at", "date-time", nullable=True)
    completed_at: datetime.datetime | str | None = member("completed_at", "date-time", nullable=True)
    job_type: GeneratedReportJobType | str | None = member("job_type", "enum", GeneratedReportJobType, nullable=True)
    generated_portfolios: list[GeneratedPortfolio] | None = member(
        "generated_portfolios", "object", GeneratedPortfolio, nullable=True
    )
    failed_portfolios: list[FailedPortfolio] | None = member(
        "failed_portfolios", "object", FailedPortfolio, nullable=True
    )

    if TYPE_CHECKING:

        def __init__(
            self,
            members: Mapping[str, Any] = ...,
            /,
            *,
            report_id: str | None = ...,
            report_name: str | None = ...,
            status: GeneratedReportStatus | str | None = ...,
            started_at: datetime.datetime | str | None = ...,
            completed_at: datetime.datetime | str | None = ...,
            job_type: GeneratedReportJobType | str | None = ...,
            generated_portfolios: list[GeneratedPortfolio] | None = ...,
            failed_portfolios: list[FailedPortfolio] | None = ...,
            **custom: Any,
        ) -> None: ...
