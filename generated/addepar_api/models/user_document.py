# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addepar_core.models.backing import JsonBacked, backed
from addepar_core.models.readers import Field, many, nested
from addepar_core.models.types import UNSET, Unset
from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.included_resource import IncludedResource
    from ..models.user import User


@backed(
    Field("data", "data", nested("User"), required=True),
    Field("included", "included", many(nested("IncludedResource"))),
)
@_attrs_define
class UserDocument(JsonBacked):
    """
    Attributes:
        data (User): A user of the firm.
        included (list[IncludedResource] | Unset):
    """

    data: User
    included: list[IncludedResource] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
