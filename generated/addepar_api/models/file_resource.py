# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    Field,
    ModelReader,
)
from addepar_core.models.types import UNSET, Unset
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.file_attributes import FileAttributes
    from ..models.file_relationships import FileRelationships
    from ..models.links import Links


@json_properties(
    Field("id", "id", required=True),
    Field("type_", "type", required=True),
    Field("attributes", "attributes", ModelReader("FileAttributes")),
    Field("relationships", "relationships", ModelReader("FileRelationships")),
    Field("links", "links", ModelReader("Links")),
)
@_attrs_define
class FileResource(BackedModel):
    """A stored document's record.

    Attributes:
        id (int | str): Text in most places, a number in some; up to 14 digits, or a UUID.
        type_ (str): Always files; a relationship may write archive/files. Example: files.
        attributes (FileAttributes | Unset): What is known of a file. only archived files have `deleted_at`.
        relationships (FileRelationships | Unset): The groups and entities that a file belongs to.
        links (Links | Unset): Addresses relative to the API root. Those inside resources are not reliable as identity:
            some pages print the
            link of another resource.
    """

    id: int | str
    type_: str
    attributes: FileAttributes | Unset = UNSET
    relationships: FileRelationships | Unset = UNSET
    links: Links | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
