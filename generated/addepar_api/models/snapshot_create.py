# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.owner_and_owned import OwnerAndOwned
    from ..models.snapshot_create_attributes import SnapshotCreateAttributes


T = TypeVar("T", bound="SnapshotCreate")


@_attrs_define
class SnapshotCreate:
    """A snapshot or valuation to record.

    Attributes:
        type_ (Literal['snapshots']):  Default: 'snapshots'.
        attributes (SnapshotCreateAttributes): What is recorded. A snapshot needs units, a valuation does not.
        relationships (OwnerAndOwned): Both ends, as they are sent.
    """

    attributes: SnapshotCreateAttributes
    relationships: OwnerAndOwned
    type_: Literal["snapshots"] = "snapshots"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        attributes = self.attributes.to_dict()

        relationships = self.relationships.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "attributes": attributes,
                "relationships": relationships,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.owner_and_owned import OwnerAndOwned  # noqa: PLC0415
        from ..models.snapshot_create_attributes import SnapshotCreateAttributes  # noqa: PLC0415

        d = dict(src_dict)
        type_ = cast(Literal["snapshots"], d.pop("type"))
        if type_ != "snapshots":
            raise ValueError(f"type must match const 'snapshots', got '{type_}'")

        attributes = SnapshotCreateAttributes.from_dict(d.pop("attributes"))

        relationships = OwnerAndOwned.from_dict(d.pop("relationships"))

        snapshot_create = cls(
            type_=type_,
            attributes=attributes,
            relationships=relationships,
        )

        snapshot_create.additional_properties = d
        return snapshot_create

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
