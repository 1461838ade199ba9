"""Operators that submit an export, wait for it in the triggerer, and put its result in place."""

import time
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NoReturn

from airflow.sdk import BaseOperator
from airflow.sdk.exceptions import AirflowException, AirflowFailException

from addepar_airflow.hook import AddeparHook
from addepar_airflow.trigger import ENDED, AddeparJobTrigger
from addepar_client import (
    AddeparClient,
    AddeparError,
    ConfigurationError,
    InputError,
    PermissionDeniedError,
    ValidationError,
)

# What no second attempt helps.
_FINAL = (ConfigurationError, InputError, ValidationError, PermissionDeniedError)
_JOB = "addepar_job"


class AddeparExportOperator(BaseOperator):
    """The base of the two operators below: which period, and submit, wait, fetch.

    The period is, in the DAG's time zone, from the day of the run's data interval start to that of its end. A run
    without an interval, such as a manual one, takes the day before the run. Nothing is sent for an empty period.

    Args:
        portfolio_type, portfolio_id: as of ``client.jobs.submit_view``. Templated.
        to: where the result goes: a file, which is replaced whole, or a folder with a ``/`` at its end. Templated.
            The worker that fetches the result must be able to write there.
        period_start, period_end: days such as ``2024-03-31``, instead of those of the run. Templated.
        lookback_days: start so many days before the end, instead of at the start of the run's interval. A schedule
            without intervals needs it: a cron expression alone is one.
        parameters: further parameters of the job. Templated.
        max_wait: seconds to wait for the job, four hours by default. No worker is occupied meanwhile.
        addepar_conn_id: the connection, or None for the ``ADDEPAR_*`` variables.

    Returns:
        XCom: ``job_id``, ``path``, ``bytes``, ``start_date``, ``end_date``.
    """

    template_fields: Sequence[str] = (
        "to",
        "period_start",
        "period_end",
        "portfolio_type",
        "portfolio_id",
        "parameters",
    )
    ui_color = "#e8eef7"

    def __init__(
        self,
        *,
        portfolio_type: str,
        portfolio_id: Any,
        to: str,
        period_start: str | None = None,
        period_end: str | None = None,
        lookback_days: int | None = None,
        parameters: Mapping[str, Any] | None = None,
        max_wait: float = 4 * 3600,
        addepar_conn_id: str | None = AddeparHook.default_conn_name,
        **more: Any,
    ) -> None:
        super().__init__(**more)
        self.portfolio_type = portfolio_type
        self.portfolio_id = portfolio_id
        self.to = to
        self.period_start = period_start
        self.period_end = period_end
        self.lookback_days = lookback_days
        self.parameters = parameters
        self.max_wait = max_wait
        self.addepar_conn_id = addepar_conn_id

    def submit(self, client: AddeparClient, start: str, end: str) -> str:
        """Submit the job; gives its id."""
        raise NotImplementedError

    def execute(self, context: Mapping[str, Any]) -> NoReturn:
        """Submit the job, and defer."""
        start, end = (day.isoformat() for day in self.period(context))
        asked = {name: str(getattr(self, name)) for name in self.template_fields} | {"start": start, "end": end}
        store = context.get("task_state_store")  # of Airflow 3.3 and later: a retry takes up the job of the try before
        kept = store.get(_JOB) if store is not None else None
        if isinstance(kept, dict) and kept.get("asked") == asked:
            job_id = str(kept["job_id"])
            self.log.info("Addepar job %s of an earlier try is taken up again", job_id)
        else:
            job_id = self._submitted(start, end)
            if store is not None:
                store.set(_JOB, {"job_id": job_id, "asked": asked})
        trigger = AddeparJobTrigger(job_id, self.addepar_conn_id, time.time() + self.max_wait)
        self.defer(trigger=trigger, method_name="collect")

    def period(self, context: Mapping[str, Any]) -> tuple[date, date]:
        """First and last day of the export.

        Raises:
            AirflowFailException: the period would be empty, or cannot be read; the message says what to set.
        """
        run, zone = context["dag_run"], context["dag"].timezone
        first, last = (
            moment.astimezone(zone).date() if moment else None
            for moment in (run.data_interval_start, run.data_interval_end or run.run_after)
        )
        end = _day("period_end", self.period_end) or last
        start = _day("period_start", self.period_start)
        if start is None and self.lookback_days is None and first is not None and first < end:
            start = first
        elif start is None and self.lookback_days is None and run.run_type in ("scheduled", "backfill"):
            raise AirflowFailException(
                f"the run's data interval begins and ends on {last}, so the export would be empty: schedule the DAG "
                "with CronDataIntervalTimetable, or set lookback_days or period_start"
            )
        start = start or end - timedelta(days=1 if self.lookback_days is None else self.lookback_days)
        if start >= end:
            raise AirflowFailException(
                f"the period {start} to {end} is empty: start must be before end; one day runs from the day before"
            )
        return start, end

    def _submitted(self, start: str, end: str) -> str:
        try:
            with AddeparHook(self.addepar_conn_id).get_conn() as client:
                job_id = self.submit(client, start, end)
        except AddeparError as error:
            if error.outcome_unknown or isinstance(error, _FINAL):
                raise AirflowFailException(str(error)) from error
            raise
        self.log.info("Addepar job %s exports %s to %s", job_id, start, end)
        return job_id

    def collect(self, context: Mapping[str, Any], event: dict[str, Any]) -> dict[str, Any]:
        """Put the result in place once the trigger has fired."""
        job_id, error, ended = event["job_id"], event["error"], event["ended"]
        if not error:
            try:
                with AddeparHook(self.addepar_conn_id).get_conn() as client:
                    done = client.jobs.download(job_id, to=self.to, overwrite=True)
            except AddeparError as raised:
                error, ended = str(raised), isinstance(raised, ENDED)
        store = context.get("task_state_store")
        if store is not None and (ended or not error):
            store.delete(_JOB)
        if error:
            raise AirflowFailException(error) if ended else AirflowException(error)
        start, end = (day.isoformat() for day in self.period(context))
        return {"job_id": job_id, "path": str(done.path), "bytes": done.bytes, "start_date": start, "end_date": end}


