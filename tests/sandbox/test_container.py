"""The container: what is in the image, who it runs as, that a client can use it, and that it knows whether it is well.

Needs buildah and a base image: the one that the Containerfile names, or one that ADDEPAR_TEST_BASE names, such as
`oci-archive:/path/base.tar`. Everything is kept in a folder of the test's own.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from scripts.release.building import snapshot
from tests.sandbox.namespaces import MISSING, block, cabled, compose_environment

ROOT = Path(__file__).parents[2]

BUILDAH = shutil.which("buildah") or ""
BASE = os.environ.get("ADDEPAR_TEST_BASE", "")
SECRET = "planted-4c1e7f"  # noqa: S105 - what must not be found
PLANTED = (".env", ".git/config", ".venv/notes.txt", "sandbox/.env", "notes.txt")
SEARCH = f"""
import os
for top in sorted(set(os.listdir("/")) - {{"proc", "sys", "dev", "run"}}):
    for folder, _, names in os.walk("/" + top):
        for name in names:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and {SECRET.encode()!r} in open(path, "rb").read():
                print(path)
"""

pytestmark = pytest.mark.skipif(not BUILDAH, reason="buildah is not on this machine")


class Engine:
    """buildah with a store of its own."""

    def __init__(self, folder: Path) -> None:
        store = ["--root", str(folder / "root"), "--runroot", str(folder / "run"), "--storage-driver", "vfs"]
        self.words = [BUILDAH, *store]
        self.environment = os.environ | {"BUILDAH_ISOLATION": "chroot", "TMPDIR": str(folder)}
        self.container = ""

    def start(self, *words: str, **options: Any) -> subprocess.Popen[str]:
        command = [*self.words, *words]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=self.environment, **options)  # noqa: S603

    def run(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        ran = subprocess.run(  # noqa: S603
            [*self.words, *words], capture_output=True, text=True, env=self.environment, check=False
        )
        assert not check or ran.returncode == 0, ran.stdout + ran.stderr
        return ran

    def inside(self, *words: str, user: str = "", check: bool = True) -> subprocess.CompletedProcess[str]:
        return self.run("run", *(["--user", user] if user else []), self.container, "--", *words, check=check)

    def config(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.run("inspect", self.container).stdout)["Docker"]["config"]
        return found


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("container")
    for name in ("root", "run"):
        (folder / name).mkdir()
    engine = Engine(folder)
    if not BASE:
        default = next(
            line for line in (ROOT / "sandbox/Containerfile").read_text("utf-8").splitlines() if "ARG BASE" in line
        )
        if engine.run("pull", default.partition("=")[2], check=False).returncode:
            pytest.skip("the base image cannot be had here; ADDEPAR_TEST_BASE may name another")
    tree = snapshot(folder / "tree")
    for name in PLANTED:
        (tree / name).parent.mkdir(exist_ok=True)
        (tree / name).write_text(SECRET)
    base = ["--build-arg", f"BASE={BASE}"] if BASE else []
    engine.run("bud", "--format", "docker", *base, "-f", "sandbox/Containerfile", "-t", "addepar-sandbox", str(tree))
    engine.container = engine.run("from", "--pull-never", "addepar-sandbox").stdout.strip()
    yield engine
    engine.run("rm", "--all", check=False)
    engine.run("rmi", "--all", "--force", check=False)
    shutil.rmtree(folder, ignore_errors=True)


def test_nothing_of_the_repository_is_in_the_image(engine: Engine) -> None:
    assert engine.inside("python3", "-c", SEARCH, user="root").stdout == ""
    assert engine.inside("ls", "/src", check=False).returncode != 0


def test_it_serves_as_nobody_at_an_address_that_a_client_can_use_and_knows_whether_it_is_well(engine: Engine) -> None:
    config = engine.config()
    assert engine.inside("id", "-un").stdout.strip() == "nobody"
    probe, words, *more = config["Healthcheck"]["Test"]
    assert probe == "CMD"
    process = engine.start("run", engine.container, "--", *config["Entrypoint"], "--port", "0")
    try:
        assert process.stdout is not None
        url = httpx.URL(process.stdout.readline().strip())
        answer = httpx.get(f"{url}/v1/files/123", auth=("sandbox", "sandbox"), headers={"Addepar-Firm": "1"})
        assert answer.status_code == 200
        health = [words, *(word.replace("8700", str(url.port)) for word in more)]
        assert engine.inside(*health, check=False).returncode == 0
    finally:
        process.terminate()
        with process:
            process.wait(timeout=60)
    assert engine.inside(*health, check=False).returncode != 0


@pytest.mark.skipif(bool(MISSING), reason=MISSING or "nothing is missing")
def test_a_program_in_another_network_reaches_it_as_the_compose_file_says(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "export.py").write_text(block("export.py"))
    with cabled(tmp_path) as (server, program):
        command = [*engine.words, "run", engine.container, "--", *engine.config()["Entrypoint"]]
        process = subprocess.Popen(  # noqa: S603
            server.command(*command), stdout=subprocess.PIPE, text=True, env=engine.environment
        )
        try:
            assert process.stdout is not None
            assert process.stdout.readline().strip() == "http://127.0.0.1:8700/api"
            ran = program.run(sys.executable, "export.py", cwd=tmp_path, env=compose_environment())
        finally:
            process.terminate()
            with process:
                process.wait(timeout=60)
    assert ran.returncode == 0, ran.stderr
    assert "sandbox:8700" in ran.stdout
