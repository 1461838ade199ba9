"""User code, and the Python of README and docs, passes mypy as it stands."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.docs.blocks import DOCS, ROOT

USERS = ROOT / "integrations" / "types"
BLOCK = re.compile(r"^```python(?: title=\"[^\"]+\")?\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def mypy(folder: Path, *arguments: str) -> list[str]:
    """What mypy says of the files in a folder."""
    command = [sys.executable, "-m", "mypy", "--python-version", "3.11", "--explicit-package-bases", *arguments]
    # Other options make all of a cache stale: with one for each, a check takes a twentieth of the time.
    cache = ROOT / ".mypy_cache" / "-".join(["user", *arguments]).replace("--", "")
    command += [f"--cache-dir={cache}", "--no-error-summary", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode in (0, 1), done.stdout + done.stderr  # it has checked them all
    return done.stdout.splitlines()


@pytest.mark.xdist_group("mypy")
def test_right_user_code_is_accepted_and_each_mistake_is_found(tmp_path: Path) -> None:
    wrong = (USERS / "wrong.py").read_text("utf-8")
    (tmp_path / "wrong.py").write_text(wrong, "utf-8")
    (tmp_path / "right.py").write_text((USERS / "right.py").read_text("utf-8"), "utf-8")
    found = mypy(tmp_path, "--strict")
    assert not [line for line in found if line.startswith("right.py")], found
    told = {int(line.split(":")[1]) for line in found if line.startswith("wrong.py") and ": error:" in line}
    assert told == {number for number, line in enumerate(wrong.splitlines(), 1) if "# wrong" in line}, found


@pytest.mark.xdist_group("mypy")
def test_the_python_of_the_pages_type_checks(tmp_path: Path) -> None:
    for path in (ROOT / "README.md", *DOCS.rglob("*.md")):
        blocks = BLOCK.findall(path.read_text("utf-8"))
        name = re.sub(r"\W", "_", path.relative_to(ROOT).with_suffix("").as_posix())
        for number, block in enumerate(blocks):
            (tmp_path / f"{name}_{number}.py").write_text(block, "utf-8")
    ignored = ["--ignore-missing-imports", "--allow-redefinition", "--disable-error-code=name-defined"]
    found = mypy(tmp_path, *ignored)
    assert not [line for line in found if ": error:" in line], "\n".join(found)
