# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import Literal

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define

from ..models.owner_and_owned import OwnerAndOwned
from ..models.snapshot_create_attributes import SnapshotCreateAttributes


@_attrs_define(getstate_setstate=False)
class SnapshotCreate(Envelope):
    """A snapshot or valuation to record. The server assigns its id, which cannot be sent.

    Attributes:
        attributes (SnapshotCreateAttributes): The recorded values. The server assigns vendor id and both timestamps,
            which cannot be sent.
        relationships (OwnerAndOwned): Both ends, as sent.
        type (Literal['snapshots']): Always snapshots.
    """

    attributes: SnapshotCreateAttributes
    relationships: OwnerAndOwned
    type: Literal["snapshots"] = "snapshots"
