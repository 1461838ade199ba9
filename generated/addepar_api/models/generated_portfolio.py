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
    Field("portfolio_type", "portfolio_type"),
    Field("portfolio_id", "portfolio_id"),
    Field("portfolio_name", "portfolio_name"),
    Field("file_id", "file_id"),
    Field("has_been_published", "has_been_published"),
)
@_attrs_define
class GeneratedPortfolio(BackedModel):
    """A portfolio whose PDF was made.

    Attributes:
        portfolio_type (None | str | Unset): entity or group.
        portfolio_id (int | str | Unset): Text in most places, a number in some; up to 14 digits, or a UUID.
        portfolio_name (None | str | Unset): The name of the entity or group.
        file_id (int | None | str | Unset): The PDF; download it as a file.
        has_been_published (bool | None | Unset): Whether the PDF is on the client portal.
    """

    portfolio_type: None | str | Unset = UNSET
    portfolio_id: int | str | Unset = UNSET
    portfolio_name: None | str | Unset = UNSET
    file_id: int | None | str | Unset = UNSET
    has_been_published: bool | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
