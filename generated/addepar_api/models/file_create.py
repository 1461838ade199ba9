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
    from ..models.file_create_attributes import FileCreateAttributes


@json_properties(
    Field("type_", "type", ConstReader("files"), required=True),
    Field("attributes", "attributes", ModelReader("FileCreateAttributes"), required=True),
    Field("relationships", "relationships", ModelReader("FileAssociations")),
)
@_attrs_define
class FileCreate(BackedModel):
    """A file to store.

    Attributes:
        type_ (Literal['files']): Always files. Default: 'files'.
        attributes (FileCreateAttributes): The name, which ends in the same extension as the uploaded part's file name.
        relationships (FileAssociations | Unset): Groups and entities of a file, as they are sent.
    """

    attributes: FileCreateAttributes
    type_: Literal["files"] = "files"
    relationships: FileAssociations | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
