# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""GET /v1/archive/files: List archived files."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from ...types import UNSET, Answer, Unset, query

if TYPE_CHECKING:
    from ...models.file_list_document import FileListDocument


def _get_kwargs(
    *,
    created_after: datetime.datetime | str | None | Unset = UNSET,
    created_before: datetime.datetime | str | None | Unset = UNSET,
    entity_id: str | int | None | Unset = UNSET,
    group_id: str | int | None | Unset = UNSET,
    page_limit: int | None | Unset = UNSET,
    page_after: str | None | Unset = UNSET,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/archive/files",
        "params": query(
            {
                "filter[files][createdAfter]": created_after,
                "filter[files][createdBefore]": created_before,
                "filter[files][entityId]": entity_id,
                "filter[files][groupId]": group_id,
                "page[limit]": page_limit,
                "page[after]": page_after,
            }
        ),
    }
    return _kwargs


def _parse_response(*, response: Answer) -> FileListDocument | None:
    from ...models.file_list_document import FileListDocument

    if response.status_code == 200:
        response_200 = FileListDocument.from_dict(response.json())

        return response_200

    return None
