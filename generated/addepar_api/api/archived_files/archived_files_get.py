# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""GET /v1/archive/files/{file_id}: Read one archived file's record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Answer, segment

if TYPE_CHECKING:
    from ...models.file_document import FileDocument


def _get_kwargs(
    file_id: str | int,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": f"/v1/archive/files/{segment(file_id)}",
    }
    return _kwargs


def _parse_response(*, response: Answer) -> FileDocument | None:
    from ...models.file_document import FileDocument

    if response.status_code == 200:
        response_200 = FileDocument.from_dict(response.json())

        return response_200

    return None
