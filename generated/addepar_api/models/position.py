# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import Any, Literal

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.position_attributes import PositionAttributes
from ..models.position_relationships import PositionRelationships


@_attrs_define(getstate_setstate=False)
class Position(Envelope):
    """One entity holding another.

    Attributes:
        id (str): Text in most places, a number in others; up to 14 digits, or a UUID.
        type (Literal['positions']): Always positions.
        attributes (PositionAttributes): Inception data and names; custom attributes are further members.
        relationships (PositionRelationships): Both ends of a position.
        links (dict[str, Any]): Addresses relative to the API root. Those inside resources are not reliable as identity:
            some pages print the link of another resource.
    """

    id: str
    type: Literal["positions"]
    attributes: PositionAttributes = _attrs_field(factory=PositionAttributes)
    relationships: PositionRelationships = _attrs_field(factory=PositionRelationships)
    links: dict[str, Any] = _attrs_field(factory=dict)
