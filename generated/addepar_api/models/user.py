# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from addepar_core.models.backing import JsonBacked, backed
from addepar_core.models.readers import Field, constant, nested
from addepar_core.models.types import UNSET, Unset
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.links import Links
    from ..models.user_attributes import UserAttributes
    from ..models.user_relationships import UserRelationships


@backed(
    Field("id", "id", required=True),
    Field("type_", "type", constant("users"), required=True),
    Field("attributes", "attributes", nested("UserAttributes")),
    Field("relationships", "relationships", nested("UserRelationships")),
    Field("links", "links", nested("Links")),
)
@_attrs_define
class User(JsonBacked):
    """A user of the firm.

    Attributes:
        id (int | str): Text in most places, a number in some; up to 14 digits, or a UUID.
        type_ (Literal['users']):
        attributes (UserAttributes | Unset): Who a user is and what they may do.
        relationships (UserRelationships | Unset):
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
