# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""GET /v1/generated_reports: List finished report runs."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ...types import UNSET, Answer, Unset, query

if TYPE_CHECKING:
    from ...models.generated_report_list_document import GeneratedReportListDocument


def _get_kwargs(
    *,
    completed_after: datetime.datetime | str | None | Unset = UNSET,
    completed_before: datetime.datetime | str | None | Unset = UNSET,
    status: Sequence[str | int] | str | None | Unset = UNSET,
    entity_id: str | int | None | Unset = UNSET,
    group_id: str | int | None | Unset = UNSET,
    page_number: int | None | Unset = UNSET,
    page_size: int | None | Unset = UNSET,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/generated_reports",
        "params": query(
            {
                "filter[completed_after]": completed_after,
                "filter[completed_before]": completed_before,
                "filter[status]": status,
                "filter[entityId]": entity_id,
                "filter[groupId]": group_id,
                "page[number]": page_number,
                "page[size]": page_size,
            }
        ),
    }
    return _kwargs


def _parse_response(*, response: Answer) -> GeneratedReportListDocument | None:
    from ...models.generated_report_list_document import GeneratedReportListDocument

    if response.status_code == 200:
        response_200 = GeneratedReportListDocument.from_dict(response.json())

        return response_200

    return None
