"""``client.jobs``: the generated methods, and the status, completion and result of a job."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from addepar_api import models
from addepar_api.api.jobs import AsyncJobs as _AsyncJobs
from addepar_api.facts import JOB_SECONDS
from addepar_api.types import UNSET
from addepar_client.jobs import status as jobstates
from addepar_client.jobs import workflow
from addepar_client.jobs.poller import JobOutcome, JobPoller, OnPoll, WaitOptions
from addepar_client.jobs.result import JobResult
from addepar_client.jobs.submission import JobRuns
from addepar_client.jobs.tables import kind_in
from addepar_client.transfers.multipart import Progress
from addepar_client.transfers.sinks import Target
from addepar_core.flow.messages import Headers, Options, Query, Seconds
from addepar_core.flow.methods import ResultSource, async_iterator, async_method, sync_iterator, sync_method
from addepar_core.flow.steps import Flow
from addepar_core.operations.caller import AsyncCaller
from addepar_core.operations.inputs.values import Id


class Jobs(JobRuns):
    """Exports of portfolio data that run on the server: submit, wait, download.

    ``run_view`` and ``run_query`` do all three. A job continues whatever happens here: with its id, ``wait`` and
    ``download`` work in any process, for 24 hours.
    """

    @sync_method
    def get(
        self,
        job_id: Id,
        *,
        timeout: Seconds = UNSET,
        extra_query: Query = None,
        extra_headers: Headers = None,
    ) -> Flow[models.Job]:
        """Check the status of one job.

        A finished job is recognized in each form: a status, a redirect (303), or the result itself. In the last two
        cases the returned job has the status ``Completed``.

        Args:
            job_id: The job's id.
            timeout, extra_query, extra_headers: As for every method.

        Returns:
            Job: the job; ``job.attributes.status`` may have undocumented values.

        Raises:
            NotFoundError: 404. Unknown, or not visible to this key.
            AddeparError: any other error of a call.

        Source: "Check the Status of a Job" on the page Jobs.
        """
        options = Options(timeout, extra_query, extra_headers)
        return jobstates.get_job(*jobstates.request_for(self._caller, "jobs_get", job_id, options))

    @sync_method
    def wait(
        self,
        job: Any,
        *,
        max_wait: float | None = JOB_SECONDS,
        on_poll: OnPoll | None = None,
        cancel_on_interrupt: bool = False,
        extra_query: Query = None,
        extra_headers: Headers = None,
    ) -> Flow[models.Job]:
        """Wait until a job is completed.

        The first poll is immediate. Polls then follow every half second, later less often: at most 45 seconds apart,
        and at most 48 in 15 minutes, because a firm has 50 requests in that time. A poll that fails temporarily (no
        connection, 5xx, 429) does not end the wait. When it ends, the job keeps running on the server.

        Args:
            job: The job, or its id.
            max_wait: Limit for the whole wait in seconds; None for no limit. The default is the API's limit for a job.
            on_poll: Called with the job after each poll.
            cancel_on_interrupt: Cancel the job on the server if Ctrl-C or the cancellation of the task interrupts the
                wait.
            extra_query, extra_headers: As for every method, for each request.

        Returns:
            Job: the completed job.

        Raises:
            JobWaitTimeout: the job is still running after ``max_wait``; the error names it and how to resume.
            JobFailedError, JobRejectedError, JobCancelledError, JobExpiredError: it ended otherwise.
            NotFoundError: 404. Unknown, or not visible to this key.

        Example:
            >>> job = client.jobs.submit_view(view_id=2, portfolio_type="entity", portfolio_id=22,
            ...                               start_date="2011-12-31", end_date="2013-01-15")
            >>> str(client.jobs.wait(job.id).attributes.status)
            'Completed'

        Source: "Check the Status of a Job" and "Status" on the page Jobs.
        """
        options = WaitOptions(max_wait, on_poll, cancel_on_interrupt, Options(UNSET, extra_query, extra_headers))
        state = yield from JobPoller(self._caller, [job], options).wait_one()
        return state.job  # type: ignore[no-any-return]

    @sync_iterator
    def as_completed(
        self,
        jobs: Iterable[Any],
        *,
        max_wait: float | None = JOB_SECONDS,
        on_poll: OnPoll | None = None,
        cancel_on_interrupt: bool = False,
        extra_query: Query = None,
        extra_headers: Headers = None,
    ) -> ResultSource[JobOutcome]:
        """Wait for many jobs at once, and yield each as it ends.

        All share one polling schedule, so many jobs cost hardly more of the firm's request budget than one. A job that
        fails does not end the wait for the others. Nothing is sent until the first outcome is requested.

        Args:
            jobs: The jobs, or their ids.
            max_wait, on_poll, cancel_on_interrupt: As in ``wait``; the time counts for all together.
            extra_query, extra_headers: As in ``wait``.

        Returns:
            Iterator[JobOutcome]: ``job_id``, ``job``, ``error``; ``outcome.checked()`` returns the job or raises the
                error, such as ``JobFailedError``, or ``JobWaitTimeout`` if it is still running.

        Raises:
            InputError: an item is not a job or id; nothing was sent.

        Example:
            >>> jobs = [client.jobs.submit_view(view_id=view, portfolio_type="entity", portfolio_id=22,
            ...                                 start_date="2011-12-31", end_date="2013-01-15") for view in (2, 3)]
            >>> for outcome in client.jobs.as_completed(jobs):
            ...     if outcome.error is None:
            ...         result = client.jobs.download(outcome.job_id)

        Source: "Check the Status of a Job" and "Status" on the page Jobs.
        """
        options = WaitOptions(max_wait, on_poll, cancel_on_interrupt, Options(UNSET, extra_query, extra_headers))
        return JobPoller(self._caller, jobs, options)

    @sync_method
    def wait_all(
        self,
        jobs: Iterable[Any],
        *,
        max_wait: float | None = JOB_SECONDS,
        on_poll: OnPoll | None = None,
        cancel_on_interrupt: bool = False,
        extra_query: Query = None,
        extra_headers: Headers = None,
    ) -> Flow[list[JobOutcome]]:
        """Wait until all jobs have ended; like ``as_completed``, but in the given order.

        Args:
            jobs, max_wait, on_poll, cancel_on_interrupt, extra_query, extra_headers: As in ``as_completed``.

        Returns:
            list[JobOutcome]: one for each job. Failures of jobs are not raised.

        Raises:
            InputError: an item is not a job or id; nothing was sent.

        Source: "Check the Status of a Job" and "Status" on the page Jobs.
        """
        options = WaitOptions(max_wait, on_poll, cancel_on_interrupt, Options(UNSET, extra_query, extra_headers))
        return JobPoller(self._caller, jobs, options).wait_all()

    @sync_method
    def download(
        self,
        job: Any,
        to: Target | None = None,
        *,
        overwrite: bool = False,
        resume: bool = False,
        on_progress: Progress | None = None,
        timeout: Seconds = UNSET,
        extra_query: Query = None,
        extra_headers: Headers = None,
    ) -> Flow[JobResult]:
        """Fetch the result of a completed job.

        Args:
            job: The job, or its id.
            to: A path, a folder (the server names the file) or a binary file object; None keeps the
                result in memory.
            overwrite: Replace an existing file.
            resume: Keep an unfinished download for a later call, as in ``Files.download``.
            on_progress: Called with (bytes so far, total bytes or None).
            timeout, extra_query, extra_headers: As for every method.

        Returns:
            JobResult: path, length and digest; ``content``, ``text``, ``json()`` and ``rows()`` read it.

        Raises:
            JobNotReadyError: 404. Unfinished, without a result, or unknown.
            JobExpiredError: 410. Deleted, 24 hours after the job's creation.
            TransferError: the transfer was incomplete, or the file exists; nothing was left behind.

        Example:
            >>> result = client.jobs.download(client.jobs.wait("13"), "downloads/", resume=True)
            >>> result.bytes == len(result.content)
            True

        Source: "Download the Results of a Job" on the page Jobs.
        """
        options = Options(timeout, extra_query, extra_headers)
        request, job_id = jobstates.request_for(self._caller, "jobs_download", job, options)
        kind = kind_in(job)
        return workflow.download(self._caller, request, job_id, to, overwrite, on_progress, resume, kind)


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
