# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING
from typing import BinaryIO as File

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    Field,
    ModelReader,
)
from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.file_metadata_document import FileMetadataDocument


@json_properties(
    Field("file", "file", required=True),
    Field("metadata", "metadata", ModelReader("FileMetadataDocument"), required=True),
)
@_attrs_define
class FileUpload(BackedModel):
    """The two parts of an upload.

    Attributes:
        file (File): The bytes, with a file name.
        metadata (FileMetadataDocument): The metadata part of an upload.
    """

    file: File
    metadata: FileMetadataDocument
