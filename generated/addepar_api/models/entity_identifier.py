# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import Any, Literal

from addepar_core.models.backing import JsonBacked, backed
from addepar_core.models.readers import Field, constant
from attrs import define as _attrs_define
from attrs import field as _attrs_field


@backed(
    Field("type_", "type", constant("entities"), required=True),
    Field("id", "id", required=True),
)
@_attrs_define
class EntityIdentifier(JsonBacked):
    """Points at an entity.

    Attributes:
        type_ (Literal['entities']):  Default: 'entities'.
        id (int | str): Text in most places, a number in some; up to 14 digits, or a UUID.
    """

    id: int | str
    type_: Literal["entities"] = "entities"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
