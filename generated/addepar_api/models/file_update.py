# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.file_associations import FileAssociations
    from ..models.file_write_attributes import FileWriteAttributes


T = TypeVar("T", bound="FileUpdate")


@_attrs_define
class FileUpdate:
    """A change to a file's record.

    Attributes:
        id (int | str): Text in most places, a number in some; up to 14 digits, or a UUID.
        type_ (Literal['files']):  Default: 'files'.
        attributes (FileWriteAttributes | Unset): The name; size, content type and times cannot be sent.
        relationships (FileAssociations | Unset): Groups and entities of a file, as they are sent.
    """

    id: int | str
    type_: Literal["files"] = "files"
    attributes: FileWriteAttributes | Unset = UNSET
    relationships: FileAssociations | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id: int | str
        id = self.id

        type_ = self.type_

        attributes: dict[str, Any] | Unset = UNSET
        if not isinstance(self.attributes, Unset):
            attributes = self.attributes.to_dict()

        relationships: dict[str, Any] | Unset = UNSET
        if not isinstance(self.relationships, Unset):
            relationships = self.relationships.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "type": type_,
            }
        )
        if attributes is not UNSET:
            field_dict["attributes"] = attributes
        if relationships is not UNSET:
            field_dict["relationships"] = relationships

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.file_associations import FileAssociations  # noqa: PLC0415
        from ..models.file_write_attributes import FileWriteAttributes  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_id(data: object) -> int | str:
            return cast(int | str, data)

        id = _parse_id(d.pop("id"))

        type_ = cast(Literal["files"], d.pop("type"))
        if type_ != "files":
            raise ValueError(f"type must match const 'files', got '{type_}'")

        _attributes = d.pop("attributes", UNSET)
        attributes: FileWriteAttributes | Unset
        if isinstance(_attributes, Unset):
            attributes = UNSET
        else:
            attributes = FileWriteAttributes.from_dict(_attributes)

        _relationships = d.pop("relationships", UNSET)
        relationships: FileAssociations | Unset
        if isinstance(_relationships, Unset):
            relationships = UNSET
        else:
            relationships = FileAssociations.from_dict(_relationships)

        file_update = cls(
            id=id,
            type_=type_,
            attributes=attributes,
            relationships=relationships,
        )

        file_update.additional_properties = d
        return file_update

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
