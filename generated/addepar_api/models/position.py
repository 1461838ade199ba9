# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.links import Links
    from ..models.position_attributes import PositionAttributes
    from ..models.position_relationships import PositionRelationships


T = TypeVar("T", bound="Position")


@_attrs_define
class Position:
    """One entity holding another.

    Attributes:
        id (int | str): Text in most places, a number in some; up to 14 digits, or a UUID.
        type_ (Literal['positions']):
        attributes (PositionAttributes | Unset): Inception data and names; custom attributes come as further members.
        relationships (PositionRelationships | Unset):
        links (Links | Unset): Addresses relative to the API root. Those inside resources are not reliable as identity:
            some pages print the
            link of another resource.
    """

    id: int | str
    type_: Literal["positions"]
    attributes: PositionAttributes | Unset = UNSET
    relationships: PositionRelationships | Unset = UNSET
    links: Links | Unset = UNSET
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

        links: dict[str, Any] | Unset = UNSET
        if not isinstance(self.links, Unset):
            links = self.links.to_dict()

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
        if links is not UNSET:
            field_dict["links"] = links

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.links import Links  # noqa: PLC0415
        from ..models.position_attributes import PositionAttributes  # noqa: PLC0415
        from ..models.position_relationships import PositionRelationships  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_id(data: object) -> int | str:
            return cast(int | str, data)

        id = _parse_id(d.pop("id"))

        type_ = cast(Literal["positions"], d.pop("type"))
        if type_ != "positions":
            raise ValueError(f"type must match const 'positions', got '{type_}'")

        _attributes = d.pop("attributes", UNSET)
        attributes: PositionAttributes | Unset
        if isinstance(_attributes, Unset):
            attributes = UNSET
        else:
            attributes = PositionAttributes.from_dict(_attributes)

        _relationships = d.pop("relationships", UNSET)
        relationships: PositionRelationships | Unset
        if isinstance(_relationships, Unset):
            relationships = UNSET
        else:
            relationships = PositionRelationships.from_dict(_relationships)

        _links = d.pop("links", UNSET)
        links: Links | Unset
        if isinstance(_links, Unset):
            links = UNSET
        else:
            links = Links.from_dict(_links)

        position = cls(
            id=id,
            type_=type_,
            attributes=attributes,
            relationships=relationships,
            links=links,
        )

        position.additional_properties = d
        return position

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
