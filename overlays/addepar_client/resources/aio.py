"""The hand-written resources for the async client: the same methods as for the sync one, awaited."""

from addepar_api.api.archived_files import AsyncArchivedFiles as _AsyncArchivedFiles
from addepar_api.api.files import AsyncFiles as _AsyncFiles
from addepar_api.api.generated_reports import AsyncGeneratedReports as _AsyncGeneratedReports
from addepar_api.api.jobs import AsyncJobs as _AsyncJobs
from addepar_client.resources.files import ArchivedFiles, Files, GeneratedReports
from addepar_client.resources.jobs import Jobs
from addepar_core.flow.methods import async_iterator, async_method
from addepar_core.operations.caller import AsyncCaller


class AsyncJobs(_AsyncJobs):
    """Exports of portfolio data that run on the server; ``Jobs`` for the async client."""

    _caller: AsyncCaller
    get = async_method(Jobs.get)
    submit_view = async_method(Jobs.submit_view)
    submit_query = async_method(Jobs.submit_query)
    wait = async_method(Jobs.wait)
    as_completed = async_iterator(Jobs.as_completed)
    wait_all = async_method(Jobs.wait_all)
    download = async_method(Jobs.download)
    run = async_method(Jobs.run)
    run_view = async_method(Jobs.run_view)
    run_query = async_method(Jobs.run_query)


class AsyncFiles(_AsyncFiles):
    """The documents of the firm; ``Files`` for the async client."""

    _caller: AsyncCaller
    upload = async_method(Files.upload)
    download = async_method(Files.download)


class AsyncArchivedFiles(_AsyncArchivedFiles):
    """Archived files; ``ArchivedFiles`` for the async client."""

    _caller: AsyncCaller
    download = async_method(ArchivedFiles.download)


class AsyncGeneratedReports(_AsyncGeneratedReports):
    """Finished runs of reports; ``GeneratedReports`` for the async client."""

    _caller: AsyncCaller
    download = async_method(GeneratedReports.download)
