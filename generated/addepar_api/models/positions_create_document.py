# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define

from ..models.position_create import PositionCreate


@_attrs_define(getstate_setstate=False)
class PositionsCreateDocument(Envelope):
    """One position to create, or several.

    Attributes:
        data (list[PositionCreate] | PositionCreate): One position or several.
    """

    data: list[PositionCreate] | PositionCreate
