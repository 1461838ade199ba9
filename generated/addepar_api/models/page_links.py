# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from addepar_core.models.open_object import OpenObject, member


class PageLinks(OpenObject):
    """Neighbouring pages. Null, or no links at all, on the last page.

    Attributes:
        next (str): The address of the next page.
        prev (str): The address of the previous page.
    """

    if not TYPE_CHECKING:
        __slots__ = ()

    next: str | None = member("next", "text", nullable=True)
    prev: str | None = member("prev", "text", nullable=True)

    if TYPE_CHECKING:

        def __init__(
            self,
            members: Mapping[str, Any] = ...,
            /,
            *,
            next: str | None = ...,
            prev: str | None = ...,
            **custom: Any,
        ) -> None: ...
