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
    from ..models.snapshot_update_attributes import SnapshotUpdateAttributes


@json_properties(
    Field("id", "id", required=True),
    Field("type_", "type", ConstReader("snapshots"), required=True),
    Field("attributes", "attributes", ModelReader("SnapshotUpdateAttributes"), required=True),
)
@_attrs_define
class SnapshotUpdate(BackedModel):
    """A change to a snapshot.

    Attributes:
        id (int | str): Text in most places, a number in some; up to 14 digits, or a UUID.
        type_ (Literal['snapshots']): Always snapshots. Default: 'snapshots'.
        attributes (SnapshotUpdateAttributes): What to change; null removes. The trade date may be repeated, not
            changed.
    """

    id: int | str
    attributes: SnapshotUpdateAttributes
    type_: Literal["snapshots"] = "snapshots"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
