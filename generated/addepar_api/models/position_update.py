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
    from ..models.position_ends import PositionEnds
    from ..models.position_write_attributes import PositionWriteAttributes


@json_properties(
    Field("type_", "type", ConstReader("positions"), required=True),
    Field("id", "id", required=True),
    Field("attributes", "attributes", ModelReader("PositionWriteAttributes")),
    Field("relationships", "relationships", ModelReader("PositionEnds")),
)
@_attrs_define
class PositionUpdate(BackedModel):
    """A change to a position.

    Attributes:
        type_ (Literal['positions']): Always positions. Default: 'positions'.
        id (int | str): Text in most places, a number in some; up to 14 digits, or a UUID.
        attributes (PositionWriteAttributes | Unset): Standard attributes by name, custom ones as `_custom_<name>_<id>`
            with a list of `{value, date, weight}`. The two
            time stamps cannot be sent.
        relationships (PositionEnds | Unset): One or both ends of a position; they may be repeated, not changed.
    """

    id: int | str
    type_: Literal["positions"] = "positions"
    attributes: PositionWriteAttributes | Unset = UNSET
    relationships: PositionEnds | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
