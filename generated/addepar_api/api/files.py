# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""Files: the operations of the tag `files` as methods, blocking and asynchronous."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from addepar_core.flow.messages import Seconds
from addepar_core.models.types import UNSET, Given, Unset
from addepar_core.operations.caller import AsyncResource, Resource
from addepar_core.operations.inputs.values import Day, Id, Moment
from addepar_core.operations.pagination.pagers import AsyncPager, Pager

from .. import models
from ..operations import OPERATIONS


class Files(Resource):
    """Documents stored for a firm, and the groups and entities they belong to. Deleting a file archives it. The user needs "API Access: Create, edit, and delete"; "Files: View Only" to read and download, and "Files: Create, edit and delete" for everything else."""

    _tag = "files"
    if TYPE_CHECKING:
        with_raw_response: RawFiles

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
        """List files.

        Every file you may see, with its associations. An entity filter makes the server ignore a group filter.

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

        Source: "Get All Files" on the page Files.
        """
        rows: Pager[models.FileResource] = self._caller.pages(
            OPERATIONS["files_list"],
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
        created_after: Moment | Day | None = None,
        created_before: Moment | Day | None = None,
        entity_id: Id | None = None,
        group_id: Id | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.FileResource:
        """Read one file's record.

        Name, size, content type, creation time and associations; not the bytes. The page says that the filters of the
        list work here too, but not what they do to a single file.

        Args:
            file_id: The file's id.
            created_after: Files created after this time (UTC). The page asks for an ISO 8601 date, but prints
                timestamps.
            created_before: Files created before this time (UTC). The page asks for an ISO 8601 date, but prints
                timestamps.
            entity_id: Files that belong to this entity. Overrides a group filter.
            group_id: Files that belong to this group. The server ignores it if an entity is given too.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            FileResource: The file's record.

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

        Source: "Get a File" on the page Files.
        """
        data: models.FileResource = self._caller.call(
            OPERATIONS["files_get"],
            {
                "file_id": file_id,
                "created_after": created_after,
                "created_before": created_before,
                "entity_id": entity_id,
                "group_id": group_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    @overload
    def update(
        self,
        file_id: Id,
        *,
        groups: Sequence[Id] | Id | Unset = UNSET,
        entities: Sequence[Id] | Id | Unset = UNSET,
        name: str | Unset = UNSET,
        attributes: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.FileResource: ...

    @overload
    def update(
        self,
        file_id: Id,
        body: models.FileUpdateDocument | models.FileUpdate | models.FileResource | Mapping[str, Any],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.FileResource: ...

    def update(
        self,
        file_id: Id,
        body: models.FileUpdateDocument | models.FileUpdate | models.FileResource | Mapping[str, Any] | None = None,
        *,
        groups: Sequence[Id] | Id | Unset = UNSET,
        entities: Sequence[Id] | Id | Unset = UNSET,
        name: str | Unset = UNSET,
        attributes: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.FileResource:
        """Rename a file or change its associations.

        The name is the only attribute that can be changed. As we read the page, the new name keeps the extension, and
        relationships that are sent replace the existing ones.

        Args:
            file_id: The file's id.
            body: Instead of the fields below: a model, a record that was read and changed, a mapping, or a whole
                document. `type` and `id` are filled in.
            groups: Ids or records.
            entities: Ids or records.
            name: The new name.
            attributes: Other attributes by name, such as custom ones.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            FileResource: The changed record.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing, or access to the file or to any of
                its groups and entities.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.files.update("1111", name="RenamedFile.txt")

        Source: "Update a File" on the page Files.
        """
        data: models.FileResource = self._caller.call(
            OPERATIONS["files_update"],
            {
                "file_id": file_id,
            },
            body=Given(
                body,
                {
                    "groups": groups,
                    "entities": entities,
                    "name": name,
                    "attributes": attributes,
                },
            ),
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    def delete(
        self,
        file_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Archive a file.

        The file leaves the live routes and stays readable, record and bytes, under the archive routes. The pages
        document no way to restore it.

        Args:
            file_id: The file's id.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            None: Done; no body.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter is not allowed or not valid, or the request exceeded the 60-second
                limit.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing, or access to the file or to any of
                its groups and entities.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.files.delete("123")

        Source: "Delete a File" on the page Files.
        """
        data: None = self._caller.call(
            OPERATIONS["files_delete"],
            {
                "file_id": file_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    def groups(
        self,
        file_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> builtins.list[models.ResourceIdentifier]:
        """List the groups a file belongs to.

        Types and ids only, although the page promises complete records.

        Args:
            file_id: The file's id.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            list[ResourceIdentifier]: The associated groups.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter is not allowed or not valid, or the request exceeded the 60-second
                limit.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get All Groups Associated with a File" on the page Files.
        """
        data: builtins.list[models.ResourceIdentifier] = self._caller.call(
            OPERATIONS["files_groups"],
            {
                "file_id": file_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    def add_groups(
        self,
        file_id: Id,
        body: Sequence[Id | Mapping[str, Any]] | Id | Mapping[str, Any],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Add groups to a file.

        Adds to the groups the file already has.

        Args:
            file_id: The file's id.
            body: A list of ids or records; or a whole document, as a model or a mapping.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            None: Done; no body.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing, or access to the file or to any of
                its groups and entities.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.files.add_groups("123", ["200", "201"])

        Source: "Associate Groups with a File" on the page Files.
        """
        data: None = self._caller.call(
            OPERATIONS["files_add_groups"],
            {
                "file_id": file_id,
            },
            body=body,
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    def replace_groups(
        self,
        file_id: Id,
        body: Sequence[Id | Mapping[str, Any]] | Id | Mapping[str, Any],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Replace a file's groups.

        The file then belongs to these groups and no others. An empty array clears them (inferred).

        Args:
            file_id: The file's id.
            body: A list of ids or records; or a whole document, as a model or a mapping.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            None: Done; no body.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing, or access to the file or to any of
                its groups and entities.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.files.replace_groups("123", ["200", "201"])

        Source: "Replace Groups Associated with a File" on the page Files.
        """
        data: None = self._caller.call(
            OPERATIONS["files_replace_groups"],
            {
                "file_id": file_id,
            },
            body=body,
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    def remove_groups(
        self,
        file_id: Id,
        body: Sequence[Id | Mapping[str, Any]] | Id | Mapping[str, Any],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Remove groups from a file.

        A DELETE with a body that names the groups to remove. The page's example names an entity by mistake.

        Args:
            file_id: The file's id.
            body: A list of ids or records; or a whole document, as a model or a mapping.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            None: Done; no body.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing, or access to the file or to any of
                its groups and entities.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.files.remove_groups("123", ["10000"])

        Source: "Remove Groups Associated with a File" on the page Files.
        """
        data: None = self._caller.call(
            OPERATIONS["files_remove_groups"],
            {
                "file_id": file_id,
            },
            body=body,
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    def entities(
        self,
        file_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> builtins.list[models.ResourceIdentifier]:
        """List the entities a file belongs to.

        Types and ids only, although the page promises complete records.

        Args:
            file_id: The file's id.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            list[ResourceIdentifier]: The associated entities.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter is not allowed or not valid, or the request exceeded the 60-second
                limit.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get All Entities Associated with a File" on the page Files.
        """
        data: builtins.list[models.ResourceIdentifier] = self._caller.call(
            OPERATIONS["files_entities"],
            {
                "file_id": file_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    def add_entities(
        self,
        file_id: Id,
        body: Sequence[Id | Mapping[str, Any]] | Id | Mapping[str, Any],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Add entities to a file.

        Adds to the entities the file already has.

        Args:
            file_id: The file's id.
            body: A list of ids or records; or a whole document, as a model or a mapping.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            None: Done; no body.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing, or access to the file or to any of
                its groups and entities.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.files.add_entities("123", ["100", "101"])

        Source: "Associate Entities with a File" on the page Files.
        """
        data: None = self._caller.call(
            OPERATIONS["files_add_entities"],
            {
                "file_id": file_id,
            },
            body=body,
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    def replace_entities(
        self,
        file_id: Id,
        body: Sequence[Id | Mapping[str, Any]] | Id | Mapping[str, Any],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Replace a file's entities.

        The file then belongs to these entities and no others. An empty array clears them (inferred).

        Args:
            file_id: The file's id.
            body: A list of ids or records; or a whole document, as a model or a mapping.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            None: Done; no body.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing, or access to the file or to any of
                its groups and entities.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.files.replace_entities("123", ["100", "101"])

        Source: "Replace Entities Associated with a File" on the page Files.
        """
        data: None = self._caller.call(
            OPERATIONS["files_replace_entities"],
            {
                "file_id": file_id,
            },
            body=body,
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    def remove_entities(
        self,
        file_id: Id,
        body: Sequence[Id | Mapping[str, Any]] | Id | Mapping[str, Any],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Remove entities from a file.

        A DELETE with a body that names the entities to remove.

        Args:
            file_id: The file's id.
            body: A list of ids or records; or a whole document, as a model or a mapping.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            None: Done; no body.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing, or access to the file or to any of
                its groups and entities.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.files.remove_entities("123", ["10000"])

        Source: "Remove Entities Associated with a File" on the page Files.
        """
        data: None = self._caller.call(
            OPERATIONS["files_remove_entities"],
            {
                "file_id": file_id,
            },
            body=body,
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data


class AsyncFiles(AsyncResource):
    """Documents stored for a firm, and the groups and entities they belong to. Deleting a file archives it. The user needs "API Access: Create, edit, and delete"; "Files: View Only" to read and download, and "Files: Create, edit and delete" for everything else."""

    _tag = "files"
    if TYPE_CHECKING:
        with_raw_response: AsyncRawFiles

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
        """List files.

        Every file you may see, with its associations. An entity filter makes the server ignore a group filter.

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

        Source: "Get All Files" on the page Files.
        """
        rows: AsyncPager[models.FileResource] = self._caller.pages(
            OPERATIONS["files_list"],
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
        created_after: Moment | Day | None = None,
        created_before: Moment | Day | None = None,
        entity_id: Id | None = None,
        group_id: Id | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.FileResource:
        """Read one file's record.

        Name, size, content type, creation time and associations; not the bytes. The page says that the filters of the
        list work here too, but not what they do to a single file.

        Args:
            file_id: The file's id.
            created_after: Files created after this time (UTC). The page asks for an ISO 8601 date, but prints
                timestamps.
            created_before: Files created before this time (UTC). The page asks for an ISO 8601 date, but prints
                timestamps.
            entity_id: Files that belong to this entity. Overrides a group filter.
            group_id: Files that belong to this group. The server ignores it if an entity is given too.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            FileResource: The file's record.

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

        Source: "Get a File" on the page Files.
        """
        data: models.FileResource = await self._caller.call(
            OPERATIONS["files_get"],
            {
                "file_id": file_id,
                "created_after": created_after,
                "created_before": created_before,
                "entity_id": entity_id,
                "group_id": group_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    @overload
    async def update(
        self,
        file_id: Id,
        *,
        groups: Sequence[Id] | Id | Unset = UNSET,
        entities: Sequence[Id] | Id | Unset = UNSET,
        name: str | Unset = UNSET,
        attributes: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.FileResource: ...

    @overload
    async def update(
        self,
        file_id: Id,
        body: models.FileUpdateDocument | models.FileUpdate | models.FileResource | Mapping[str, Any],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.FileResource: ...

    async def update(
        self,
        file_id: Id,
        body: models.FileUpdateDocument | models.FileUpdate | models.FileResource | Mapping[str, Any] | None = None,
        *,
        groups: Sequence[Id] | Id | Unset = UNSET,
        entities: Sequence[Id] | Id | Unset = UNSET,
        name: str | Unset = UNSET,
        attributes: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.FileResource:
        """Rename a file or change its associations.

        The name is the only attribute that can be changed. As we read the page, the new name keeps the extension, and
        relationships that are sent replace the existing ones.

        Args:
            file_id: The file's id.
            body: Instead of the fields below: a model, a record that was read and changed, a mapping, or a whole
                document. `type` and `id` are filled in.
            groups: Ids or records.
            entities: Ids or records.
            name: The new name.
            attributes: Other attributes by name, such as custom ones.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            FileResource: The changed record.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing, or access to the file or to any of
                its groups and entities.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.files.update("1111", name="RenamedFile.txt")

        Source: "Update a File" on the page Files.
        """
        data: models.FileResource = await self._caller.call(
            OPERATIONS["files_update"],
            {
                "file_id": file_id,
            },
            body=Given(
                body,
                {
                    "groups": groups,
                    "entities": entities,
                    "name": name,
                    "attributes": attributes,
                },
            ),
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    async def delete(
        self,
        file_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Archive a file.

        The file leaves the live routes and stays readable, record and bytes, under the archive routes. The pages
        document no way to restore it.

        Args:
            file_id: The file's id.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            None: Done; no body.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter is not allowed or not valid, or the request exceeded the 60-second
                limit.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing, or access to the file or to any of
                its groups and entities.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.files.delete("123")

        Source: "Delete a File" on the page Files.
        """
        data: None = await self._caller.call(
            OPERATIONS["files_delete"],
            {
                "file_id": file_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    async def groups(
        self,
        file_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> builtins.list[models.ResourceIdentifier]:
        """List the groups a file belongs to.

        Types and ids only, although the page promises complete records.

        Args:
            file_id: The file's id.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            list[ResourceIdentifier]: The associated groups.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter is not allowed or not valid, or the request exceeded the 60-second
                limit.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get All Groups Associated with a File" on the page Files.
        """
        data: builtins.list[models.ResourceIdentifier] = await self._caller.call(
            OPERATIONS["files_groups"],
            {
                "file_id": file_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    async def add_groups(
        self,
        file_id: Id,
        body: Sequence[Id | Mapping[str, Any]] | Id | Mapping[str, Any],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Add groups to a file.

        Adds to the groups the file already has.

        Args:
            file_id: The file's id.
            body: A list of ids or records; or a whole document, as a model or a mapping.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            None: Done; no body.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing, or access to the file or to any of
                its groups and entities.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.files.add_groups("123", ["200", "201"])

        Source: "Associate Groups with a File" on the page Files.
        """
        data: None = await self._caller.call(
            OPERATIONS["files_add_groups"],
            {
                "file_id": file_id,
            },
            body=body,
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    async def replace_groups(
        self,
        file_id: Id,
        body: Sequence[Id | Mapping[str, Any]] | Id | Mapping[str, Any],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Replace a file's groups.

        The file then belongs to these groups and no others. An empty array clears them (inferred).

        Args:
            file_id: The file's id.
            body: A list of ids or records; or a whole document, as a model or a mapping.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            None: Done; no body.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing, or access to the file or to any of
                its groups and entities.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.files.replace_groups("123", ["200", "201"])

        Source: "Replace Groups Associated with a File" on the page Files.
        """
        data: None = await self._caller.call(
            OPERATIONS["files_replace_groups"],
            {
                "file_id": file_id,
            },
            body=body,
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    async def remove_groups(
        self,
        file_id: Id,
        body: Sequence[Id | Mapping[str, Any]] | Id | Mapping[str, Any],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Remove groups from a file.

        A DELETE with a body that names the groups to remove. The page's example names an entity by mistake.

        Args:
            file_id: The file's id.
            body: A list of ids or records; or a whole document, as a model or a mapping.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            None: Done; no body.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing, or access to the file or to any of
                its groups and entities.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.files.remove_groups("123", ["10000"])

        Source: "Remove Groups Associated with a File" on the page Files.
        """
        data: None = await self._caller.call(
            OPERATIONS["files_remove_groups"],
            {
                "file_id": file_id,
            },
            body=body,
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    async def entities(
        self,
        file_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> builtins.list[models.ResourceIdentifier]:
        """List the entities a file belongs to.

        Types and ids only, although the page promises complete records.

        Args:
            file_id: The file's id.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            list[ResourceIdentifier]: The associated entities.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter is not allowed or not valid, or the request exceeded the 60-second
                limit.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get All Entities Associated with a File" on the page Files.
        """
        data: builtins.list[models.ResourceIdentifier] = await self._caller.call(
            OPERATIONS["files_entities"],
            {
                "file_id": file_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    async def add_entities(
        self,
        file_id: Id,
        body: Sequence[Id | Mapping[str, Any]] | Id | Mapping[str, Any],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Add entities to a file.

        Adds to the entities the file already has.

        Args:
            file_id: The file's id.
            body: A list of ids or records; or a whole document, as a model or a mapping.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            None: Done; no body.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing, or access to the file or to any of
                its groups and entities.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.files.add_entities("123", ["100", "101"])

        Source: "Associate Entities with a File" on the page Files.
        """
        data: None = await self._caller.call(
            OPERATIONS["files_add_entities"],
            {
                "file_id": file_id,
            },
            body=body,
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    async def replace_entities(
        self,
        file_id: Id,
        body: Sequence[Id | Mapping[str, Any]] | Id | Mapping[str, Any],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Replace a file's entities.

        The file then belongs to these entities and no others. An empty array clears them (inferred).

        Args:
            file_id: The file's id.
            body: A list of ids or records; or a whole document, as a model or a mapping.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            None: Done; no body.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing, or access to the file or to any of
                its groups and entities.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.files.replace_entities("123", ["100", "101"])

        Source: "Replace Entities Associated with a File" on the page Files.
        """
        data: None = await self._caller.call(
            OPERATIONS["files_replace_entities"],
            {
                "file_id": file_id,
            },
            body=body,
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    async def remove_entities(
        self,
        file_id: Id,
        body: Sequence[Id | Mapping[str, Any]] | Id | Mapping[str, Any],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Remove entities from a file.

        A DELETE with a body that names the entities to remove.

        Args:
            file_id: The file's id.
            body: A list of ids or records; or a whole document, as a model or a mapping.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            None: Done; no body.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing, or access to the file or to any of
                its groups and entities.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.files.remove_entities("123", ["10000"])

        Source: "Remove Entities Associated with a File" on the page Files.
        """
        data: None = await self._caller.call(
            OPERATIONS["files_remove_entities"],
            {
                "file_id": file_id,
            },
            body=body,
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data


if TYPE_CHECKING:
    from addepar_core.operations.raw import async_raw, async_raw_list, raw, raw_list
    from addepar_core.pipeline.raw_response import RawResponse

    class RawFiles:
        """`Files` with a `RawResponse` of each result, as type checkers see it."""

        list = raw_list(Files.list)
        get = raw(Files.get)

        @overload
        def update(
            self,
            file_id: Id,
            *,
            groups: Sequence[Id] | Id | Unset = UNSET,
            entities: Sequence[Id] | Id | Unset = UNSET,
            name: str | Unset = UNSET,
            attributes: Mapping[str, Any] | None = None,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.FileResource]: ...

        @overload
        def update(
            self,
            file_id: Id,
            body: models.FileUpdateDocument | models.FileUpdate | models.FileResource | Mapping[str, Any],
            *,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.FileResource]: ...

        def update(self, *args: Any, **kwargs: Any) -> Any: ...

        delete = raw(Files.delete)
        groups = raw(Files.groups)
        add_groups = raw(Files.add_groups)
        replace_groups = raw(Files.replace_groups)
        remove_groups = raw(Files.remove_groups)
        entities = raw(Files.entities)
        add_entities = raw(Files.add_entities)
        replace_entities = raw(Files.replace_entities)
        remove_entities = raw(Files.remove_entities)
        upload: Any
        download: Any

    class AsyncRawFiles:
        """`AsyncFiles` with a `RawResponse` of each result, as type checkers see it."""

        list = async_raw_list(AsyncFiles.list)
        get = async_raw(AsyncFiles.get)

        @overload
        async def update(
            self,
            file_id: Id,
            *,
            groups: Sequence[Id] | Id | Unset = UNSET,
            entities: Sequence[Id] | Id | Unset = UNSET,
            name: str | Unset = UNSET,
            attributes: Mapping[str, Any] | None = None,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.FileResource]: ...

        @overload
        async def update(
            self,
            file_id: Id,
            body: models.FileUpdateDocument | models.FileUpdate | models.FileResource | Mapping[str, Any],
            *,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.FileResource]: ...

        async def update(self, *args: Any, **kwargs: Any) -> Any: ...

        delete = async_raw(AsyncFiles.delete)
        groups = async_raw(AsyncFiles.groups)
        add_groups = async_raw(AsyncFiles.add_groups)
        replace_groups = async_raw(AsyncFiles.replace_groups)
        remove_groups = async_raw(AsyncFiles.remove_groups)
        entities = async_raw(AsyncFiles.entities)
        add_entities = async_raw(AsyncFiles.add_entities)
        replace_entities = async_raw(AsyncFiles.replace_entities)
        remove_entities = async_raw(AsyncFiles.remove_entities)
        upload: Any
        download: Any


__all__ = ["AsyncFiles", "Files"]
