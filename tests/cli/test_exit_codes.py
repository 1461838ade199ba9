"""One line and one code for each way to end."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.cli.support import COMMAND, SECRET, Cli, interrupt
from tests.client.support import Reply, hostile

from addepar_sandbox import Sandbox


def test_done_is_0_and_says_nothing_beside_the_result(addepar: Cli) -> None:
    done = addepar.run("files", "get", "345")
    assert (done.code, done.err) == (0, "")
    assert '"id": "345"' in done.out


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        ({"kind": "status", "status": 500, "times": None}, 1, "500 Internal Server Error"),
        ({"kind": "status", "status": 403}, 3, "the user of the key lacks a permission"),
        ({"kind": "status", "status": 429, "retry_after": 400}, 5, "try again in 400 s"),
        ({"kind": "html", "status": 200}, 1, "instead of JSON"),
    ],
)
def test_what_the_server_refuses(addepar: Cli, sandbox: Sandbox, fault: dict[str, Any], code: int, said: str) -> None:
    sandbox.fail(**fault)
    ended = addepar.run("files", "get", "345", "--max-retries", "0")
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err
    assert ended.err.startswith("addepar: ")
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "environ", "code", "said"),
    [
        (["files", "ls"], {"ADDEPAR_KEY": "other"}, 3, "`addepar doctor` finds the cause"),
        (["files", "ls"], {"ADDEPAR_BASE_URL": "http://127.0.0.1:1/api"}, 1, "`addepar doctor` finds the cause"),
        (["files", "ls"], {"ADDEPAR_KEY": None, "ADDEPAR_SECRET": None}, 2, "addepar login"),
        (["files", "ls"], {"ADDEPAR_FIRM_ID": None}, 2, "ADDEPAR_FIRM_ID"),
        (["files", "ls", "--profile", "work"], {}, 2, "there is no table [work]"),
        (["files", "ls", "--created-after", "soon"], {}, 2, "2024-01-31T12:00:00Z"),
        (["files", "ls", "--nonsense"], {}, 2, "See: addepar files ls --help"),
        (["files", "get"], {}, 2, "Missing argument"),
        (["nonsense"], {}, 2, "No such command 'nonsense'"),
        (["files", "ls", "--json", "--csv"], {}, 2, "cannot be combined"),
        (["files", "get", "9"], {}, 4, "404 Not Found"),
        (["files", "get", "a/b"], {}, 2, "would change the address"),
        (["files", "get", "9", "10"], {}, 4, "0 read, 2 failed"),
        (["files", "get", "345", "9"], {}, 6, "1 read, 1 failed"),
    ],
)
def test_what_is_given(
    addepar: Cli, arguments: list[str], environ: dict[str, str | None], code: int, said: str
) -> None:
    ended = addepar.run(*arguments, environ=environ)
    assert ended.code == code
    assert said in ended.err
    assert "Traceback" not in ended.err


def test_a_budget_that_is_used_up_is_5(addepar: Cli) -> None:
    (addepar.home / "config.toml").write_text("[tight]\nbudget_limits = [[1, 900]]\n")
    flags = ["--budget", "budget.sqlite", "--budget-wait", "0", "--profile", "config.toml:tight"]
    assert addepar.run("files", "get", "345", *flags).code == 0
    ended = addepar.run("files", "get", "345", *flags)
    assert ended.code == 5
    assert "budget is used up" in ended.err


def test_a_wrong_key_stops_many_items_at_once(addepar: Cli, sandbox: Sandbox) -> None:
    ids = [str(number) for number in range(1000, 1040)]
    ended = addepar.run("files", "get", *ids, environ={"ADDEPAR_KEY": "other"})
    assert ended.code == 3
    assert "not tried" in ended.err
    assert len(sandbox.journal.calls()) < 10


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("ids", [["345"], ["345", "123"]], ids=["one", "many"])
def test_interrupted_is_130_and_says_how_to_go_on(addepar: Cli, sandbox: Sandbox, sign: int, ids: list[str]) -> None:
    sandbox.fail("status", status=429, retry_after=50, times=None)
    with addepar.start("files", "get", *ids) as process:
        assert process.stderr is not None
        assert b"waiting 5" in process.stderr.readline()  # it sleeps now
        ended = interrupt(process, sign)
    assert ended.code == 130
    assert "interrupted; no incomplete file was left; to continue: run the same command again" in ended.err
    assert "Traceback" not in ended.err


def test_a_closed_pipe_ends_quietly(addepar: Cli, sandbox: Sandbox) -> None:
    for number in range(400):
        sandbox.add_file(f"a-file-with-a-rather-long-name-{number}.txt", b"")
    with addepar.start("files", "ls") as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (141, b"")


# The front page writes by itself.
@pytest.mark.parametrize("arguments", [["files", "ls"], ["--help"]])
def test_a_closed_pipe_of_windows_ends_quietly_too(addepar: Cli, arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        """
import errno, io, sys

