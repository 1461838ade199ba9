# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..backing import JsonBacked, backed
from ..readers import Field, many, nested
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.file_resource import FileResource
    from ..models.included_resource import IncludedResource


@backed(
    Field("data", "data", nested("FileResource"), required=True),
    Field("included", "included", many(nested("IncludedResource"))),
)
@_attrs_define
class FileDocument(JsonBacked):
    """
    Attributes:
        data (FileResource): A stored document's record.
        included (list[IncludedResource] | Unset):
    """

    data: FileResource
    included: list[IncludedResource] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
