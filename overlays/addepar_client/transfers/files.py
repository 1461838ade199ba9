"""``client.files``, ``archived_files`` and ``generated_reports``: the generated methods, with uploads and downloads."""

from __future__ import annotations

from typing import Any

from addepar_api import models
from addepar_api.api.archived_files import ArchivedFiles as _ArchivedFiles
from addepar_api.api.files import Files as _Files
from addepar_api.api.generated_reports import GeneratedReports as _GeneratedReports
from addepar_api.operations import OPERATIONS
from addepar_api.types import UNSET
from addepar_client import transfers
from addepar_core.flow.messages import Headers, Options, Query, Seconds
from addepar_core.flow.methods import sync_method
from addepar_core.flow.steps import Flow
from addepar_core.models.types import attributes_of
from addepar_core.operations import arguments, responses
from addepar_core.operations import caller as calls
from addepar_core.operations.inputs.values import Id


def _download(
    resource: Any,
    record: Any,
    to: transfers.Target,
    overwrite: bool,
    resume: bool,
    on_progress: transfers.Progress | None,
    options: Options,
) -> Flow[transfers.Downloaded]:
    from addepar_client.transfers.download import download_to

    caller, operation = resource._caller, OPERATIONS[f"{resource._tag}_download"]
    field = operation.parameters[0].name
    record_id = arguments.argument(operation.parameters[0], record)
    return download_to(
        caller.root,
        caller.build(operation, {field: record_id}, options=options),
        to,
        fallback=record_id,
        overwrite=overwrite,
        on_progress=on_progress,
        extension=".zip" if field == "generated_report_id" else "",
        resume=resume,
        expected=_length_of(record),
    )


def _length_of(record: Any) -> int | None:
    """The length in a file's record, if a record was passed."""
    length = attributes_of(record).get("bytes")
    return length if isinstance(length, int) and not isinstance(length, bool) else None


class FileDownloads:
    """Methods that files and archived files share."""

    _caller: calls.Caller

    @sync_method
    def download(
        self,
        file_id: Id,
        to: transfers.Target,
        *,
        overwrite: bool = False,
        resume: bool = False,
        on_progress: transfers.Progress | None = None,
        timeout: Seconds = UNSET,
        extra_query: Query = None,
        extra_headers: Headers = None,
    ) -> Flow[transfers.Downloaded]:
        """Download a file, archived or not, in constant memory. It appears under its name only when it is complete.

        If the connection breaks, the rest is requested, up to five times. If the server does not support that, or the
        file has changed, the download starts again. The length is verified.

        Args:
            file_id: The file's id; or its record, whose ``bytes`` are then verified.
            to: A path, a folder (the server names the file) or a binary file object.
            overwrite: Replace an existing file.
            resume: Keep an unfinished download next to the target (``.name.part``). A later call with ``resume=True``,
                in any process, continues from there if the file is still the same.
            on_progress: Called with (bytes so far, total bytes or None); decreases if a download starts again.
            timeout, extra_query, extra_headers: As for every method.

        Returns:
            Downloaded: ``path``, ``name``, ``bytes``, ``content_type``, ``sha256``.

        Raises:
            InputError: the target cannot be written; nothing was sent.
            TransferError: the transfer was incomplete, or the file exists; nothing was left behind, except for the
                part that ``resume=True`` keeps.
            NotFoundError: 404. Unknown, or not visible to this key.
            PermissionDeniedError: 403. A permission, or the scope FILES, is missing.

        Example:
            >>> done = client.files.download("123", "downloads/", resume=True)
            >>> done.path.stat().st_size == done.bytes
            True

        Source: "Download a File" and "Download an Archived File" on the page Files.
        """
        options = Options(timeout, extra_query, extra_headers)
        return _download(self, file_id, to, overwrite, resume, on_progress, options)


class Files(FileDownloads, _Files):
    """The firm's documents: list, upload, download, rename, archive, associate."""

    _caller: calls.Caller

    @sync_method
    def upload(
        self,
        source: transfers.Source,
        *,
        name: str | None = None,
        entities: transfers.Ids = (),
        groups: transfers.Ids = (),
        content_type: str | None = None,
        on_progress: transfers.Progress | None = None,
        timeout: Seconds = UNSET,
        extra_query: Query = None,
        extra_headers: Headers = None,
    ) -> Flow[models.FileResource]:
        """Upload a file in constant memory, and associate it in the same call.

        Args:
            source: A path, bytes, or a seekable binary file object (sent from its current position, which is restored
                if the upload fails).
            name: Its name in Addepar; the default is the name of the source.
            entities: Entities to associate it with, as ids or records.
            groups: Groups to associate it with, as ids or records.
            content_type: Its media type; by default guessed from the name.
            on_progress: Called with (bytes sent, total bytes) of the whole request body.
            timeout, extra_query, extra_headers: As for every method.

        Returns:
            FileResource: the new file; ``id``, and ``attributes`` with ``name``, ``bytes``, ``content_type``.

        Raises:
            InputError: the source or the name is invalid or missing; nothing was sent.
            TransferError: the source changed while it was sent; nothing was stored.
            ValidationError: 400. An entity or group is unknown or not visible, or the file is missing.
            PermissionDeniedError: 403. A permission, or the scope FILES_WRITE, is missing.

        Example:
            >>> file = client.files.upload(b"a,b", name="table.csv", entities=[10000])
            >>> file.attributes.content_type, file.attributes.bytes
            ('text/csv', 3)

        Source: "Create a File" on the page Files.
        """
        from addepar_client.transfers.multipart import MultipartBody

        body = MultipartBody(
            source, name=name, entities=entities, groups=groups, content_type=content_type, on_progress=on_progress
        )
        operation = OPERATIONS["files_upload"]
        request = self._caller.build(operation, {}, options=Options(timeout, extra_query, extra_headers))
        request = request._replace(headers=dict(request.headers) | body.headers, body=body, time_limit=None)
        try:
            answer = yield from responses.send_checked(request)
            responses.parsed_document(answer)  # a response without the file's id is not a reliable success
            return responses.parse_data(operation, answer)  # type: ignore[no-any-return]
        except BaseException:  # also an interrupt: from where that left it, a second call would send only the rest
            body.rewind()
            raise


class ArchivedFiles(FileDownloads, _ArchivedFiles):
    """Archived files: files that were deleted. List, read, download."""

    _caller: calls.Caller


class GeneratedReports(_GeneratedReports):
    """Finished report runs, and the ZIP of PDFs that each produced."""

    _caller: calls.Caller

    @sync_method
    def download(
        self,
        generated_report_id: Id,
        to: transfers.Target,
        *,
        overwrite: bool = False,
        resume: bool = False,
        on_progress: transfers.Progress | None = None,
        timeout: Seconds = UNSET,
        extra_query: Query = None,
        extra_headers: Headers = None,
    ) -> Flow[transfers.Downloaded]:
        """Download the ZIP of a run's PDFs, like ``Files.download``.

        Args:
            generated_report_id: The run's id, or its record.
            to, overwrite, resume, on_progress: As in ``Files.download``.
            timeout, extra_query, extra_headers: As for every method.

        Returns:
            Downloaded: ``path``, ``name``, ``bytes``, ``content_type``, ``sha256``.

        Raises:
            InputError, TransferError, NotFoundError, PermissionDeniedError: as in ``Files.download``.

        Source: "Download reports in a zipped file by ID" on the page Generated Reports.
        """
        options = Options(timeout, extra_query, extra_headers)
        return _download(self, generated_report_id, to, overwrite, resume, on_progress, options)
