# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    Field,
    ModelReader,
)
from addepar_core.models.types import UNSET, Unset
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.point_to_entity import PointToEntity


@json_properties(
    Field("owner", "owner", ModelReader("PointToEntity")),
    Field("owned", "owned", ModelReader("PointToEntity")),
)
@_attrs_define
class PositionEnds(BackedModel):
    """One or both ends of a position; they may be repeated, not changed.

    Attributes:
        owner (PointToEntity | Unset): A relationship to an entity, as it is sent.
        owned (PointToEntity | Unset): A relationship to an entity, as it is sent.
    """

    owner: PointToEntity | Unset = UNSET
    owned: PointToEntity | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
