# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""DELETE /v1/positions/{position_id}: Delete one position."""

from __future__ import annotations

from typing import Any

from ...types import Answer, segment


def _get_kwargs(
    position_id: str | int,
) -> dict[str, Any]:
    _kwargs: dict[str, Any] = {
        "method": "delete",
        "url": f"/v1/positions/{segment(position_id)}",
    }
    return _kwargs


def _parse_response(*, response: Answer) -> None:
    return None
