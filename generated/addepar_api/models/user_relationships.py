# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.to_many import ToMany
    from ..models.to_one import ToOne


T = TypeVar("T", bound="UserRelationships")


@_attrs_define
class UserRelationships:
    """
    Attributes:
        permissioned_entities (ToMany | Unset): A relationship to any number of resources.
        assigned_role (ToOne | Unset): A relationship to one resource.
        permissioned_groups (ToMany | Unset): A relationship to any number of resources.
    """

    permissioned_entities: ToMany | Unset = UNSET
    assigned_role: ToOne | Unset = UNSET
    permissioned_groups: ToMany | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        permissioned_entities: dict[str, Any] | Unset = UNSET
        if not isinstance(self.permissioned_entities, Unset):
            permissioned_entities = self.permissioned_entities.to_dict()

        assigned_role: dict[str, Any] | Unset = UNSET
        if not isinstance(self.assigned_role, Unset):
            assigned_role = self.assigned_role.to_dict()

        permissioned_groups: dict[str, Any] | Unset = UNSET
        if not isinstance(self.permissioned_groups, Unset):
            permissioned_groups = self.permissioned_groups.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if permissioned_entities is not UNSET:
            field_dict["permissioned_entities"] = permissioned_entities
        if assigned_role is not UNSET:
            field_dict["assigned_role"] = assigned_role
        if permissioned_groups is not UNSET:
            field_dict["permissioned_groups"] = permissioned_groups

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.to_many import ToMany  # noqa: PLC0415
        from ..models.to_one import ToOne  # noqa: PLC0415

        d = dict(src_dict)
        _permissioned_entities = d.pop("permissioned_entities", UNSET)
        permissioned_entities: ToMany | Unset
        if isinstance(_permissioned_entities, Unset):
            permissioned_entities = UNSET
        else:
            permissioned_entities = ToMany.from_dict(_permissioned_entities)

        _assigned_role = d.pop("assigned_role", UNSET)
        assigned_role: ToOne | Unset
        if isinstance(_assigned_role, Unset):
            assigned_role = UNSET
        else:
            assigned_role = ToOne.from_dict(_assigned_role)

        _permissioned_groups = d.pop("permissioned_groups", UNSET)
        permissioned_groups: ToMany | Unset
        if isinstance(_permissioned_groups, Unset):
            permissioned_groups = UNSET
        else:
            permissioned_groups = ToMany.from_dict(_permissioned_groups)

        user_relationships = cls(
            permissioned_entities=permissioned_entities,
            assigned_role=assigned_role,
            permissioned_groups=permissioned_groups,
        )

        user_relationships.additional_properties = d
        return user_relationships

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
