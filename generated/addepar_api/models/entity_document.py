# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    Field,
    ListReader,
    ModelReader,
)
from addepar_core.models.types import UNSET, Unset
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.entity import Entity
    from ..models.included_resource import IncludedResource


@json_properties(
    Field("data", "data", ModelReader("Entity"), required=True),
    Field("included", "included", ListReader(ModelReader("IncludedResource"))),
)
@_attrs_define
class EntityDocument(BackedModel):
    """One entity.

    Attributes:
        data (Entity): A person, trust, account, security or other node of the ownership graph.
        included (list[IncludedResource] | Unset): Resources delivered along with the ones asked for.
    """

    data: Entity
    included: list[IncludedResource] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
