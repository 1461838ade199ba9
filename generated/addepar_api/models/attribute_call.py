# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    Field,
    ModelReader,
)
from addepar_core.models.types import UNSET, Unset
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.attribute_arguments import AttributeArguments


@json_properties(
    Field("key", "key", required=True),
    Field("arguments", "arguments", ModelReader("AttributeArguments")),
)
@_attrs_define
class AttributeCall(BackedModel):
    """An Addepar attribute with its arguments, as a column or a grouping.

    Attributes:
        key (str): The attribute's key. Example: time_weighted_return.
        arguments (AttributeArguments | Unset): Arguments by name; what is left out takes its default.
    """

    key: str
    arguments: AttributeArguments | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
