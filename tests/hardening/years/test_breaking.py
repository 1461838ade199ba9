"""A planted break of the Python API, and one of openapi.yaml, are told; what breaks nothing is not."""

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
breaking = pytest.importorskip("scripts.release.breaking")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources as they are."""
    folder = tmp_path_factory.mktemp("before")
    for name in ("runtime", "generated", "overlays", "sandbox"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "models"))
    return folder


def changed(tree: Path, folder: Path, file: str, old: str, new: str) -> Path:
    after = folder / "after"
    shutil.copytree(tree, after)
    text = (after / file).read_text("utf-8")
    assert old in text
    (after / file).write_text(text.replace(old, new), "utf-8")
    return after


@pytest.mark.parametrize(
    ("file", "old", "new", "name"),
    [
        ("overlays/addepar_client/transfers/files.py", "    def upload(", "    def send(", "Files.upload"),
        (
            "overlays/addepar_client/transfers/files.py",
            "        overwrite: bool = False,\n",
            "",
            "Reports.download: Param",
        ),
        ("runtime/addepar_core/errors/statuses.py", "class GoneError(", "class GoneAwayError(", "GoneError"),
    ],
    ids=["method", "argument", "class"],
)
def test_a_break_of_the_python_api_is_told(
    tree: Path, tmp_path: Path, file: str, old: str, new: str, name: str
) -> None:
    assert any(name in line for line in breaking.api_breaks(tree, changed(tree, tmp_path, file, old, new)))


def test_what_is_the_same_breaks_nothing(tree: Path) -> None:
    assert breaking.api_breaks(tree, tree) == []


@pytest.mark.skipif(shutil.which("node") is None or shutil.which("npm") is None, reason="Redocly needs Node")
def test_a_break_of_the_specification_is_told(tmp_path: Path) -> None:
    here = ROOT / "openapi.yaml"
    text = here.read_text("utf-8")
    broken, grown = tmp_path / "broken.yaml", tmp_path / "grown.yaml"
    assert "  /v1/jobs:\n" in text
    broken.write_text(text.replace("  /v1/jobs:\n", "  /v1/work:\n"), "utf-8")
    grown.write_text(text.replace("  title: ", "  title: New ", 1), "utf-8")
    assert "/v1/jobs" in breaking.spec_breaks(here, broken)
    assert breaking.spec_breaks(here, grown) == ""


@pytest.mark.parametrize(
    ("old", "new", "may"),
    [("1.2.3", "1.9.0", False), ("1.2.3", "2.0.0", True), ("0.1.0", "0.1.1", False), ("0.1.0", "0.2.0", True)],
)
def test_which_version_may_break(old: str, new: str, may: bool) -> None:
    assert breaking.may_break(old, new) is may
