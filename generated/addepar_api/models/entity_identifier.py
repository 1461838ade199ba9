# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import Any, Literal

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    ConstReader,
    Field,
)
from attrs import define as _attrs_define
from attrs import field as _attrs_field


@json_properties(
    Field("type_", "type", ConstReader("entities"), required=True),
    Field("id", "id", required=True),
)
@_attrs_define
class EntityIdentifier(BackedModel):
    """Points at an entity.

    Attributes:
        type_ (Literal['entities']): Always entities. Default: 'entities'.
        id (int | str): Text in most places, a number in some; up to 14 digits, or a UUID.
    """

    id: int | str
    type_: Literal["entities"] = "entities"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
