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
        """Those that have one of these words in their name; all without a word."""
        return [name for name in self._items if not words or any(word in name for word in words)]

    def warm(self, name: str) -> None:
        """Run one test in this process, so that the forked ones find the specification read."""
        for report in runtestprotocol(self._items[name], log=False, nextitem=None) or ():
            if not report.passed:
                raise RuntimeError(f"{name} does not pass without a defect: {report.longreprtext[-2000:]}")

    def first_that_fails(self, names: Sequence[str], defect: Defect | None) -> str:
        """The first of these tests that fails in a process with this defect; empty if they pass."""
        reading, writing = os.pipe()
        process = os.fork()
        if not process:
            os.close(reading)
            _quietly(lambda: os.write(writing, self._run(names, defect).encode()))
        os.close(writing)
        with os.fdopen(reading, "rb") as answer:
            found = answer.read().decode()
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
    """Notes whether the sandbox failed instead of answering."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._any = False

    def emit(self, record: logging.LogRecord) -> None:
        self._any = True

    def taken(self) -> bool:
        """Whether it did since the last time."""
        found, self._any = self._any, False
        return found


def _quietly(work: Callable[[], object]) -> None:
    """Do this, and end the process: nothing of pytest above may go on in a forked one."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.dup2(nowhere, sys.stderr.fileno())
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)


class _Instead:
    """A pytest plugin that hands over the collected tests, and does not run them."""

    def __init__(self, work: Callable[[Tests], None]) -> None:
        self._work = work

    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        if session.testsfailed:
            return None  # pytest says what it could not collect
        self._work(Tests(session.items))
        return True


def with_tests(root: Path, files: Sequence[str], work: Callable[[Tests], None]) -> None:
    """Collect these files of tests/contract, and let `work` run some of them."""
    os.environ[VARIABLE] = ""  # the walks need not look for the shortest one that fails
    code = pytest.main([*_OPTIONS, "--rootdir", str(root), *(f"{FOLDER}/{each}" for each in files)], [_Instead(work)])
    if code:
        raise RuntimeError(f"pytest ended with {code!r}")
