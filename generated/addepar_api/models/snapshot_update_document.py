# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addepar_core.models.backing import BackedModel, json_properties
from addepar_core.models.readers import (
    Field,
    ModelReader,
)
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.snapshot_update import SnapshotUpdate


@json_properties(
    Field("data", "data", ModelReader("SnapshotUpdate"), required=True),
)
@_attrs_define
class SnapshotUpdateDocument(BackedModel):
    """A change to one snapshot.

    Attributes:
        data (SnapshotUpdate): A change to a snapshot.
    """

    data: SnapshotUpdate
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
