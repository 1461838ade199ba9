# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    Field,
    ListReader,
    ModelReader,
)
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.position_update import PositionUpdate


@json_properties(
    Field("data", "data", ListReader(ModelReader("PositionUpdate")), required=True),
)
@_attrs_define
class PositionsUpdateDocument(BackedModel):
    """Changes to several positions.

    Attributes:
        data (list[PositionUpdate]): The changes, one for each position.
    """

    data: list[PositionUpdate]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
