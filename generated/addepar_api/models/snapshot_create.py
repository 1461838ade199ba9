# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    ConstReader,
    Field,
    ModelReader,
)
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.owner_and_owned import OwnerAndOwned
    from ..models.snapshot_create_attributes import SnapshotCreateAttributes


@json_properties(
    Field("type_", "type", ConstReader("snapshots"), required=True),
    Field("attributes", "attributes", ModelReader("SnapshotCreateAttributes"), required=True),
    Field("relationships", "relationships", ModelReader("OwnerAndOwned"), required=True),
)
@_attrs_define
class SnapshotCreate(BackedModel):
    """A snapshot or valuation to record. The server assigns its id, which cannot be sent.

    Attributes:
        type_ (Literal['snapshots']): Always snapshots. Default: 'snapshots'.
        attributes (SnapshotCreateAttributes): What is recorded. The server assigns vendor id and both time stamps,
            which cannot be sent.
        relationships (OwnerAndOwned): Both ends, as they are sent.
    """

    attributes: SnapshotCreateAttributes
    relationships: OwnerAndOwned
    type_: Literal["snapshots"] = "snapshots"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
