# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define

from ..models.entity_identifier import EntityIdentifier


@_attrs_define(getstate_setstate=False)
class PointToEntity(Envelope):
    """A relationship to an entity, as sent.

    Attributes:
        data (EntityIdentifier): A reference to an entity.
    """

    data: EntityIdentifier
