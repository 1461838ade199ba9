# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""GET /v1/archive/files/{file_id}/download: Download an archived file."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from ...types import Answer, File, segment


def _get_kwargs(
    file_id: str | int,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": f"/v1/archive/files/{segment(file_id)}/download",
    }
    return _kwargs


def _parse_response(*, response: Answer) -> File | None:
    if response.status_code == 200:
        response_200 = File(payload=BytesIO(response.content))

        return response_200

    if response.status_code == 206:
        response_206 = File(payload=BytesIO(response.content))

        return response_206

    return None
