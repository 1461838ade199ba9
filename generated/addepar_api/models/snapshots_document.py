# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import Any

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.included_resource import IncludedResource
from ..models.snapshot import Snapshot


@_attrs_define(getstate_setstate=False)
class SnapshotsDocument(Envelope):
    """Several snapshots.

    Attributes:
        data (list[Snapshot] | Snapshot): Snapshots; a bulk request with one item has returned an object.
        included (list[IncludedResource]): Resources that are included with the requested ones.
        links (dict[str, Any]): Neighbouring pages. Null, or no links at all, on the last page.
    """

    data: list[Snapshot] | Snapshot
    included: list[IncludedResource] = _attrs_field(factory=list)
    links: dict[str, Any] = _attrs_field(factory=dict)
