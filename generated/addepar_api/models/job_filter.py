# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from addepar_core.models.open_object import OpenObject, member

from ..models.attribute_call import AttributeCall


class JobFilter(OpenObject):
    """Keeps or drops rows of a query's result. The page shows one example and leaves the rest to another page; that a
    filter names its attribute is our reading.

        Attributes:
            attribute (str | AttributeCall): The attribute's key; returned as an object with key and arguments.
            type (str): The type of the filter.
            operator (str): What to do with rows that match.
            values_ (list[Any]): The values to compare with.
    """

    if not TYPE_CHECKING:
        __slots__ = ()

    attribute: str | AttributeCall | None = member("attribute", "any", AttributeCall, required=True)
    type: str | None = member("type", "text")
    operator: str | None = member("operator", "text")
    values_: list[Any] | None = member("values", "any")

    if TYPE_CHECKING:

        def __init__(
            self,
            members: Mapping[str, Any] = ...,
            /,
            *,
            attribute: str | AttributeCall,
            type: str | None = ...,
            operator: str | None = ...,
            values: list[Any] | None = ...,
            **custom: Any,
        ) -> None: ...
