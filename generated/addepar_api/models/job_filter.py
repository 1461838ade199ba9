# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    Field,
    ModelReader,
    UnionReader,
)
from addepar_core.models.types import UNSET, Unset
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.attribute_call import AttributeCall


@json_properties(
    Field("attribute", "attribute", UnionReader(ModelReader("AttributeCall"), plain=(str,)), required=True),
    Field("type_", "type"),
    Field("operator", "operator"),
    Field("values", "values"),
)
@_attrs_define
class JobFilter(BackedModel):
    """Keeps or drops rows of a query's result.

    Attributes:
        attribute (AttributeCall | str): The attribute's key; comes back as an object with key and arguments.
        type_ (str | Unset): The kind of filter. Example: discrete.
        operator (str | Unset): What to do with rows that match. Example: include.
        values (list[Any] | Unset): The values to compare with.
    """

    attribute: AttributeCall | str
    type_: str | Unset = UNSET
    operator: str | Unset = UNSET
    values: list[Any] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
