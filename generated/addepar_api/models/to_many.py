# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    Field,
    ListReader,
    ModelReader,
)
from addepar_core.models.types import UNSET, Unset
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.links import Links
    from ..models.resource_identifier import ResourceIdentifier


@json_properties(
    Field("links", "links", ModelReader("Links")),
    Field("data", "data", ListReader(ModelReader("ResourceIdentifier"))),
)
@_attrs_define
class ToMany(BackedModel):
    """A relationship to any number of resources.

    Attributes:
        links (Links | Unset): Addresses relative to the API root. Those inside resources are not reliable as identity:
            some pages print the
            link of another resource.
        data (list[ResourceIdentifier] | Unset): Types and ids of the related resources.
    """

    links: Links | Unset = UNSET
    data: list[ResourceIdentifier] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
