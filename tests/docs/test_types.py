"""User code, and the Python of README and docs, passes mypy and pyright as it stands."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.docs.blocks import DOCS, ROOT, blocks

USERS = ROOT / "integrations" / "types"
TASKS = ROOT / "bench" / "tasks" / "now"
PAGES = "pages"
# Docs in the mode that pyright has by itself, user code in its strictest; one run over both.
PYRIGHT = {
    "include": [PAGES, TASKS.name, "right.py", "wrong.py"],
    "strict": [TASKS.name, "right.py", "wrong.py"],
    "typeCheckingMode": "basic",
    "pythonVersion": "3.11",
    # The extras of a page, such as airflow, need not be there; an expression by itself is how wrong.py is written.
    "reportMissingImports": False,
    "reportUnusedExpression": False,
}

pytestmark = pytest.mark.xdist_group("types")


def modules() -> Iterator[tuple[str, str]]:
    """The Python of each page: the blocks that share their names in one module, each file that it writes in another."""
    pages = {ROOT / "README.md", *DOCS.rglob("*.md")} - {DOCS / "everyday-tasks.md"}  # its programs are in TASKS
    for path in sorted(pages):
        name = re.sub(r"\W", "_", path.relative_to(ROOT).with_suffix("").as_posix())
        python = [one for one in blocks(path.read_text("utf-8")) if one.kind == "python"]
        own = [one for one in python if one.reason != "this is addepy"]
        yield name, "\n".join(one.body for one in own if not one.title)
        yield from ((f"{name}_{one.line}", one.body) for one in own if one.title)


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """A folder with user code, right and wrong, the everyday tasks, and the pages."""
    for name in ("right.py", "wrong.py"):
        shutil.copy(USERS / name, tmp_path)
    shutil.copytree(TASKS, tmp_path / TASKS.name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / PAGES).mkdir()
    for name, body in modules():
        if body:
            (tmp_path / PAGES / f"{name}.py").write_text(body, "utf-8")
    return tmp_path


def mypy(folder: Path, *arguments: str) -> list[str]:
    """What mypy says of the files in a folder."""
    command = [sys.executable, "-m", "mypy", "--python-version", "3.11", "--explicit-package-bases", *arguments]
    # Other options make all of a cache stale: with one for each, a check takes a twentieth of the time.
    cache = ROOT / ".mypy_cache" / ("user-strict" if "--strict" in arguments else "user")
    command += [f"--cache-dir={cache}", "--no-error-summary"]
    if all(argument.startswith("-") for argument in arguments):
        command.append(".")
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode in (0, 1), done.stdout + done.stderr  # it has checked them all
    return [line for line in done.stdout.splitlines() if ": error:" in line]


def pyright(folder: Path) -> list[str]:
    """Its errors as mypy writes them."""
    (folder / "pyrightconfig.json").write_text(json.dumps(PYRIGHT), "utf-8")
    command = ["sh", str(ROOT / "scripts" / "tools" / "pyright.sh"), "--pythonpath", sys.executable, "--outputjson"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode == 9:
        pytest.skip(f"no pyright: {done.stderr.strip()}")
    errors = [one for one in json.loads(done.stdout)["generalDiagnostics"] if one["severity"] == "error"]
    found = [one for one in errors if one.get("rule") != "reportMissingTypeStubs"]  # pandas has none
    places = [(Path(one["file"]).relative_to(folder.resolve()), one["range"]["start"]["line"] + 1) for one in found]
    return [f"{file}:{line}: error: {one['message']}" for one, (file, line) in zip(found, places, strict=True)]


def assert_each_mistake_is_found(found: list[str]) -> None:
    assert not [line for line in found if not line.startswith("wrong.py")], "\n".join(found)
    lines = (USERS / "wrong.py").read_text("utf-8").splitlines()
    marked = {number for number, line in enumerate(lines, 1) if "# wrong" in line}
    assert {int(line.split(":")[1]) for line in found} == marked, "\n".join(found)


def test_every_page_has_its_python_checked() -> None:
    names = {name for name, body in modules() if body}
    assert {"README", "docs_configuration", "docs_guides_change_data"} <= names
    assert len(names) > 30


def test_mypy_takes_right_user_code_and_finds_each_mistake(code: Path) -> None:
    assert_each_mistake_is_found(mypy(code, "--strict", "--ignore-missing-imports", "right.py", "wrong.py", TASKS.name))


def test_mypy_takes_the_pages(code: Path) -> None:
    assert not mypy(code, "--ignore-missing-imports", PAGES)


def test_pyright_takes_pages_and_right_user_code_and_finds_each_mistake(code: Path) -> None:
    assert_each_mistake_is_found(pyright(code))
