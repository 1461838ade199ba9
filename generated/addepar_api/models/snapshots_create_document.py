# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addepar_core.models.backing import JsonBacked, backed
from addepar_core.models.readers import Field, many, nested
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.snapshot_create import SnapshotCreate


@backed(
    Field("data", "data", many(nested("SnapshotCreate")), required=True),
)
@_attrs_define
class SnapshotsCreateDocument(JsonBacked):
    """
    Attributes:
        data (list[SnapshotCreate]):
    """

    data: list[SnapshotCreate]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
