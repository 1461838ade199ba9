# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.included_resource import IncludedResource
from ..models.user import User


@_attrs_define(getstate_setstate=False)
class UserDocument(Envelope):
    """One user.

    Attributes:
        data (User): A user of the firm.
        included (list[IncludedResource]): Resources that are included with the requested ones.
    """

    data: User
    included: list[IncludedResource] = _attrs_field(factory=list)
