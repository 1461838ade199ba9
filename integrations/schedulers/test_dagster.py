"""The guide's partitioned asset, materialized by Dagster's own command."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from addepar_sandbox import Sandbox

pytest.importorskip("dagster")


def test_one_day_is_materialized(settings: Sandbox, code: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = code("returns_dagster.py")
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    (tmp_path / "dagster.yaml").write_text("telemetry: {enabled: false}\n")
    command = [sys.executable, "-m", "dagster", "asset", "materialize", "-f", str(path), "--select", "returns"]
    done = subprocess.run(
        [*command, "--partition", "2024-01-02"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert (tmp_path / "returns-2024-01-02.csv").stat().st_size
    (entry,) = settings.journal.calls("jobs_create")
    asked = entry.document["data"]["attributes"]["parameters"]
    assert (asked["start_date"], asked["end_date"]) == ("2024-01-02", "2024-01-03"), "no empty day"
