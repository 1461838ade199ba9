# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from addepar_core.models.open_object import OpenObject, member

from ..models.attribute_arguments import AttributeArguments


class AttributeCall(OpenObject):
    """An Addepar attribute with its arguments, as a column or a grouping.

    Attributes:
        key (str): The attribute's key.
        arguments (AttributeArguments): Arguments by name; those that are left out have their defaults.
    """

    if not TYPE_CHECKING:
        __slots__ = ()

    key: str | None = member("key", "text", required=True)
    arguments: AttributeArguments | None = member("arguments", "object", AttributeArguments)

    if TYPE_CHECKING:

        def __init__(
            self,
            members: Mapping[str, Any] = ...,
            /,
            *,
            key: str,
            arguments: AttributeArguments | None = ...,
            **custom: Any,
        ) -> None: ...
