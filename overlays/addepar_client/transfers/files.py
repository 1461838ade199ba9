"""``client.files``, ``archived_files`` and ``generated_reports``: the generated calls, with uploads and downloads."""

from __future__ import annotations

from typing import Any

from addepar_api import models
from addepar_api.api.archived_files import ArchivedFiles as _ArchivedFiles
from addepar_api.api.files import Files as _Files
from addepar_api.api.generated_reports import GeneratedReports as _GeneratedReports
from addepar_api.operations import OPERATIONS
from addepar_api.types import UNSET
from addepar_client import transfers
from addepar_core.errors.tree import AddeparError
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
    """The length that a file's record says it has, where a record was given."""
    length = attributes_of(record).get("bytes")
    return length if isinstance(length, int) and not isinstance(length, bool) else None


class FileDownloads:
    """What files and archived files have in common."""

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
        """Download a file, archived or not, in constant memory; it appears under its name only when it is complete.

        Where the connection breaks, the rest is asked for, up to five times; all of it again where the server
        does not serve rests, or the file has changed. What arrives is checked for its length.

        Args:
            file_id: The file's id; or its record, whose ``bytes`` it then has to have.
            to: A path, a folder (the server names the file) or a binary file object.
            overwrite: Replace an existing file.
            resume: Keep what is unfinished beside the target (``.name.part``), for a later call with
                ``resume=True``, in any process, to continue from there if the file is still the same.
            on_progress: Called with (bytes so far, bytes in all or None); goes back where a download begins again.
            timeout, extra_query, extra_headers: As for every method.

        Returns:
            Downloaded: ``path``, ``name``, ``bytes``, ``content_type``, ``sha256``.

        Raises:
            InputError: a target that cannot be written to; nothing was sent.
            TransferError: it did not come through whole, or the file exists; nothing was left behind, but for
                the part that ``resume=True`` keeps.
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
    """The documents of the firm: list, upload, download, rename, archive, associate."""

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
        """Upload a file, in constant memory, and associate it in the same call.

        Args:
            source: A path, bytes, or a binary file object that can seek (sent from where it stands, and
                put back there where the upload fails).
            name: Its name in Addepar, whatever the source is called; the source's own if left out.
            entities: Entities to associate it with, as ids or records.
            groups: Groups to associate it with, as ids or records.
            content_type: Its media type; guessed from the name if left out.
            on_progress: Called with (bytes sent, bytes in all), over the whole request body.
            timeout, extra_query, extra_headers: As for every method.

        Returns:
            FileResource: the new file; ``id``, and ``attributes`` with ``name``, ``bytes``, ``content_type``.

        Raises:
            InputError: nothing to send, or no name for it; nothing was sent.
            TransferError: the source was written to while it was sent; nothing was stored.
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
        except AddeparError:
            body.rewind()
            raise
        responses.parsed_document(answer)  # an upload that is answered without the file's id is no success to rely on
        return responses.parse_data(operation, answer)  # type: ignore[no-any-return]


class ArchivedFiles(FileDownloads, _ArchivedFiles):
    """Files that were deleted, which is to say archived: list, read, download."""

    _caller: calls.Caller


class GeneratedReports(_GeneratedReports):
    """Finished runs of reports, and the ZIP of PDFs that each produced."""

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
        """Download the ZIP of a run's PDFs, as ``Files.download``.

        Args:
            generated_report_id: The run's id, or its record.
            to, overwrite, resume, on_progress: As in ``Files.download``.
            timeout, extra_query, extra_headers: As for every method.

        Returns:
            Downloaded: ``path``, ``name``, ``bytes``, ``content_type``, ``sha256``.

        Raises:
            InputError, TransferError, NotFoundError, PermissionDeniedError: as ``Files.download``.

        Source: "Download reports in a zipped file by ID" on the page Generated Reports.
        """
        options = Options(timeout, extra_query, extra_headers)
        return _download(self, generated_report_id, to, overwrite, resume, on_progress, options)
