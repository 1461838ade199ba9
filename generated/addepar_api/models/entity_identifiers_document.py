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
    from ..models.entity_identifier import EntityIdentifier


@json_properties(
    Field("data", "data", ListReader(ModelReader("EntityIdentifier")), required=True),
)
@_attrs_define
class EntityIdentifiersDocument(BackedModel):
    """Which entities.

    Attributes:
        data (list[EntityIdentifier]): Types and ids of the entities.
    """

    data: list[EntityIdentifier]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
