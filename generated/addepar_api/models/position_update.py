# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.owner_and_owned import OwnerAndOwned
    from ..models.position_write_attributes import PositionWriteAttributes


T = TypeVar("T", bound="PositionUpdate")


@_attrs_define
class PositionUpdate:
    """A change to a position.

    Attributes:
        type_ (Literal['positions']):  Default: 'positions'.
        id (int | str): Text in most places, a number in some; up to 14 digits, or a UUID.
        attributes (PositionWriteAttributes | Unset): Standard attributes by name, custom ones as `_custom_<name>_<id>`
            with a list of `{value, date, weight}`. The two
            time stamps cannot be sent.
        relationships (OwnerAndOwned | Unset): Both ends, as they are sent.
    """

    id: int | str
    type_: Literal["positions"] = "positions"
    attributes: PositionWriteAttributes | Unset = UNSET
    relationships: OwnerAndOwned | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        id: int | str
        id = self.id

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
                "type": type_,
                "id": id,
            }
        )
        if attributes is not UNSET:
            field_dict["attributes"] = attributes
        if relationships is not UNSET:
            field_dict["relationships"] = relationships

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.owner_and_owned import OwnerAndOwned  # noqa: PLC0415
        from ..models.position_write_attributes import PositionWriteAttributes  # noqa: PLC0415

        d = dict(src_dict)
        type_ = cast(Literal["positions"], d.pop("type"))
        if type_ != "positions":
            raise ValueError(f"type must match const 'positions', got '{type_}'")

        def _parse_id(data: object) -> int | str:
            return cast(int | str, data)

        id = _parse_id(d.pop("id"))

        _attributes = d.pop("attributes", UNSET)
        attributes: PositionWriteAttributes | Unset
        if isinstance(_attributes, Unset):
            attributes = UNSET
        else:
            attributes = PositionWriteAttributes.from_dict(_attributes)

        _relationships = d.pop("relationships", UNSET)
        relationships: OwnerAndOwned | Unset
        if isinstance(_relationships, Unset):
            relationships = UNSET
        else:
            relationships = OwnerAndOwned.from_dict(_relationships)

        position_update = cls(
            type_=type_,
            id=id,
            attributes=attributes,
            relationships=relationships,
        )

        position_update.additional_properties = d
        return position_update

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
