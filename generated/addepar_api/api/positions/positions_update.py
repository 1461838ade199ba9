# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""PATCH /v1/positions/{position_id}: Change one position."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...types import Answer, Model, json_value, segment

if TYPE_CHECKING:
    from ...models.position_document import PositionDocument


def _get_kwargs(
    position_id: str | int,
    *,
    body: Model | Mapping[str, Any],
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "patch",
        "url": f"/v1/positions/{segment(position_id)}",
        "json": json_value(body),
        "headers": {"Content-Type": "application/vnd.api+json"},
    }
    return _kwargs


def _parse_response(*, response: Answer) -> PositionDocument | None:
    from ...models.position_document import PositionDocument

    if response.status_code == 200:
        response_200 = PositionDocument.from_dict(response.json())

        return response_200

    return None
