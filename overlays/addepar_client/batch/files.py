"""``client.files``, ``archived_files`` and ``generated_reports``, with whole folders of them."""

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
from addepar_client.transfers.files import ArchivedFiles as _ArchivedFiles
from addepar_client.transfers.files import Files as _Files
from addepar_client.transfers.files import GeneratedReports as _GeneratedReports
from addepar_core.flow.methods import async_batch, async_method, sync_batch

if TYPE_CHECKING:
    from addepar_core.flow.batches import Batch

Folder = str | os.PathLike[str]
Moment = datetime.datetime | str


class _Downloads:
    """What files and archived files have in common."""

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
        """Download many files into a folder; run it again to continue where it was.

        A file appears under its name when it is complete, with the time at which it was created in Addepar. What is
        there already (name, length, time) is skipped. A second file of a name gets its id: ``Report (345).pdf``.
        A file that fails does not stop the others.

        Args:
            to: The folder; made if it is not there.
            files: The files, or their ids, or a single one, instead of all that the filters let through.
            name: A pattern that names have to match, such as ``"*.pdf"``.
            created_after: Created after this moment.
            created_before: Created before this moment.
            entity_id: Files of this entity.
            group_id: Files of this group.
            overwrite: Replace files that are there.
            resume: Keep what is unfinished, and continue from there the next time.
            at_once: How many transfers at the same time, 32 at most.
            on_progress: Called with a ``Progress`` when a file begins, moves bytes or ends; a plain function, called
                by one thread at a time.

        Returns:
            BatchResult: ``done``, ``skipped``, ``failed`` and ``untried`` outcomes; of one that is done,
                ``outcome.result`` is a ``Downloaded``.

        Raises:
            InputError: arguments that cannot work; nothing was sent.
            AddeparError: whatever the list can raise.

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


class Files(_Downloads, _Files):
    """The documents of the firm: list, upload, download, rename, archive, associate; one or whole folders."""

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
        """Upload all files of a folder and of the folders in it, except those that are there already.

        A file is there if one of its name and length belongs to all the entities and groups. If it was changed here
        after that was made, its outcome is skipped too, and its ``reason`` says so. An upload that ended
        without a response may have arrived: it is in ``result.unknown``, and not sent again. The next run looks before
        it sends. Hidden files are left out, links are skipped. A file that fails does not stop the others.

        Args:
            folder: The folder; or a list of ``LocalFile``, which says for each file what its name shall be.
            entities: Ids of entities to associate each file with.
            groups: Ids of groups to associate each file with.
            again: Do not look at what is there already; send everything.
            at_once: How many transfers at the same time, 32 at most.
            on_progress: As in ``download_all``.

        Returns:
            BatchResult: ``done``, ``skipped``, ``failed``, ``unknown`` and ``untried`` outcomes;
                ``outcome.item.path`` is the local file and ``outcome.result`` the ``FileResource``.

        Raises:
            InputError: arguments that cannot work; nothing was sent.
            AddeparError: whatever the list can raise.

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


class ArchivedFiles(_Downloads, _ArchivedFiles):
    """Files that were deleted, which is to say archived: list, read, download."""


class GeneratedReports(_GeneratedReports):
    """Finished runs of reports, and the ZIP of PDFs that each produced."""

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
        """Fetch every finished run into a folder, once; made to be called again and again.

        What was fetched is noted in the folder, in ``.addepar-reports.json``, so files may be moved away. If the
        process ends at any moment, the next call goes on where it was. A run that fails does not stop the others. What
        was in the folder before is left alone: a report whose name it has gets a number, ``Report (2).zip``.

        Args:
            to: The folder; made if it is not there. One process at a time may sync into it.
            since: Completed on this day (UTC), or after this moment; None for all.
            statuses: How the runs ended. Of one that ended as ERROR some portfolios have no PDF.
            entity_id: Runs that cover this entity.
            group_id: Runs that cover this group.
            unzip: Unpack each ZIP into a folder, safely, and remove the ZIP.
            at_once: How many transfers at the same time, 32 at most.
            on_progress: As in ``Files.download_all``.

        Returns:
            SyncResult: as ``Files.download_all``, with ``fetched_before`` and ``left_out``; ``outcome.result`` has
                ``path``, ``bytes`` and ``failed_portfolios``.

        Raises:
            InputError: arguments that cannot work, or a folder that holds the reports of another firm.
            TransferError: another sync is at work in the folder.
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
    """The documents of the firm; ``Files`` for the async client."""

    upload = async_method(Files.upload)
    download = async_method(Files.download)
    upload_folder = async_batch(Files.upload_folder)
    download_all = async_batch(Files.download_all)


class AsyncArchivedFiles(_AsyncArchivedFiles):
    """Archived files; ``ArchivedFiles`` for the async client."""

    download = async_method(ArchivedFiles.download)
    download_all = async_batch(ArchivedFiles.download_all)


class AsyncGeneratedReports(_AsyncGeneratedReports):
    """Finished runs of reports; ``GeneratedReports`` for the async client."""

    download = async_method(GeneratedReports.download)
    sync = async_batch(GeneratedReports.sync)
