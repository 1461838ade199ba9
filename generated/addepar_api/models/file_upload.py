# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import json
from typing import TYPE_CHECKING

from attrs import define as _attrs_define

from .. import types
from ..backing import JsonBacked, backed
from ..readers import Field, nested
from ..types import File

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

    def to_multipart(self) -> types.RequestFiles:
        """The parts as (name, part)."""
        files: types.RequestFiles = []
        files.append(("file", self.file.to_tuple()))

        files.append(("metadata", (None, json.dumps(self.metadata.to_dict()).encode(), "application/json")))

        return files