class AddeparViewOperator(AddeparExportOperator):
    """Exports a view that is saved in Addepar.

    Args:
        view_id: the view. Templated.
        output_type: csv, tsv, xlsx or json. Templated.
        others: as of ``AddeparExportOperator``.
    """

    template_fields = (*AddeparExportOperator.template_fields, "view_id", "output_type")

    def __init__(self, *, view_id: Any, output_type: str = "csv", **more: Any) -> None:
        super().__init__(**more)
        self.view_id = view_id
        self.output_type = output_type

    def submit(self, client: AddeparClient, start: str, end: str) -> str:
        """Submit the job; gives its id."""
        job = client.jobs.submit_view(
            view_id=self.view_id, portfolio_type=self.portfolio_type, portfolio_id=self.portfolio_id,
            start_date=start, end_date=end, output_type=self.output_type, parameters=self.parameters,
        )  # fmt: skip
        return job.id


class AddeparQueryOperator(AddeparExportOperator):
    """Runs a portfolio query; its result is JSON.

    Args:
        columns, groupings, filters, hide_previous_holdings: as of ``client.jobs.submit_query``; the first three are
            templated.
        others: as of ``AddeparExportOperator``.
    """

    template_fields = (*AddeparExportOperator.template_fields, "columns", "groupings", "filters")

    def __init__(
        self,
        *,
        columns: Sequence[Any],
        groupings: Sequence[Any],
        filters: Sequence[Any] | None = None,
        hide_previous_holdings: bool | None = None,
        **more: Any,
    ) -> None:
        super().__init__(**more)
        self.columns = columns
        self.groupings = groupings
        self.filters = filters
        self.hide_previous_holdings = hide_previous_holdings

    def submit(self, client: AddeparClient, start: str, end: str) -> str:
        """Submit the job; gives its id."""
        job = client.jobs.submit_query(
            columns=self.columns, groupings=self.groupings, filters=self.filters,
            hide_previous_holdings=self.hide_previous_holdings, portfolio_type=self.portfolio_type,
            portfolio_id=self.portfolio_id, start_date=start, end_date=end, parameters=self.parameters,
        )  # fmt: skip
        return job.id


def _day(name: str, text: str | None) -> date | None:
    """A day from text; Airflow renders what is absent as "None" or as nothing."""
    if text is None or str(text) in ("", "None"):
        return None
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        raise AirflowFailException(f"{name}: {text!r} is not a date like 2024-03-31") from None
