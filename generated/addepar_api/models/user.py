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
    from ..models.user_attributes import UserAttributes
    from ..models.user_relationships import UserRelationships


@json_properties(
    Field("id", "id", required=True),
    Field("type_", "type", ConstReader("users"), required=True),
    Field("attributes", "attributes", ModelReader("UserAttributes")),
    Field("relationships", "relationships", ModelReader("UserRelationships")),
    Field("links", "links", ModelReader("Links")),
)
@_attrs_define
class User(BackedModel):
    """A user of the firm.

    Attributes:
        id (int | str): Text in most places, a number in some; up to 14 digits, or a UUID.
        type_ (Literal['users']): Always users.
        attributes (UserAttributes | Unset): Who a user is and what they may do.
        relationships (UserRelationships | Unset): What a user is related to.
        links (Links | Unset): Addresses relative to the API root. Those inside resources are not reliable as identity:
            some pages print the
            link of another resource.
    """

    id: int | str
    type_: Literal["users"]
    attributes: UserAttributes | Unset = UNSET
    relationships: UserRelationships | Unset = UNSET
    links: Links | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
