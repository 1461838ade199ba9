# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.to_one import ToOne


@_attrs_define(getstate_setstate=False)
class PositionRelationships(Envelope):
    """Both ends of a position.

    Attributes:
        owner (ToOne): A relationship to one resource.
        owned (ToOne): A relationship to one resource.
    """

    owner: ToOne = _attrs_field(factory=ToOne)
    owned: ToOne = _attrs_field(factory=ToOne)
