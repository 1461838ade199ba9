# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import Any

from addepar_core.models.backing import BackedModel, json_properties
from attrs import define as _attrs_define
from attrs import field as _attrs_field


@json_properties()
@_attrs_define
class AttributeArguments(BackedModel):
    """Arguments by name; what is left out takes its default."""

    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
