# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addepar_core.models.backing import JsonBacked, backed
from addepar_core.models.readers import Field, either, many, nested
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.position_create import PositionCreate


@backed(
    Field("data", "data", either(many(nested("PositionCreate")), nested("PositionCreate")), required=True),
)
@_attrs_define
class PositionsCreateDocument(JsonBacked):
    """
    Attributes:
        data (list[PositionCreate] | PositionCreate): One position or several.
    """

    data: list[PositionCreate] | PositionCreate
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
