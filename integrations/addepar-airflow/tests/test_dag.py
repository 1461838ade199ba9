"""The guide's DAG: by `airflow dags test`, and in a whole Airflow with one worker slot; the journal is the witness."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from addepar_sandbox import Sandbox

pytest.importorskip("airflow")
pytestmark = pytest.mark.filterwarnings("ignore")


class Airflow:
    """One Airflow in a folder: a database, the guide's DAG, a connection to the sandbox, one worker slot."""

    def __init__(self, folder: Path, sandbox: Sandbox, port: int) -> None:
        self.folder = folder
        self.port = port
        connection = {"conn_type": "addepar", "host": sandbox.url, "login": "sandbox", "password": "sandbox"}
        hidden = {name: value for name, value in os.environ.items() if not name.startswith("ADDEPAR_")}
        self.environ = {
            **hidden, "AIRFLOW_HOME": str(folder), "AIRFLOW__CORE__DAGS_FOLDER": str(folder / "dags"), "NO_PROXY": "*",
            "AIRFLOW_CONN_ADDEPAR_DEFAULT": json.dumps({**connection, "extra": {"firm_id": 1}}),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "false", "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "false",
            "AIRFLOW__CORE__EXECUTOR": "LocalExecutor", "AIRFLOW__CORE__PARALLELISM": "1",
            "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://127.0.0.1:{port}/execution/",
            "AIRFLOW__API__BASE_URL": f"http://127.0.0.1:{port}", "AIRFLOW__API_AUTH__JWT_SECRET": "for this test " * 5,
            "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "5", "AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.2",
        }  # fmt: skip

    def __call__(self, *words: str) -> str:
        command = [sys.executable, "-m", "airflow", *words]
        done = subprocess.run(
            command, cwd=self.folder, env=self.environ, capture_output=True, text=True, check=False, timeout=300
        )
        assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
        return done.stdout

    def start(self, *words: str) -> Callable[[], None]:
        """A process of it; gives what ends it with its children."""
        with (self.folder / f"{words[0]}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "airflow", *words],
                cwd=self.folder, env=self.environ, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

        def end() -> None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

        return end

    def logs(self) -> str:
        logs = (*self.folder.glob("*.log"), *self.folder.glob("logs/dag_id=*/**/*.log"))
        return "\n".join(f"== {log.name}\n{log.read_text('utf-8', 'replace')[-3000:]}" for log in logs)


@pytest.fixture
def airflow(settings: Sandbox, code: Any, tmp_path: Path) -> Airflow:
    (tmp_path / "dags").mkdir()
    code("returns_dag.py", tmp_path / "dags")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    airflow = Airflow(tmp_path, settings, port)
    airflow("db", "migrate")
    return airflow


def asked(sandbox: Sandbox) -> list[tuple[date, date]]:
    """The periods of the jobs that the sandbox was asked for."""
    calls = sandbox.journal.calls("jobs_create")
    found = [entry.document["data"]["attributes"]["parameters"] for entry in calls]
    return [(date.fromisoformat(each["start_date"]), date.fromisoformat(each["end_date"])) for each in found]


def test_a_run_exports_the_interval_since_the_one_before(airflow: Airflow, settings: Sandbox) -> None:
    airflow("dags", "test", "returns", "2024-03-06T06:00:00+00:00")
    assert (airflow.folder / "returns.csv").stat().st_size
    assert asked(settings) == [(date(2024, 3, 5), date(2024, 3, 6))]


@pytest.fixture
def running(airflow: Airflow) -> Iterator[Airflow]:
    with ExitStack() as parts:
        parts.callback(airflow.start("api-server", "--port", str(airflow.port), "--workers", "1"))
        until(lambda: answers(airflow.port), airflow)
        for name in ("dag-processor", "triggerer", "scheduler"):
            parts.callback(airflow.start(name))
        yield airflow


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def until(true: Callable[[], bool], airflow: Airflow, seconds: float = 240) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, airflow.logs()
        time.sleep(0.2)


def test_no_worker_waits_and_trigger_works(running: Airflow, settings: Sandbox) -> None:
    """The schedule starts one run and "Trigger" another. With one worker slot, both jobs run at the same time."""
    settings.jobs.advance = "seconds"
    settings.clock.freeze(datetime.now(UTC).isoformat())
    until(lambda: len(asked(settings)) == 1, running)
    running("dags", "trigger", "returns")  # without a logical date, as the button does
    until(lambda: len(asked(settings)) == 2, running)
    assert not (running.folder / "returns.csv").exists()
    settings.clock.advance(3600)

    def states() -> list[str]:
        shown = running("dags", "list-runs", "returns", "--output", "json")
        runs = json.loads(shown.splitlines()[-1])  # warnings come before
        return sorted(str(run["state"]) for run in runs)

    until(lambda: not {"running", "queued"} & {*states()}, running)
    assert states() == ["success", "success"], running.logs()
    assert (running.folder / "returns.csv").stat().st_size
    scheduled, triggered = asked(settings)
    assert timedelta(days=1) <= scheduled[1] - scheduled[0] <= timedelta(days=3)
    assert triggered[1] - triggered[0] == timedelta(days=1)
