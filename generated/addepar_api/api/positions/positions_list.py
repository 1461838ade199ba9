# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""GET /v1/positions: List positions."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ...types import UNSET, Answer, Unset, query

if TYPE_CHECKING:
    from ...models.position_list_document import PositionListDocument


def _get_kwargs(
    *,
    created_before: datetime.date | str | None | Unset = UNSET,
    created_after: datetime.date | str | None | Unset = UNSET,
    modified_before: datetime.date | str | None | Unset = UNSET,
    modified_after: datetime.date | str | None | Unset = UNSET,
    fields: Sequence[str | int] | str | None | Unset = UNSET,
    page_limit: int | None | Unset = UNSET,
    page_after: str | None | Unset = UNSET,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/positions",
        "params": query(
            {
                "filter[created_before]": created_before,
                "filter[created_after]": created_after,
                "filter[modified_before]": modified_before,
                "filter[modified_after]": modified_after,
                "fields[entities]": fields,
                "page[limit]": page_limit,
                "page[after]": page_after,
            }
        ),
    }
    return _kwargs


def _parse_response(*, response: Answer) -> PositionListDocument | None:
    from ...models.position_list_document import PositionListDocument

    if response.status_code == 200:
        response_200 = PositionListDocument.from_dict(response.json())

        return response_200

    return None
