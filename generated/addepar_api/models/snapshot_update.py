# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.snapshot_update_attributes import SnapshotUpdateAttributes


T = TypeVar("T", bound="SnapshotUpdate")


@_attrs_define
class SnapshotUpdate:
    """A change to a snapshot.

    Attributes:
        id (int | str): Text in most places, a number in some; up to 14 digits, or a UUID.
        type_ (Literal['snapshots']):  Default: 'snapshots'.
        attributes (SnapshotUpdateAttributes): What to change; null removes. The trade date may be repeated, not
            changed.
    """

    id: int | str
    attributes: SnapshotUpdateAttributes
    type_: Literal["snapshots"] = "snapshots"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id: int | str
        id = self.id

        type_ = self.type_

        attributes = self.attributes.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "type": type_,
                "attributes": attributes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.snapshot_update_attributes import SnapshotUpdateAttributes  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_id(data: object) -> int | str:
            return cast(int | str, data)

        id = _parse_id(d.pop("id"))

        type_ = cast(Literal["snapshots"], d.pop("type"))
        if type_ != "snapshots":
            raise ValueError(f"type must match const 'snapshots', got '{type_}'")

        attributes = SnapshotUpdateAttributes.from_dict(d.pop("attributes"))

        snapshot_update = cls(
            id=id,
            type_=type_,
            attributes=attributes,
        )

        snapshot_update.additional_properties = d
        return snapshot_update

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
