# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import Literal

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.file_associations import FileAssociations
from ..models.file_write_attributes import FileWriteAttributes


@_attrs_define(getstate_setstate=False)
class FileUpdate(Envelope):
    """A change to a file's record.

    Attributes:
        id (str): Text in most places, a number in others; up to 14 digits, or a UUID.
        type (Literal['files']): Always files.
        attributes (FileWriteAttributes): The name. The page calls content type and size not editable; that the times
            are not either is our reading.
        relationships (FileAssociations): Groups and entities of a file, as sent.
    """

    id: str
    type: Literal["files"] = "files"
    attributes: FileWriteAttributes = _attrs_field(factory=FileWriteAttributes)
    relationships: FileAssociations = _attrs_field(factory=FileAssociations)
