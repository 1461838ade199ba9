# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from addepar_core.models.open_object import OpenObject


class JobResult(OpenObject):
    """The result of a JSON job; its columns and rows depend on the view or query."""

    if not TYPE_CHECKING:
        __slots__ = ()
