# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import Any

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.file_attributes import FileAttributes
from ..models.file_relationships import FileRelationships


@_attrs_define(getstate_setstate=False)
class FileResource(Envelope):
    """A stored document's record.

    Attributes:
        id (str): Text in most places, a number in others; up to 14 digits, or a UUID.
        type (str): Always files; a relationship may write archive/files.
        attributes (FileAttributes): The attributes of a file. Only archived files have `deleted_at`.
        relationships (FileRelationships): The groups and entities that a file belongs to.
        links (dict[str, Any]): Addresses relative to the API root. Those inside resources are not reliable as identity:
            some pages print the link of another resource.
    """

    id: str
    type: str
    attributes: FileAttributes = _attrs_field(factory=FileAttributes)
    relationships: FileRelationships = _attrs_field(factory=FileRelationships)
    links: dict[str, Any] = _attrs_field(factory=dict)
