# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import Any, Literal

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.generated_report_attributes import GeneratedReportAttributes
from ..models.generated_report_relationships import GeneratedReportRelationships


@_attrs_define(getstate_setstate=False)
class GeneratedReport(Envelope):
    """A finished run of a report.

    Attributes:
        type (Literal['generated_reports']): Always generated_reports.
        id (str): Text in most places, a number in others; up to 14 digits, or a UUID.
        attributes (GeneratedReportAttributes): The result of one run.
        relationships (GeneratedReportRelationships): What a report run is related to.
        links (dict[str, Any]): Addresses relative to the API root. Those inside resources are not reliable as identity:
            some pages print the link of another resource.
    """

    type: Literal["generated_reports"]
    id: str
    attributes: GeneratedReportAttributes = _attrs_field(factory=GeneratedReportAttributes)
    relationships: GeneratedReportRelationships = _attrs_field(factory=GeneratedReportRelationships)
    links: dict[str, Any] = _attrs_field(factory=dict)
