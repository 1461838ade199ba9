# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.to_one import ToOne


@_attrs_define(getstate_setstate=False)
class GeneratedReportRelationships(Envelope):
    """What a report run is related to.

    Attributes:
        creator (ToOne): A relationship to one resource.
        zipped_file (ToOne): A relationship to one resource.
    """

    creator: ToOne = _attrs_field(factory=ToOne)
    zipped_file: ToOne = _attrs_field(factory=ToOne)
