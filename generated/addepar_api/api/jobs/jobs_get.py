# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""GET /v1/jobs/{job_id}: Check the status of one job."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Answer, segment

if TYPE_CHECKING:
    from ...models.job_document import JobDocument


def _get_kwargs(
    job_id: str | int,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": f"/v1/jobs/{segment(job_id)}",
    }
    return _kwargs


def _parse_response(*, response: Answer) -> JobDocument | None:
    from ...models.job_document import JobDocument

    if response.status_code == 200:
        response_200 = JobDocument.from_dict(response.json())

        return response_200

    if response.status_code == 303:
        response_303 = JobDocument.from_dict(response.json())

        return response_303

    return None
