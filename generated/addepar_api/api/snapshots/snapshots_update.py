# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""PATCH /v1/snapshots/{snapshot_id}: Change one snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...types import Answer, Model, json_value, segment

if TYPE_CHECKING:
    from ...models.snapshot_document import SnapshotDocument


def _get_kwargs(
    snapshot_id: str | int,
    *,
    body: Model | Mapping[str, Any],
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "patch",
        "url": f"/v1/snapshots/{segment(snapshot_id)}",
        "json": json_value(body),
        "headers": {"Content-Type": "application/vnd.api+json"},
    }
    return _kwargs


def _parse_response(*, response: Answer) -> SnapshotDocument | None:
    from ...models.snapshot_document import SnapshotDocument

    if response.status_code == 200:
        response_200 = SnapshotDocument.from_dict(response.json())

        return response_200

    return None
