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
    Field("next_", "next"),
    Field("prev", "prev"),
)
@_attrs_define
class PageLinks(BackedModel):
    """Neighbouring pages. Null, or no links at all, on the last page.

    Attributes:
        next_ (None | str | Unset): The address of the next page.
        prev (None | str | Unset): The address of the previous page.
    """

    next_: None | str | Unset = UNSET
    prev: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
