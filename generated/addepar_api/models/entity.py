# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import Any, Literal

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.entity_attributes import EntityAttributes


@_attrs_define(getstate_setstate=False)
class Entity(Envelope):
    """A person, trust, account, security or other node of the ownership graph.

    Attributes:
        id (str): Text in most places, a number in others; up to 14 digits, or a UUID.
        type (Literal['entities']): Always entities.
        attributes (EntityAttributes): Some of an entity's attributes, depending on its type.
        links (dict[str, Any]): Addresses relative to the API root. Those inside resources are not reliable as identity:
            some pages print the link of another resource.
    """

    id: str
    type: Literal["entities"]
    attributes: EntityAttributes = _attrs_field(factory=EntityAttributes)
    links: dict[str, Any] = _attrs_field(factory=dict)
