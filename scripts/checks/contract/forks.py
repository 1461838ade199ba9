"""Runs the contract tests in forked processes, each with a defect planted: pytest collects and imports only once.

Needs `os.fork`, which Windows does not have.
"""

import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol
from tests.contract.defects import VARIABLE, Defect

FOLDER = "tests/contract"
# The defects have imported the sandbox before pytest could look at its modules.
_OPTIONS = ["-qq", "-s", "--no-summary", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning"]


class Tests:
    """The collected tests by name (`test_pairs.py::test_pair[jobs_list-429]`), in the order of their files."""

    def __init__(self, items: Sequence[pytest.Item]) -> None:
        self._items = {item.nodeid.removeprefix(f"{FOLDER}/"): item for item in items}

    def names(self, *words: str) -> list[str]:
        """The tests whose names contain one of these words; all of them if no word is passed."""
        return [name for name in self._items if not words or any(word in name for word in words)]

    def warm(self, name: str) -> None:
        """Run one test in this process, so that forked processes start with the specification already read."""
        for report in runtestprotocol(self._items[name], log=False, nextitem=None) or ():
            if not report.passed:
                raise RuntimeError(f"{name} does not pass without a defect: {report.longreprtext[-2000:]}")

    def first_that_fails(self, names: Sequence[str], defect: Defect | None) -> str:
        """The first of these tests that fails in a process with this defect; empty if all of them pass."""
        reading, writing = os.pipe()
        process = os.fork()
        if not process:
            os.close(reading)
            _quietly(lambda: os.write(writing, self._run(names, defect).encode()))
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            found = pipe.read().decode()
        _, status = os.waitpid(process, 0)
        if status:
            raise RuntimeError(f"the tests did not run with {defect.name if defect else 'no defect'}: {status=}")
        return found

    def _run(self, names: Sequence[str], defect: Defect | None) -> str:
        if defect:
            defect.plant()
        crashes = _Crashes()
        logging.getLogger("addepar_sandbox").addHandler(crashes)
        items = [self._items[name] for name in names if name in self._items]
        for number, item in enumerate(items):
            following = items[number + 1] if number + 1 < len(items) else None
            reports = runtestprotocol(item, log=False, nextitem=following) or ()
            if defect and not defect.crashes and crashes.taken():
                continue  # Everything notices a crash, so it shows nothing about the test.
            if any(report.failed for report in reports):
                return item.nodeid.removeprefix(f"{FOLDER}/")
        return ""


class _Crashes(logging.Handler):
    """Records whether the sandbox failed instead of sending a response."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._any = False

    def emit(self, record: logging.LogRecord) -> None:
        self._any = True

    def taken(self) -> bool:
        """Whether it has failed since the last call of this method."""
        found, self._any = self._any, False
        return found


def _quietly(work: Callable[[], object]) -> None:
    """Run `work`, then end this forked process, so that it never returns to the pytest code that called it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.dup2(nowhere, sys.stderr.fileno())
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)


class _CollectedOnly:
    """A pytest plugin that passes the collected tests to `work` instead of running them."""

    def __init__(self, work: Callable[[Tests], None]) -> None:
        self._work = work

    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        if session.testsfailed:
            return None  # pytest says what it could not collect
        self._work(Tests(session.items))
        return True


def with_tests(root: Path, files: Sequence[str], work: Callable[[Tests], None]) -> None:
    """Collect these files of tests/contract, and pass their tests to `work`, which runs some of them."""
    os.environ[VARIABLE] = ""  # the walks need not search for the shortest one that fails
    paths = [f"{FOLDER}/{each}" for each in files]
    code = pytest.main([*_OPTIONS, "--rootdir", str(root), *paths], [_CollectedOnly(work)])
    if code:
        raise RuntimeError(f"pytest ended with {code!r}")
