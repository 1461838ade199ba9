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
    """Methods that positions and snapshots share."""

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
        """Create many records from rows, in batches. Rows that are refused do not stop the others.

        All rows are checked before anything is sent. If a batch is refused because of single rows (400, 404, 409), it
        is split in half until these are found, which takes about eight requests for one bad row among 100. A batch
        without a response may have been carried out: its rows are in ``result.unknown`` and are not sent again.

        Addepar does not document that a refused batch has no effect at all. Splitting relies on it, and so does the
        sandbox. With ``split_requests=0`` no row of a refused batch is sent again.

        Args:
            rows: Mappings of columns to values, records, a table of pandas, polars or pyarrow, or the path of a CSV or
                JSON file. The columns are ``owner_id``, ``owned_id`` and the attributes with the API's names. A blank
                cell of CSV or of a table is left out.
            batch_size: Rows in one request, at most 500.
            failures: A file for the rows that are not known to be done, written before the first request. Correct it
                and pass it as ``rows``, with the same file as ``failures``. It is removed when no rows are left.
            resend_unknown: Also send rows of a failures file whose outcome is unknown.
            split_requests: The number of further requests that may be used to find bad rows. After that, all rows of a
                refused batch fail.
            ignore: Columns to leave out.
            on_progress: Called with the ``BulkResult`` so far after each request; a plain function.

        Returns:
            BulkResult: ``succeeded``, ``failed``, ``unknown``, ``untried`` and ``held`` rows, each with ``number``,
                ``row``, ``state``, ``errors`` and ``record``.

        Raises:
            InputError: rows or other arguments are invalid; ``faults`` lists every fault, with the ``number`` of its
                row in ``fault.row``. Nothing was sent.

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
        """Change many records from rows, in batches, like ``bulk_create``.

        Args:
            rows: As in ``bulk_create``, with the column ``id``. Only the columns of a row change. None in a mapping
                removes a value; a blank cell of CSV or of a frame changes nothing.
            batch_size, failures, resend_unknown, split_requests, ignore, on_progress: As in ``bulk_create``.
            blank_removes: A blank cell of CSV or of a frame removes the value, if the API allows it.

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
        """Delete many records permanently, like ``bulk_create``. Snapshots are deleted one by one, as the API requires.

        Args:
            rows: Ids or records, or as in ``bulk_create`` with only the column ``id``.
            batch_size, failures, resend_unknown, split_requests, ignore, on_progress: As in ``bulk_create``.

        Returns:
            BulkResult: as in ``bulk_create``.

        Raises:
            InputError: as in ``bulk_create``.

        Source: "Delete Multiple Positions" on the page Positions, "Delete Snapshot" on the page Snapshots.
        """
        return _loaded(self, "delete", rows, batch_size, failures, resend_unknown, split_requests, ignore, on_progress)


class Positions(_Bulk, _Positions):
    """Positions: who owns what. One or many at once."""


class Snapshots(_Bulk, _Snapshots):
    """Snapshots and valuations: the value of holdings on a date. One or many at once."""


class _AsyncBulk:
    bulk_create = async_batch(_Bulk.bulk_create)
    bulk_update = async_batch(_Bulk.bulk_update)
    bulk_delete = async_batch(_Bulk.bulk_delete)


class AsyncPositions(_AsyncBulk, _AsyncPositions):
    """Positions: who owns what; ``Positions`` for the async client."""


class AsyncSnapshots(_AsyncBulk, _AsyncSnapshots):
    """Snapshots and valuations: the value of holdings on a date; ``Snapshots`` for the async client."""
