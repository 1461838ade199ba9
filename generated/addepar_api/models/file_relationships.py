# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.to_many import ToMany


@_attrs_define(getstate_setstate=False)
class FileRelationships(Envelope):
    """The groups and entities that a file belongs to.

    Attributes:
        associated_groups (ToMany): A relationship to any number of resources.
        associated_entities (ToMany): A relationship to any number of resources.
    """

    associated_groups: ToMany = _attrs_field(factory=ToMany)
    associated_entities: ToMany = _attrs_field(factory=ToMany)
