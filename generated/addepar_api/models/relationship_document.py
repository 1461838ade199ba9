# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import Any

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.resource_identifier import ResourceIdentifier


@_attrs_define(getstate_setstate=False)
class RelationshipDocument(Envelope):
    """The one resource that a relationship points to.

    Attributes:
        data (ResourceIdentifier): A reference to a resource.
        links (dict[str, Any]): Addresses relative to the API root. Those inside resources are not reliable as identity:
            some pages print the link of another resource.
    """

    data: ResourceIdentifier
    links: dict[str, Any] = _attrs_field(factory=dict)
