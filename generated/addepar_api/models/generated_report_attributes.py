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
    read_datetime,
)
from addepar_core.models.types import UNSET, Unset
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.failed_portfolio import FailedPortfolio
    from ..models.generated_portfolio import GeneratedPortfolio
    from ..models.generated_report_job_type import GeneratedReportJobType
    from ..models.generated_report_status import GeneratedReportStatus


@json_properties(
    Field("report_id", "report_id"),
    Field("report_name", "report_name"),
    Field("status", "status", EnumReader("GeneratedReportStatus")),
    Field("started_at", "started_at", read_datetime),
    Field("completed_at", "completed_at", read_datetime),
    Field("job_type", "job_type", EnumReader("GeneratedReportJobType")),
    Field("generated_portfolios", "generated_portfolios", ListReader(ModelReader("GeneratedPortfolio"))),
    Field("failed_portfolios", "failed_portfolios", ListReader(ModelReader("FailedPortfolio"))),
)
@_attrs_define
class GeneratedReportAttributes(BackedModel):
    """What one run produced.

    Attributes:
        report_id (int | str | Unset): Text in most places, a number in some; up to 14 digits, or a UUID.
        report_name (None | str | Unset): The name of the report.
        status (GeneratedReportStatus | None | str | Unset): One of the known ends, or a new one.
        started_at (datetime.datetime | None | str | Unset): A moment in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a
            fraction; one page prints a malformed one.
        completed_at (datetime.datetime | None | str | Unset): A moment in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a
            fraction; one page prints a malformed one.
        job_type (GeneratedReportJobType | None | str | Unset): One of the known kinds, or a new one.
        generated_portfolios (list[GeneratedPortfolio] | None | Unset): The portfolios whose PDF was made.
        failed_portfolios (list[FailedPortfolio] | None | Unset): The portfolios whose PDF could not be made.
    """

    report_id: int | str | Unset = UNSET
    report_name: None | str | Unset = UNSET
    status: GeneratedReportStatus | None | str | Unset = UNSET
    started_at: datetime.datetime | None | str | Unset = UNSET
    completed_at: datetime.datetime | None | str | Unset = UNSET
    job_type: GeneratedReportJobType | None | str | Unset = UNSET
    generated_portfolios: list[GeneratedPortfolio] | None | Unset = UNSET
    failed_portfolios: list[FailedPortfolio] | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
