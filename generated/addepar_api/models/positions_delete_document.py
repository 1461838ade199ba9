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
    from ..models.position_identifier import PositionIdentifier


@json_properties(
    Field("data", "data", ListReader(ModelReader("PositionIdentifier")), required=True),
)
@_attrs_define
class PositionsDeleteDocument(BackedModel):
    """The positions to delete.

    Attributes:
        data (list[PositionIdentifier]): Types and ids of the positions.
    """

    data: list[PositionIdentifier]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
