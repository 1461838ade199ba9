# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define

from ..models.file_create import FileCreate


@_attrs_define(getstate_setstate=False)
class FileMetadataDocument(Envelope):
    """The metadata part of an upload.

    Attributes:
        data (FileCreate): A file to store.
    """

    data: FileCreate
