# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.point_to_entity import PointToEntity


T = TypeVar("T", bound="OwnerAndOwned")


@_attrs_define
class OwnerAndOwned:
    """Both ends, as they are sent.

    Attributes:
        owner (PointToEntity): A relationship to an entity, as it is sent.
        owned (PointToEntity): A relationship to an entity, as it is sent.
    """

    owner: PointToEntity
    owned: PointToEntity
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        owner = self.owner.to_dict()

        owned = self.owned.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "owner": owner,
                "owned": owned,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.point_to_entity import PointToEntity  # noqa: PLC0415

        d = dict(src_dict)
        owner = PointToEntity.from_dict(d.pop("owner"))

        owned = PointToEntity.from_dict(d.pop("owned"))

        owner_and_owned = cls(
            owner=owner,
            owned=owned,
        )

        owner_and_owned.additional_properties = d
        return owner_and_owned

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
