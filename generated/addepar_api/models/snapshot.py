# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import Any, Literal

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.snapshot_attributes import SnapshotAttributes
from ..models.snapshot_relationships import SnapshotRelationships


@_attrs_define(getstate_setstate=False)
class Snapshot(Envelope):
    """The value of an asset on one date.

    Attributes:
        id (str): Text in most places, a number in others; up to 14 digits, or a UUID.
        type (Literal['snapshots']): Always snapshots.
        attributes (SnapshotAttributes): The recorded snapshot.
        relationships (SnapshotRelationships): Both ends of a snapshot, and the position between them.
        links (dict[str, Any]): Addresses relative to the API root. Those inside resources are not reliable as identity:
            some pages print the link of another resource.
    """

    id: str
    type: Literal["snapshots"]
    attributes: SnapshotAttributes = _attrs_field(factory=SnapshotAttributes)
    relationships: SnapshotRelationships = _attrs_field(factory=SnapshotRelationships)
    links: dict[str, Any] = _attrs_field(factory=dict)
