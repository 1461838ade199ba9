"""The hook that refuses hand edits under generated/, in a repository of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOOK = ROOT / "scripts" / "checks" / "generated_guard.py"
GENERATED = "generated/addepar_api/models/file.py"


def git(folder: Path, *words: str) -> None:
    # Whatever git this test itself runs under, a hook's for one, is another.
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    who = ["-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false"]
    command = ["git", *who, *words]
    subprocess.run(command, cwd=folder, env=environ, check=True, capture_output=True)  # noqa: S603


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet")
    for name in (GENERATED, "openapi.yaml", "overlays/templates/model.py.jinja", "overlays/addepar_client/x.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("before\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "before")
    return tmp_path


@pytest.mark.parametrize(
    ("staged", "refused"),
    [
        ([GENERATED], True),
        ([GENERATED, "overlays/addepar_client/x.py"], True),
        ([GENERATED, "openapi.yaml"], False),
        ([GENERATED, "overlays/templates/model.py.jinja"], False),
        ([GENERATED, "scripts/generation/fields.py"], False),
        (["overlays/addepar_client/x.py"], False),
    ],
)
def test_a_hand_edit_is_refused(repository: Path, staged: list[str], refused: bool) -> None:
    # A source that is changed but not part of the commit is no excuse.
    (repository / "openapi.yaml").write_text("not staged\n")
    for name in staged:
        (repository / name).parent.mkdir(parents=True, exist_ok=True)
        (repository / name).write_text("after\n")
        git(repository, "add", name)
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = [sys.executable, str(HOOK)]
    done = subprocess.run(command, cwd=repository, env=environ, capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, GENERATED in done.stderr) == (int(refused), refused), done.stderr


def test_removing_a_generated_file_is_refused(repository: Path) -> None:
    git(repository, "rm", "--quiet", GENERATED)
    done = subprocess.run([sys.executable, str(HOOK)], cwd=repository, capture_output=True, check=False)  # noqa: S603
    assert done.returncode == 1
