# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from addepar_core.models.open_object import OpenObject, member


class FileAttributes(OpenObject):
    """The attributes of a file. Only archived files have `deleted_at`.

    Attributes:
        name (str): The name of the file.
        content_type (str): The media type of the file. Not editable.
        bytes (int): Size in bytes. Not editable.
        created_at (datetime.datetime | str): A timestamp in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a fraction; one
            page prints a malformed one.
        deleted_at (datetime.datetime | str): A timestamp in UTC as YYYY-MM-DDTHH:MM:SSZ, sometimes with a fraction; one
            page prints a malformed one.
    """

    if not TYPE_CHECKING:
        __slots__ = ()

    name: str | None = member("name", "text", nullable=True)
    content_type: str | None = member("content_type", "text", nullable=True)
    bytes: int | None = member("bytes", "integer", nullable=True)
    created_at: datetime.datetime | str | None = member("created_at", "date-time", nullable=True)
    deleted_at: datetime.datetime | str | None = member("deleted_at", "date-time", nullable=True)

    if TYPE_CHECKING:

        def __init__(
            self,
            members: Mapping[str, Any] = ...,
            /,
            *,
            name: str | None = ...,
            content_type: str | None = ...,
            bytes: int | None = ...,
            created_at: datetime.datetime | str | None = ...,
            deleted_at: datetime.datetime | str | None = ...,
            **custom: Any,
        ) -> None: ...
