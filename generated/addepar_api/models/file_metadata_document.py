# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    Field,
    ModelReader,
)
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.file_create import FileCreate


@json_properties(
    Field("data", "data", ModelReader("FileCreate"), required=True),
)
@_attrs_define
class FileMetadataDocument(BackedModel):
    """The metadata part of an upload.

    Attributes:
        data (FileCreate): A file to store.
    """

    data: FileCreate
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
