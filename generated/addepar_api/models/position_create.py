# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import Literal

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.owner_and_owned import OwnerAndOwned
from ..models.position_write_attributes import PositionWriteAttributes


@_attrs_define(getstate_setstate=False)
class PositionCreate(Envelope):
    """A position to create.

    Attributes:
        relationships (OwnerAndOwned): Both ends, as sent.
        type (Literal['positions']): Always positions.
        attributes (PositionWriteAttributes): Standard attributes by name, custom ones as `_custom_<name>_<id>` with a
            list of `{value, date, weight}`. The two timestamps cannot be sent.
    """

    relationships: OwnerAndOwned
    type: Literal["positions"] = "positions"
    attributes: PositionWriteAttributes = _attrs_field(factory=PositionWriteAttributes)
