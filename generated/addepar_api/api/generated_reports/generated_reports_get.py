# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""GET /v1/generated_reports/{generated_report_id}: Read one report run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Answer, segment

if TYPE_CHECKING:
    from ...models.generated_report_document import GeneratedReportDocument


def _get_kwargs(
    generated_report_id: str | int,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": f"/v1/generated_reports/{segment(generated_report_id)}",
    }
    return _kwargs


def _parse_response(*, response: Answer) -> GeneratedReportDocument | None:
    from ...models.generated_report_document import GeneratedReportDocument

    if response.status_code == 200:
        response_200 = GeneratedReportDocument.from_dict(response.json())

        return response_200

    return None
