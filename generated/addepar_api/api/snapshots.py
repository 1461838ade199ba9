# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""Snapshots: the operations of the tag `snapshots` as methods, blocking and asynchronous."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from addepar_core.flow.messages import Seconds
from addepar_core.models.types import UNSET, Given, Unset
from addepar_core.operations.caller import AsyncResource, Resource
from addepar_core.operations.inputs.values import Day, Id, Number

from .. import models
from ..operations import OPERATIONS


class Snapshots(Resource):
    """The value of a share- or percent-based asset on one date (a snapshot), or of a value-based asset such as real estate or a private fund (a valuation). Snapshots have no list operation: their ids come from views and queries. Addepar calls these operations a beta feature, offered as is; they may change or be removed at any time. Snapshots can also be created with the Transactions API. The user needs "API Access: Create, edit, and delete"; "Portfolio Access" decides which entities the user sees."""

    _tag = "snapshots"
    if TYPE_CHECKING:
        with_raw_response: RawSnapshots

    @overload
    def create(
        self,
        *,
        owner: Id,
        owned: Id,
        type: str,
        currency: str,
        trade_date: Day,
        amount: Number,
        units: Number | None | Unset = UNSET,
        price_factor: Number | None | Unset = UNSET,
        accrued_income_per_unit: Number | None | Unset = UNSET,
        comment: str | None | Unset = UNSET,
        attributes: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Snapshot: ...

    @overload
    def create(
        self,
        body: models.SnapshotCreate | models.Snapshot,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Snapshot: ...

    @overload
    def create(
        self,
        body: Sequence[models.SnapshotCreate | models.Snapshot | Mapping[Any, Any]],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> builtins.list[models.Snapshot]: ...

    @overload
    def create(
        self,
        body: models.SnapshotsCreateDocument | Mapping[str, Any],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Snapshot | builtins.list[models.Snapshot]: ...

    def create(
        self,
        body: models.SnapshotsCreateDocument
        | models.SnapshotCreate
        | models.Snapshot
        | Mapping[str, Any]
        | Sequence[models.SnapshotCreate | models.Snapshot | Mapping[Any, Any]]
        | None = None,
        *,
        owner: Id | Unset = UNSET,
        owned: Id | Unset = UNSET,
        type: str | Unset = UNSET,
        currency: str | Unset = UNSET,
        trade_date: Day | Unset = UNSET,
        amount: Number | Unset = UNSET,
        units: Number | None | Unset = UNSET,
        price_factor: Number | None | Unset = UNSET,
        accrued_income_per_unit: Number | None | Unset = UNSET,
        comment: str | None | Unset = UNSET,
        attributes: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Snapshot | builtins.list[models.Snapshot]:
        """Record snapshots or valuations.

        Adds one or more snapshots or valuations; always sent as an array. Type, currency, trade date and amount are
        required. A snapshot of a share-based asset also needs units; a valuation does not. The server assigns id,
        vendor id and both timestamps, so leave them out. The page lists 201 for the response and prints 200, with
        fewer items than the request has.

        Args:
            body: Instead of the fields below: a model, a record that was read and changed, a mapping, or a whole
                document, or a list of them. `type` and `id` are filled in.
            owner: An id or a record. Required.
            owned: An id or a record. Required.
            type: A snapshot counts units of a share- or percent-based asset; a valuation prices a value-based one. In
                upper or lower case: the page's own error text writes SNAPSHOT and VALUATION. One of snapshot,
                valuation. Required.
            currency: Three-letter code. The page does not say whether it may be in lower case. Required.
            trade_date: The date of the value. Required.
            amount: The default value of the asset in the given currency. Required.
            units: The number of shares. In one place the page requires them of share-based assets only, in another of
                every snapshot; the server decides. None removes it.
            price_factor: Principal factor; bonds only. None removes it.
            accrued_income_per_unit: Accrued income per unit, not for the whole position. None removes it.
            comment: A note of up to 4000 characters. None removes it.
            attributes: Other attributes by name, such as custom ones.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            Snapshot | list[Snapshot]: The recorded snapshots. The page prints this response, although it lists 201.

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
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.snapshots.create(
            ...     [
            ...         {"owner": "22", "owned": "34", "type": "snapshot", "currency": "USD", "trade_date": "2023-01-31", "amount": 1000.0, "units": 10.0, "comment": "This is a comment"},
            ...         {"owner": "22", "owned": "34", "type": "snapshot", "currency": "USD", "trade_date": "2023-02-01", "amount": 1000.0, "units": 10.0, "comment": "This is a comment"},
            ...     ],
            ... )

        Source: "Create a New Snapshot" on the page Snapshots.
        """
        data: models.Snapshot | builtins.list[models.Snapshot] = self._caller.call(
            OPERATIONS["snapshots_create"],
            {},
            body=Given(
                body,
                {
                    "owner": owner,
                    "owned": owned,
                    "type": type,
                    "currency": currency,
                    "trade_date": trade_date,
                    "amount": amount,
                    "units": units,
                    "price_factor": price_factor,
                    "accrued_income_per_unit": accrued_income_per_unit,
                    "comment": comment,
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
        body: models.SnapshotsUpdateDocument
        | Mapping[str, Any]
        | Sequence[models.SnapshotUpdate | models.Snapshot | Mapping[Any, Any]],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> builtins.list[models.Snapshot]:
        """Change several snapshots.

        The same as changing one, for an array of them: only the attributes sent are changed, null removes a value.

        Args:
            body: A list of resources: models, records that were read and changed, or mappings of fields by name.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            list[Snapshot]: The changed snapshots.

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
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.snapshots.update_many(
            ...     [
            ...         {"id": "344671144892", "comment": None},
            ...         {"id": "344671144893", "comment": None},
            ...     ],
            ... )

        Source: "Update Multiple Snapshots" on the page Snapshots.
        """
        data: builtins.list[models.Snapshot] = self._caller.call(
            OPERATIONS["snapshots_update_many"],
            {},
            body=body,
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    def get(
        self,
        snapshot_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Snapshot:
        """Read one snapshot.

        A snapshot or valuation with its owner, owned entity and position.

        Args:
            snapshot_id: The snapshot's id; up to 14 digits.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            Snapshot: The snapshot.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter is not allowed or not valid, or the request exceeded the 60-second
                limit.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get a Snapshot" on the page Snapshots.
        """
        data: models.Snapshot = self._caller.call(
            OPERATIONS["snapshots_get"],
            {
                "snapshot_id": snapshot_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    @overload
    def update(
        self,
        snapshot_id: Id,
        *,
        currency: str | None | Unset = UNSET,
        trade_date: Day | Unset = UNSET,
        amount: Number | None | Unset = UNSET,
        units: Number | None | Unset = UNSET,
        price_factor: Number | None | Unset = UNSET,
        accrued_income_per_unit: Number | None | Unset = UNSET,
        comment: str | None | Unset = UNSET,
        attributes: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Snapshot: ...

    @overload
    def update(
        self,
        snapshot_id: Id,
        body: models.SnapshotUpdateDocument | models.SnapshotUpdate | models.Snapshot | Mapping[str, Any],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Snapshot: ...

    def update(
        self,
        snapshot_id: Id,
        body: models.SnapshotUpdateDocument | models.SnapshotUpdate | models.Snapshot | Mapping[str, Any] | None = None,
        *,
        currency: str | None | Unset = UNSET,
        trade_date: Day | Unset = UNSET,
        amount: Number | None | Unset = UNSET,
        units: Number | None | Unset = UNSET,
        price_factor: Number | None | Unset = UNSET,
        accrued_income_per_unit: Number | None | Unset = UNSET,
        comment: str | None | Unset = UNSET,
        attributes: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Snapshot:
        """Change one snapshot.

        Changes only the attributes that you send; null removes a value. You cannot change the vendor id, the
        timestamps, the type, the trade date, the owner, the owned entity or the position. To change the trade date,
        delete the snapshot and create another. The page shows the response without a body.

        Args:
            snapshot_id: The snapshot's id; up to 14 digits.
            body: Instead of the fields below: a model, a record that was read and changed, a mapping, or a whole
                document. `type` and `id` are filled in.
            currency: Three-letter code. None removes it.
            trade_date: The date of the value; must be the existing one.
            amount: The value in the given currency. None removes it.
            units: The number of shares. None removes it.
            price_factor: Principal factor; bonds only. None removes it.
            accrued_income_per_unit: Accrued income per unit. None removes it.
            comment: A note of up to 4000 characters. None removes it.
            attributes: Other attributes by name, such as custom ones.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            Snapshot: The changed snapshot, or no body at all.

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
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.snapshots.update(
            ...     "344671144892",
            ...     currency="USD",
            ...     trade_date="2023-01-31",
            ...     amount=1000,
            ...     comment=None,
            ... )

        Source: "Update a Snapshot" on the page Snapshots.
        """
        data: models.Snapshot = self._caller.call(
            OPERATIONS["snapshots_update"],
            {
                "snapshot_id": snapshot_id,
            },
            body=Given(
                body,
                {
                    "currency": currency,
                    "trade_date": trade_date,
                    "amount": amount,
                    "units": units,
                    "price_factor": price_factor,
                    "accrued_income_per_unit": accrued_income_per_unit,
                    "comment": comment,
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
        snapshot_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Delete one snapshot.

        Permanently removes a snapshot or valuation.

        Args:
            snapshot_id: The snapshot's id; up to 14 digits.
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
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.snapshots.delete("37483253353524")

        Source: "Delete Snapshot" on the page Snapshots.
        """
        data: None = self._caller.call(
            OPERATIONS["snapshots_delete"],
            {
                "snapshot_id": snapshot_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    def owner(
        self,
        snapshot_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Entity:
        """Read the owner entity of a snapshot.

        The complete record of the entity that holds the position.

        Args:
            snapshot_id: The snapshot's id; up to 14 digits.
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
            PermissionDeniedError: 403. A permission or an OAuth scope is missing.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get Snapshot Owner Entity" on the page Snapshots.
        """
        data: models.Entity = self._caller.call(
            OPERATIONS["snapshots_owner"],
            {
                "snapshot_id": snapshot_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    def owner_relationship(
        self,
        snapshot_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.ResourceIdentifier:
        """Read which owner entity a snapshot points to.

        Type and id only; the id has been printed as a number here.

        Args:
            snapshot_id: The snapshot's id; up to 14 digits.
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
            PermissionDeniedError: 403. A permission or an OAuth scope is missing.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get Snapshot Owner Relationship" on the page Snapshots.
        """
        data: models.ResourceIdentifier = self._caller.call(
            OPERATIONS["snapshots_owner_relationship"],
            {
                "snapshot_id": snapshot_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    def owned(
        self,
        snapshot_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Entity:
        """Read the owned entity of a snapshot.

        The complete record of the entity that is held.

        Args:
            snapshot_id: The snapshot's id; up to 14 digits.
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
            PermissionDeniedError: 403. A permission or an OAuth scope is missing.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get Snapshot Owned Entity" on the page Snapshots.
        """
        data: models.Entity = self._caller.call(
            OPERATIONS["snapshots_owned"],
            {
                "snapshot_id": snapshot_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    def owned_relationship(
        self,
        snapshot_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.ResourceIdentifier:
        """Read which owned entity a snapshot points to.

        Type and id only; the id has been printed as a number here.

        Args:
            snapshot_id: The snapshot's id; up to 14 digits.
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
            PermissionDeniedError: 403. A permission or an OAuth scope is missing.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get Snapshot Owned Relationship" on the page Snapshots.
        """
        data: models.ResourceIdentifier = self._caller.call(
            OPERATIONS["snapshots_owned_relationship"],
            {
                "snapshot_id": snapshot_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    def position(
        self,
        snapshot_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Position:
        """Read the position of a snapshot.

        The complete record of the position between owner and owned entity.

        Args:
            snapshot_id: The snapshot's id; up to 14 digits.
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
            PermissionDeniedError: 403. A permission or an OAuth scope is missing.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get Snapshot Position" on the page Snapshots.
        """
        data: models.Position = self._caller.call(
            OPERATIONS["snapshots_position"],
            {
                "snapshot_id": snapshot_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    def position_relationship(
        self,
        snapshot_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.ResourceIdentifier:
        """Read which position a snapshot points to.

        Type and id only; the id has been printed as a number here.

        Args:
            snapshot_id: The snapshot's id; up to 14 digits.
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
            PermissionDeniedError: 403. A permission or an OAuth scope is missing.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get Snapshot Position Relationship" on the page Snapshots.
        """
        data: models.ResourceIdentifier = self._caller.call(
            OPERATIONS["snapshots_position_relationship"],
            {
                "snapshot_id": snapshot_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data


class AsyncSnapshots(AsyncResource):
    """The value of a share- or percent-based asset on one date (a snapshot), or of a value-based asset such as real estate or a private fund (a valuation). Snapshots have no list operation: their ids come from views and queries. Addepar calls these operations a beta feature, offered as is; they may change or be removed at any time. Snapshots can also be created with the Transactions API. The user needs "API Access: Create, edit, and delete"; "Portfolio Access" decides which entities the user sees."""

    _tag = "snapshots"
    if TYPE_CHECKING:
        with_raw_response: AsyncRawSnapshots

    @overload
    async def create(
        self,
        *,
        owner: Id,
        owned: Id,
        type: str,
        currency: str,
        trade_date: Day,
        amount: Number,
        units: Number | None | Unset = UNSET,
        price_factor: Number | None | Unset = UNSET,
        accrued_income_per_unit: Number | None | Unset = UNSET,
        comment: str | None | Unset = UNSET,
        attributes: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Snapshot: ...

    @overload
    async def create(
        self,
        body: models.SnapshotCreate | models.Snapshot,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Snapshot: ...

    @overload
    async def create(
        self,
        body: Sequence[models.SnapshotCreate | models.Snapshot | Mapping[Any, Any]],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> builtins.list[models.Snapshot]: ...

    @overload
    async def create(
        self,
        body: models.SnapshotsCreateDocument | Mapping[str, Any],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Snapshot | builtins.list[models.Snapshot]: ...

    async def create(
        self,
        body: models.SnapshotsCreateDocument
        | models.SnapshotCreate
        | models.Snapshot
        | Mapping[str, Any]
        | Sequence[models.SnapshotCreate | models.Snapshot | Mapping[Any, Any]]
        | None = None,
        *,
        owner: Id | Unset = UNSET,
        owned: Id | Unset = UNSET,
        type: str | Unset = UNSET,
        currency: str | Unset = UNSET,
        trade_date: Day | Unset = UNSET,
        amount: Number | Unset = UNSET,
        units: Number | None | Unset = UNSET,
        price_factor: Number | None | Unset = UNSET,
        accrued_income_per_unit: Number | None | Unset = UNSET,
        comment: str | None | Unset = UNSET,
        attributes: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Snapshot | builtins.list[models.Snapshot]:
        """Record snapshots or valuations.

        Adds one or more snapshots or valuations; always sent as an array. Type, currency, trade date and amount are
        required. A snapshot of a share-based asset also needs units; a valuation does not. The server assigns id,
        vendor id and both timestamps, so leave them out. The page lists 201 for the response and prints 200, with
        fewer items than the request has.

        Args:
            body: Instead of the fields below: a model, a record that was read and changed, a mapping, or a whole
                document, or a list of them. `type` and `id` are filled in.
            owner: An id or a record. Required.
            owned: An id or a record. Required.
            type: A snapshot counts units of a share- or percent-based asset; a valuation prices a value-based one. In
                upper or lower case: the page's own error text writes SNAPSHOT and VALUATION. One of snapshot,
                valuation. Required.
            currency: Three-letter code. The page does not say whether it may be in lower case. Required.
            trade_date: The date of the value. Required.
            amount: The default value of the asset in the given currency. Required.
            units: The number of shares. In one place the page requires them of share-based assets only, in another of
                every snapshot; the server decides. None removes it.
            price_factor: Principal factor; bonds only. None removes it.
            accrued_income_per_unit: Accrued income per unit, not for the whole position. None removes it.
            comment: A note of up to 4000 characters. None removes it.
            attributes: Other attributes by name, such as custom ones.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            Snapshot | list[Snapshot]: The recorded snapshots. The page prints this response, although it lists 201.

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
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.snapshots.create(
            ...     [
            ...         {"owner": "22", "owned": "34", "type": "snapshot", "currency": "USD", "trade_date": "2023-01-31", "amount": 1000.0, "units": 10.0, "comment": "This is a comment"},
            ...         {"owner": "22", "owned": "34", "type": "snapshot", "currency": "USD", "trade_date": "2023-02-01", "amount": 1000.0, "units": 10.0, "comment": "This is a comment"},
            ...     ],
            ... )

        Source: "Create a New Snapshot" on the page Snapshots.
        """
        data: models.Snapshot | builtins.list[models.Snapshot] = await self._caller.call(
            OPERATIONS["snapshots_create"],
            {},
            body=Given(
                body,
                {
                    "owner": owner,
                    "owned": owned,
                    "type": type,
                    "currency": currency,
                    "trade_date": trade_date,
                    "amount": amount,
                    "units": units,
                    "price_factor": price_factor,
                    "accrued_income_per_unit": accrued_income_per_unit,
                    "comment": comment,
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
        body: models.SnapshotsUpdateDocument
        | Mapping[str, Any]
        | Sequence[models.SnapshotUpdate | models.Snapshot | Mapping[Any, Any]],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> builtins.list[models.Snapshot]:
        """Change several snapshots.

        The same as changing one, for an array of them: only the attributes sent are changed, null removes a value.

        Args:
            body: A list of resources: models, records that were read and changed, or mappings of fields by name.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            list[Snapshot]: The changed snapshots.

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
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.snapshots.update_many(
            ...     [
            ...         {"id": "344671144892", "comment": None},
            ...         {"id": "344671144893", "comment": None},
            ...     ],
            ... )

        Source: "Update Multiple Snapshots" on the page Snapshots.
        """
        data: builtins.list[models.Snapshot] = await self._caller.call(
            OPERATIONS["snapshots_update_many"],
            {},
            body=body,
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    async def get(
        self,
        snapshot_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Snapshot:
        """Read one snapshot.

        A snapshot or valuation with its owner, owned entity and position.

        Args:
            snapshot_id: The snapshot's id; up to 14 digits.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            Snapshot: The snapshot.

        Raises:
            InputError: An argument is invalid; nothing was sent.
            ValidationError: 400. A parameter is not allowed or not valid, or the request exceeded the 60-second
                limit.
            AuthenticationError: 401. Key, secret, token or firm is wrong or missing.
            PermissionDeniedError: 403. A permission or an OAuth scope is missing.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get a Snapshot" on the page Snapshots.
        """
        data: models.Snapshot = await self._caller.call(
            OPERATIONS["snapshots_get"],
            {
                "snapshot_id": snapshot_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    @overload
    async def update(
        self,
        snapshot_id: Id,
        *,
        currency: str | None | Unset = UNSET,
        trade_date: Day | Unset = UNSET,
        amount: Number | None | Unset = UNSET,
        units: Number | None | Unset = UNSET,
        price_factor: Number | None | Unset = UNSET,
        accrued_income_per_unit: Number | None | Unset = UNSET,
        comment: str | None | Unset = UNSET,
        attributes: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Snapshot: ...

    @overload
    async def update(
        self,
        snapshot_id: Id,
        body: models.SnapshotUpdateDocument | models.SnapshotUpdate | models.Snapshot | Mapping[str, Any],
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Snapshot: ...

    async def update(
        self,
        snapshot_id: Id,
        body: models.SnapshotUpdateDocument | models.SnapshotUpdate | models.Snapshot | Mapping[str, Any] | None = None,
        *,
        currency: str | None | Unset = UNSET,
        trade_date: Day | Unset = UNSET,
        amount: Number | None | Unset = UNSET,
        units: Number | None | Unset = UNSET,
        price_factor: Number | None | Unset = UNSET,
        accrued_income_per_unit: Number | None | Unset = UNSET,
        comment: str | None | Unset = UNSET,
        attributes: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Snapshot:
        """Change one snapshot.

        Changes only the attributes that you send; null removes a value. You cannot change the vendor id, the
        timestamps, the type, the trade date, the owner, the owned entity or the position. To change the trade date,
        delete the snapshot and create another. The page shows the response without a body.

        Args:
            snapshot_id: The snapshot's id; up to 14 digits.
            body: Instead of the fields below: a model, a record that was read and changed, a mapping, or a whole
                document. `type` and `id` are filled in.
            currency: Three-letter code. None removes it.
            trade_date: The date of the value; must be the existing one.
            amount: The value in the given currency. None removes it.
            units: The number of shares. None removes it.
            price_factor: Principal factor; bonds only. None removes it.
            accrued_income_per_unit: Accrued income per unit. None removes it.
            comment: A note of up to 4000 characters. None removes it.
            attributes: Other attributes by name, such as custom ones.
            timeout: Seconds to wait for the response, or a `Timeout`; None for no limit; by default as the client.
            extra_query: Additional query parameters, with the API's names; lists are sent with commas.
            extra_headers: Additional headers for this call.

        Returns:
            Snapshot: The changed snapshot, or no body at all.

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
            UnsupportedMediaError: 415. The body's content type is not the one this operation takes.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.snapshots.update(
            ...     "344671144892",
            ...     currency="USD",
            ...     trade_date="2023-01-31",
            ...     amount=1000,
            ...     comment=None,
            ... )

        Source: "Update a Snapshot" on the page Snapshots.
        """
        data: models.Snapshot = await self._caller.call(
            OPERATIONS["snapshots_update"],
            {
                "snapshot_id": snapshot_id,
            },
            body=Given(
                body,
                {
                    "currency": currency,
                    "trade_date": trade_date,
                    "amount": amount,
                    "units": units,
                    "price_factor": price_factor,
                    "accrued_income_per_unit": accrued_income_per_unit,
                    "comment": comment,
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
        snapshot_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> None:
        """Delete one snapshot.

        Permanently removes a snapshot or valuation.

        Args:
            snapshot_id: The snapshot's id; up to 14 digits.
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
            PermissionDeniedError: 403. A permission or an OAuth scope is missing; for reports, also the rights of an
                administrator.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Example:
            >>> client.snapshots.delete("37483253353524")

        Source: "Delete Snapshot" on the page Snapshots.
        """
        data: None = await self._caller.call(
            OPERATIONS["snapshots_delete"],
            {
                "snapshot_id": snapshot_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    async def owner(
        self,
        snapshot_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Entity:
        """Read the owner entity of a snapshot.

        The complete record of the entity that holds the position.

        Args:
            snapshot_id: The snapshot's id; up to 14 digits.
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
            PermissionDeniedError: 403. A permission or an OAuth scope is missing.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get Snapshot Owner Entity" on the page Snapshots.
        """
        data: models.Entity = await self._caller.call(
            OPERATIONS["snapshots_owner"],
            {
                "snapshot_id": snapshot_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    async def owner_relationship(
        self,
        snapshot_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.ResourceIdentifier:
        """Read which owner entity a snapshot points to.

        Type and id only; the id has been printed as a number here.

        Args:
            snapshot_id: The snapshot's id; up to 14 digits.
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
            PermissionDeniedError: 403. A permission or an OAuth scope is missing.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get Snapshot Owner Relationship" on the page Snapshots.
        """
        data: models.ResourceIdentifier = await self._caller.call(
            OPERATIONS["snapshots_owner_relationship"],
            {
                "snapshot_id": snapshot_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    async def owned(
        self,
        snapshot_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Entity:
        """Read the owned entity of a snapshot.

        The complete record of the entity that is held.

        Args:
            snapshot_id: The snapshot's id; up to 14 digits.
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
            PermissionDeniedError: 403. A permission or an OAuth scope is missing.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get Snapshot Owned Entity" on the page Snapshots.
        """
        data: models.Entity = await self._caller.call(
            OPERATIONS["snapshots_owned"],
            {
                "snapshot_id": snapshot_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    async def owned_relationship(
        self,
        snapshot_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.ResourceIdentifier:
        """Read which owned entity a snapshot points to.

        Type and id only; the id has been printed as a number here.

        Args:
            snapshot_id: The snapshot's id; up to 14 digits.
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
            PermissionDeniedError: 403. A permission or an OAuth scope is missing.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get Snapshot Owned Relationship" on the page Snapshots.
        """
        data: models.ResourceIdentifier = await self._caller.call(
            OPERATIONS["snapshots_owned_relationship"],
            {
                "snapshot_id": snapshot_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    async def position(
        self,
        snapshot_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.Position:
        """Read the position of a snapshot.

        The complete record of the position between owner and owned entity.

        Args:
            snapshot_id: The snapshot's id; up to 14 digits.
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
            PermissionDeniedError: 403. A permission or an OAuth scope is missing.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get Snapshot Position" on the page Snapshots.
        """
        data: models.Position = await self._caller.call(
            OPERATIONS["snapshots_position"],
            {
                "snapshot_id": snapshot_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data

    async def position_relationship(
        self,
        snapshot_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Mapping[str, Any] | None = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> models.ResourceIdentifier:
        """Read which position a snapshot points to.

        Type and id only; the id has been printed as a number here.

        Args:
            snapshot_id: The snapshot's id; up to 14 digits.
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
            PermissionDeniedError: 403. A permission or an OAuth scope is missing.
            NotFoundError: 404. No such id, or one that these credentials may not see. For reports and for the
                download of a job, also "not finished yet"; for the download of a job, also "has no result"; for a
                position that is written, also an unknown attribute.
            RateLimitError: 429. The firm has used up its 50 requests in 15 minutes, or its 1000 in 24 hours.
            ServerError: 500. The server failed unexpectedly.

        Source: "Get Snapshot Position Relationship" on the page Snapshots.
        """
        data: models.ResourceIdentifier = await self._caller.call(
            OPERATIONS["snapshots_position_relationship"],
            {
                "snapshot_id": snapshot_id,
            },
            timeout=timeout,
            extra_query=extra_query,
            extra_headers=extra_headers,
        )
        return data


if TYPE_CHECKING:
    from addepar_core.operations.raw import async_raw, raw
    from addepar_core.pipeline.raw_response import RawResponse

    class RawSnapshots:
        """`Snapshots` with a `RawResponse` of each result, as type checkers see it."""

        @overload
        def create(
            self,
            *,
            owner: Id,
            owned: Id,
            type: str,
            currency: str,
            trade_date: Day,
            amount: Number,
            units: Number | None | Unset = UNSET,
            price_factor: Number | None | Unset = UNSET,
            accrued_income_per_unit: Number | None | Unset = UNSET,
            comment: str | None | Unset = UNSET,
            attributes: Mapping[str, Any] | None = None,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.Snapshot]: ...

        @overload
        def create(
            self,
            body: models.SnapshotCreate | models.Snapshot,
            *,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.Snapshot]: ...

        @overload
        def create(
            self,
            body: Sequence[models.SnapshotCreate | models.Snapshot | Mapping[Any, Any]],
            *,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[builtins.list[models.Snapshot]]: ...

        @overload
        def create(
            self,
            body: models.SnapshotsCreateDocument | Mapping[str, Any],
            *,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.Snapshot | builtins.list[models.Snapshot]]: ...

        def create(self, *args: Any, **kwargs: Any) -> Any: ...

        update_many = raw(Snapshots.update_many)
        get = raw(Snapshots.get)

        @overload
        def update(
            self,
            snapshot_id: Id,
            *,
            currency: str | None | Unset = UNSET,
            trade_date: Day | Unset = UNSET,
            amount: Number | None | Unset = UNSET,
            units: Number | None | Unset = UNSET,
            price_factor: Number | None | Unset = UNSET,
            accrued_income_per_unit: Number | None | Unset = UNSET,
            comment: str | None | Unset = UNSET,
            attributes: Mapping[str, Any] | None = None,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.Snapshot]: ...

        @overload
        def update(
            self,
            snapshot_id: Id,
            body: models.SnapshotUpdateDocument | models.SnapshotUpdate | models.Snapshot | Mapping[str, Any],
            *,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.Snapshot]: ...

        def update(self, *args: Any, **kwargs: Any) -> Any: ...

        delete = raw(Snapshots.delete)
        owner = raw(Snapshots.owner)
        owner_relationship = raw(Snapshots.owner_relationship)
        owned = raw(Snapshots.owned)
        owned_relationship = raw(Snapshots.owned_relationship)
        position = raw(Snapshots.position)
        position_relationship = raw(Snapshots.position_relationship)

    class AsyncRawSnapshots:
        """`AsyncSnapshots` with a `RawResponse` of each result, as type checkers see it."""

        @overload
        async def create(
            self,
            *,
            owner: Id,
            owned: Id,
            type: str,
            currency: str,
            trade_date: Day,
            amount: Number,
            units: Number | None | Unset = UNSET,
            price_factor: Number | None | Unset = UNSET,
            accrued_income_per_unit: Number | None | Unset = UNSET,
            comment: str | None | Unset = UNSET,
            attributes: Mapping[str, Any] | None = None,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.Snapshot]: ...

        @overload
        async def create(
            self,
            body: models.SnapshotCreate | models.Snapshot,
            *,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.Snapshot]: ...

        @overload
        async def create(
            self,
            body: Sequence[models.SnapshotCreate | models.Snapshot | Mapping[Any, Any]],
            *,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[builtins.list[models.Snapshot]]: ...

        @overload
        async def create(
            self,
            body: models.SnapshotsCreateDocument | Mapping[str, Any],
            *,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.Snapshot | builtins.list[models.Snapshot]]: ...

        async def create(self, *args: Any, **kwargs: Any) -> Any: ...

        update_many = async_raw(AsyncSnapshots.update_many)
        get = async_raw(AsyncSnapshots.get)

        @overload
        async def update(
            self,
            snapshot_id: Id,
            *,
            currency: str | None | Unset = UNSET,
            trade_date: Day | Unset = UNSET,
            amount: Number | None | Unset = UNSET,
            units: Number | None | Unset = UNSET,
            price_factor: Number | None | Unset = UNSET,
            accrued_income_per_unit: Number | None | Unset = UNSET,
            comment: str | None | Unset = UNSET,
            attributes: Mapping[str, Any] | None = None,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.Snapshot]: ...

        @overload
        async def update(
            self,
            snapshot_id: Id,
            body: models.SnapshotUpdateDocument | models.SnapshotUpdate | models.Snapshot | Mapping[str, Any],
            *,
            timeout: Seconds = UNSET,
            extra_query: Mapping[str, Any] | None = None,
            extra_headers: Mapping[str, str] | None = None,
        ) -> RawResponse[models.Snapshot]: ...

        async def update(self, *args: Any, **kwargs: Any) -> Any: ...

        delete = async_raw(AsyncSnapshots.delete)
        owner = async_raw(AsyncSnapshots.owner)
        owner_relationship = async_raw(AsyncSnapshots.owner_relationship)
        owned = async_raw(AsyncSnapshots.owned)
        owned_relationship = async_raw(AsyncSnapshots.owned_relationship)
        position = async_raw(AsyncSnapshots.position)
        position_relationship = async_raw(AsyncSnapshots.position_relationship)


__all__ = ["AsyncSnapshots", "Snapshots"]
