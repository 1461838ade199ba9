# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""GET /v1/generated_reports/{generated_report_id}/creator: Read the user who started a report run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...types import Answer, segment

if TYPE_CHECKING:
    from ...models.user_document import UserDocument


def _get_kwargs(
    generated_report_id: str | int,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": f"/v1/generated_reports/{segment(generated_report_id)}/creator",
    }
    return _kwargs


def _parse_response(*, response: Answer) -> UserDocument | None:
    from ...models.user_document import UserDocument

    if response.status_code == 200:
        response_200 = UserDocument.from_dict(response.json())

        return response_200

    return None
