"""The guide's DAG by `airflow dags test`: the export is of the day before."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from addepar_sandbox import Sandbox

pytest.importorskip("airflow")


@pytest.mark.filterwarnings("ignore")
def test_a_run_exports_the_interval_since_the_one_before(settings: Sandbox, code: Any, tmp_path: Path) -> None:
    dags = tmp_path / "dags"
    dags.mkdir()
    code("steps.py", dags)
    code("returns_dag.py", dags)
    environ = {
        **os.environ, "AIRFLOW_HOME": str(tmp_path), "AIRFLOW__CORE__LOAD_EXAMPLES": "false",
        "AIRFLOW__CORE__DAGS_FOLDER": str(dags), "PYTHONPATH": str(dags), "NO_PROXY": "*",
    }  # fmt: skip

    def airflow(*arguments: str) -> None:
        command = [sys.executable, "-m", "airflow", *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]

    airflow("db", "migrate")
    airflow("dags", "test", "returns", "2024-03-06T06:00:00+00:00")
    assert (tmp_path / "returns.csv").stat().st_size
    (entry,) = settings.journal.calls("jobs_create")
    assert "2024-03-05" in repr(entry.as_dict())
    assert "2024-03-06" in repr(entry.as_dict())
