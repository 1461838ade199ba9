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
    Field("status", "status"),
    Field("title", "title"),
    Field("detail", "detail"),
)
@_attrs_define
class ErrorObject(BackedModel):
    """One error.

    Attributes:
        status (int | str | Unset): The HTTP status, as text or number.
        title (str | Unset): The status in words.
        detail (str | Unset): What is wrong with this request.
    """

    status: int | str | Unset = UNSET
    title: str | Unset = UNSET
    detail: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
