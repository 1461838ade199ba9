# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define

from ..models.file_update import FileUpdate


@_attrs_define(getstate_setstate=False)
class FileUpdateDocument(Envelope):
    """A change to one file.

    Attributes:
        data (FileUpdate): A change to a file's record.
    """

    data: FileUpdate
