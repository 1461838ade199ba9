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
    from ..models.to_many import ToMany
    from ..models.to_one import ToOne


@json_properties(
    Field("permissioned_entities", "permissioned_entities", ModelReader("ToMany")),
    Field("assigned_role", "assigned_role", ModelReader("ToOne")),
    Field("permissioned_groups", "permissioned_groups", ModelReader("ToMany")),
)
@_attrs_define
class UserRelationships(BackedModel):
    """What a user is related to.

    Attributes:
        permissioned_entities (ToMany | Unset): A relationship to any number of resources.
        assigned_role (ToOne | Unset): A relationship to one resource.
        permissioned_groups (ToMany | Unset): A relationship to any number of resources.
    """

    permissioned_entities: ToMany | Unset = UNSET
    assigned_role: ToOne | Unset = UNSET
    permissioned_groups: ToMany | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
