# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    ConstReader,
    Field,
    ModelReader,
)
from addepar_core.models.types import UNSET, Unset
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.generated_report_attributes import GeneratedReportAttributes
    from ..models.generated_report_relationships import GeneratedReportRelationships
    from ..models.links import Links


@json_properties(
    Field("type_", "type", ConstReader("generated_reports"), required=True),
    Field("id", "id", required=True),
    Field("attributes", "attributes", ModelReader("GeneratedReportAttributes")),
    Field("relationships", "relationships", ModelReader("GeneratedReportRelationships")),
    Field("links", "links", ModelReader("Links")),
)
@_attrs_define
class GeneratedReport(BackedModel):
    """A finished run of a report.

    Attributes:
        type_ (Literal['generated_reports']): Always generated_reports.
        id (int | str): Text in most places, a number in some; up to 14 digits, or a UUID.
        attributes (GeneratedReportAttributes | Unset): What one run produced.
        relationships (GeneratedReportRelationships | Unset): What a report run is related to.
        links (Links | Unset): Addresses relative to the API root. Those inside resources are not reliable as identity:
            some pages print the
            link of another resource.
    """

    type_: Literal["generated_reports"]
    id: int | str
    attributes: GeneratedReportAttributes | Unset = UNSET
    relationships: GeneratedReportRelationships | Unset = UNSET
    links: Links | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
