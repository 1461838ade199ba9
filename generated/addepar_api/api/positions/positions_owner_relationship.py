# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""GET /v1/positions/{position_id}/relationships/owner: Read which owner entity a position points to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Answer, segment

if TYPE_CHECKING:
    from ...models.relationship_document import RelationshipDocument


def _get_kwargs(
    position_id: str | int,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": f"/v1/positions/{segment(position_id)}/relationships/owner",
    }
    return _kwargs


def _parse_response(*, response: Answer) -> RelationshipDocument | None:
    from ...models.relationship_document import RelationshipDocument

    if response.status_code == 200:
        response_200 = RelationshipDocument.from_dict(response.json())

        return response_200

    return None
