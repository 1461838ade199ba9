"""What a sandbox leaves on the disk, and what it does when somebody else deletes what it keeps there."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import warnings
from collections.abc import Iterable
from pathlib import Path

import httpx
import pytest
from tests.sandbox.tools import ids, refused, upload

from addepar_sandbox import Sandbox


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which temporary files are made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_sandbox_that_was_only_served_goes_with_its_object(temporary: Path) -> None:
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        with Sandbox().serve() as url:
            assert httpx.get(f"{url}/v1/files").status_code == 401
            assert list(temporary.iterdir())
        gc.collect()
    assert list(temporary.iterdir()) == []
    assert [str(each.message) for each in warned if "database" in str(each.message)] == []


@pytest.mark.parametrize("end", ["", "raise SystemExit(3)", "raise RuntimeError"])
def test_a_program_that_closes_nothing_leaves_nothing(tmp_path: Path, end: str) -> None:
    code = f"from addepar_sandbox import Sandbox\nsandbox = Sandbox()\nsandbox.serve().__enter__()\n{end}"
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603
    assert "ResourceWarning" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_child_process_takes_nothing_away(tmp_path: Path) -> None:
    code = """
import os, sys
from addepar_sandbox import Sandbox
with Sandbox() as sandbox:
    file_id = sandbox.add_file("a.txt", b"x")
    child = os.fork()
    if child == 0:
        sandbox.close()
        sys.exit(0)
    os.waitpid(child, 0)
    blob = sandbox.store.collection("1", "files").get(file_id).body["blob"]
    assert sandbox.blobs.has(blob)
"""
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60)  # noqa: S603
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == []


def test_closing_twice_is_closing(temporary: Path) -> None:
    with Sandbox(seed=False) as sandbox:
        sandbox.close()
    sandbox.close()
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("name", ["", "incoming"])
def test_a_folder_that_has_gone_is_made_again(sandbox: Sandbox, api: httpx.Client, name: str) -> None:
    shutil.rmtree(sandbox.blobs.folder / name)
    file_id = upload(api, b"new").json()["data"]["id"]
    assert api.get(f"/v1/files/{file_id}/download").content == b"new"


def test_a_content_that_has_gone_is_told_and_a_reset_brings_it_back(sandbox: Sandbox, api: httpx.Client) -> None:
    documents = (
        "/v1/files/123",
        "/v1/archive/files/319",
        "/v1/generated_reports/ANOTHER-UUID-ASSOCIATED-WITH-EACH-RUN/zipped_file",
    )
    whole, *_ = [api.get(f"{path}/download").raise_for_status().content for path in documents]
    shutil.rmtree(sandbox.blobs.folder)
    for path in documents:
        answer = api.get(f"{path}/download")
        assert answer.status_code == 404
    refused(api.get("/v1/files/123/download"), 404, str(sandbox.blobs.folder), "reset")
    assert "123" in ids(api.get("/v1/files"))
    sandbox.reset()
    assert api.get("/v1/files/123/download").content == whole


def test_default_documents_are_written_when_they_are_read(sandbox: Sandbox, api: httpx.Client) -> None:
    def written() -> int:
        return sum(path.is_file() for path in sandbox.blobs.folder.iterdir())

    assert written() == 0
    first = api.get("/v1/files/123/download").content
    assert written() == 1
    assert api.get("/v1/files/123/download").content == first
    assert written() == 1
    sandbox.reset()
    assert written() == 0


def test_no_other_thread_reads_while_a_reset_deletes_contents(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_only, lock, entered = sandbox.blobs.keep_only, sandbox.store._lock, []

    def enter() -> None:
        entered.append(lock.acquire(blocking=False))
        if entered[0]:
            lock.release()

    def watched(names: Iterable[str]) -> None:
        other = threading.Thread(target=enter)
        other.start()
        other.join()
        keep_only(names)

    monkeypatch.setattr(sandbox.blobs, "keep_only", watched)
    sandbox.reset()
    assert entered == [False]


def test_a_state_is_saved_without_the_contents_that_have_gone(
    sandbox: Sandbox, api: httpx.Client, tmp_path: Path
) -> None:
    api.get("/v1/files/123/download").raise_for_status()
    shutil.rmtree(sandbox.blobs.folder)
    file_id = upload(api, b"new").json()["data"]["id"]
    sandbox.save(tmp_path / "state.zip")
    sandbox.load(tmp_path / "state.zip")
    assert api.get(f"/v1/files/{file_id}/download").content == b"new"
    refused(api.get("/v1/files/123/download"), 404, "is missing in")


def test_a_restart_over_a_state_without_its_folder_tells_so(tmp_path: Path) -> None:
    path = tmp_path / "state.sqlite"
    with Sandbox(path):
        pass
    shutil.rmtree(tmp_path / "state.sqlite-blobs")
    with Sandbox(path) as sandbox, sandbox.serve() as url:
        credentials = {"auth": ("sandbox", "sandbox"), "headers": {"Addepar-Firm": "1"}}
        refused(httpx.get(f"{url}/v1/files/123/download", **credentials), 404, "is missing in")  # type: ignore[arg-type]


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_uploads_are_for_the_owner_alone(sandbox: Sandbox) -> None:
    assert sandbox.blobs.folder.stat().st_mode & 0o077 == 0
