"""The hand-written resources for the async client: the same methods as for the sync one, awaited."""

from addepar_api.api.archived_files import AsyncArchivedFiles as _AsyncArchivedFiles
from addepar_api.api.files import AsyncFiles as _AsyncFiles
from addepar_api.api.generated_reports import AsyncGeneratedReports as _AsyncGeneratedReports
from addepar_api.api.jobs import AsyncJobs as _AsyncJobs
from addepar_client.resources.files import ArchivedFiles, Files, GeneratedReports
from addepar_client.resources.jobs import Jobs
from addepar_core.flow.methods import awaited, awaited_each
from addepar_core.operations.caller import AsyncCaller


class AsyncJobs(_AsyncJobs):
    """Exports of portfolio data that run on the server; ``Jobs`` for the async client."""

    _caller: AsyncCaller
    get = awaited(Jobs.get)
    submit_view = awaited(Jobs.submit_view)
    submit_query = awaited(Jobs.submit_query)
    wait = awaited(Jobs.wait)
    as_completed = awaited_each(Jobs.as_completed)
    wait_all = awaited(Jobs.wait_all)
    download = awaited(Jobs.download)
    run = awaited(Jobs.run)
    run_view = awaited(Jobs.run_view)
    run_query = awaited(Jobs.run_query)


class AsyncFiles(_AsyncFiles):
    """The documents of the firm; ``Files`` for the async client."""

    _caller: AsyncCaller
    upload = awaited(Files.upload)
    download = awaited(Files.download)


class AsyncArchivedFiles(_AsyncArchivedFiles):
    """Archived files; ``ArchivedFiles`` for the async client."""

    _caller: AsyncCaller
    download = awaited(ArchivedFiles.download)


class AsyncGeneratedReports(_AsyncGeneratedReports):
    """Finished runs of reports; ``GeneratedReports`` for the async client."""

    _caller: AsyncCaller
    download = awaited(GeneratedReports.download)
