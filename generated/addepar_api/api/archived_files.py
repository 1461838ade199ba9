# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""ArchivedFiles: the operations of the tag `archived_files` as methods, blocking and asynchronous."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from addepar_core.flow.messages import Seconds
from addepar_core.models.types import UNSET
from addepar_core.operations.caller import AsyncResource, Resource
from addepar_core.operations.inputs.values import Day, Id, Moment
from addepar_core.operations.pagination.pagers import AsyncPager, Pager

from .. import models
from ..operations import OPERATIONS


class ArchivedFiles(Resource):
    """Files that have been deleted; they stay readable here. The user needs "API Access: Create, edit, and delete" and "Files: View Only"."""

    _tag = "archived_files"
    if TYPE_CHECKING:
        with_raw_response: RawArchivedFiles

    def list(
        self,
        *,
        created_after: Moment | Day | None = None,
        created_before: Moment | Day | None = None,
        entity_id: Id | None = None,
        group_id: Id | None = None,
        page_limit: int | None = None,
        page_after: str | None = None,
        limit: int | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Pager[models.FileResource]:
        """List archived files.

        Every deleted file you may see. The page describes this operation but leaves it out of its table.

        Args:
            created_after: Files created after this time (UTC). The page asks for an ISO 8601 date, but prints
                timestamps.
            created_before: Files created before this time (UTC). The page asks for an ISO 8601 date, but prints
                timestamps.
            entity_id: Files that belong to this entity. Overrides a group filter.
            group_id: Files that belong to this group. The server ignores it if an entity is given too.
            page_limit: Rows per page; the default is 500, the maximum 2000.
            page_after: The position at which the page begins. Take it from the `next` link of the previous page; do
                not construct it yourself.
            limit: Stop after this number of rows; the default is all rows.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            Pager[FileResource]: The rows, fetched as you iterate; `.pages()` returns whole pages.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get All Archived Files" on the page Files.
        """
        rows: Pager[models.FileResource] = self._caller.pages(
            OPERATIONS["archived_files_list"],
            {
                "created_after": created_after,
                "created_before": created_before,
                "entity_id": entity_id,
                "group_id": group_id,
                "page_limit": page_limit,
                "page_after": page_after,
            },
            limit=limit,
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return rows

    def get(
        self,
        file_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.FileResource:
        """Read one archived file's record.

        The record before its deletion, with the time of deletion.

        Args:
            file_id: The file's id.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            FileResource: The archived file's record.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get an Archived File" on the page Files.
        """
        data: models.FileResource = self._caller.call(
            OPERATIONS["archived_files_get"],
            {
                "file_id": file_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data


class AsyncArchivedFiles(AsyncResource):
    """Files that have been deleted; they stay readable here. The user needs "API Access: Create, edit, and delete" and "Files: View Only"."""

    _tag = "archived_files"
    if TYPE_CHECKING:
        with_raw_response: AsyncRawArchivedFiles

    def list(
        self,
        *,
        created_after: Moment | Day | None = None,
        created_before: Moment | Day | None = None,
        entity_id: Id | None = None,
        group_id: Id | None = None,
        page_limit: int | None = None,
        page_after: str | None = None,
        limit: int | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AsyncPager[models.FileResource]:
        """List archived files.

        Every deleted file you may see. The page describes this operation but leaves it out of its table.

        Args:
            created_after: Files created after this time (UTC). The page asks for an ISO 8601 date, but prints
                timestamps.
            created_before: Files created before this time (UTC). The page asks for an ISO 8601 date, but prints
                timestamps.
            entity_id: Files that belong to this entity. Overrides a group filter.
            group_id: Files that belong to this group. The server ignores it if an entity is given too.
            page_limit: Rows per page; the default is 500, the maximum 2000.
            page_after: The position at which the page begins. Take it from the `next` link of the previous page; do
                not construct it yourself.
            limit: Stop after this number of rows; the default is all rows.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            AsyncPager[FileResource]: The rows, fetched as you iterate; `.pages()` returns whole pages.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get All Archived Files" on the page Files.
        """
        rows: AsyncPager[models.FileResource] = self._caller.pages(
            OPERATIONS["archived_files_list"],
            {
                "created_after": created_after,
                "created_before": created_before,
                "entity_id": entity_id,
                "group_id": group_id,
                "page_limit": page_limit,
                "page_after": page_after,
            },
            limit=limit,
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return rows

    async def get(
        self,
        file_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.FileResource:
        """Read one archived file's record.

        The record before its deletion, with the time of deletion.

        Args:
            file_id: The file's id.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            FileResource: The archived file's record.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get an Archived File" on the page Files.
        """
        data: models.FileResource = await self._caller.call(
            OPERATIONS["archived_files_get"],
            {
                "file_id": file_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data


if TYPE_CHECKING:
    from addepar_core.operations.raw import async_raw, async_raw_list, raw, raw_list

    class RawArchivedFiles:
        """`ArchivedFiles` with a `RawResponse` of each result, as type checkers see it."""

        list = raw_list(ArchivedFiles.list)
        get = raw(ArchivedFiles.get)
        download: Any

    class AsyncRawArchivedFiles:
        """`AsyncArchivedFiles` with a `RawResponse` of each result, as type checkers see it."""

        list = async_raw_list(AsyncArchivedFiles.list)
        get = async_raw(AsyncArchivedFiles.get)
        download: Any


__all__ = ["AsyncArchivedFiles", "ArchivedFiles"]
