# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from addepar_core.models.open_object import OpenObject, member


class FailedPortfolio(OpenObject):
    """A portfolio whose PDF could not be created.

    Attributes:
        portfolio_type (str): entity or group.
        portfolio_id (str): Text in most places, a number in others; up to 14 digits, or a UUID.
        portfolio_name (str): The name of the entity or group.
    """

    if not TYPE_CHECKING:
        __slots__ = ()

    portfolio_type: str | None = member("portfolio_type", "text", nullable=True)
    portfolio_id: str | None = member("portfolio_id", "id")
    portfolio_name: str | None = member("portfolio_name", "text", nullable=True)

    if TYPE_CHECKING:

        def __init__(
            self,
            members: Mapping[str, Any] = ...,
            /,
            *,
            portfolio_type: str | None = ...,
            portfolio_id: str | None = ...,
            portfolio_name: str | None = ...,
            **custom: Any,
        ) -> None: ...
