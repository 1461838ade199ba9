"""A sandbox for each test, and the command that is pointed at it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.forking import USUAL
from tests.cli.support import SECRET, Cli

from addepar_sandbox import Sandbox


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """A sandbox with the default data, already serving at ``sandbox.url``, which knows a key with a real secret."""
    with Sandbox() as made, made.serve():
        made.add_key("real-key", SECRET, "22")
        yield made


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    """The command, in an empty home, with nothing configured."""
    path = os.environ.get("PYTHONPATH")
    return Cli(
        tmp_path,
        {
            "HOME": str(tmp_path),
            "USERPROFILE": str(tmp_path),  # the home on Windows, where Python cannot start without the next one
            **{name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ},
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join(filter(None, [str(tmp_path), path])),
            **USUAL,
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "TERM": "xterm",
        },
    )


@pytest.fixture
def addepar(cli: Cli, sandbox: Sandbox) -> Cli:
    """The command, with the environment lines of the sandbox."""
    cli.environ |= {
        "ADDEPAR_BASE_URL": sandbox.url or "",
        "ADDEPAR_FIRM_ID": "1",
        "ADDEPAR_KEY": "real-key",
        "ADDEPAR_SECRET": SECRET,
    }
    return cli
