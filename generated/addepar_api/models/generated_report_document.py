# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.generated_report import GeneratedReport
from ..models.included_resource import IncludedResource


@_attrs_define(getstate_setstate=False)
class GeneratedReportDocument(Envelope):
    """One report run.

    Attributes:
        data (GeneratedReport): A finished run of a report.
        included (list[IncludedResource]): Resources that are included with the requested ones.
    """

    data: GeneratedReport
    included: list[IncludedResource] = _attrs_field(factory=list)
