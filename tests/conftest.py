"""For the whole suite: exchanges with a sandbox are held to the specification, and files are searched for secrets."""

import logging
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.contract.recording import MARK, Plugin

from addepar_core.errors import known_secrets

PLANTED = (b"MARKED", b"swordfish-4711-swordfish")
"""What the secrets are made of that tests plant: `hardening/security`, `cli`."""
_LARGE = 16 * 1024 * 1024
_SLOW = frozenset(Path(__file__).with_name("slow.txt").read_text("utf-8").splitlines())


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", f"{MARK}: sends wrong requests through the client; only answers are judged")
    config.addinivalue_line("markers", "slow: left out by `make quick`; set from tests/slow.txt")
    config.pluginmanager.register(Plugin(config), "addepar-recording")
    # A shell starts its background jobs deaf to Ctrl-C, and nohup makes them deaf to the end of a terminal; both
    # would be passed on to the commands under test.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if sys.platform != "win32":
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Spares `make quick` the import of files in which every test is slow."""
    left_out = config.getoption("markexpr") == "not slow" and _name(collection_path, config) in _SLOW
    return True if left_out else None


def pytest_collection_modifyitems(items: list[pytest.Item], config: pytest.Config) -> None:
    names = {path: _name(path, config) for path in {item.path for item in items}}
    for item in items:
        file = names[item.path]
        if file in _SLOW or f"{file}::{getattr(item, 'originalname', item.name)}" in _SLOW:
            item.add_marker("slow")


def _name(path: Path, config: pytest.Config) -> str:
    return path.relative_to(config.rootpath).as_posix() if path.is_relative_to(config.rootpath) else ""


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """A command that runs in this process takes over the log; the tests after it want theirs back."""
    log = logging.getLogger("addepar_client")
    before = log.handlers[:], log.propagate, log.level, log.disabled
    yield
    log.handlers[:], log.propagate, level, log.disabled = before
    log.setLevel(level)


@pytest.fixture(autouse=True)
def _credentials_as_before() -> Iterator[None]:
    """A message is searched for all credentials of the process: those of a test are forgotten after it."""
    before = {**known_secrets._known}
    yield
    known_secrets._known.clear()
    known_secrets._known.update(before)


@pytest.fixture(scope="session", autouse=True)
def _no_secret_on_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """After the last test: whatever was written that holds a planted secret is for its owner alone (mode 0600)."""
    yield
    assert open_to_others(tmp_path_factory.getbasetemp()) == []


def open_to_others(folder: Path) -> list[str]:
    """The files that hold a planted secret and can be read by others; those of more than 16 MiB are data of ours."""
    files = [one for one in folder.rglob("*") if one.is_file() and not one.is_symlink()]
    readable = [one for one in files if one.stat().st_mode & 0o077 and one.stat().st_size <= _LARGE]
    return [str(one) for one in readable if any(secret in one.read_bytes() for secret in PLANTED)]
