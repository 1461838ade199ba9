# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from addepar_core.models.open_object import OpenObject, member


class FileCreateAttributes(OpenObject):
    """The name, which ends in the same extension as the uploaded part's file name.

    Attributes:
        name (str): The name of the file.
    """

    if not TYPE_CHECKING:
        __slots__ = ()

    name: str | None = member("name", "text", required=True)

    if TYPE_CHECKING:

        def __init__(
            self,
            members: Mapping[str, Any] = ...,
            /,
            *,
            name: str,
            **custom: Any,
        ) -> None: ...
