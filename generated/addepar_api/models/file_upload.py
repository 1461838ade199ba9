# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING
from typing import BinaryIO as File

from addepar_core.models.backing import JsonBacked, backed
from addepar_core.models.readers import Field, nested
from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.file_metadata_document import FileMetadataDocument


@backed(
    Field("file", "file", required=True),
    Field("metadata", "metadata", nested("FileMetadataDocument"), required=True),
)
@_attrs_define
class FileUpload(JsonBacked):
    """The two parts of an upload.

    Attributes:
        file (File): The bytes, with a file name.
        metadata (FileMetadataDocument):
    """

    file: File
    metadata: FileMetadataDocument
