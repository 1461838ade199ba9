# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""GET /v1/snapshots/{snapshot_id}/owner: Read the owner entity of a snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Answer, segment

if TYPE_CHECKING:
    from ...models.entity_document import EntityDocument


def _get_kwargs(
    snapshot_id: str | int,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": f"/v1/snapshots/{segment(snapshot_id)}/owner",
    }
    return _kwargs


def _parse_response(*, response: Answer) -> EntityDocument | None:
    from ...models.entity_document import EntityDocument

    if response.status_code == 200:
        response_200 = EntityDocument.from_dict(response.json())

        return response_200

    return None
