# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""GET /v1/snapshots/{snapshot_id}/position: Read the position of a snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Answer, segment

if TYPE_CHECKING:
    from ...models.position_document import PositionDocument


def _get_kwargs(
    snapshot_id: str | int,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": f"/v1/snapshots/{segment(snapshot_id)}/position",
    }
    return _kwargs


def _parse_response(*, response: Answer) -> PositionDocument | None:
    from ...models.position_document import PositionDocument

    if response.status_code == 200:
        response_200 = PositionDocument.from_dict(response.json())

        return response_200

    return None
