# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    ConstReader,
    Field,
    ModelReader,
)
from addepar_core.models.types import UNSET, Unset
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.file_associations import FileAssociations
    from ..models.file_write_attributes import FileWriteAttributes


@json_properties(
    Field("id", "id", required=True),
    Field("type_", "type", ConstReader("files"), required=True),
    Field("attributes", "attributes", ModelReader("FileWriteAttributes")),
    Field("relationships", "relationships", ModelReader("FileAssociations")),
)
@_attrs_define
class FileUpdate(BackedModel):
    """A change to a file's record.

    Attributes:
        id (int | str): Text in most places, a number in some; up to 14 digits, or a UUID.
        type_ (Literal['files']): Always files. Default: 'files'.
        attributes (FileWriteAttributes | Unset): The name; size, content type and times cannot be sent.
        relationships (FileAssociations | Unset): Groups and entities of a file, as they are sent.
    """

    id: int | str
    type_: Literal["files"] = "files"
    attributes: FileWriteAttributes | Unset = UNSET
    relationships: FileAssociations | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
