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
    from ..models.included_resource import IncludedResource
    from ..models.position import Position


@json_properties(
    Field("data", "data", UnionReader(ListReader(ModelReader("Position")), ModelReader("Position")), required=True),
    Field("included", "included", ListReader(ModelReader("IncludedResource"))),
)
@_attrs_define
class PositionsDocument(BackedModel):
    """One position, or several.

    Attributes:
        data (list[Position] | Position): One position or several; a bulk request with one item has returned an object.
        included (list[IncludedResource] | Unset): Resources delivered along with the ones asked for.
    """

    data: list[Position] | Position
    included: list[IncludedResource] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
