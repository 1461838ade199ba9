# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.included_resource import IncludedResource
from ..models.position import Position


@_attrs_define(getstate_setstate=False)
class PositionsDocument(Envelope):
    """One position, or several.

    Attributes:
        data (list[Position] | Position): One position or several; a bulk request with one item has returned an object.
        included (list[IncludedResource]): Resources that are included with the requested ones.
    """

    data: list[Position] | Position
    included: list[IncludedResource] = _attrs_field(factory=list)
