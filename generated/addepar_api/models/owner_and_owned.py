# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    Field,
    ModelReader,
)
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.point_to_entity import PointToEntity


@json_properties(
    Field("owner", "owner", ModelReader("PointToEntity"), required=True),
    Field("owned", "owned", ModelReader("PointToEntity"), required=True),
)
@_attrs_define
class OwnerAndOwned(BackedModel):
    """Both ends, as they are sent.

    Attributes:
        owner (PointToEntity): A relationship to an entity, as it is sent.
        owned (PointToEntity): A relationship to an entity, as it is sent.
    """

    owner: PointToEntity
    owned: PointToEntity
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
