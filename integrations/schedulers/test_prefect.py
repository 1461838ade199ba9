"""The guide's flow, whose tasks share a client."""

from pathlib import Path
from typing import Any

import pytest

from addepar_sandbox import Sandbox

pytest.importorskip("prefect")


@pytest.mark.filterwarnings("ignore")
def test_the_flow_runs_and_nothing_is_complained_about(
    settings: Sandbox, code: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    code("returns_prefect.py")
    monkeypatch.syspath_prepend(str(tmp_path))
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness():
        import returns_prefect

        target = tmp_path / "returns.csv"
        assert returns_prefect.returns(22, "2024-01-01", "2024-03-31", str(target)) == str(target)
    assert target.stat().st_size
    assert len(settings.journal.calls("jobs_create")) == 1
    assert "cache key" not in caplog.text
