# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    ConstReader,
    Field,
    ModelReader,
)
from addepar_core.models.types import UNSET, Unset
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.links import Links
    from ..models.snapshot_attributes import SnapshotAttributes
    from ..models.snapshot_relationships import SnapshotRelationships


@json_properties(
    Field("id", "id", required=True),
    Field("type_", "type", ConstReader("snapshots"), required=True),
    Field("attributes", "attributes", ModelReader("SnapshotAttributes")),
    Field("relationships", "relationships", ModelReader("SnapshotRelationships")),
    Field("links", "links", ModelReader("Links")),
)
@_attrs_define
class Snapshot(BackedModel):
    """The value of an asset on one day.

    Attributes:
        id (int | str): Text in most places, a number in some; up to 14 digits, or a UUID.
        type_ (Literal['snapshots']): Always snapshots.
        attributes (SnapshotAttributes | Unset): What was recorded.
        relationships (SnapshotRelationships | Unset): Both ends of a snapshot, and the position between them.
        links (Links | Unset): Addresses relative to the API root. Those inside resources are not reliable as identity:
            some pages print the
            link of another resource.
    """

    id: int | str
    type_: Literal["snapshots"]
    attributes: SnapshotAttributes | Unset = UNSET
    relationships: SnapshotRelationships | Unset = UNSET
    links: Links | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
