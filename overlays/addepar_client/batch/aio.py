"""The methods for whole folders and many rows for the async client: the same ones, awaited."""

from addepar_client.batch.files import ArchivedFiles, Files, GeneratedReports
from addepar_client.resources.aio import AsyncArchivedFiles as _AsyncArchivedFiles
from addepar_client.resources.aio import AsyncFiles as _AsyncFiles
from addepar_client.resources.aio import AsyncGeneratedReports as _AsyncGeneratedReports
from addepar_core.flow.methods import async_batch


class AsyncFiles(_AsyncFiles):
    """The documents of the firm; ``Files`` for the async client."""

    upload_folder = async_batch(Files.upload_folder)
    download_all = async_batch(Files.download_all)


class AsyncArchivedFiles(_AsyncArchivedFiles):
    """Archived files; ``ArchivedFiles`` for the async client."""

    download_all = async_batch(ArchivedFiles.download_all)


class AsyncGeneratedReports(_AsyncGeneratedReports):
    """Finished runs of reports; ``GeneratedReports`` for the async client."""

    sync = async_batch(GeneratedReports.sync)
