# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import Any, Literal

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.user_attributes import UserAttributes
from ..models.user_relationships import UserRelationships


@_attrs_define(getstate_setstate=False)
class User(Envelope):
    """A user of the firm.

    Attributes:
        id (str): Text in most places, a number in others; up to 14 digits, or a UUID.
        type (Literal['users']): Always users.
        attributes (UserAttributes): A user's name, sign-in and permissions.
        relationships (UserRelationships): What a user is related to.
        links (dict[str, Any]): Addresses relative to the API root. Those inside resources are not reliable as identity:
            some pages print the link of another resource.
    """

    id: str
    type: Literal["users"]
    attributes: UserAttributes = _attrs_field(factory=UserAttributes)
    relationships: UserRelationships = _attrs_field(factory=UserRelationships)
    links: dict[str, Any] = _attrs_field(factory=dict)
