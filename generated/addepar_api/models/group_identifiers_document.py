# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define

from ..models.group_identifier import GroupIdentifier


@_attrs_define(getstate_setstate=False)
class GroupIdentifiersDocument(Envelope):
    """Which groups.

    Attributes:
        data (list[GroupIdentifier]): Types and ids of the groups.
    """

    data: list[GroupIdentifier]
