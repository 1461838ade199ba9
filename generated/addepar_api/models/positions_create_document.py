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
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.position_create import PositionCreate


@json_properties(
    Field(
        "data",
        "data",
        UnionReader(ListReader(ModelReader("PositionCreate")), ModelReader("PositionCreate")),
        required=True,
    ),
)
@_attrs_define
class PositionsCreateDocument(BackedModel):
    """One position to create, or several.

    Attributes:
        data (list[PositionCreate] | PositionCreate): One position or several.
    """

    data: list[PositionCreate] | PositionCreate
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
