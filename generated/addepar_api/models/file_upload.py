# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import BinaryIO as File

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define

from ..models.file_metadata_document import FileMetadataDocument


@_attrs_define(getstate_setstate=False)
class FileUpload(Envelope):
    """The two parts of an upload.

    Attributes:
        file (File): The bytes, with a file name.
        metadata (FileMetadataDocument): The metadata part of an upload.
    """

    file: File
    metadata: FileMetadataDocument
