# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from addepar_core.models.open_object import OpenObject, member


class Links(OpenObject):
    """Addresses relative to the API root. Those inside resources are not reliable as identity: some pages print the
    link of another resource.

        Attributes:
            self (str): The address of the resource itself.
            related (str): The address of the related resource.
    """

    if not TYPE_CHECKING:
        __slots__ = ()

    self: str | None = member("self", "text")
    related: str | None = member("related", "text")

    if TYPE_CHECKING:

        def __init__(
            self,
            members: Mapping[str, Any] = ...,
            /,
            *,
            related: str | None = ...,
            **custom: Any,
        ) -> None: ...
