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
    from ..models.entity_identifiers_document import EntityIdentifiersDocument
    from ..models.group_identifiers_document import GroupIdentifiersDocument


@json_properties(
    Field("associated_groups", "associated_groups", ModelReader("GroupIdentifiersDocument")),
    Field("associated_entities", "associated_entities", ModelReader("EntityIdentifiersDocument")),
)
@_attrs_define
class FileAssociations(BackedModel):
    """Groups and entities of a file, as they are sent.

    Attributes:
        associated_groups (GroupIdentifiersDocument | Unset): Which groups.
        associated_entities (EntityIdentifiersDocument | Unset): Which entities.
    """

    associated_groups: GroupIdentifiersDocument | Unset = UNSET
    associated_entities: EntityIdentifiersDocument | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
