# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import Literal

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.position_ends import PositionEnds
from ..models.position_write_attributes import PositionWriteAttributes


@_attrs_define(getstate_setstate=False)
class PositionUpdate(Envelope):
    """A change to a position.

    Attributes:
        id (str): Text in most places, a number in others; up to 14 digits, or a UUID.
        type (Literal['positions']): Always positions.
        attributes (PositionWriteAttributes): Standard attributes by name, custom ones as `_custom_<name>_<id>` with a
            list of `{value, date, weight}`. The two timestamps cannot be sent.
        relationships (PositionEnds): One or both ends of a position; they may be repeated, but not changed.
    """

    id: str
    type: Literal["positions"] = "positions"
    attributes: PositionWriteAttributes = _attrs_field(factory=PositionWriteAttributes)
    relationships: PositionEnds = _attrs_field(factory=PositionEnds)
