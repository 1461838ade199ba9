# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    Field,
    ListReader,
    ModelReader,
    UnionReader,
)
from addepar_core.models.types import UNSET, Unset
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.generated_report import GeneratedReport
    from ..models.included_resource import IncludedResource
    from ..models.page_links import PageLinks


@json_properties(
    Field(
        "data",
        "data",
        UnionReader(ListReader(ModelReader("GeneratedReport")), ModelReader("GeneratedReport")),
        required=True,
    ),
    Field("included", "included", ListReader(ModelReader("IncludedResource"))),
    Field("links", "links", ModelReader("PageLinks")),
)
@_attrs_define
class GeneratedReportListDocument(BackedModel):
    """A page of report runs.

    Attributes:
        data (GeneratedReport | list[GeneratedReport]): Runs; one example prints a single object.
        included (list[IncludedResource] | Unset): Resources delivered along with the ones asked for.
        links (PageLinks | Unset): Neighbouring pages. Null, or no links at all, on the last page.
    """

    data: GeneratedReport | list[GeneratedReport]
    included: list[IncludedResource] | Unset = UNSET
    links: PageLinks | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
