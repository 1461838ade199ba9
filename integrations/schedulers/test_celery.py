"""The guide's tasks with a worker and a real Redis: importing submits nothing, errors come back as what they are."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from addepar_client import APIConnectionError, InputError, NotFoundError
from addepar_sandbox import Sandbox

celery = pytest.importorskip("celery")


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[str]:
    server = shutil.which("redis-server") or pytest.skip("there is no redis-server")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [server, "--port", str(port), "--save", "", "--dir", str(tmp_path)], stdout=subprocess.DEVNULL
    )
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"redis://127.0.0.1:{port}/1"
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def app(redis: str, settings: Sandbox, code: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The module of the page, and a worker with it."""
    code("steps.py")
    code("returns_celery.py")
    monkeypatch.setenv("CELERY_BROKER", redis)
    monkeypatch.syspath_prepend(str(tmp_path))
    with (tmp_path / "worker.log").open("wb") as log:
        command = [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "returns_celery",
            "worker",
            "--concurrency",
            "2",
            "--loglevel",
            "info",
        ]
        worker = subprocess.Popen(command, cwd=tmp_path, stdout=log, stderr=log)
    import returns_celery

    try:
        for _ in range(60):
            if returns_celery.app.control.ping(timeout=0.5):
                break
        yield returns_celery
    finally:
        worker.terminate()
        worker.wait()
        del sys.modules["returns_celery"]


def test_the_chain_runs_once_and_errors_come_back(app: Any, settings: Sandbox, code: Any, tmp_path: Path) -> None:
    assert not settings.journal.calls(), "importing the module, here and in the worker, submits nothing"
    done = app.export(22, "2024-01-01", "2024-03-31", str(tmp_path / "returns.csv"))
    assert done.get(timeout=60) == str(tmp_path / "returns.csv")
    assert (tmp_path / "returns.csv").stat().st_size
    assert len(settings.journal.calls("jobs_create")) == 1
    with pytest.raises(NotFoundError, match="999") as caught:
        app.fetch.apply_async(("999", str(tmp_path / "none.csv"))).get(timeout=60)
    assert (caught.value.status, caught.value.method) == (404, "GET"), "it has what it carried"
    with pytest.raises(InputError, match="end_date") as wrong:
        app.submit.apply_async((22, "2024-03-31", "2024-01-01")).get(timeout=60)
    assert (wrong.value.field, wrong.value.outcome_unknown) == ("end_date", False)
    settings.fail("drop", "jobs_create")
    with pytest.raises(APIConnectionError, match="not known") as lost:
        app.submit.apply_async((22, "2024-01-01", "2024-03-31")).get(timeout=60)
    assert lost.value.outcome_unknown is True
