# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addepar_core.models.backing import JsonBacked, backed
from addepar_core.models.readers import Field, many, nested
from addepar_core.models.types import UNSET, Unset
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.included_resource import IncludedResource
    from ..models.position import Position


@backed(
    Field("data", "data", nested("Position"), required=True),
    Field("included", "included", many(nested("IncludedResource"))),
)
@_attrs_define
class PositionDocument(JsonBacked):
    """
    Attributes:
        data (Position): One entity holding another.
        included (list[IncludedResource] | Unset):
    """

    data: Position
    included: list[IncludedResource] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
