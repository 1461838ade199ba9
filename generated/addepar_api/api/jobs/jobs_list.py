# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""GET /v1/jobs: List the jobs you may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import UNSET, Answer, Unset, query

if TYPE_CHECKING:
    from ...models.job_list_document import JobListDocument


def _get_kwargs(
    *,
    page_limit: int | None | Unset = UNSET,
    page_after: str | None | Unset = UNSET,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/jobs",
        "params": query(
            {
                "page[limit]": page_limit,
                "page[after]": page_after,
            }
        ),
    }
    return _kwargs


def _parse_response(*, response: Answer) -> JobListDocument | None:
    from ...models.job_list_document import JobListDocument

    if response.status_code == 200:
        response_200 = JobListDocument.from_dict(response.json())

        return response_200

    return None
