# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING

from addepar_core.models.open_object import OpenObject


class AttributeArguments(OpenObject):
    """Arguments by name; those that are left out have their defaults."""

    if not TYPE_CHECKING:
        __slots__ = ()
