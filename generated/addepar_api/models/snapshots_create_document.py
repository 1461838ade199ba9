# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define

from ..models.snapshot_create import SnapshotCreate


@_attrs_define(getstate_setstate=False)
class SnapshotsCreateDocument(Envelope):
    """Snapshots and valuations to record.

    Attributes:
        data (list[SnapshotCreate]): The snapshots to record.
    """

    data: list[SnapshotCreate]
