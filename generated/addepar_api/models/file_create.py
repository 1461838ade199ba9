# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.file_associations import FileAssociations
    from ..models.file_create_attributes import FileCreateAttributes


T = TypeVar("T", bound="FileCreate")


@_attrs_define
class FileCreate:
    """A file to store.

    Attributes:
        type_ (Literal['files']):  Default: 'files'.
        attributes (FileCreateAttributes): The name, which ends in the same extension as the uploaded part's file name.
        relationships (FileAssociations | Unset): Groups and entities of a file, as they are sent.
    """

    attributes: FileCreateAttributes
    type_: Literal["files"] = "files"
    relationships: FileAssociations | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        attributes = self.attributes.to_dict()

        relationships: dict[str, Any] | Unset = UNSET
        if not isinstance(self.relationships, Unset):
            relationships = self.relationships.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "attributes": attributes,
            }
        )
        if relationships is not UNSET:
            field_dict["relationships"] = relationships

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.file_associations import FileAssociations  # noqa: PLC0415
        from ..models.file_create_attributes import FileCreateAttributes  # noqa: PLC0415

        d = dict(src_dict)
        type_ = cast(Literal["files"], d.pop("type"))
        if type_ != "files":
            raise ValueError(f"type must match const 'files', got '{type_}'")

        attributes = FileCreateAttributes.from_dict(d.pop("attributes"))

        _relationships = d.pop("relationships", UNSET)
        relationships: FileAssociations | Unset
        if isinstance(_relationships, Unset):
            relationships = UNSET
        else:
            relationships = FileAssociations.from_dict(_relationships)

        file_create = cls(
            type_=type_,
            attributes=attributes,
            relationships=relationships,
        )

        file_create.additional_properties = d
        return file_create

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
