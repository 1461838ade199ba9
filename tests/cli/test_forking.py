"""The tests' cheap start of the command is as good as a cold one."""

import signal
import sys
from pathlib import Path

import pytest
from tests.cli.support import Cli, interrupt

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="orphans go to another process here")


@pytest.mark.parametrize(
    "arguments",
    [
        ["files", "ls"],
        ["files", "get", "9"],
        ["files", "download", "345", "-o", "-"],
        ["profile", "show"],
        ["nonsense"],
    ],
)
def test_it_does_the_same(addepar: Cli, arguments: list[str]) -> None:
    addepar.environ["ADDEPAR_FIRM"] = ""
    forked = addepar.run(*arguments)
    addepar.cold = True
    assert forked == addepar.run(*arguments)


def test_it_is_a_fork_and_a_process_apart(addepar: Cli) -> None:
    with addepar.start("login", "--no-keyring") as process:
        assert b"tests.cli.forking" in Path(f"/proc/{process.pid}/cmdline").read_bytes()
        assert interrupt(process, signal.SIGKILL).code == -signal.SIGKILL
    addepar.run("files", "download", "345", "-o", "here.pdf")
    assert (addepar.home / "here.pdf").stat().st_size


def test_another_environment_of_the_interpreter_starts_cold(addepar: Cli) -> None:
    with addepar.start("login", environ={"PYTHONUTF8": "0"}) as process:
        assert b"tests.cli.forking" not in Path(f"/proc/{process.pid}/cmdline").read_bytes()
        interrupt(process, signal.SIGKILL)
