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
    Field("name", "name", required=True),
)
@_attrs_define
class FileCreateAttributes(BackedModel):
    """The name, which ends in the same extension as the uploaded part's file name.

    Attributes:
        name (str): The name of the file.
    """

    name: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
