# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""GET /v1/positions/{position_id}/owned: Read the owned entity of a position."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Answer, segment

if TYPE_CHECKING:
    from ...models.entity_document import EntityDocument


def _get_kwargs(
    position_id: str | int,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": f"/v1/positions/{segment(position_id)}/owned",
    }
    return _kwargs


def _parse_response(*, response: Answer) -> EntityDocument | None:
    from ...models.entity_document import EntityDocument

    if response.status_code == 200:
        response_200 = EntityDocument.from_dict(response.json())

        return response_200

    return None
