# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define

from ..models.snapshot_update import SnapshotUpdate


@_attrs_define(getstate_setstate=False)
class SnapshotsUpdateDocument(Envelope):
    """Changes to several snapshots.

    Attributes:
        data (list[SnapshotUpdate]): The changes, one for each snapshot.
    """

    data: list[SnapshotUpdate]
