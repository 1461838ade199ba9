# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""POST /v1/files: Upload a file."""

from typing import Any

from ...models.file_document import FileDocument
from ...models.file_upload import FileUpload
from ...types import Answer


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
    if response.status_code == 201:
        response_201 = FileDocument.from_dict(response.json())

        return response_201

    return None
