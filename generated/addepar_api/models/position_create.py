# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    ConstReader,
    Field,
    ModelReader,
)
from addepar_core.models.types import UNSET, Unset
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.owner_and_owned import OwnerAndOwned
    from ..models.position_write_attributes import PositionWriteAttributes


@json_properties(
    Field("type_", "type", ConstReader("positions"), required=True),
    Field("relationships", "relationships", ModelReader("OwnerAndOwned"), required=True),
    Field("attributes", "attributes", ModelReader("PositionWriteAttributes")),
)
@_attrs_define
class PositionCreate(BackedModel):
    """A position to create.

    Attributes:
        type_ (Literal['positions']): Always positions. Default: 'positions'.
        relationships (OwnerAndOwned): Both ends, as they are sent.
        attributes (PositionWriteAttributes | Unset): Standard attributes by name, custom ones as `_custom_<name>_<id>`
            with a list of `{value, date, weight}`. The two
            time stamps cannot be sent.
    """

    relationships: OwnerAndOwned
    type_: Literal["positions"] = "positions"
    attributes: PositionWriteAttributes | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
