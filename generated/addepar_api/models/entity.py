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
    from ..models.entity_attributes import EntityAttributes
    from ..models.links import Links


@json_properties(
    Field("id", "id", required=True),
    Field("type_", "type", ConstReader("entities"), required=True),
    Field("attributes", "attributes", ModelReader("EntityAttributes")),
    Field("links", "links", ModelReader("Links")),
)
@_attrs_define
class Entity(BackedModel):
    """A person, trust, account, security or other node of the ownership graph.

    Attributes:
        id (int | str): Text in most places, a number in some; up to 14 digits, or a UUID.
        type_ (Literal['entities']): Always entities.
        attributes (EntityAttributes | Unset): A few of an entity's attributes; which ones come depends on its kind.
        links (Links | Unset): Addresses relative to the API root. Those inside resources are not reliable as identity:
            some pages print the
            link of another resource.
    """

    id: int | str
    type_: Literal["entities"]
    attributes: EntityAttributes | Unset = UNSET
    links: Links | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
