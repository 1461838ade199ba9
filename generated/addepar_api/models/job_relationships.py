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
    from ..models.to_one import ToOne


@json_properties(
    Field("creator", "creator", ModelReader("ToOne")),
)
@_attrs_define
class JobRelationships(BackedModel):
    """What a job is related to.

    Attributes:
        creator (ToOne | Unset): A relationship to one resource.
    """

    creator: ToOne | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
