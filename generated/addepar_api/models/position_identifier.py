# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import Literal

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define


@_attrs_define(getstate_setstate=False)
class PositionIdentifier(Envelope):
    """A reference to a position.

    Attributes:
        id (str): Text in most places, a number in others; up to 14 digits, or a UUID.
        type (Literal['positions']): Always positions.
    """

    id: str
    type: Literal["positions"] = "positions"
