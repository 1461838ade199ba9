# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define

from ..models.point_to_entity import PointToEntity


@_attrs_define(getstate_setstate=False)
class PositionEnds(Envelope):
    """One or both ends of a position; they may be repeated, but not changed.

    Attributes:
        owner (PointToEntity): A relationship to an entity, as sent.
        owned (PointToEntity): A relationship to an entity, as sent.
    """

    owner: PointToEntity | None = None
    owned: PointToEntity | None = None
