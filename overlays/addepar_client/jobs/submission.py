"""``client.jobs``: submit a job, or submit it, wait and fetch the result in one call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from addepar_api import models
from addepar_api.api.jobs import Jobs as _Jobs
from addepar_api.facts import JOB_SECONDS, OutputType, PortfolioType, QueryPortfolioType
from addepar_api.types import UNSET
from addepar_client.jobs import workflow
from addepar_client.jobs.documents import query_body, view_body
from addepar_client.jobs.poller import OnPoll, WaitOptions
from addepar_client.jobs.result import JobResult
from addepar_client.transfers.multipart import Progress
from addepar_client.transfers.sinks import Target
from addepar_core.flow.messages import Headers, Options, Query, Seconds
from addepar_core.flow.methods import sync_method
from addepar_core.flow.steps import Flow
from addepar_core.operations.caller import Caller
from addepar_core.operations.inputs.values import Day, Id


class JobRuns(_Jobs):
    """Submit jobs, and run them from submission to result."""

    _caller: Caller

    @sync_method
    def submit_view(
        self,
        *,
        view_id: Id,
        portfolio_type: PortfolioType,
        portfolio_id: Id,
        start_date: Day,
        end_date: Day,
        output_type: OutputType = "csv",
        parameters: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        extra_query: Query = None,
        extra_headers: Headers = None,
    ) -> Flow[models.Job]:
        """Submit the export of a view that is saved in Addepar, and return immediately.

        Args:
            view_id: The view.
            portfolio_type: What ``portfolio_id`` names: ENTITY, GROUP, FIRM, FIRM_ACCOUNTS or
                FIRM_UNVERIFIED_ACCOUNTS, in upper or lower case.
            portfolio_id: The entity or group; 1 for FIRM.
            start_date: First day of the period: a ``date``, a ``datetime``, or text such as ``2026-01-31``.
            end_date: Last day of the period.
            output_type: csv, tsv, xlsx or json, in upper or lower case.
            parameters: Further parameters of the job, sent unchanged.
            timeout, extra_query, extra_headers: As for every method.

        Returns:
            Job: the queued job; its ``id`` is all that ``wait`` and ``download`` need.

        Raises:
            InputError: an argument is invalid; nothing was sent.
            ValidationError: 400. The API does not accept the parameters.
            PermissionDeniedError: 403. A permission, or the scope PORTFOLIO, is missing.

        Example:
            >>> job = client.jobs.submit_view(view_id=2, portfolio_type="entity", portfolio_id=22,
            ...                               start_date="2011-12-31", end_date="2013-01-15")
            >>> str(job.attributes.status)
            'Queued'

        Source: "Create a Portfolio View Job" on the page Jobs.
        """
        portfolio = (portfolio_type, portfolio_id, start_date, end_date)
        body = view_body(view_id, portfolio, output_type, parameters)
        return workflow.create(self._caller, body, Options(timeout, extra_query, extra_headers))

    @sync_method
    def submit_query(
        self,
        *,
        columns: Sequence[Any],
        groupings: Sequence[Any],
        portfolio_type: QueryPortfolioType,
        portfolio_id: Id | Sequence[Id],
        start_date: Day,
        end_date: Day,
        filters: Sequence[Any] | None = None,
        hide_previous_holdings: bool | None = None,
        parameters: Mapping[str, Any] | None = None,
        timeout: Seconds = UNSET,
        extra_query: Query = None,
        extra_headers: Headers = None,
    ) -> Flow[models.Job]:
        """Submit a portfolio query, and return immediately. Its result is JSON.

        Args:
            columns: Attributes to compute: keys (``"value"``), or objects with ``key`` and ``arguments``.
            groupings: Attributes to group by, in the same form.
            portfolio_type: What ``portfolio_id`` names: ENTITY, GROUP or FIRM, in upper or lower case.
            portfolio_id: The entity or group, or a list of them; 1 for FIRM.
            start_date, end_date, parameters: As in ``submit_view``.
            filters: Filter objects (``attribute``, ``type``, ``operator``, ``values``).
            hide_previous_holdings: True leaves out holdings that are gone at the end of the period.
            timeout, extra_query, extra_headers: As for every method.

        Returns:
            Job: the queued job; its ``id`` is all that ``wait`` and ``download`` need.

        Raises:
            InputError, ValidationError, PermissionDeniedError: as in ``submit_view``.

        Source: "Create a Portfolio Query Job" on the page Jobs.
        """
        portfolio = (portfolio_type, portfolio_id, start_date, end_date)
        body = query_body(columns, groupings, portfolio, filters, hide_previous_holdings, parameters)
        return workflow.create(self._caller, body, Options(timeout, extra_query, extra_headers))

    @sync_method
    def run(
        self,
        body: models.JobCreateDocument | Mapping[str, Any],
        *,
        to: Target | None = None,
        overwrite: bool = False,
        max_wait: float | None = JOB_SECONDS,
        on_poll: OnPoll | None = None,
        on_progress: Progress | None = None,
        cancel_on_interrupt: bool = False,
        extra_query: Query = None,
        extra_headers: Headers = None,
    ) -> Flow[JobResult]:
        """Submit a job, wait until it is completed, and fetch its result.

        Args:
            body: The document to submit, as ``create`` takes it.
            to, overwrite, on_progress: As in ``download``.
            max_wait, on_poll, cancel_on_interrupt, extra_query, extra_headers: As in ``wait``.

        Returns:
            JobResult: as from ``download``.

        Raises:
            JobError: as in ``wait`` and ``download``; use ``error.job_id`` to resume.
            AddeparError: any error of submitting; then no job is known to exist.

        Source: the page Jobs.
        """
        options = WaitOptions(max_wait, on_poll, cancel_on_interrupt, Options(UNSET, extra_query, extra_headers))
        return workflow.run(self._caller, body, to, overwrite, options, on_progress)

    @sync_method
    def run_view(
        self,
        *,
        view_id: Id,
        portfolio_type: PortfolioType,
        portfolio_id: Id,
        start_date: Day,
        end_date: Day,
        output_type: OutputType = "csv",
        parameters: Mapping[str, Any] | None = None,
        to: Target | None = None,
        overwrite: bool = False,
        max_wait: float | None = JOB_SECONDS,
        on_poll: OnPoll | None = None,
        on_progress: Progress | None = None,
        cancel_on_interrupt: bool = False,
        extra_query: Query = None,
        extra_headers: Headers = None,
    ) -> Flow[JobResult]:
        """Export a view that is saved in Addepar: submit, wait, fetch.

        Args:
            view_id, portfolio_type, portfolio_id, start_date, end_date, output_type, parameters: As in ``submit_view``.
            to, overwrite, on_progress: As in ``download``.
            max_wait, on_poll, cancel_on_interrupt, extra_query, extra_headers: As in ``wait``.

        Returns:
            JobResult: ``rows()`` iterates over a CSV; with ``to="folder/"`` the result is in a file.

        Raises:
            InputError: an argument is invalid, or the target cannot be written; nothing was sent.
            ValidationError: 400. The API does not accept the parameters; there is no job.
            JobError: as in ``wait`` and ``download``; use ``error.job_id`` to resume.

        Example:
            >>> result = client.jobs.run_view(view_id=2, portfolio_type="entity", portfolio_id=22,
            ...                               start_date="2011-12-31", end_date="2013-01-15", to="downloads/")
            >>> result.path.name
            'portfolio_data.csv'

        Source: "Create a Portfolio View Job" on the page Jobs.
        """
        portfolio = (portfolio_type, portfolio_id, start_date, end_date)
        body = view_body(view_id, portfolio, output_type, parameters)
        options = WaitOptions(max_wait, on_poll, cancel_on_interrupt, Options(UNSET, extra_query, extra_headers))
        return workflow.run(self._caller, body, to, overwrite, options, on_progress)

    @sync_method
    def run_query(
        self,
        *,
        columns: Sequence[Any],
        groupings: Sequence[Any],
        portfolio_type: QueryPortfolioType,
        portfolio_id: Id | Sequence[Id],
        start_date: Day,
        end_date: Day,
        filters: Sequence[Any] | None = None,
        hide_previous_holdings: bool | None = None,
        parameters: Mapping[str, Any] | None = None,
        to: Target | None = None,
        overwrite: bool = False,
        max_wait: float | None = JOB_SECONDS,
        on_poll: OnPoll | None = None,
        on_progress: Progress | None = None,
        cancel_on_interrupt: bool = False,
        extra_query: Query = None,
        extra_headers: Headers = None,
    ) -> Flow[JobResult]:
        """Run a portfolio query: submit, wait, fetch.

        Args:
            columns, groupings, portfolio_type, portfolio_id, start_date, end_date: As in ``submit_query``.
            filters, hide_previous_holdings, parameters: As in ``submit_query``.
            to, overwrite, on_progress: As in ``download``.
            max_wait, on_poll, cancel_on_interrupt, extra_query, extra_headers: As in ``wait``.

        Returns:
            JobResult: ``rows()`` and ``to_pandas()`` return the innermost rows, with one column per grouping.

        Raises:
            InputError, ValidationError, JobError: as in ``run_view``.

        Example:
            >>> result = client.jobs.run_query(columns=["value"], groupings=["asset_class"], portfolio_type="entity",
            ...                                portfolio_id=22, start_date="2020-02-18", end_date="2020-03-18")
            >>> list(next(result.rows()))
            ['asset_class', 'holding', 'value']

        Source: "Create a Portfolio Query Job" on the page Jobs.
        """
        portfolio = (portfolio_type, portfolio_id, start_date, end_date)
        body = query_body(columns, groupings, portfolio, filters, hide_previous_holdings, parameters)
        options = WaitOptions(max_wait, on_poll, cancel_on_interrupt, Options(UNSET, extra_query, extra_headers))
        return workflow.run(self._caller, body, to, overwrite, options, on_progress)
