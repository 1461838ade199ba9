"""Hook, operators and trigger one by one; the sandbox's journal is the witness."""

import asyncio
import json
import time
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from addepar_client import AddeparClient, ConfigurationError
from addepar_sandbox import Sandbox

pytest.importorskip("airflow")
pytestmark = pytest.mark.filterwarnings("ignore")

PORTFOLIO = {"portfolio_type": "entity", "portfolio_id": 22}
MORNING = datetime(2024, 3, 6, 6, tzinfo=UTC)


def connection(monkeypatch: pytest.MonkeyPatch, **fields: Any) -> None:
    monkeypatch.setenv("AIRFLOW_CONN_ADDEPAR_DEFAULT", json.dumps({"conn_type": "addepar"} | fields))


@pytest.fixture
def connected(settings: Sandbox, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Sandbox:
    """A connection to the sandbox, and none of the client's own variables."""
    for name in ("BASE_URL", "FIRM_ID", "KEY", "SECRET"):
        monkeypatch.delenv(f"ADDEPAR_{name}")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    fields = {"host": settings.url, "login": "sandbox", "password": "sandbox", "extra": {"firm_id": 1}}
    connection(monkeypatch, **fields)
    return settings


class Store(dict[str, Any]):
    """What Airflow 3.3 keeps for a task from one try to the next."""

    def set(self, key: str, value: Any) -> None:
        self[key] = json.loads(json.dumps(value))

    def delete(self, key: str) -> None:
        self.pop(key, None)


def context(
    start: datetime | None = None, end: datetime | None = None, kind: str = "manual", zone: str = "UTC", **more: Any
) -> dict[str, Any]:
    run = SimpleNamespace(data_interval_start=start, data_interval_end=end, run_after=MORNING, run_type=kind)
    return {"dag_run": run, "dag": SimpleNamespace(timezone=ZoneInfo(zone)), **more}


def view(to: Path, **more: Any) -> Any:
    from addepar_airflow.operators import AddeparViewOperator

    return AddeparViewOperator(task_id="export", view_id=2, to=str(to), **{**PORTFOLIO, **more})


def deferred(operator: Any, given: dict[str, Any]) -> Any:
    from airflow.sdk.exceptions import TaskDeferred

    with pytest.raises(TaskDeferred) as caught:
        operator.execute(given)
    return caught.value


def fired(trigger: Any) -> dict[str, Any]:
    """The event of a trigger that was serialized and made again, as a triggerer gets it."""
    from airflow.sdk.module_loading import import_string

    path, arguments = trigger.serialize()
    again = import_string(path)(**json.loads(json.dumps(arguments)))

    async def run() -> list[Any]:
        return [event async for event in again.run()]

    (event,) = asyncio.run(run())
    return json.loads(json.dumps(event.payload))  # type: ignore[no-any-return]


def asked(sandbox: Sandbox) -> list[tuple[str, str]]:
    """The periods of the jobs that the sandbox was asked for."""
    calls = sandbox.journal.calls("jobs_create")
    found = [entry.document["data"]["attributes"]["parameters"] for entry in calls]
    return [(each["start_date"], each["end_date"]) for each in found]


def test_a_connection_makes_a_client_and_can_be_tested(connected: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    from addepar_airflow.hook import AddeparHook

    with AddeparHook().get_conn() as client:
        assert client.check().ok
    assert AddeparHook().test_connection()[0] is True
    connection(monkeypatch, host=connected.url, login="sandbox", password="wrong", extra={"firm_id": 1})
    worked, message = AddeparHook().test_connection()
    assert not worked
    assert "key" in message


def test_a_token_and_a_sub_domain_are_understood(connected: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    from addepar_airflow.hook import AddeparHook

    connection(monkeypatch, host="acme", password="token", extra={"firm_id": "7"})
    with AddeparHook().get_conn() as client:
        assert "acme.addepar.com" in repr(client)
        assert "token" not in repr(client)


@pytest.mark.parametrize(("extra", "message"), [("[1]", "not a JSON object"), ("{", "not a JSON object")])
def test_an_extra_that_cannot_be_read_is_named(
    connected: Sandbox, monkeypatch: pytest.MonkeyPatch, extra: str, message: str
) -> None:
    from addepar_airflow.hook import AddeparHook

    connection(monkeypatch, host="acme", extra=extra)
    worked, answer = AddeparHook().test_connection()
    assert not worked
    assert message in answer
    with pytest.raises(ConfigurationError, match=message):
        AddeparHook().get_conn()


def test_an_argument_that_the_client_does_not_have_is_named(
    connected: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    from addepar_airflow.hook import AddeparHook

    connection(monkeypatch, host="acme", login="a", password="b", extra={"firm_id": 1, "firmid": 1})
    worked, message = AddeparHook().test_connection()
    assert not worked
    assert "firmid" in message


def test_without_a_connection_the_variables_are_used(settings: Sandbox) -> None:
    from addepar_airflow.hook import AddeparHook

    assert AddeparHook(None).test_connection()[0] is True


def test_airflow_knows_the_type_of_connection() -> None:
    from airflow.providers_manager import ProvidersManager

    hook = ProvidersManager().hooks["addepar"]
    assert hook is not None
    assert (hook.hook_name, hook.connection_testable) == ("Addepar", True)


INTERVALS = [
    ("scheduled, with an interval", context(datetime(2024, 3, 5, 6, tzinfo=UTC), MORNING, "scheduled"),
     {}, ("2024-03-05", "2024-03-06")),
    ("Monday", context(datetime(2024, 3, 1, 6, tzinfo=UTC), datetime(2024, 3, 4, 6, tzinfo=UTC), "scheduled"),
     {}, ("2024-03-01", "2024-03-04")),
    ("Trigger: no interval, no logical date", context(), {}, ("2024-03-05", "2024-03-06")),
    ("Trigger with a logical date", context(MORNING, MORNING), {}, ("2024-03-05", "2024-03-06")),
    ("started by an asset", context(kind="asset_triggered"), {}, ("2024-03-05", "2024-03-06")),
    ("cron alone, with lookback", context(MORNING, MORNING, "scheduled"), {"lookback_days": 3},
     ("2024-03-03", "2024-03-06")),
    ("days that are given", context(), {"period_start": "2023-12-31", "period_end": "2024-01-31"},
     ("2023-12-31", "2024-01-31")),
    ("midnight in Sydney", context(datetime(2024, 3, 4, 13, tzinfo=UTC), datetime(2024, 3, 5, 13, tzinfo=UTC),
                                   "scheduled", "Australia/Sydney"), {}, ("2024-03-05", "2024-03-06")),
]  # fmt: skip


@pytest.mark.parametrize(("given", "more", "period"), [pytest.param(*each[1:], id=each[0]) for each in INTERVALS])
def test_the_period_is_that_of_the_run_and_never_empty(
    connected: Sandbox, tmp_path: Path, given: dict[str, Any], more: dict[str, Any], period: tuple[str, str]
) -> None:
    deferred(view(tmp_path / "a.csv", **more), given)
    assert asked(connected) == [period]


EMPTY = [
    ("cron alone", context(MORNING, MORNING, "scheduled"), {}, "CronDataIntervalTimetable"),
    ("cron alone, backfill", context(MORNING, MORNING, "backfill"), {}, "lookback_days"),
    ("every hour", context(datetime(2024, 3, 6, 5, tzinfo=UTC), MORNING, "scheduled"), {}, "CronDataIntervalTimetable"),
    ("the same day", context(), {"period_start": "2024-03-06"}, "2024-03-06 to 2024-03-06 is empty"),
    ("backwards", context(), {"period_start": "2024-03-06", "period_end": "2024-03-01"}, "is empty"),
    ("no days back", context(), {"lookback_days": 0}, "is empty"),
    ("no day", context(), {"period_start": "yesterday"}, "period_start: 'yesterday'"),
]


@pytest.mark.parametrize(("given", "more", "message"), [pytest.param(*each[1:], id=each[0]) for each in EMPTY])
def test_an_empty_period_fails_at_once_and_nothing_is_sent(
    connected: Sandbox, tmp_path: Path, given: dict[str, Any], more: dict[str, Any], message: str
) -> None:
    from airflow.sdk.exceptions import AirflowFailException

    with pytest.raises(AirflowFailException, match=message):
        view(tmp_path / "a.csv", **more).execute(given)
    assert not connected.journal.calls()


def test_a_view_is_submitted_waited_for_and_put_in_place(connected: Sandbox, tmp_path: Path) -> None:
    operator, store = view(tmp_path / "a.csv"), Store()
    left = deferred(operator, context(task_state_store=store))
    assert (left.method_name, left.timeout) == ("collect", None)
    event = fired(left.trigger)
    assert event == {"job_id": left.trigger.job_id, "error": None, "ended": False}
    done = operator.collect(context(task_state_store=store), event)
    assert json.loads(json.dumps(done)) == {
        "job_id": left.trigger.job_id, "path": str(tmp_path / "a.csv"), "bytes": (tmp_path / "a.csv").stat().st_size,
        "start_date": "2024-03-05", "end_date": "2024-03-06",
    }  # fmt: skip
    assert done["bytes"]
    assert len(asked(connected)) == 1
    assert not store, "a cleared task submits a new job"


def test_a_query_too(connected: Sandbox, tmp_path: Path) -> None:
    from addepar_airflow.operators import AddeparQueryOperator

    operator = AddeparQueryOperator(
        task_id="query", columns=["value"], groupings=["position"], to=str(tmp_path / "a.json"), **PORTFOLIO
    )
    event = fired(deferred(operator, context()).trigger)
    operator.collect(context(), event)
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert asked(connected) == [("2024-03-05", "2024-03-06")]


def test_a_retry_takes_up_the_job_of_the_try_before_and_another_request_does_not(
    connected: Sandbox, tmp_path: Path
) -> None:
    store = Store()
    first = deferred(view(tmp_path / "a.csv"), context(task_state_store=store))
    again = deferred(view(tmp_path / "a.csv"), context(task_state_store=store))
    assert again.trigger.job_id == first.trigger.job_id
    assert len(asked(connected)) == 1
    other = deferred(view(tmp_path / "a.csv", portfolio_id=23), context(task_state_store=store))
    assert other.trigger.job_id != first.trigger.job_id
    assert len(asked(connected)) == 2


def test_a_download_that_fails_may_be_retried_and_a_job_that_failed_may_not(connected: Sandbox, tmp_path: Path) -> None:
    from airflow.sdk.exceptions import AirflowException, AirflowFailException

    store = Store()
    left = deferred(view(tmp_path / "none" / "a.csv"), context(task_state_store=store))
    with pytest.raises(AirflowException, match="none") as caught:
        view(tmp_path / "none" / "a.csv").collect(context(task_state_store=store), fired(left.trigger))
    assert not isinstance(caught.value, AirflowFailException)
    assert store, "the retry needs the job"
    connected.jobs.ends_as = "Failed"
    failed = deferred(view(tmp_path / "b.csv"), context(task_state_store=store))
    event = fired(failed.trigger)
    assert event["ended"]
    with pytest.raises(AirflowFailException, match=failed.trigger.job_id):
        view(tmp_path / "b.csv").collect(context(task_state_store=store), event)
    assert not store
    assert not (tmp_path / "b.csv").exists()


def test_a_wait_that_is_over_is_told_and_the_retry_goes_on_with_the_job(connected: Sandbox, tmp_path: Path) -> None:
    from airflow.sdk.exceptions import AirflowException, AirflowFailException

    connected.jobs.advance = "seconds"
    left = deferred(view(tmp_path / "a.csv", max_wait=0), context())
    event = fired(left.trigger)
    assert not event["ended"]
    with pytest.raises(AirflowException, match=left.trigger.job_id) as caught:
        view(tmp_path / "a.csv").collect(context(), event)
    assert not isinstance(caught.value, AirflowFailException)


def test_a_request_that_can_never_succeed_is_not_retried(connected: Sandbox, tmp_path: Path) -> None:
    from airflow.sdk.exceptions import AirflowFailException

    with pytest.raises(AirflowFailException, match="portfolio_type"):
        view(tmp_path / "a.csv", portfolio_type="entty").execute(context())
    assert len(asked(connected)) == 1


def test_a_submission_whose_outcome_is_unknown_is_not_retried(connected: Sandbox, tmp_path: Path) -> None:
    from airflow.sdk.exceptions import AirflowFailException

    connected.fail("drop", "jobs_create")
    with pytest.raises(AirflowFailException, match="not known"):
        view(tmp_path / "a.csv").execute(context())
    assert len(asked(connected)) == 1


def test_killing_the_waiting_task_cancels_the_job(connected: Sandbox, tmp_path: Path) -> None:
    connected.jobs.advance = "seconds"
    trigger = deferred(view(tmp_path / "a.csv"), context()).trigger
    asyncio.run(trigger.on_kill())
    assert len(connected.journal.calls("jobs_cancel")) == 1


def test_a_triggerer_that_starts_again_starts_no_new_wait(connected: Sandbox, tmp_path: Path) -> None:
    from addepar_airflow.trigger import AddeparJobTrigger

    connected.jobs.advance = "seconds"
    job = deferred(view(tmp_path / "a.csv"), context()).trigger.job_id
    event = fired(AddeparJobTrigger(job, "addepar_default", time.time() - 1))
    assert "still" in event["error"]
    with AddeparClient(base_url=connected.url, firm_id=1, auth=("sandbox", "sandbox")) as client:
        assert str(client.jobs.get(job).attributes.status) in ("Queued", "In Progress")
