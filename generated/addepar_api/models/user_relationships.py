# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.to_many import ToMany
from ..models.to_one import ToOne


@_attrs_define(getstate_setstate=False)
class UserRelationships(Envelope):
    """What a user is related to.

    Attributes:
        permissioned_entities (ToMany): A relationship to any number of resources.
        assigned_role (ToOne): A relationship to one resource.
        permissioned_groups (ToMany): A relationship to any number of resources.
    """

    permissioned_entities: ToMany = _attrs_field(factory=ToMany)
    assigned_role: ToOne = _attrs_field(factory=ToOne)
    permissioned_groups: ToMany = _attrs_field(factory=ToMany)
