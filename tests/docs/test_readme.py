"""The programs of the README run as printed, from an empty folder, twice; and they type-check."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.docs.blocks import ROOT, Reader, blocks
from tests.docs.test_types import mypy

from addepar_sandbox import Sandbox

README = (ROOT / "README.md").read_text("utf-8")
PROGRAMS = [block for block in blocks(README) if block.kind == "python"]
INSTALLS_NAME = re.compile(r"pip3? install [^`]*\baddepar-client(?!-)\b(?! with)")
PROGRAM = "".join(block.body for block in PROGRAMS)


def test_the_programs_in_one_file_run_twice_in_the_same_folder(tmp_path: Path) -> None:
    """Pasted one below the other, against the sandbox that the README starts."""
    (tmp_path / "readme.py").write_text(PROGRAM, "utf-8")
    with Sandbox() as sandbox, sandbox.serve():
        environment = Reader(sandbox, tmp_path).environment
        for _ in range(2):
            done = subprocess.run(
                [sys.executable, "-W", "error", "readme.py"],
                cwd=tmp_path,
                env=environment,
                capture_output=True,
                text=True,
                timeout=120,
            )
            assert (done.returncode, done.stderr) == (0, "")
    assert {"letter.pdf", "returns.csv"} <= {path.name for path in tmp_path.iterdir()}


def test_the_programs_need_nothing_that_a_reader_does_not_see() -> None:
    assert {block.kind for block in blocks(README)} == {"python"}


def test_the_main_job_is_ten_lines() -> None:
    assert not any(block.reason for block in PROGRAMS)
    assert len([line for line in PROGRAMS[0].body.splitlines() if line.strip()]) <= 10


@pytest.mark.xdist_group("mypy")
def test_the_programs_type_check(tmp_path: Path) -> None:
    (tmp_path / "readme.py").write_text(PROGRAM, "utf-8")
    assert mypy(tmp_path, "--strict") == []


def test_only_the_warning_says_to_install_a_name_that_is_not_on_pypi() -> None:
    """The name belongs to no one yet, so a line that installs it would install a stranger's package."""
    folders = ("docs", "runtime", "overlays", "sandbox", "generated", "integrations")
    found = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "openapi.yaml"]
    found += [path for folder in folders for path in (ROOT / folder).rglob("*.*") if path.suffix in (".md", ".py")]
    lines = [line for path in found for line in path.read_text("utf-8").splitlines() if INSTALLS_NAME.search(line)]
    assert [line for line in lines if "Do not run" not in line] == []
