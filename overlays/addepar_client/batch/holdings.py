"""``client.positions`` and ``client.snapshots``, with bulk loads of rows; for both clients."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from addepar_api.api.positions import AsyncPositions as _AsyncPositions
from addepar_api.api.positions import Positions as _Positions
from addepar_api.api.snapshots import AsyncSnapshots as _AsyncSnapshots
from addepar_api.api.snapshots import Snapshots as _Snapshots
from addepar_client import batch
from addepar_core.flow.methods import async_batch, sync_batch

if TYPE_CHECKING:
    from addepar_core.flow.batches import Batch


def _loaded(
    resource: Any, verb: str, rows: Any, batch_size: int, failures: Any, resend_unknown: bool, split_requests: int,
    ignore: Sequence[str] | str, on_progress: Any, blank_removes: bool = False,
) -> Batch[batch.BulkResult]:  # fmt: skip
    from addepar_client.batch.rows.bulk import MOST, Plan, load, operation_of
    from addepar_client.batch.rows.table import table_of
    from addepar_core.operations import arguments as inputs

    inputs.count("batch_size", batch_size, MOST)
    inputs.count("split_requests", split_requests, 10_000, least=0)
    table = table_of(rows, ids_alone=verb == "delete")
    plan = Plan(operation_of(resource._tag, verb), table, batch_size, resend_unknown, ignore, blank_removes)
    return load(resource._caller, plan, failures, split_requests, on_progress)


class _Bulk:
    """What positions and snapshots have in common."""

    @sync_batch
    def bulk_create(
        self,
        rows: Any,
        *,
        batch_size: int = 100,
        failures: str | os.PathLike[str] | None = None,
        resend_unknown: bool = False,
        split_requests: int = 30,
        ignore: Sequence[str] | str = (),
        on_progress: batch.OnRows | None = None,
    ) -> Batch[batch.BulkResult]:
        """Create many records from rows, in batches; rows that are refused do not stop the others.

        All rows are checked before anything is sent. If a batch is refused because of single rows (400, 404, 409), it
        is halved until those are found, which takes about eight requests for a bad row among 100. A batch without an
        answer may have been carried out: its rows are in ``result.unknown``, and are not sent again.

        Addepar does not document that a refused batch leaves nothing behind. The sandbox does so, and halving relies
        on it; ``split_requests=0`` sends no row of a refused batch again.

        Args:
            rows: Mappings of columns to values, records, a pandas frame, or the path of a CSV or JSON file. The
                columns are ``owner_id``, ``owned_id`` and the attributes by the API's names. A blank cell of CSV or
                of a frame is left out.
            batch_size: Rows in one request, 500 at most.
            failures: A file for the rows that are not known to be done, kept from before the first request on. It can
                be given as ``rows`` again, with the same file for ``failures``. It is removed when no row is left.
            resend_unknown: Send rows of a failures file again whose outcome is unknown.
            split_requests: This many further requests may be used to find bad rows; after that all rows of a refused
                batch fail.
            ignore: Columns to leave out.
            on_progress: Called with the ``BulkResult`` so far after each request; a plain function.

        Returns:
            BulkResult: ``succeeded``, ``failed``, ``unknown``, ``untried`` and ``held`` rows, each with ``number``,
                ``row``, ``state``, ``errors`` and ``record``.

        Raises:
            InputError: rows or other arguments that cannot be sent; ``faults`` has all that is wrong, and
                ``fault.row`` the ``number`` of the row. Nothing was sent.

        Example:
            >>> result = client.positions.bulk_create([{"owner_id": 22, "owned_id": 34, "name": "Ours"}])
            >>> len(result.succeeded), result.failed
            (1, [])

        Source: "Create Multiple Positions" on the page Positions, "Create a New Snapshot" on the page Snapshots.
        """
        return _loaded(self, "create", rows, batch_size, failures, resend_unknown, split_requests, ignore, on_progress)

    @sync_batch
    def bulk_update(
        self,
        rows: Any,
        *,
        batch_size: int = 100,
        failures: str | os.PathLike[str] | None = None,
        resend_unknown: bool = False,
        split_requests: int = 30,
        ignore: Sequence[str] | str = (),
        blank_removes: bool = False,
        on_progress: batch.OnRows | None = None,
    ) -> Batch[batch.BulkResult]:
        """Change many records by rows, in batches, as ``bulk_create``.

        Args:
            rows: As in ``bulk_create``, with the column ``id``. Only the other columns of a row change. None in a
                mapping removes a value; a blank cell of CSV or of a frame changes nothing.
            batch_size, failures, resend_unknown, split_requests, ignore, on_progress: As in ``bulk_create``.
            blank_removes: A blank cell of CSV or of a frame removes the value, if it can be removed.

        Returns:
            BulkResult: as in ``bulk_create``.

        Raises:
            InputError: as in ``bulk_create``.

        Source: "Update Multiple Positions" on the page Positions, "Update Multiple Snapshots" on the page Snapshots.
        """
        return _loaded(
            self, "update", rows, batch_size, failures, resend_unknown, split_requests, ignore, on_progress,
            blank_removes,
        )  # fmt: skip

    @sync_batch
    def bulk_delete(
        self,
        rows: Any,
        *,
        batch_size: int = 100,
        failures: str | os.PathLike[str] | None = None,
        resend_unknown: bool = False,
        split_requests: int = 30,
        ignore: Sequence[str] | str = (),
        on_progress: batch.OnRows | None = None,
    ) -> Batch[batch.BulkResult]:
        """Delete many records for good, as ``bulk_create``; snapshots one by one, since the API takes no more.

        Args:
            rows: Ids or records, or as in ``bulk_create`` with the column ``id`` alone.
            batch_size, failures, resend_unknown, split_requests, ignore, on_progress: As in ``bulk_create``.

        Returns:
            BulkResult: as in ``bulk_create``.

        Raises:
            InputError: as in ``bulk_create``.

        Source: "Delete Multiple Positions" on the page Positions, "Delete Snapshot" on the page Snapshots.
        """
        return _loaded(self, "delete", rows, batch_size, failures, resend_unknown, split_requests, ignore, on_progress)


class Positions(_Bulk, _Positions):
    """The links of the ownership graph, one or many at once."""


class Snapshots(_Bulk, _Snapshots):
    """The values of holdings on a day, one or many at once."""


class _AsyncBulk:
    bulk_create = async_batch(_Bulk.bulk_create)
    bulk_update = async_batch(_Bulk.bulk_update)
    bulk_delete = async_batch(_Bulk.bulk_delete)


class AsyncPositions(_AsyncBulk, _AsyncPositions):
    """The links of the ownership graph; ``Positions`` for the async client."""


class AsyncSnapshots(_AsyncBulk, _AsyncSnapshots):
    """The values of holdings on a day; ``Snapshots`` for the async client."""
