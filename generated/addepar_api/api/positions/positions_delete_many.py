# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""DELETE /v1/positions: Delete several positions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...types import Answer, Model, json_value


def _get_kwargs(
    *,
    body: Model | Mapping[str, Any],
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "delete",
        "url": "/v1/positions",
        "json": json_value(body),
        "headers": {"Content-Type": "application/vnd.api+json"},
    }
    return _kwargs


def _parse_response(*, response: Answer) -> None:
    return None
