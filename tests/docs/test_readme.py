"""The programs of the README run as printed, from an empty folder, twice; and they type-check."""

from pathlib import Path

import pytest
from tests.docs.blocks import ROOT, Reader, blocks
from tests.docs.test_types import mypy

from addepar_sandbox import Sandbox

README = (ROOT / "README.md").read_text("utf-8")
PROGRAMS = [block for block in blocks(README) if block.kind == "python"]


def test_the_programs_run_twice_in_the_same_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Sandbox() as sandbox, sandbox.serve():
        reader = Reader(sandbox, tmp_path)
        for name, value in reader.environment.items():
            monkeypatch.setenv(name, value)
        for _ in range(2):
            reader.outputs(README)
    assert {"letter.pdf", "returns.csv"} <= {path.name for path in tmp_path.iterdir()}


def test_the_main_job_is_ten_lines() -> None:
    assert not any(block.reason for block in PROGRAMS)
    assert len([line for line in PROGRAMS[0].body.splitlines() if line.strip()]) <= 10


@pytest.mark.xdist_group("mypy")
def test_the_programs_type_check(tmp_path: Path) -> None:
    (tmp_path / "readme.py").write_text("".join(block.body for block in PROGRAMS), "utf-8")
    assert mypy(tmp_path, "--strict") == []
