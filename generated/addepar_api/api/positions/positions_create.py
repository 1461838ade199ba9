# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""POST /v1/positions: Create one position or several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...types import Answer, Model, json_value

if TYPE_CHECKING:
    from ...models.positions_document import PositionsDocument


def _get_kwargs(
    *,
    body: Model | Mapping[str, Any],
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/positions",
        "json": json_value(body),
        "headers": {"Content-Type": "application/vnd.api+json"},
    }
    return _kwargs


def _parse_response(*, response: Answer) -> PositionsDocument | None:
    from ...models.positions_document import PositionsDocument

    if response.status_code == 201:
        response_201 = PositionsDocument.from_dict(response.json())

        return response_201

    return None
