# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    Field,
    ListReader,
    ModelReader,
)
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.error_object import ErrorObject


@json_properties(
    Field("errors", "errors", ListReader(ModelReader("ErrorObject")), required=True),
)
@_attrs_define
class ErrorDocument(BackedModel):
    """What went wrong. No page prints one; the items are those of a failed job's `errors`, in a JSON:API envelope.

    Attributes:
        errors (list[ErrorObject]): The errors, one or more.
    """

    errors: list[ErrorObject]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
