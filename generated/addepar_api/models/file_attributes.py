# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from typing import Any

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    Field,
    read_datetime,
)
from addepar_core.models.types import UNSET, Unset
from attrs import define as _attrs_define
from attrs import field as _attrs_field


@json_properties(
    Field("name", "name"),
    Field("content_type", "content_type"),
    Field("bytes_", "bytes"),
    Field("created_at", "created_at", read_datetime),
    Field("deleted_at", "deleted_at", read_datetime),
)
@_attrs_define
class FileAttributes(BackedModel):
    """What is known of a file. only archived files have `deleted_at`.

    Attributes:
        name (None | str | Unset): The name of the file. Example: Sample.pdf.
        content_type (None | str | Unset): The media type of the file. Example: application/PDF.
        bytes_ (int | None | Unset): Size in bytes.
        created_at (datetime.datetime | None | str | Unset): A moment in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a
            fraction; one page prints a malformed one.
        deleted_at (datetime.datetime | None | str | Unset): A moment in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a
            fraction; one page prints a malformed one.
    """

    name: None | str | Unset = UNSET
    content_type: None | str | Unset = UNSET
    bytes_: int | None | Unset = UNSET
    created_at: datetime.datetime | None | str | Unset = UNSET
    deleted_at: datetime.datetime | None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
