# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define

from ..models.position_identifier import PositionIdentifier


@_attrs_define(getstate_setstate=False)
class PositionsDeleteDocument(Envelope):
    """The positions to delete.

    Attributes:
        data (list[PositionIdentifier]): Types and ids of the positions.
    """

    data: list[PositionIdentifier]
