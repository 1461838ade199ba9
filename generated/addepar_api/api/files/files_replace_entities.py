# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""PATCH /v1/files/{file_id}/relationships/associated_entities: Replace a file's entities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...types import Answer, Model, json_value, segment


def _get_kwargs(
    file_id: str | int,
    *,
    body: Model | Mapping[str, Any],
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "patch",
        "url": f"/v1/files/{segment(file_id)}/relationships/associated_entities",
        "json": json_value(body),
        "headers": {"Content-Type": "application/vnd.api+json"},
    }
    return _kwargs


def _parse_response(*, response: Answer) -> None:
    return None
