# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from addepar_core.models.open_object import OpenObject


class IncludedResource(OpenObject):
    """A resource that is included with the requested ones."""

    if not TYPE_CHECKING:
        __slots__ = ()
