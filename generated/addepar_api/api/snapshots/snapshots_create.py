# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""POST /v1/snapshots: Record snapshots or valuations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...types import Answer, Model, json_value

if TYPE_CHECKING:
    from ...models.snapshots_document import SnapshotsDocument


def _get_kwargs(
    *,
    body: Model | Mapping[str, Any],
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/snapshots",
        "json": json_value(body),
        "headers": {"Content-Type": "application/vnd.api+json"},
    }
    return _kwargs


def _parse_response(*, response: Answer) -> SnapshotsDocument | None:
    from ...models.snapshots_document import SnapshotsDocument

    if response.status_code == 201:
        response_201 = SnapshotsDocument.from_dict(response.json())

        return response_201

    return None
