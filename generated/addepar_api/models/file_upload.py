# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import json
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from .. import types
from ..types import File

if TYPE_CHECKING:
    from ..models.file_metadata_document import FileMetadataDocument


T = TypeVar("T", bound="FileUpload")


@_attrs_define
class FileUpload:
    """The two parts of an upload.

    Attributes:
        file (File): The bytes, with a file name.
        metadata (FileMetadataDocument):
    """

    file: File
    metadata: FileMetadataDocument

    def to_dict(self) -> dict[str, Any]:
        file = self.file.to_tuple()

        metadata = self.metadata.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "file": file,
                "metadata": metadata,
            }
        )

        return field_dict

    def to_multipart(self) -> types.RequestFiles:
        files: types.RequestFiles = []

        files.append(("file", self.file.to_tuple()))

        files.append(("metadata", (None, json.dumps(self.metadata.to_dict()).encode(), "application/json")))

        return files

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.file_metadata_document import FileMetadataDocument  # noqa: PLC0415

        d = dict(src_dict)
        file = File(payload=BytesIO(d.pop("file")))

        metadata = FileMetadataDocument.from_dict(d.pop("metadata"))

        file_upload = cls(
            file=file,
            metadata=metadata,
        )

        return file_upload
