"""``addepar sandbox``: the lines to copy, and that nothing is left running."""

import os
import re
import signal
import socket
import subprocess
import sys
import tomllib
from contextlib import suppress
from pathlib import Path

import click
import pytest
from tests.cli.support import Cli

from addepar_cli.setup import drift
from addepar_cli.setup.sandbox import line_of
from addepar_client import ConfigurationError
from addepar_core.auth.keyring import read_entry


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_the_sandbox_ends_with_the_command_that_started_it(cli: Cli, sign: int) -> None:
    with cli.start("sandbox") as process:
        assert process.stdout is not None
        lines = [process.stdout.readline().decode() for _ in range(5)]
        values = dict(re.match(r"export (\w+)=(\S+)", line).groups() for line in lines)  # type: ignore[union-attr]
        assert cli.run("positions", "get", "13", environ=values).code == 0
        port = re.search(r":(\d+)/", values["ADDEPAR_BASE_URL"])
        assert port is not None
        with socket.create_connection(("127.0.0.1", int(port[1])), timeout=30) as connection:
            process.send_signal(sign)
            with suppress(ConnectionResetError):  # the kernel refuses what the server had not accepted
                assert connection.recv(1) == b""


def without(*modules: str) -> str:
    """The start of a program that lacks some packages."""
    return f"import sys; sys.modules.update(dict.fromkeys({modules!r})); "


SANDBOX = {
    "starlette": "starlette",
    "uvicorn": "uvicorn",
    "python_multipart": "python-multipart",
    "yaml": "pyyaml",
    "jsonschema": "jsonschema",
    "openpyxl": "openpyxl",
    "jsonpath": "python-jsonpath",
}


def ended(code: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603


@pytest.mark.parametrize("missing", SANDBOX)
def test_without_its_extra_the_sandbox_says_in_one_line_what_to_install(missing: str) -> None:
    done = ended(without(missing) + "from addepar_sandbox.__main__ import main; sys.exit(main())", "--port", "0")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        f"addepar-sandbox: the sandbox needs packages that are not installed: pip install {SANDBOX[missing]}, "
        "or install addepar-client with its extra [sandbox]"
    ]


def test_so_does_the_command_that_starts_it(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys; sys.modules['starlette'] = None\n")
    command = [sys.executable, "-m", "addepar_cli", "sandbox"]
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environment)  # noqa: S603
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert "pip install starlette, or install addepar-client with its extra [sandbox]" in line


@pytest.mark.parametrize("missing", ["click", "tqdm", "tomlkit", "wcwidth"])
def test_without_its_extra_the_command_says_so_whatever_it_was_asked(missing: str) -> None:
    done = ended(without(missing) + "from addepar_cli.entry import main; main()", "profile", "show")
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert f"pip install {missing}, or install addepar-client with its extra [cli]" in line


def test_without_their_extras_keyring_and_drift_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(ConfigurationError, match="keyring needs the package keyring: pip install keyring"):
        read_entry("acme")
    monkeypatch.setattr(drift, "find_spec", lambda _: None)
    with pytest.raises(click.UsageError, match=r"install addepar-client with its extra \[contract\]"):
        drift._contract()


def test_all_is_all() -> None:
    """Each extra is part of `all`, so that its absence cannot be met there."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    (whole,) = project["optional-dependencies"]["all"]
    named = set(re.findall(r"\w+", whole.partition("[")[2]))
    assert named == project["optional-dependencies"].keys() - {"all"}


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        ("sh", "export ADDEPAR_KEY='it'\"'\"'s'"),
        ("fish", "set -gx ADDEPAR_KEY 'it'\"'\"'s'"),
        ("powershell", "$Env:ADDEPAR_KEY = 'it''s'"),
        ("cmd", 'set "ADDEPAR_KEY=it\'s"'),
    ],
)
def test_the_lines_are_those_of_the_shell(shell: str, line: str) -> None:
    assert line_of(shell, "ADDEPAR_KEY", "it's") == line