class Pipe(io.FileIO):
    def write(self, data):
        try:
            return super().write(data)
        except BrokenPipeError:
            raise OSError(errno.EINVAL, "Invalid argument") from None

sys.stdout = io.TextIOWrapper(io.BufferedWriter(Pipe(1, "w", closefd=False)), "utf-8")
import addepar_cli.app.streams as streams
streams.WINDOWS = True
"""
    )
    environment = addepar.environment() | {"PYTHONPATH": str(tmp_path)}
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as pipe:
        done = subprocess.run([*COMMAND, *arguments], stdout=pipe, stderr=subprocess.PIPE, env=environment, check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_full_disk_is_told(addepar: Cli) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(  # noqa: S603
            [*COMMAND, "files", "ls"], stdout=full, stderr=subprocess.PIPE, env=addepar.environment(), check=False
        )
    assert done.returncode == 1
    assert b"addepar: cannot write" in done.stderr and b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


def test_debug_shows_requests_and_where_an_error_came_from_but_no_secret(addepar: Cli) -> None:
    ended = addepar.run("files", "get", "9", "--debug")
    assert ended.code == 4
    assert "addepar: debug: GET /api/v1/files/9 404" in ended.err
    assert "Traceback" in ended.err
    assert SECRET not in ended.err
    assert "real-key" not in ended.err


def test_a_server_cannot_drive_the_terminal_through_an_error(addepar: Cli) -> None:
    def answer(_: object) -> Reply:
        return Reply.json('{"errors": [{"detail": "\\u001b]0;pwned\\u0007 \\u202egnp.exe"}]}', 404)

    with hostile(answer) as server:
        ended = addepar.run("files", "get", "9", environ={"ADDEPAR_BASE_URL": server.url})
    assert ended.code == 4
    assert not set("\x1b\x07\u202e") & set(ended.err)


def test_no_secret_is_taken_from_the_command_line(addepar: Cli) -> None:
    for option in ("--key", "--secret", "--access-token", "--client-secret", "--password"):
        for command in (["login"], ["files", "ls"]):
            assert addepar.run(*command, option, "x").code == 2
    assert not any(SECRET in entry for entry in os.environ.values())


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("files ls --limit x", 2, "addepar: Invalid value for '--limit': 'x' is not a valid number."),
        ("--help > /dev/full", 1, "No space left on device"),
        ("files --help > /dev/full", 1, "No space left on device"),
        ("api --list > /dev/full", 1, "No space left on device"),
        ("--help >&-", 1, "standard output is closed"),
        ("api --list >&-", 1, "standard output is closed"),
        ("profile list >&-", 0, ""),
        ("api --list > /dev/null <&-", 0, ""),
        ("files get 2>&-", 2, ""),
        ("profile list <&- >&- 2>&-", 0, ""),
    ],
)
def test_streams_that_are_closed_or_full_cost_one_line(line: str, code: int, words: str, tmp_path: Path) -> None:
    if "full" in line and not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")
    env = {**os.environ, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    command = f'"{sys.executable}" -m addepar_cli {line}'
    done = subprocess.run(  # noqa: S603
        ["/bin/sh", "-c", command], env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == code
    assert done.stderr.count("\n") == bool(words)
    assert words in done.stderr
