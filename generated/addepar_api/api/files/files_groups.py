# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""GET /v1/files/{file_id}/relationships/associated_groups: List the groups a file belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Answer, segment

if TYPE_CHECKING:
    from ...models.associations_document import AssociationsDocument


def _get_kwargs(
    file_id: str | int,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": f"/v1/files/{segment(file_id)}/relationships/associated_groups",
    }
    return _kwargs


def _parse_response(*, response: Answer) -> AssociationsDocument | None:
    from ...models.associations_document import AssociationsDocument

    if response.status_code == 200:
        response_200 = AssociationsDocument.from_dict(response.json())

        return response_200

    return None
