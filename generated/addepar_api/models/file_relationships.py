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


@json_properties(
    Field("associated_groups", "associated_groups", ModelReader("ToMany")),
    Field("associated_entities", "associated_entities", ModelReader("ToMany")),
)
@_attrs_define
class FileRelationships(BackedModel):
    """The groups and entities that a file belongs to.

    Attributes:
        associated_groups (ToMany | Unset): A relationship to any number of resources.
        associated_entities (ToMany | Unset): A relationship to any number of resources.
    """

    associated_groups: ToMany | Unset = UNSET
    associated_entities: ToMany | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
