# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from addepar_core.models.envelope import Envelope
from attrs import define as _attrs_define

from ..models.entity_identifiers_document import EntityIdentifiersDocument
from ..models.group_identifiers_document import GroupIdentifiersDocument


@_attrs_define(getstate_setstate=False)
class FileAssociations(Envelope):
    """Groups and entities of a file, as sent.

    Attributes:
        associated_groups (GroupIdentifiersDocument): Which groups.
        associated_entities (EntityIdentifiersDocument): Which entities.
    """

    associated_groups: GroupIdentifiersDocument | None = None
    associated_entities: EntityIdentifiersDocument | None = None
