# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""The clients of the API, with every operation that needs no helper: 6 resources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from addepar_core.client import AsyncClient as _AsyncClient
from addepar_core.client import SyncClient as _SyncClient
from addepar_core.utils.imports import Lazy

from .facts import API

if TYPE_CHECKING:
    from .api.archived_files import (
        ArchivedFiles,
        AsyncArchivedFiles,
        AsyncRawArchivedFiles,
        RawArchivedFiles,
    )
    from .api.files import (
        AsyncFiles,
        AsyncRawFiles,
        Files,
        RawFiles,
    )
    from .api.generated_reports import (
        AsyncGeneratedReports,
        AsyncRawGeneratedReports,
        GeneratedReports,
        RawGeneratedReports,
    )
    from .api.jobs import (
        AsyncJobs,
        AsyncRawJobs,
        Jobs,
        RawJobs,
    )
    from .api.positions import (
        AsyncPositions,
        AsyncRawPositions,
        Positions,
        RawPositions,
    )
    from .api.snapshots import (
        AsyncRawSnapshots,
        AsyncSnapshots,
        RawSnapshots,
        Snapshots,
    )

    class RawClient:
        """`Client` with a `RawResponse` of each result, as type checkers see it."""

        jobs: RawJobs
        generated_reports: RawGeneratedReports
        snapshots: RawSnapshots
        positions: RawPositions
        files: RawFiles
        archived_files: RawArchivedFiles

    class AsyncRawClient:
        """`AsyncClient` with a `RawResponse` of each result, as type checkers see it."""

        jobs: AsyncRawJobs
        generated_reports: AsyncRawGeneratedReports
        snapshots: AsyncRawSnapshots
        positions: AsyncRawPositions
        files: AsyncRawFiles
        archived_files: AsyncRawArchivedFiles


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
    jobs: Lazy[Jobs] = Lazy("addepar_api.api.jobs", "Asynchronous exports of portfolio data.")
    generated_reports: Lazy[GeneratedReports] = Lazy(
        "addepar_api.api.generated_reports", "The finished runs of report generation."
    )
    snapshots: Lazy[Snapshots] = Lazy(
        "addepar_api.api.snapshots", "The value of a share- or percent-based asset on one date (a snapshot)."
    )
    positions: Lazy[Positions] = Lazy("addepar_api.api.positions", "The links of the ownership graph.")
    files: Lazy[Files] = Lazy("addepar_api.api.files", "Documents stored for a firm.")
    archived_files: Lazy[ArchivedFiles] = Lazy("addepar_api.api.archived_files", "Files that have been deleted.")


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
    jobs: Lazy[AsyncJobs] = Lazy("addepar_api.api.jobs", "Asynchronous exports of portfolio data.")
    generated_reports: Lazy[AsyncGeneratedReports] = Lazy(
        "addepar_api.api.generated_reports", "The finished runs of report generation."
    )
    snapshots: Lazy[AsyncSnapshots] = Lazy(
        "addepar_api.api.snapshots", "The value of a share- or percent-based asset on one date (a snapshot)."
    )
    positions: Lazy[AsyncPositions] = Lazy("addepar_api.api.positions", "The links of the ownership graph.")
    files: Lazy[AsyncFiles] = Lazy("addepar_api.api.files", "Documents stored for a firm.")
    archived_files: Lazy[AsyncArchivedFiles] = Lazy("addepar_api.api.archived_files", "Files that have been deleted.")


__all__ = ["AsyncClient", "Client"]
