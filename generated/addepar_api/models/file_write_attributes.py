# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from addepar_core.models.open_object import OpenObject, member


class FileWriteAttributes(OpenObject):
    """The name. The page calls content type and size not editable; that the times are not either is our reading.

    Attributes:
        name (str): The new name.
    """

    if not TYPE_CHECKING:
        __slots__ = ()

    name: str | None = member("name", "text")

    if TYPE_CHECKING:

        def __init__(
            self,
            members: Mapping[str, Any] = ...,
            /,
            *,
            name: str | None = ...,
            **custom: Any,
        ) -> None: ...
