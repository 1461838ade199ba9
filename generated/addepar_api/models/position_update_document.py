# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define

from ..models.position_update import PositionUpdate


@_attrs_define(getstate_setstate=False)
class PositionUpdateDocument(Envelope):
    """A change to one position.

    Attributes:
        data (PositionUpdate): A change to a position.
    """

    data: PositionUpdate
