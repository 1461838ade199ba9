"""scripts/generate.py: the same bytes everywhere, nothing dropped in silence."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from scripts import generate

ROOT = Path(__file__).resolve().parents[2]
COMMITTED = ROOT / "generated" / "addepar_api"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.suffix != ".pyc" and path.is_file()
    }


def written(spec: dict[str, Any], folder: Path) -> Path:
    path = folder / "spec.yaml"
    with path.open("w", encoding="utf-8") as file:
        YAML(typ="safe").dump(spec, file)
    return path


def test_the_committed_package_comes_out_again_elsewhere(tmp_path: Path) -> None:
    elsewhere = tmp_path / "a folder with spaces"
    elsewhere.mkdir()
    for name in ("scripts", "overlays/templates"):
        shutil.copytree(ROOT / name, elsewhere / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("openapi.yaml", "generator-config.yaml"):
        shutil.copy(ROOT / name, elsewhere)
    (elsewhere / "ruff.toml").write_text("line-length = 40\n")
    (elsewhere / ".gitignore").write_text("*\n")
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PATH": str(tmp_path)}
    command = [sys.executable, elsewhere / "scripts" / "generate.py"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert contents(elsewhere / "generated" / "addepar_api") == contents(COMMITTED)
    assert {path.name for path in (elsewhere / "generated").iterdir()} == {"addepar_api", "openapi.json"}
    assert (elsewhere / "generated/openapi.json").read_bytes() == (COMMITTED.parent / "openapi.json").read_bytes()


def test_every_module_says_where_it_comes_from() -> None:
    modules = list(COMMITTED.rglob("*.py"))
    assert len(modules) > 100
    assert {path.read_text(encoding="utf-8").splitlines()[0] for path in modules} == {generate.HEADER.strip()}
    assert (COMMITTED / "py.typed").exists()


def test_check_names_what_differs_and_writes_nothing(
    small_package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    package = shutil.copytree(small_package, tmp_path / "addepar_api")
    (package / "facts.py").write_text("changed by hand")
    (package / "types.py").unlink()
    (package / "stale.py").touch()
    before = contents(package)
    small = str(Path(__file__).with_name("small.yaml"))
    assert generate.main(["--check", "--spec", small, "--output", str(package)]) == 1
    output = capsys.readouterr().out
    assert "differs: facts.py\nmissing: types.py\nnot generated: stale.py\n" in output
    assert "make generate" in output
    assert contents(package) == before
    assert generate.main(["--spec", small, "--output", str(package)]) == 0
    assert contents(package) == contents(small_package)
    assert {path.name for path in tmp_path.iterdir()} == {"addepar_api", "openapi.json"}


def test_a_warning_of_the_generator_is_fatal_and_leaves_the_old_package(
    small: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small["paths"]["/v1/things/{thing_id}"]["get"]["responses"]["200"]["content"] = {"application/xml": {"schema": {}}}
    (tmp_path / "addepar_api").mkdir()
    (tmp_path / "addepar_api" / "old.py").touch()
    code = generate.main(["--spec", str(written(small, tmp_path)), "--output", str(tmp_path / "addepar_api")])
    output = capsys.readouterr().err
    assert code == 1
    assert "WARNING parsing GET /v1/things/{thing_id} within things." in output
    assert "application/xml" in output
    assert "0x" not in output
    assert contents(tmp_path / "addepar_api") == {"old.py": b""}


def test_another_version_of_a_tool_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(generate.PINS, "ruff", "0.1.0")
    with pytest.raises(generate.GenerationError, match=r"ruff 0\.1\.0 is needed"):
        generate.build(Path(__file__).with_name("small.yaml"), tmp_path / "addepar_api")


def test_a_fact_that_is_missing_is_named(small: dict[str, Any], tmp_path: Path) -> None:
    del small["x-limits"]["job-seconds"]
    with pytest.raises(generate.GenerationError, match="does not say 'job-seconds'"):
        generate.build(written(small, tmp_path), tmp_path / "addepar_api")


def test_broken_yaml_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text("a: [1\nb: 2\n")
    with pytest.raises(generate.GenerationError, match="line 2"):
        generate.build(tmp_path / "spec.yaml", tmp_path / "addepar_api")
