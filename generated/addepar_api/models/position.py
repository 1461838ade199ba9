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
    from ..models.links import Links
    from ..models.position_attributes import PositionAttributes
    from ..models.position_relationships import PositionRelationships


@json_properties(
    Field("id", "id", required=True),
    Field("type_", "type", ConstReader("positions"), required=True),
    Field("attributes", "attributes", ModelReader("PositionAttributes")),
    Field("relationships", "relationships", ModelReader("PositionRelationships")),
    Field("links", "links", ModelReader("Links")),
)
@_attrs_define
class Position(BackedModel):
    """One entity holding another.

    Attributes:
        id (int | str): Text in most places, a number in some; up to 14 digits, or a UUID.
        type_ (Literal['positions']): Always positions.
        attributes (PositionAttributes | Unset): Inception data and names; custom attributes come as further members.
        relationships (PositionRelationships | Unset): Both ends of a position.
        links (Links | Unset): Addresses relative to the API root. Those inside resources are not reliable as identity:
            some pages print the
            link of another resource.
    """

    id: int | str
    type_: Literal["positions"]
    attributes: PositionAttributes | Unset = UNSET
    relationships: PositionRelationships | Unset = UNSET
    links: Links | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
