# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""Positions: the operations of the tag `positions` as methods, blocking and asynchronous."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from addepar_core.flow.messages import Seconds
from addepar_core.models.types import UNSET, Given, Unset
from addepar_core.operations.caller import AsyncResource, Resource
from addepar_core.operations.inputs.values import Day, Id, Number
from addepar_core.operations.pagination.pagers import AsyncPager, Pager

from .. import models
from ..operations import OPERATIONS


class Positions(Resource):
    """The links of the ownership graph: an owner entity owns another entity. If two entities share several open positions, these operations read and write the incepting one. The user needs "API Access: Create, edit, and delete"; "Portfolio Access" to read, change and delete; "Transactions: Full permission" to create, change and delete; and "Manage Attributes" to apply, change or remove attributes. That this concerns only attributes beyond those described here is our reading."""

    _tag = "positions"
    if TYPE_CHECKING:
        with_raw_response: RawPositions

    def list(
        self,
        *,
        created_before: Day | None = None,
        created_after: Day | None = None,
        modified_before: Day | None = None,
        modified_after: Day | None = None,
        fields: Sequence[str | int] | str | None = None,
        page_limit: int | None = None,
        page_after: str | None = None,
        limit: int | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Pager[models.Position]:
        """List positions.

        Every position you may see, with inception data and relationships. The date filters include the day itself;
        the page prints their dates in double quotes, which are not needed. A page without `links` is the last one.

        Args:
            created_before: Positions created on this date or earlier.
            created_after: Positions created on this date or later.
            modified_before: Positions last changed on this date or earlier.
            modified_after: Positions last changed on this date or later.
            fields: The attributes to return, separated by commas; all others are left out. Spaces are ignored. The
                page names the parameter after entities although it selects attributes of positions.
            page_limit: Rows per page; the default is 500, the maximum 2000.
            page_after: The position at which the page begins. Take it from the `next` link of the previous page; do
                not construct it yourself.
            limit: Stop after this number of rows; the default is all rows.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            Pager[Position]: The rows, fetched as you iterate; `.pages()` returns whole pages.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter is not allowed or not valid, or the request exceeded the 60-second
                limit.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get All Positions" on the page Positions.
        """
        rows: Pager[models.Position] = self._caller.pages(
            OPERATIONS["positions_list"],
            {
                "created_before": created_before,
                "created_after": created_after,
                "modified_before": modified_before,
                "modified_after": modified_after,
                "fields": fields,
                "page_limit": page_limit,
                "page_after": page_after,
            },
            limit=limit,
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return rows

    @overload
    def create(
        self,
        *,
        owner: Id,
        owned: Id,
        name: str | Unset = UNSET,
        display_name: str | Unset = UNSET,
        incepting_open_position_date: Day | Unset = UNSET,
        incepting_open_position_ownership_percentage: Number | Unset = UNSET,
        incepting_open_position_value: Number | Unset = UNSET,
        attributes: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Position: ...

    @overload
    def create(
        self,
        body: models.PositionCreate | models.Position,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Position: ...

    @overload
    def create(
        self,
        body: Sequence[models.PositionCreate | models.Position | Mapping[Any, Any]],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> builtins.list[models.Position]: ...

    @overload
    def create(
        self,
        body: models.PositionsCreateDocument | Mapping[str, Any],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Position | builtins.list[models.Position]: ...

    def create(
        self,
        body: models.PositionsCreateDocument
        | models.PositionCreate
        | models.Position
        | Mapping[str, Any]
        | Sequence[models.PositionCreate | models.Position | Mapping[Any, Any]]
        | None = None,
        *,
        owner: Id | Unset = UNSET,
        owned: Id | Unset = UNSET,
        name: str | Unset = UNSET,
        display_name: str | Unset = UNSET,
        incepting_open_position_date: Day | Unset = UNSET,
        incepting_open_position_ownership_percentage: Number | Unset = UNSET,
        incepting_open_position_value: Number | Unset = UNSET,
        attributes: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Position | builtins.list[models.Position]:
        """Create one position or several.

        Links an owner entity to an owned one. `data` is one position or an array of them. A percent-based asset needs
        the inception date and the ownership percentage (1.0 is 100 percent); share- and value-based assets need
        neither. A cash position needs a name that no other cash position between the same two entities has.

        Args:
            body: Instead of the fields below: a model, a record that was read and changed, a mapping, or a whole
                document, or a list of them. `type` and `id` are filled in.
            owner: An id or a record. Required.
            owned: An id or a record. Required.
            name: The position's name. A cash position needs one that no other cash position between the same two
                entities has.
            display_name: The name that Addepar shows.
            incepting_open_position_date: The date on which the ownership began. Required if the asset is
                percent-based, not applicable otherwise. For an account that holds shares, use the day before its
                first transaction or snapshot; otherwise a distant date such as 1900-01-01.
            incepting_open_position_ownership_percentage: The owned share, as a fraction; 1.0 is 100 percent. Required
                if the asset is percent-based, not applicable otherwise.
            incepting_open_position_value: The value of the position when it began.
            attributes: Other attributes by name, such as custom ones.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            Position | list[Position]: The created positions; an object for one, an array for several.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            ConflictError: 409. The `type` does not fit the route, or the id in the body is not the one in the
                address.
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.positions.create(owner="27", owned="29")
            >>> client.positions.create(
            ...     owner="22",
            ...     owned="23",
            ...     incepting_open_position_date="2001-01-01",
            ...     incepting_open_position_ownership_percentage=1.0,
            ... )
            >>> client.positions.create(
            ...     [
            ...         {"owner": "1", "owned": "2", "incepting_open_position_date": "2012-12-01", "incepting_open_position_ownership_percentage": 1.0},
            ...         {"owner": "3", "owned": "4", "incepting_open_position_date": "2012-01-01", "incepting_open_position_ownership_percentage": 1.0},
            ...     ],
            ... )

        Source: "Create a Position / Create Multiple Positions" on the page Positions.
        """
        data: models.Position | builtins.list[models.Position] = self._caller.call(
            OPERATIONS["positions_create"],
            {},
            body=Given(
                body,
                {
                    "owner": owner,
                    "owned": owned,
                    "name": name,
                    "display_name": display_name,
                    "incepting_open_position_date": incepting_open_position_date,
                    "incepting_open_position_ownership_percentage": incepting_open_position_ownership_percentage,
                    "incepting_open_position_value": incepting_open_position_value,
                    "attributes": attributes,
                },
            ),
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    def update_many(
        self,
        body: models.PositionsUpdateDocument
        | Mapping[str, Any]
        | Sequence[models.PositionUpdate | models.Position | Mapping[Any, Any]],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> builtins.list[models.Position]:
        """Change several positions.

        Changes the incepting open position of each item; only the attributes sent are changed.

        Args:
            body: A list of resources: models, records that were read and changed, or mappings of fields by name.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            list[Position]: The changed positions.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            ConflictError: 409. The `type` does not fit the route, or the id in the body is not the one in the
                address.
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.positions.update_many(
            ...     [
            ...         {"id": "13", "owner": "1", "owned": "2", "name": "Bob", "display_name": "Bob", "incepting_open_position_date": "2016-12-01", "incepting_open_position_value": 5},
            ...         {"id": "14", "owner": "1", "owned": "2", "name": "Bob", "display_name": "Bob", "incepting_open_position_date": "2016-12-01", "incepting_open_position_value": 5},
            ...     ],
            ... )

        Source: "Update Multiple Positions" on the page Positions.
        """
        data: builtins.list[models.Position] = self._caller.call(
            OPERATIONS["positions_update_many"],
            {},
            body=body,
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    def delete_many(
        self,
        body: Sequence[Id | Mapping[str, Any]] | Id | Mapping[str, Any],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Delete several positions.

        A DELETE with a body that names the positions. Refused with 400 when a transaction refers to one of them.

        Args:
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
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            ConflictError: 409. The `type` does not fit the route, or the id in the body is not the one in the
                address.
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.positions.delete_many(["13", "14"])

        Source: "Delete Multiple Positions" on the page Positions.
        """
        data: None = self._caller.call(
            OPERATIONS["positions_delete_many"],
            {},
            body=body,
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    def get(
        self,
        position_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Position:
        """Read one position.

        A position with its inception data and both ends.

        Args:
            position_id: The position's id.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            Position: The position.

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

        Source: "Get a Position" on the page Positions.
        """
        data: models.Position = self._caller.call(
            OPERATIONS["positions_get"],
            {
                "position_id": position_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    @overload
    def update(
        self,
        position_id: Id,
        *,
        owner: Id | Unset = UNSET,
        owned: Id | Unset = UNSET,
        name: str | Unset = UNSET,
        display_name: str | Unset = UNSET,
        incepting_open_position_date: Day | Unset = UNSET,
        incepting_open_position_ownership_percentage: Number | Unset = UNSET,
        incepting_open_position_value: Number | Unset = UNSET,
        attributes: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Position: ...

    @overload
    def update(
        self,
        position_id: Id,
        body: models.PositionUpdateDocument | models.PositionUpdate | models.Position | Mapping[str, Any],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Position: ...

    def update(
        self,
        position_id: Id,
        body: models.PositionUpdateDocument | models.PositionUpdate | models.Position | Mapping[str, Any] | None = None,
        *,
        owner: Id | Unset = UNSET,
        owned: Id | Unset = UNSET,
        name: str | Unset = UNSET,
        display_name: str | Unset = UNSET,
        incepting_open_position_date: Day | Unset = UNSET,
        incepting_open_position_ownership_percentage: Number | Unset = UNSET,
        incepting_open_position_value: Number | Unset = UNSET,
        attributes: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Position:
        """Change one position.

        Changes the attributes sent, standard or custom, and returns everything that the position has. A custom value
        sent as `{value}` is returned with `date` and `weight` filled in.

        Args:
            position_id: The position's id.
            body: Instead of the fields below: a model, a record that was read and changed, a mapping, or a whole
                document. `type` and `id` are filled in.
            owner: An id or a record.
            owned: An id or a record.
            name: The position's name. A cash position needs one that no other cash position between the same two
                entities has.
            display_name: The name that Addepar shows.
            incepting_open_position_date: The date on which the ownership began. Required if the asset is
                percent-based, not applicable otherwise. For an account that holds shares, use the day before its
                first transaction or snapshot; otherwise a distant date such as 1900-01-01.
            incepting_open_position_ownership_percentage: The owned share, as a fraction; 1.0 is 100 percent. Required
                if the asset is percent-based, not applicable otherwise.
            incepting_open_position_value: The value of the position when it began.
            attributes: Other attributes by name, such as custom ones.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            Position: The changed position.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            ConflictError: 409. The `type` does not fit the route, or the id in the body is not the one in the
                address.
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.positions.update(
            ...     "104",
            ...     incepting_open_position_date="2010-01-01",
            ...     incepting_open_position_ownership_percentage=0.2,
            ... )
            >>> client.positions.update(
            ...     "998",
            ...     display_name="My Cash Asset",
            ...     attributes={"_custom_balance_sheet_12345": [{"value": "Below The Line"}]},
            ... )

        Source: "Update a Position" on the page Positions.
        """
        data: models.Position = self._caller.call(
            OPERATIONS["positions_update"],
            {
                "position_id": position_id,
            },
            body=Given(
                body,
                {
                    "owner": owner,
                    "owned": owned,
                    "name": name,
                    "display_name": display_name,
                    "incepting_open_position_date": incepting_open_position_date,
                    "incepting_open_position_ownership_percentage": incepting_open_position_ownership_percentage,
                    "incepting_open_position_value": incepting_open_position_value,
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
        position_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Delete one position.

        Refused with 400 when a transaction refers to the position.

        Args:
            position_id: The position's id.
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
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            ConflictError: 409. The `type` does not fit the route, or the id in the body is not the one in the
                address.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.positions.delete("100")

        Source: "Delete a Position" on the page Positions.
        """
        data: None = self._caller.call(
            OPERATIONS["positions_delete"],
            {
                "position_id": position_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    def owner(
        self,
        position_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Entity:
        """Read the owner entity of a position.

        The complete record of the entity that holds the position.

        Args:
            position_id: The position's id.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            Entity: The entity.

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

        Source: "Get Position Owner Entity Details" on the page Positions.
        """
        data: models.Entity = self._caller.call(
            OPERATIONS["positions_owner"],
            {
                "position_id": position_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    def owned(
        self,
        position_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Entity:
        """Read the owned entity of a position.

        The complete record of the entity that is held.

        Args:
            position_id: The position's id.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            Entity: The entity.

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

        Source: "Get Position Owned Entity Details" on the page Positions.
        """
        data: models.Entity = self._caller.call(
            OPERATIONS["positions_owned"],
            {
                "position_id": position_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    def owner_relationship(
        self,
        position_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.ResourceIdentifier:
        """Read which owner entity a position points to.

        Type and id only; the id has been printed as a number here.

        Args:
            position_id: The position's id.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            ResourceIdentifier: Type and id.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter is not allowed or not valid, or the request exceeded the 60-second
                limit.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get Owner Relationship" on the page Positions.
        """
        data: models.ResourceIdentifier = self._caller.call(
            OPERATIONS["positions_owner_relationship"],
            {
                "position_id": position_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    def owned_relationship(
        self,
        position_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.ResourceIdentifier:
        """Read which owned entity a position points to.

        Type and id only; the id has been printed as a number here.

        Args:
            position_id: The position's id.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            ResourceIdentifier: Type and id.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter is not allowed or not valid, or the request exceeded the 60-second
                limit.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get Owned Relationship" on the page Positions.
        """
        data: models.ResourceIdentifier = self._caller.call(
            OPERATIONS["positions_owned_relationship"],
            {
                "position_id": position_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data


class AsyncPositions(AsyncResource):
    """The links of the ownership graph: an owner entity owns another entity. If two entities share several open positions, these operations read and write the incepting one. The user needs "API Access: Create, edit, and delete"; "Portfolio Access" to read, change and delete; "Transactions: Full permission" to create, change and delete; and "Manage Attributes" to apply, change or remove attributes. That this concerns only attributes beyond those described here is our reading."""

    _tag = "positions"
    if TYPE_CHECKING:
        with_raw_response: AsyncRawPositions

    def list(
        self,
        *,
        created_before: Day | None = None,
        created_after: Day | None = None,
        modified_before: Day | None = None,
        modified_after: Day | None = None,
        fields: Sequence[str | int] | str | None = None,
        page_limit: int | None = None,
        page_after: str | None = None,
        limit: int | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> AsyncPager[models.Position]:
        """List positions.

        Every position you may see, with inception data and relationships. The date filters include the day itself;
        the page prints their dates in double quotes, which are not needed. A page without `links` is the last one.

        Args:
            created_before: Positions created on this date or earlier.
            created_after: Positions created on this date or later.
            modified_before: Positions last changed on this date or earlier.
            modified_after: Positions last changed on this date or later.
            fields: The attributes to return, separated by commas; all others are left out. Spaces are ignored. The
                page names the parameter after entities although it selects attributes of positions.
            page_limit: Rows per page; the default is 500, the maximum 2000.
            page_after: The position at which the page begins. Take it from the `next` link of the previous page; do
                not construct it yourself.
            limit: Stop after this number of rows; the default is all rows.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            AsyncPager[Position]: The rows, fetched as you iterate; `.pages()` returns whole pages.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter is not allowed or not valid, or the request exceeded the 60-second
                limit.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get All Positions" on the page Positions.
        """
        rows: AsyncPager[models.Position] = self._caller.pages(
            OPERATIONS["positions_list"],
            {
                "created_before": created_before,
                "created_after": created_after,
                "modified_before": modified_before,
                "modified_after": modified_after,
                "fields": fields,
                "page_limit": page_limit,
                "page_after": page_after,
            },
            limit=limit,
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return rows

    @overload
    async def create(
        self,
        *,
        owner: Id,
        owned: Id,
        name: str | Unset = UNSET,
        display_name: str | Unset = UNSET,
        incepting_open_position_date: Day | Unset = UNSET,
        incepting_open_position_ownership_percentage: Number | Unset = UNSET,
        incepting_open_position_value: Number | Unset = UNSET,
        attributes: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Position: ...

    @overload
    async def create(
        self,
        body: models.PositionCreate | models.Position,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Position: ...

    @overload
    async def create(
        self,
        body: Sequence[models.PositionCreate | models.Position | Mapping[Any, Any]],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> builtins.list[models.Position]: ...

    @overload
    async def create(
        self,
        body: models.PositionsCreateDocument | Mapping[str, Any],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Position | builtins.list[models.Position]: ...

    async def create(
        self,
        body: models.PositionsCreateDocument
        | models.PositionCreate
        | models.Position
        | Mapping[str, Any]
        | Sequence[models.PositionCreate | models.Position | Mapping[Any, Any]]
        | None = None,
        *,
        owner: Id | Unset = UNSET,
        owned: Id | Unset = UNSET,
        name: str | Unset = UNSET,
        display_name: str | Unset = UNSET,
        incepting_open_position_date: Day | Unset = UNSET,
        incepting_open_position_ownership_percentage: Number | Unset = UNSET,
        incepting_open_position_value: Number | Unset = UNSET,
        attributes: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Position | builtins.list[models.Position]:
        """Create one position or several.

        Links an owner entity to an owned one. `data` is one position or an array of them. A percent-based asset needs
        the inception date and the ownership percentage (1.0 is 100 percent); share- and value-based assets need
        neither. A cash position needs a name that no other cash position between the same two entities has.

        Args:
            body: Instead of the fields below: a model, a record that was read and changed, a mapping, or a whole
                document, or a list of them. `type` and `id` are filled in.
            owner: An id or a record. Required.
            owned: An id or a record. Required.
            name: The position's name. A cash position needs one that no other cash position between the same two
                entities has.
            display_name: The name that Addepar shows.
            incepting_open_position_date: The date on which the ownership began. Required if the asset is
                percent-based, not applicable otherwise. For an account that holds shares, use the day before its
                first transaction or snapshot; otherwise a distant date such as 1900-01-01.
            incepting_open_position_ownership_percentage: The owned share, as a fraction; 1.0 is 100 percent. Required
                if the asset is percent-based, not applicable otherwise.
            incepting_open_position_value: The value of the position when it began.
            attributes: Other attributes by name, such as custom ones.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            Position | list[Position]: The created positions; an object for one, an array for several.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            ConflictError: 409. The `type` does not fit the route, or the id in the body is not the one in the
                address.
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.positions.create(owner="27", owned="29")
            >>> client.positions.create(
            ...     owner="22",
            ...     owned="23",
            ...     incepting_open_position_date="2001-01-01",
            ...     incepting_open_position_ownership_percentage=1.0,
            ... )
            >>> client.positions.create(
            ...     [
            ...         {"owner": "1", "owned": "2", "incepting_open_position_date": "2012-12-01", "incepting_open_position_ownership_percentage": 1.0},
            ...         {"owner": "3", "owned": "4", "incepting_open_position_date": "2012-01-01", "incepting_open_position_ownership_percentage": 1.0},
            ...     ],
            ... )

        Source: "Create a Position / Create Multiple Positions" on the page Positions.
        """
        data: models.Position | builtins.list[models.Position] = await self._caller.call(
            OPERATIONS["positions_create"],
            {},
            body=Given(
                body,
                {
                    "owner": owner,
                    "owned": owned,
                    "name": name,
                    "display_name": display_name,
                    "incepting_open_position_date": incepting_open_position_date,
                    "incepting_open_position_ownership_percentage": incepting_open_position_ownership_percentage,
                    "incepting_open_position_value": incepting_open_position_value,
                    "attributes": attributes,
                },
            ),
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    async def update_many(
        self,
        body: models.PositionsUpdateDocument
        | Mapping[str, Any]
        | Sequence[models.PositionUpdate | models.Position | Mapping[Any, Any]],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> builtins.list[models.Position]:
        """Change several positions.

        Changes the incepting open position of each item; only the attributes sent are changed.

        Args:
            body: A list of resources: models, records that were read and changed, or mappings of fields by name.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            list[Position]: The changed positions.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            ConflictError: 409. The `type` does not fit the route, or the id in the body is not the one in the
                address.
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.positions.update_many(
            ...     [
            ...         {"id": "13", "owner": "1", "owned": "2", "name": "Bob", "display_name": "Bob", "incepting_open_position_date": "2016-12-01", "incepting_open_position_value": 5},
            ...         {"id": "14", "owner": "1", "owned": "2", "name": "Bob", "display_name": "Bob", "incepting_open_position_date": "2016-12-01", "incepting_open_position_value": 5},
            ...     ],
            ... )

        Source: "Update Multiple Positions" on the page Positions.
        """
        data: builtins.list[models.Position] = await self._caller.call(
            OPERATIONS["positions_update_many"],
            {},
            body=body,
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    async def delete_many(
        self,
        body: Sequence[Id | Mapping[str, Any]] | Id | Mapping[str, Any],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Delete several positions.

        A DELETE with a body that names the positions. Refused with 400 when a transaction refers to one of them.

        Args:
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
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            ConflictError: 409. The `type` does not fit the route, or the id in the body is not the one in the
                address.
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.positions.delete_many(["13", "14"])

        Source: "Delete Multiple Positions" on the page Positions.
        """
        data: None = await self._caller.call(
            OPERATIONS["positions_delete_many"],
            {},
            body=body,
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    async def get(
        self,
        position_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Position:
        """Read one position.

        A position with its inception data and both ends.

        Args:
            position_id: The position's id.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            Position: The position.

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

        Source: "Get a Position" on the page Positions.
        """
        data: models.Position = await self._caller.call(
            OPERATIONS["positions_get"],
            {
                "position_id": position_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    @overload
    async def update(
        self,
        position_id: Id,
        *,
        owner: Id | Unset = UNSET,
        owned: Id | Unset = UNSET,
        name: str | Unset = UNSET,
        display_name: str | Unset = UNSET,
        incepting_open_position_date: Day | Unset = UNSET,
        incepting_open_position_ownership_percentage: Number | Unset = UNSET,
        incepting_open_position_value: Number | Unset = UNSET,
        attributes: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Position: ...

    @overload
    async def update(
        self,
        position_id: Id,
        body: models.PositionUpdateDocument | models.PositionUpdate | models.Position | Mapping[str, Any],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Position: ...

    async def update(
        self,
        position_id: Id,
        body: models.PositionUpdateDocument | models.PositionUpdate | models.Position | Mapping[str, Any] | None = None,
        *,
        owner: Id | Unset = UNSET,
        owned: Id | Unset = UNSET,
        name: str | Unset = UNSET,
        display_name: str | Unset = UNSET,
        incepting_open_position_date: Day | Unset = UNSET,
        incepting_open_position_ownership_percentage: Number | Unset = UNSET,
        incepting_open_position_value: Number | Unset = UNSET,
        attributes: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Position:
        """Change one position.

        Changes the attributes sent, standard or custom, and returns everything that the position has. A custom value
        sent as `{value}` is returned with `date` and `weight` filled in.

        Args:
            position_id: The position's id.
            body: Instead of the fields below: a model, a record that was read and changed, a mapping, or a whole
                document. `type` and `id` are filled in.
            owner: An id or a record.
            owned: An id or a record.
            name: The position's name. A cash position needs one that no other cash position between the same two
                entities has.
            display_name: The name that Addepar shows.
            incepting_open_position_date: The date on which the ownership began. Required if the asset is
                percent-based, not applicable otherwise. For an account that holds shares, use the day before its
                first transaction or snapshot; otherwise a distant date such as 1900-01-01.
            incepting_open_position_ownership_percentage: The owned share, as a fraction; 1.0 is 100 percent. Required
                if the asset is percent-based, not applicable otherwise.
            incepting_open_position_value: The value of the position when it began.
            attributes: Other attributes by name, such as custom ones.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            Position: The changed position.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter or the body is wrong, a parameter such as `include` is not allowed, or
                the request exceeded the 60-second limit. For an upload, also if the file is missing; for a file's
                entities and groups, if these credentials may not see one of them. For a report, also if the address
                names an unknown relationship.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            ConflictError: 409. The `type` does not fit the route, or the id in the body is not the one in the
                address.
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.positions.update(
            ...     "104",
            ...     incepting_open_position_date="2010-01-01",
            ...     incepting_open_position_ownership_percentage=0.2,
            ... )
            >>> client.positions.update(
            ...     "998",
            ...     display_name="My Cash Asset",
            ...     attributes={"_custom_balance_sheet_12345": [{"value": "Below The Line"}]},
            ... )

        Source: "Update a Position" on the page Positions.
        """
        data: models.Position = await self._caller.call(
            OPERATIONS["positions_update"],
            {
                "position_id": position_id,
            },
            body=Given(
                body,
                {
                    "owner": owner,
                    "owned": owned,
                    "name": name,
                    "display_name": display_name,
                    "incepting_open_position_date": incepting_open_position_date,
                    "incepting_open_position_ownership_percentage": incepting_open_position_ownership_percentage,
                    "incepting_open_position_value": incepting_open_position_value,
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
        position_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Delete one position.

        Refused with 400 when a transaction refers to the position.

        Args:
            position_id: The position's id.
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
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            ConflictError: 409. The `type` does not fit the route, or the id in the body is not the one in the
                address.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.positions.delete("100")

        Source: "Delete a Position" on the page Positions.
        """
        data: None = await self._caller.call(
            OPERATIONS["positions_delete"],
            {
                "position_id": position_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    async def owner(
        self,
        position_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Entity:
        """Read the owner entity of a position.

        The complete record of the entity that holds the position.

        Args:
            position_id: The position's id.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            Entity: The entity.

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

        Source: "Get Position Owner Entity Details" on the page Positions.
        """
        data: models.Entity = await self._caller.call(
            OPERATIONS["positions_owner"],
            {
                "position_id": position_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    async def owned(
        self,
        position_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Entity:
        """Read the owned entity of a position.

        The complete record of the entity that is held.

        Args:
            position_id: The position's id.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            Entity: The entity.

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

        Source: "Get Position Owned Entity Details" on the page Positions.
        """
        data: models.Entity = await self._caller.call(
            OPERATIONS["positions_owned"],
            {
                "position_id": position_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    async def owner_relationship(
        self,
        position_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.ResourceIdentifier:
        """Read which owner entity a position points to.

        Type and id only; the id has been printed as a number here.

        Args:
            position_id: The position's id.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            ResourceIdentifier: Type and id.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter is not allowed or not valid, or the request exceeded the 60-second
                limit.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get Owner Relationship" on the page Positions.
        """
        data: models.ResourceIdentifier = await self._caller.call(
            OPERATIONS["positions_owner_relationship"],
            {
                "position_id": position_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    async def owned_relationship(
        self,
        position_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.ResourceIdentifier:
        """Read which owned entity a position points to.

        Type and id only; the id has been printed as a number here.

        Args:
            position_id: The position's id.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            ResourceIdentifier: Type and id.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter is not allowed or not valid, or the request exceeded the 60-second
                limit.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get Owned Relationship" on the page Positions.
        """
        data: models.ResourceIdentifier = await self._caller.call(
            OPERATIONS["positions_owned_relationship"],
            {
                "position_id": position_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data


if TYPE_CHECKING:
    from addepar_core.operations.raw import async_raw, async_raw_list, raw, raw_list
    from addepar_core.pipeline.raw_response import RawResponse

    class RawPositions:
        """`Positions` with a `RawResponse` of each result, as type checkers see it."""

        list = raw_list(Positions.list)

        @overload
        def create(
            self,
            *,
            owner: Id,
            owned: Id,
            name: str | Unset = UNSET,
            display_name: str | Unset = UNSET,
            incepting_open_position_date: Day | Unset = UNSET,
            incepting_open_position_ownership_percentage: Number | Unset = UNSET,
            incepting_open_position_value: Number | Unset = UNSET,
            attributes: Mapping[str, Any] | None = None,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.Position]: ...

        @overload
        def create(
            self,
            body: models.PositionCreate | models.Position,
            *,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.Position]: ...

        @overload
        def create(
            self,
            body: Sequence[models.PositionCreate | models.Position | Mapping[Any, Any]],
            *,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[builtins.list[models.Position]]: ...

        @overload
        def create(
            self,
            body: models.PositionsCreateDocument | Mapping[str, Any],
            *,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.Position | builtins.list[models.Position]]: ...

        def create(self, *args: Any, **kwargs: Any) -> Any: ...

        update_many = raw(Positions.update_many)
        delete_many = raw(Positions.delete_many)
        get = raw(Positions.get)

        @overload
        def update(
            self,
            position_id: Id,
            *,
            owner: Id | Unset = UNSET,
            owned: Id | Unset = UNSET,
            name: str | Unset = UNSET,
            display_name: str | Unset = UNSET,
            incepting_open_position_date: Day | Unset = UNSET,
            incepting_open_position_ownership_percentage: Number | Unset = UNSET,
            incepting_open_position_value: Number | Unset = UNSET,
            attributes: Mapping[str, Any] | None = None,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.Position]: ...

        @overload
        def update(
            self,
            position_id: Id,
            body: models.PositionUpdateDocument | models.PositionUpdate | models.Position | Mapping[str, Any],
            *,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.Position]: ...

        def update(self, *args: Any, **kwargs: Any) -> Any: ...

        delete = raw(Positions.delete)
        owner = raw(Positions.owner)
        owned = raw(Positions.owned)
        owner_relationship = raw(Positions.owner_relationship)
        owned_relationship = raw(Positions.owned_relationship)

    class AsyncRawPositions:
        """`AsyncPositions` with a `RawResponse` of each result, as type checkers see it."""

        list = async_raw_list(AsyncPositions.list)

        @overload
        async def create(
            self,
            *,
            owner: Id,
            owned: Id,
            name: str | Unset = UNSET,
            display_name: str | Unset = UNSET,
            incepting_open_position_date: Day | Unset = UNSET,
            incepting_open_position_ownership_percentage: Number | Unset = UNSET,
            incepting_open_position_value: Number | Unset = UNSET,
            attributes: Mapping[str, Any] | None = None,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.Position]: ...

        @overload
        async def create(
            self,
            body: models.PositionCreate | models.Position,
            *,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.Position]: ...

        @overload
        async def create(
            self,
            body: Sequence[models.PositionCreate | models.Position | Mapping[Any, Any]],
            *,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[builtins.list[models.Position]]: ...

        @overload
        async def create(
            self,
            body: models.PositionsCreateDocument | Mapping[str, Any],
            *,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.Position | builtins.list[models.Position]]: ...

        async def create(self, *args: Any, **kwargs: Any) -> Any: ...

        update_many = async_raw(AsyncPositions.update_many)
        delete_many = async_raw(AsyncPositions.delete_many)
        get = async_raw(AsyncPositions.get)

        @overload
        async def update(
            self,
            position_id: Id,
            *,
            owner: Id | Unset = UNSET,
            owned: Id | Unset = UNSET,
            name: str | Unset = UNSET,
            display_name: str | Unset = UNSET,
            incepting_open_position_date: Day | Unset = UNSET,
            incepting_open_position_ownership_percentage: Number | Unset = UNSET,
            incepting_open_position_value: Number | Unset = UNSET,
            attributes: Mapping[str, Any] | None = None,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.Position]: ...

        @overload
        async def update(
            self,
            position_id: Id,
            body: models.PositionUpdateDocument | models.PositionUpdate | models.Position | Mapping[str, Any],
            *,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.Position]: ...

        async def update(self, *args: Any, **kwargs: Any) -> Any: ...

        delete = async_raw(AsyncPositions.delete)
        owner = async_raw(AsyncPositions.owner)
        owned = async_raw(AsyncPositions.owned)
        owner_relationship = async_raw(AsyncPositions.owner_relationship)
        owned_relationship = async_raw(AsyncPositions.owned_relationship)


__all__ = ["AsyncPositions", "Positions"]
