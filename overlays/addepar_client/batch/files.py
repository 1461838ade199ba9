"""``client.files``, ``archived_files`` and ``generated_reports``, with methods for whole folders."""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from addepar_api import models
from addepar_api.api.archived_files import AsyncArchivedFiles as _AsyncArchivedFiles
from addepar_api.api.files import AsyncFiles as _AsyncFiles
from addepar_api.api.generated_reports import AsyncGeneratedReports as _AsyncGeneratedReports
from addepar_client import batch, transfers
from addepar_client.transfers import files as resources
from addepar_core.flow.methods import async_batch, async_method, sync_batch

if TYPE_CHECKING:
    from addepar_core.flow.batches import Batch

Folder = str | os.PathLike[str]
Moment = datetime.datetime | str


class _Downloads:
    """Methods that files and archived files share."""

    @sync_batch
    def download_all(
        self,
        to: Folder,
        files: transfers.Ids | None = None,
        *,
        name: str | None = None,
        created_after: Moment | None = None,
        created_before: Moment | None = None,
        entity_id: str | int | None = None,
        group_id: str | int | None = None,
        overwrite: bool = False,
        resume: bool = True,
        at_once: int = 4,
        on_progress: batch.OnProgress | None = None,
    ) -> Batch[batch.BatchResult[Any, transfers.Downloaded]]:
        """Download many files into a folder. Call it again to resume.

        A file appears under its name when it is complete, with its creation time in Addepar. The hidden file
        ``.addepar-files.jsonl`` in the folder records its id, so that it is not fetched again. If another file has the
        name, the id is added: ``Report (345).pdf``. A file that fails does not stop the others.

        Args:
            to: The folder; created if necessary.
            files: Files or ids, or a single one, instead of filters.
            name: A pattern for the names, such as ``"*.pdf"``.
            created_after: Created after this timestamp.
            created_before: Created before this timestamp.
            entity_id: Files of this entity.
            group_id: Files of this group.
            overwrite: Fetch all again, and replace existing files.
            resume: Keep unfinished downloads, and resume them the next time.
            at_once: Number of transfers at the same time, at most 32.
            on_progress: Called with a ``Progress`` when a file starts, transfers bytes or ends. A plain function,
                called by one thread at a time.

        Returns:
            BatchResult: ``done``, ``skipped``, ``failed`` and ``untried`` outcomes. If one is done,
                ``outcome.result`` is a ``Downloaded``.

        Raises:
            InputError: an argument is invalid; nothing was sent.
            TransferError: another call is downloading into the folder; nothing was sent.
            AddeparError: any error of ``list``.

        Example:
            >>> result = client.files.download_all("documents", entity_id=22)
            >>> result.ok
            True

        Source: "List Files" and "Download a File" on the page Files.
        """
        from addepar_client.batch.documents.downloads import download_all

        filters: dict[str, Any] = {"created_after": created_after, "created_before": created_before}
        filters |= {"entity_id": entity_id, "group_id": group_id}
        return download_all(self, to, files, filters, name, overwrite, resume, at_once, on_progress)


class Files(_Downloads, resources.Files):
    """The firm's documents: list, upload, download, rename, archive, associate; single files or whole folders."""

    @sync_batch
    def upload_folder(
        self,
        folder: Folder | Sequence[batch.LocalFile],
        *,
        entities: transfers.Ids = (),
        groups: transfers.Ids = (),
        again: bool = False,
        at_once: int = 4,
        on_progress: batch.OnProgress | None = None,
    ) -> Batch[batch.BatchResult[batch.LocalFile, models.FileResource]]:
        """Upload all files of a folder and its subfolders, except those that Addepar already has.

        Addepar has a file if one with the same name and length belongs to all the entities and groups. If the local
        file is newer and may have changed, it is skipped too, and its ``reason`` says so. An upload without a response
        may have arrived: it is in ``result.unknown`` and is not sent again. The next call checks before it sends.
        Hidden files are left out, links are skipped. A file that fails does not stop the others.

        Args:
            folder: The folder; or a list of ``LocalFile``, to choose the name of each file.
            entities: Ids of entities to associate each file with.
            groups: Ids of groups to associate each file with.
            again: Send everything, without checking what exists.
            at_once: Number of transfers at the same time, at most 32.
            on_progress: As in ``download_all``.

        Returns:
            BatchResult: ``done``, ``skipped``, ``failed``, ``unknown`` and ``untried`` outcomes;
                ``outcome.item.path`` is the local file and ``outcome.result`` the ``FileResource``.

        Raises:
            InputError: an argument is invalid; nothing was sent.
            AddeparError: any error of ``list``.

        Example:
            >>> result = client.files.upload_folder("downloads", entities=[22])
            >>> [outcome.item.name for outcome in result.failed]
            []

        Source: "Create a File" on the page Files.
        """
        from addepar_client.batch.documents.uploads import upload_folder

        return upload_folder(
            self, folder, entities=entities, groups=groups, again=again, at_once=at_once, on_progress=on_progress
        )


