# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.to_one import ToOne


T = TypeVar("T", bound="SnapshotRelationships")


@_attrs_define
class SnapshotRelationships:
    """
    Attributes:
        owner (ToOne | Unset): A relationship to one resource.
        owned (ToOne | Unset): A relationship to one resource.
        position (ToOne | Unset): A relationship to one resource.
    """

    owner: ToOne | Unset = UNSET
    owned: ToOne | Unset = UNSET
    position: ToOne | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        owner: dict[str, Any] | Unset = UNSET
        if not isinstance(self.owner, Unset):
            owner = self.owner.to_dict()

        owned: dict[str, Any] | Unset = UNSET
        if not isinstance(self.owned, Unset):
            owned = self.owned.to_dict()

        position: dict[str, Any] | Unset = UNSET
        if not isinstance(self.position, Unset):
            position = self.position.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if owner is not UNSET:
            field_dict["owner"] = owner
        if owned is not UNSET:
            field_dict["owned"] = owned
        if position is not UNSET:
            field_dict["position"] = position

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.to_one import ToOne  # noqa: PLC0415

        d = dict(src_dict)
        _owner = d.pop("owner", UNSET)
        owner: ToOne | Unset
        if isinstance(_owner, Unset):
            owner = UNSET
        else:
            owner = ToOne.from_dict(_owner)

        _owned = d.pop("owned", UNSET)
        owned: ToOne | Unset
        if isinstance(_owned, Unset):
            owned = UNSET
        else:
            owned = ToOne.from_dict(_owned)

        _position = d.pop("position", UNSET)
        position: ToOne | Unset
        if isinstance(_position, Unset):
            position = UNSET
        else:
            position = ToOne.from_dict(_position)

        snapshot_relationships = cls(
            owner=owner,
            owned=owned,
            position=position,
        )

        snapshot_relationships.additional_properties = d
        return snapshot_relationships

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
