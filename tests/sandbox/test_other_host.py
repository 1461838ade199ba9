"""A program on another host, as in a compose file: it reaches the sandbox by name, if it says that it may."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.sandbox.namespaces import MISSING, Namespace, block, cabled, compose_environment

pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING or "nothing is missing")


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Namespace]:
    """Where the program is; the sandbox runs in another place, as its container starts it."""
    with cabled(tmp_path) as (server, program):
        words = ("-m", "addepar_sandbox", "--host", "0.0.0.0", "--port", "8700", "--allow-remote")  # noqa: S104
        process = subprocess.Popen(  # noqa: S603
            server.command(sys.executable, *words), stdout=subprocess.PIPE, text=True, cwd=tmp_path
        )
        try:
            assert process.stdout is not None
            assert process.stdout.readline().strip() == "http://127.0.0.1:8700/api"
            yield program
        finally:
            process.terminate()
            with process:
                process.wait(timeout=60)


def test_the_program_of_the_compose_file_reaches_it(program: Namespace, tmp_path: Path) -> None:
    (tmp_path / "export.py").write_text(block("export.py"))
    ran = program.run(sys.executable, "export.py", cwd=tmp_path, env=compose_environment())
    assert ran.returncode == 0, ran.stderr
    assert "sandbox:8700" in ran.stdout


def test_without_the_permission_nothing_is_sent(program: Namespace, tmp_path: Path) -> None:
    (tmp_path / "export.py").write_text(block("export.py"))
    environment = compose_environment()
    del environment["ADDEPAR_ALLOW_HTTP"]
    ran = program.run(sys.executable, "export.py", cwd=tmp_path, env=environment)
    assert ran.returncode == 1
    assert "ConfigurationError: base_url: plain http to sandbox" in ran.stderr
    assert "ADDEPAR_ALLOW_HTTP" in ran.stderr


def test_a_host_that_is_not_known_is_refused(program: Namespace, tmp_path: Path) -> None:
    environment = compose_environment() | {
        "ADDEPAR_BASE_URL": "http://sandbox.example:8700/api", "ADDEPAR_ALLOW_HTTP": "sandbox.example"
    }  # fmt: skip
    (tmp_path / "hosts").write_text("127.0.0.1 localhost\n10.213.0.1 sandbox.example\n")
    (tmp_path / "export.py").write_text(block("export.py"))
    ran = program.run(sys.executable, "export.py", cwd=tmp_path, env=environment)
    assert "403" in ran.stdout + ran.stderr, ran.stderr
