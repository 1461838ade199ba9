# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""The clients of the API, with every operation that needs no helper: 6 resources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from addepar_core.client import AsyncClient as _AsyncClient
from addepar_core.client import SyncClient as _SyncClient
from addepar_core.utils.imports import LateModule, Lazy

from .facts import API

if TYPE_CHECKING:
    from .api import archived_files as _archived_files
    from .api import files as _files
    from .api import generated_reports as _generated_reports
    from .api import jobs as _jobs
    from .api import positions as _positions
    from .api import snapshots as _snapshots

    class RawClient:
        """`Client` with a `RawResponse` of each result, as type checkers see it."""

        jobs: _jobs.RawJobs
        generated_reports: _generated_reports.RawGeneratedReports
        snapshots: _snapshots.RawSnapshots
        positions: _positions.RawPositions
        files: _files.RawFiles
        archived_files: _archived_files.RawArchivedFiles

    class AsyncRawClient:
        """`AsyncClient` with a `RawResponse` of each result, as type checkers see it."""

        jobs: _jobs.AsyncRawJobs
        generated_reports: _generated_reports.AsyncRawGeneratedReports
        snapshots: _snapshots.AsyncRawSnapshots
        positions: _positions.AsyncRawPositions
        files: _files.AsyncRawFiles
        archived_files: _archived_files.AsyncRawArchivedFiles

else:  # imported on first use, which includes typing.get_type_hints
    _jobs = LateModule("addepar_api.api.jobs")
    _generated_reports = LateModule("addepar_api.api.generated_reports")
    _snapshots = LateModule("addepar_api.api.snapshots")
    _positions = LateModule("addepar_api.api.positions")
    _files = LateModule("addepar_api.api.files")
    _archived_files = LateModule("addepar_api.api.archived_files")


class Client(_SyncClient):
    """The Addepar API as it is described, blocking: 44 operations.

    `addepar_client` adds uploads, downloads, and help with jobs; its client takes the same arguments.

    Example:
        >>> with Client(base_url=url, firm_id=1, auth=("key", "secret")) as client:
        ...     rows = list(client.positions.list(limit=3))
    """

    api = API
    if TYPE_CHECKING:
        with_raw_response: RawClient
    jobs: Lazy[_jobs.Jobs] = Lazy("addepar_api.api.jobs", "Asynchronous exports of portfolio data.")
    generated_reports: Lazy[_generated_reports.GeneratedReports] = Lazy(
        "addepar_api.api.generated_reports", "The finished runs of report generation."
    )
    snapshots: Lazy[_snapshots.Snapshots] = Lazy(
        "addepar_api.api.snapshots", "The value of a share- or percent-based asset on one date (a snapshot)."
    )
    positions: Lazy[_positions.Positions] = Lazy("addepar_api.api.positions", "The links of the ownership graph.")
    files: Lazy[_files.Files] = Lazy("addepar_api.api.files", "Documents stored for a firm.")
    archived_files: Lazy[_archived_files.ArchivedFiles] = Lazy(
        "addepar_api.api.archived_files", "Files that have been deleted."
    )


class AsyncClient(_AsyncClient):
    """The Addepar API as it is described, for asyncio: 44 operations.

    `addepar_client` adds uploads, downloads, and help with jobs; its client takes the same arguments.

    Example:
        >>> async with AsyncClient(base_url=url, firm_id=1, auth=("key", "secret")) as client:
        ...     rows = [row async for row in client.positions.list(limit=3)]
    """

    api = API
    if TYPE_CHECKING:
        with_raw_response: AsyncRawClient
    jobs: Lazy[_jobs.AsyncJobs] = Lazy("addepar_api.api.jobs", "Asynchronous exports of portfolio data.")
    generated_reports: Lazy[_generated_reports.AsyncGeneratedReports] = Lazy(
        "addepar_api.api.generated_reports", "The finished runs of report generation."
    )
    snapshots: Lazy[_snapshots.AsyncSnapshots] = Lazy(
        "addepar_api.api.snapshots", "The value of a share- or percent-based asset on one date (a snapshot)."
    )
    positions: Lazy[_positions.AsyncPositions] = Lazy("addepar_api.api.positions", "The links of the ownership graph.")
    files: Lazy[_files.AsyncFiles] = Lazy("addepar_api.api.files", "Documents stored for a firm.")
    archived_files: Lazy[_archived_files.AsyncArchivedFiles] = Lazy(
        "addepar_api.api.archived_files", "Files that have been deleted."
    )


__all__ = ["AsyncClient", "Client"]
