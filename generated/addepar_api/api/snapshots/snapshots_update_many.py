# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""PATCH /v1/snapshots: Change several snapshots."""

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
        "method": "patch",
        "url": "/v1/snapshots",
        "json": json_value(body),
        "headers": {"Content-Type": "application/vnd.api+json"},
    }
    return _kwargs


def _parse_response(*, response: Answer) -> SnapshotsDocument | None:
    from ...models.snapshots_document import SnapshotsDocument

    if response.status_code == 200:
        response_200 = SnapshotsDocument.from_dict(response.json())

        return response_200

    return None
