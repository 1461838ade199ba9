# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import Any

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    Field,
)
from attrs import define as _attrs_define
from attrs import field as _attrs_field


@json_properties(
    Field("type_", "type", required=True),
    Field("id", "id", required=True),
)
@_attrs_define
class ResourceIdentifier(BackedModel):
    """Points at a resource.

    Attributes:
        type_ (str): The type of the resource, such as entities.
        id (int | str): Text in most places, a number in some; up to 14 digits, or a UUID.
    """

    type_: str
    id: int | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
