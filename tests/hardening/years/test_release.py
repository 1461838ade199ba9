"""A release in a repository of its own: what it refuses, and what it leaves behind."""

import subprocess
import sys
from pathlib import Path

import pytest
from scripts.release import prepare as making

ROOT = Path(__file__).parents[3]

SOURCE = '"""The version."""\n\n__version__ = "0.1.0"\n'
CHANGES = "# Changelog\n\n## Unreleased\n\n### Added\n- Something.\n"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a Makefile whose tasks can be told to fail."""
    (tmp_path / making.FILES[0]).parent.mkdir(parents=True)
    (tmp_path / making.FILES[0]).write_text(SOURCE)
    (tmp_path / "CHANGELOG.md").write_text(CHANGES)
    (tmp_path / "Makefile").write_text("check test breaking:\n\t@test ! -e ../fail-$@\n")
    for line in ("init -q", "config user.name x", "config user.email x@example.com", "add .", "commit -qm first"):
        subprocess.run(["git", *line.split()], cwd=tmp_path, check=True)  # noqa: S603, S607
    monkeypatch.setattr(making, "ROOT", tmp_path)
    monkeypatch.setattr(making, "artefacts", (tmp_path / "made").touch)
    return tmp_path


def test_a_release_writes_commits_and_tags(tree: Path) -> None:
    making.release("0.2.0")
    source, changelog = ((tree / name).read_text() for name in making.FILES)
    assert making.version_in(source) == "0.2.0"
    assert "## Unreleased\n\n## 0.2.0 - 20" in changelog
    assert making.git("tag", "--points-at", "HEAD") == "v0.2.0"
    assert (tree / "made").exists()
    assert making.disagreements(source, changelog, ["v0.2.0"]) == []


@pytest.mark.parametrize("task", ["check", "test", "breaking"])
def test_where_a_task_fails_everything_is_as_before(tree: Path, task: str) -> None:
    (tree.parent / f"fail-{task}").touch()
    with pytest.raises(subprocess.CalledProcessError):
        making.release("0.2.0")
    (tree.parent / f"fail-{task}").unlink()
    assert making.git("status", "--porcelain") == ""
    assert making.git("tag") == ""
    assert (tree / making.FILES[0]).read_text() == SOURCE


def test_what_is_refused_at_once(tree: Path) -> None:
    for version in ("1", "v1.2.3", "1.2.3rc1", "01.2.3"):
        with pytest.raises(SystemExit, match=r"not like 1\.2\.3"):
            making.release(version)
    (tree / "new").touch()
    with pytest.raises(SystemExit, match="not clean"):
        making.release("0.2.0")
    (tree / "new").unlink()
    making.git("tag", "v0.2.0")
    with pytest.raises(SystemExit, match="exists already"):
        making.release("0.2.0")


def test_an_empty_changelog_and_an_old_version_are_refused() -> None:
    with pytest.raises(SystemExit, match="has no entries"):
        making.released(SOURCE, "## Unreleased\n\n## 0.1.0 - 2026-01-01\n- x\n", "0.2.0", "2026-02-02")
    with pytest.raises(SystemExit, match="not above"):
        making.released(SOURCE, "## Unreleased\n- x\n\n## 0.1.0 - 2026-01-01\n", "0.1.0", "2026-02-02")


@pytest.mark.parametrize(
    ("version", "changelog", "tags", "message"),
    [
        ("0.2.0", "## Unreleased\n\n## 0.1.0 - 2026-01-01\n", [], "newest release is 0.1.0"),
        ("0.1.0", "## Unreleased\n", ["v0.1.1"], "tag v0.1.1"),
        ("0.1.0", "## Unreleased\n", ["v0.1.0"], "has no release 0.1.0"),
        ("0.1.0", "## 0.1.0 - 2026-01-01\n", [], "one heading"),
        ("0.2.0", "## Unreleased\n## 0.2.0 - 2026-01-01\n## 0.3.0 - 2026-01-01\n", [], "not in order"),
    ],
)
def test_each_disagreement_is_reported(version: str, changelog: str, tags: list[str], message: str) -> None:
    (line,) = making.disagreements(f'__version__ = "{version}"', changelog, tags)
    assert message in line


def test_what_is_published_has_a_tag(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["release.py", "--dist"])
    with pytest.raises(SystemExit, match=r"no tag v0\.1\.0"):
        making.main()
    assert not (tree / "made").exists()
    making.release("0.2.0")
    (tree / "made").unlink()
    making.main()
    assert (tree / "made").exists()


def test_here_they_agree() -> None:
    subprocess.run([sys.executable, "-m", "scripts.release.prepare", "--check"], cwd=ROOT, check=True)
