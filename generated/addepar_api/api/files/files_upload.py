# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""POST /v1/files: Upload a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Answer

if TYPE_CHECKING:
    from ...models.file_document import FileDocument
    from ...models.file_upload import FileUpload


def _get_kwargs(
    *,
    body: FileUpload,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/files",
    }
    _kwargs["files"] = body.to_multipart()

    return _kwargs


def _parse_response(*, response: Answer) -> FileDocument | None:
    from ...models.file_document import FileDocument

    if response.status_code == 201:
        response_201 = FileDocument.from_dict(response.json())

        return response_201

    return None
