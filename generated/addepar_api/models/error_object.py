# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from addepar_core.models.open_object import OpenObject, member


class ErrorObject(OpenObject):
    """One error.

    Attributes:
        status (str | int): The HTTP status, as text or as a number.
        title (str): The name of the status.
        detail (str): The fault in this request.
    """

    if not TYPE_CHECKING:
        __slots__ = ()

    status: str | int | None = member("status", "text")
    title: str | None = member("title", "text")
    detail: str | None = member("detail", "text")

    if TYPE_CHECKING:

        def __init__(
            self,
            members: Mapping[str, Any] = ...,
            /,
            *,
            status: str | int | None = ...,
            title: str | None = ...,
            detail: str | None = ...,
            **custom: Any,
        ) -> None: ...