class ArchivedFiles(_Downloads, resources.ArchivedFiles):
    """Archived files: files that were deleted. List, read, download."""


class GeneratedReports(resources.GeneratedReports):
    """Finished report runs, and the ZIP of PDFs that each produced."""

    @sync_batch
    def sync(
        self,
        to: Folder,
        *,
        since: Moment | datetime.date | None = None,
        statuses: Sequence[str] = ("FINISHED", "ERROR"),
        entity_id: str | int | None = None,
        group_id: str | int | None = None,
        unzip: bool = False,
        at_once: int = 4,
        on_progress: batch.OnProgress | None = None,
    ) -> Batch[batch.SyncResult]:
        """Fetch every finished run into a folder, once. Call it as often as you like.

        ``.addepar-reports.json`` in the folder records what was fetched, so you can move files away. If the process
        ends at any point, the next call continues. A run that fails does not stop the others. Other files in the
        folder are left alone: if one has the name of a report, the report gets a number, ``Report (2).zip``.

        Args:
            to: The folder; created if necessary. One process at a time may sync into it.
            since: Completed on or after this date (UTC), or after this timestamp; None for all.
            statuses: The statuses of the runs. A run with status ERROR lacks the PDFs of some portfolios.
            entity_id: Runs that cover this entity.
            group_id: Runs that cover this group.
            unzip: Unpack each ZIP safely into a folder, and remove the ZIP.
            at_once: Number of transfers at the same time, at most 32.
            on_progress: As in ``Files.download_all``.

        Returns:
            SyncResult: like the result of ``Files.download_all``, with ``fetched_before`` and ``left_out``;
                ``outcome.result`` has ``path``, ``bytes`` and ``failed_portfolios``.

        Raises:
            InputError: an argument is invalid, or the folder contains the reports of another firm.
            TransferError: another sync is running in the folder.
            AddeparError: whatever the list can raise.

        Example:
            >>> result = client.generated_reports.sync("reports", since="2021-02-14", unzip=True)
            >>> len(result.failed)
            0

        Source: "List Generated Reports" and "Download reports in a zipped file by ID" on the page Generated Reports.
        """
        from addepar_client.batch.documents.reports import since_moment, sync

        filters = {"completed_after": since_moment(since), "entity_id": entity_id, "group_id": group_id}
        return sync(self, to, filters=filters, statuses=statuses, unzip=unzip, at_once=at_once, on_progress=on_progress)


class AsyncFiles(_AsyncFiles):
    """The firm's documents; ``Files`` for the async client."""

    upload = async_method(Files.upload)
    download = async_method(Files.download)
    upload_folder = async_batch(Files.upload_folder)
    download_all = async_batch(Files.download_all)


class AsyncArchivedFiles(_AsyncArchivedFiles):
    """Archived files; ``ArchivedFiles`` for the async client."""

    download = async_method(ArchivedFiles.download)
    download_all = async_batch(ArchivedFiles.download_all)


class AsyncGeneratedReports(_AsyncGeneratedReports):
    """Finished report runs; ``GeneratedReports`` for the async client."""

    download = async_method(GeneratedReports.download)
    sync = async_batch(GeneratedReports.sync)
