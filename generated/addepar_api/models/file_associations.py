# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.entity_identifiers_document import EntityIdentifiersDocument
    from ..models.group_identifiers_document import GroupIdentifiersDocument


T = TypeVar("T", bound="FileAssociations")


@_attrs_define
class FileAssociations:
    """Groups and entities of a file, as they are sent.

    Attributes:
        associated_groups (GroupIdentifiersDocument | Unset):
        associated_entities (EntityIdentifiersDocument | Unset):
    """

    associated_groups: GroupIdentifiersDocument | Unset = UNSET
    associated_entities: EntityIdentifiersDocument | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        associated_groups: dict[str, Any] | Unset = UNSET
        if not isinstance(self.associated_groups, Unset):
            associated_groups = self.associated_groups.to_dict()

        associated_entities: dict[str, Any] | Unset = UNSET
        if not isinstance(self.associated_entities, Unset):
            associated_entities = self.associated_entities.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if associated_groups is not UNSET:
            field_dict["associated_groups"] = associated_groups
        if associated_entities is not UNSET:
            field_dict["associated_entities"] = associated_entities

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.entity_identifiers_document import EntityIdentifiersDocument  # noqa: PLC0415
        from ..models.group_identifiers_document import GroupIdentifiersDocument  # noqa: PLC0415

        d = dict(src_dict)
        _associated_groups = d.pop("associated_groups", UNSET)
        associated_groups: GroupIdentifiersDocument | Unset
        if isinstance(_associated_groups, Unset):
            associated_groups = UNSET
        else:
            associated_groups = GroupIdentifiersDocument.from_dict(_associated_groups)

        _associated_entities = d.pop("associated_entities", UNSET)
        associated_entities: EntityIdentifiersDocument | Unset
        if isinstance(_associated_entities, Unset):
            associated_entities = UNSET
        else:
            associated_entities = EntityIdentifiersDocument.from_dict(_associated_entities)

        file_associations = cls(
            associated_groups=associated_groups,
            associated_entities=associated_entities,
        )

        file_associations.additional_properties = d
        return file_associations

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
