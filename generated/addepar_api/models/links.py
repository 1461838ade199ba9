# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import Any

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    Field,
)
from addepar_core.models.types import UNSET, Unset
from attrs import define as _attrs_define
from attrs import field as _attrs_field


@json_properties(
    Field("self_", "self"),
    Field("related", "related"),
)
@_attrs_define
class Links(BackedModel):
    """Addresses relative to the API root. Those inside resources are not reliable as identity: some pages print the
    link of another resource.

        Attributes:
            self_ (str | Unset): The address of the resource itself.
            related (str | Unset): The address of the related resource.
    """

    self_: str | Unset = UNSET
    related: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
