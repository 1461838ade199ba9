# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import Literal

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.file_associations import FileAssociations
from ..models.file_create_attributes import FileCreateAttributes


@_attrs_define(getstate_setstate=False)
class FileCreate(Envelope):
    """A file to store.

    Attributes:
        attributes (FileCreateAttributes): The name, which ends in the same extension as the uploaded part's file name.
        type (Literal['files']): Always files.
        relationships (FileAssociations): Groups and entities of a file, as sent.
    """

    attributes: FileCreateAttributes
    type: Literal["files"] = "files"
    relationships: FileAssociations = _attrs_field(factory=FileAssociations)
