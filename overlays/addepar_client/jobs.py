"""``client.jobs``: the generated calls, and submitting, waiting and fetching in one."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from addepar_api.api.jobs import Jobs as _Jobs
from addepar_api.facts import JOB_SECONDS
from addepar_api.types import UNSET

from . import jobflows
from .calls import Caller
from .flows import Flow, Headers, Seconds
from .jobbodies import query_body, view_body
from .jobflows import OnPoll
from .results import JobResult
from .shells import blocking
from .sinks import Target
from .uploads import Progress

if TYPE_CHECKING:
    from addepar_api.models import Job, JobCreateDocument

Day = datetime.date | str


class Jobs(_Jobs):
    """Exports of portfolio data that run on the server: submit, wait, download.

    ``run_view`` and ``run_query`` do all three. A job goes on whatever happens here: keep its id, and
    ``wait`` and ``download`` take it up again in any process, for 24 hours.
    """

    _caller: Caller

    @blocking
    def get(self, job_id: str | int, *, timeout: Seconds = UNSET, headers: Headers = None) -> Flow[Job]:
        """Check the status of one job.

        A finished job is understood in each of its forms: a status, a redirect (303), or the result
        itself; the last two give a job whose status is ``Completed``.

        Args:
            job_id: The job's id.
            timeout: Seconds to wait for the answer, None to wait for ever; the client's own where left out.
            headers: Further headers for this call alone.

        Returns:
            Job: the job as it stands; ``job.attributes.status`` is open to values not documented.

        Raises:
            NotFoundError: 404. Unknown, or not visible to this key.
            AddeparError: whatever a call can raise.

        Source: "Check the Status of a Job" on the page Jobs.
        """
        return jobflows.look(*jobflows.request_for(self._caller, "jobs_get", job_id, timeout, headers))

    @blocking
    def submit_view(
        self,
        *,
        view_id: str | int,
        portfolio_type: str,
        portfolio_id: str | int,
        start_date: Day,
        end_date: Day,
        output_type: str = "csv",
        parameters: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        headers: Headers = None,
    ) -> Flow[Job]:
        """Submit the export of a view saved in Addepar, and return at once.

        Args:
            view_id: The view.
            portfolio_type: What ``portfolio_id`` names: ENTITY, GROUP, FIRM, FIRM_ACCOUNTS or
                FIRM_UNVERIFIED_ACCOUNTS, in upper or lower case.
            portfolio_id: The entity or group; 1 for FIRM.
            start_date: First day of the period: a ``date``, or text like ``2026-01-31``.
            end_date: Last day of the period.
            output_type: csv, tsv, xlsx or json, in upper or lower case.
            parameters: Further parameters of the job, sent as they are.
            timeout: Seconds to wait for the answer, None to wait for ever; the client's own where left out.
            headers: Further headers for this call alone.

        Returns:
            Job: the queued job; its ``id`` is all that ``wait`` and ``download`` need.

        Raises:
            InputError: an argument that cannot be submitted; nothing was sent.
            ValidationError: 400. The API does not accept the parameters.
            PermissionDeniedError: 403. A permission, or the scope PORTFOLIO, is missing.

        Source: "Create a Portfolio View Job" on the page Jobs.
        """
        portfolio = (portfolio_type, portfolio_id, start_date, end_date)
        return jobflows.create(self._caller, view_body(view_id, portfolio, output_type, parameters), timeout, headers)

    @blocking
    def submit_query(
        self,
        *,
        columns: Sequence[Any],
        groupings: Sequence[Any],
        portfolio_type: str,
        portfolio_id: str | int | Sequence[str | int],
        start_date: Day,
        end_date: Day,
        filters: Sequence[Any] | None = None,
        hide_previous_holdings: bool | None = None,
        parameters: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        headers: Headers = None,
    ) -> Flow[Job]:
        """Submit a portfolio query, and return at once. Its result is JSON.

        Args:
            columns: Attributes to compute: keys (``"value"``), or objects with ``key`` and ``arguments``.
            groupings: Attributes to group by, in the same form.
            portfolio_type: What ``portfolio_id`` names: ENTITY, GROUP or FIRM, in upper or lower case.
            portfolio_id: The entity or group, or a list of them; 1 for FIRM.
            start_date: First day of the period: a ``date``, or text like ``2026-01-31``.
            end_date: Last day of the period.
            filters: Filter objects (``attribute``, ``type``, ``operator``, ``values``).
            hide_previous_holdings: True leaves out what is not held at the end of the period.
            parameters: Further parameters of the job, sent as they are.
            timeout: Seconds to wait for the answer, None to wait for ever; the client's own where left out.
            headers: Further headers for this call alone.

        Returns:
            Job: the queued job; its ``id`` is all that ``wait`` and ``download`` need.

        Raises:
            InputError: an argument that cannot be submitted; nothing was sent.
            ValidationError: 400. The API does not accept the parameters.
            PermissionDeniedError: 403. A permission, or the scope PORTFOLIO, is missing.

        Source: "Create a Portfolio Query Job" on the page Jobs.
        """
        portfolio = (portfolio_type, portfolio_id, start_date, end_date)
        more = {"filters": filters, "hide_previous_holdings": hide_previous_holdings} | dict(parameters or {})
        return jobflows.create(self._caller, query_body(columns, groupings, portfolio, more), timeout, headers)

    @blocking
    def wait(self, job: Any, *, timeout: float | None = JOB_SECONDS, on_poll: OnPoll | None = None) -> Flow[Job]:
        """Wait until a job is completed.

        Asks at once, then after a quarter of a second, then ever more seldom: about every twentieth of
        the time waited, at most every 15 seconds. A look that fails for the moment (no connection, 5xx,
        429) does not end the wait. The job runs on when the wait ends, by Ctrl-C for example.

        Args:
            job: The job, or its id.
            timeout: Seconds to wait in all; None for no limit. The default is the API's own limit for a job.
            on_poll: Called with the job after each look.

        Returns:
            Job: the completed job.

        Raises:
            JobWaitTimeout: still running when the time is over; the error names the job and how to resume.
            JobFailedError, JobRejectedError, JobCancelledError, JobExpiredError: it ended otherwise.
            NotFoundError: 404. Unknown, or not visible to this key.

        Source: "Check the Status of a Job" and "Status" on the page Jobs.
        """
        request, job_id = jobflows.request_for(self._caller, "jobs_get", job)
        limit = jobflows.checked_timeout(timeout)
        state = yield from jobflows.wait(request, job_id, self._caller.clock, limit, on_poll)
        return state.job  # type: ignore[no-any-return]

    @blocking
    def download(
        self,
        job: Any,
        to: Target | None = None,
        *,
        overwrite: bool = False,
        on_progress: Progress | None = None,
        timeout: Seconds = UNSET,
        headers: Headers = None,
    ) -> Flow[JobResult]:
        """Fetch the result of a completed job.

        Args:
            job: The job, or its id.
            to: A path, a folder (the server names the file) or a binary file object; None keeps the
                result in memory.
            overwrite: Replace an existing file.
            on_progress: Called with (bytes so far, bytes in all or None).
            timeout: Seconds to wait for the next bytes, None to wait for ever; the client's own where left out.
            headers: Further headers for this call alone.

        Returns:
            JobResult: where it is, its length and digest; ``content``, ``text``, ``json()`` and ``rows()`` read it.

        Raises:
            JobNotReadyError: 404. Unfinished, without a result, or unknown.
            JobExpiredError: 410. Deleted, 24 hours after the job's creation.
            TransferError: it did not come through whole, or the file exists; nothing was left behind.

        Source: "Download the Results of a Job" on the page Jobs.
        """
        request, job_id = jobflows.request_for(self._caller, "jobs_download", job, timeout, headers)
        return jobflows.download(self._caller, request, job_id, to, overwrite, on_progress)

    @blocking
    def run(
        self,
        body: JobCreateDocument | Mapping[str, Any],
        *,
        to: Target | None = None,
        overwrite: bool = False,
        timeout: float | None = JOB_SECONDS,
        on_poll: OnPoll | None = None,
        on_progress: Progress | None = None,
    ) -> Flow[JobResult]:
        """Submit a job, wait until it is completed, and fetch its result.

        Args:
            body: The document to submit, as ``create`` takes it.
            to, overwrite, on_progress: As in ``download``.
            timeout, on_poll: As in ``wait``.

        Returns:
            JobResult: as ``download`` returns it.

        Raises:
            JobError: as ``wait`` and ``download`` raise them; ``error.job_id`` takes the job up again.
            AddeparError: whatever submitting can raise; then no job is known to run.

        Source: the page Jobs.
        """
        return jobflows.run(self._caller, body, to, overwrite, timeout, on_poll, on_progress)

    @blocking
    def run_view(
        self,
        *,
        view_id: str | int,
        portfolio_type: str,
        portfolio_id: str | int,
        start_date: Day,
        end_date: Day,
        output_type: str = "csv",
        parameters: Mapping[str, Any] | None = None,
        to: Target | None = None,
        overwrite: bool = False,
        timeout: float | None = JOB_SECONDS,
        on_poll: OnPoll | None = None,
        on_progress: Progress | None = None,
    ) -> Flow[JobResult]:
        """Export a view saved in Addepar: submit, wait, fetch.

        Args, errors: as in ``submit_view`` and ``run``.

        Returns:
            JobResult: for a CSV, ``rows()`` gives its rows; with ``to="folder/"`` it is in a file.

        Source: "Create a Portfolio View Job" on the page Jobs.
        """
        portfolio = (portfolio_type, portfolio_id, start_date, end_date)
        body = view_body(view_id, portfolio, output_type, parameters)
        return jobflows.run(self._caller, body, to, overwrite, timeout, on_poll, on_progress)

    @blocking
    def run_query(
        self,
        *,
        columns: Sequence[Any],
        groupings: Sequence[Any],
        portfolio_type: str,
        portfolio_id: str | int | Sequence[str | int],
        start_date: Day,
        end_date: Day,
        filters: Sequence[Any] | None = None,
        hide_previous_holdings: bool | None = None,
        parameters: Mapping[str, Any] | None = None,
        to: Target | None = None,
        overwrite: bool = False,
        timeout: float | None = JOB_SECONDS,
        on_poll: OnPoll | None = None,
        on_progress: Progress | None = None,
    ) -> Flow[JobResult]:
        """Run a portfolio query: submit, wait, fetch.

        Args, errors: as in ``submit_query`` and ``run``.

        Returns:
            JobResult: ``json()`` gives the result document.

        Source: "Create a Portfolio Query Job" on the page Jobs.
        """
        portfolio = (portfolio_type, portfolio_id, start_date, end_date)
        more = {"filters": filters, "hide_previous_holdings": hide_previous_holdings} | dict(parameters or {})
        body = query_body(columns, groupings, portfolio, more)
        return jobflows.run(self._caller, body, to, overwrite, timeout, on_poll, on_progress)
