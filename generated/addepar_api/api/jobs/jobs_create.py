# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""POST /v1/jobs: Submit a portfolio view or query job."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...types import Answer, Model, json_value

if TYPE_CHECKING:
    from ...models.job_document import JobDocument


def _get_kwargs(
    *,
    body: Model | Mapping[str, Any],
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/jobs",
        "json": json_value(body),
        "headers": {"Content-Type": "application/vnd.api+json"},
    }
    return _kwargs


def _parse_response(*, response: Answer) -> JobDocument | None:
    from ...models.job_document import JobDocument

    if response.status_code == 202:
        response_202 = JobDocument.from_dict(response.json())

        return response_202

    return None
