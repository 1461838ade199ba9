# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import Literal

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define

from ..models.snapshot_update_attributes import SnapshotUpdateAttributes


@_attrs_define(getstate_setstate=False)
class SnapshotUpdate(Envelope):
    """A change to a snapshot.

    Attributes:
        id (str): Text in most places, a number in others; up to 14 digits, or a UUID.
        attributes (SnapshotUpdateAttributes): The values to change. Null removes one; the page does not say whether a
            snapshot may lose its amount or currency. The trade date may be repeated, but not changed.
        type (Literal['snapshots']): Always snapshots.
    """

    id: str
    attributes: SnapshotUpdateAttributes
    type: Literal["snapshots"] = "snapshots"
