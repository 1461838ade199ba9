"""Rounds: the contestants take turns, once per round; the result is a median with its extremes."""

import json
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from select import select
from typing import Any

from . import environments
from .environments import HOME, ROOT
from .serving import Served, environment

LONGEST = 180
"""Seconds that one go may take; a contestant that takes longer is left out."""
SLOW = 30
"""A contestant whose first go takes more seconds than this has no second one, which would take most of the time."""
LEFT_OUT: list[str] = []
"""Prefixes of the names of contestants that do not take part."""
Taken = dict[str, Any]
"""What one go took: ``seconds``, ``cpu``, ``peak_kib`` if it is known, and the ``value`` that it found."""


Row = dict[str, Any]
"""One line of the results: ``value`` (a spread), ``figures`` of each contestant in ``unit``, ``absent``, ``note``."""


class Failed(Exception):
    """A contestant could not do a task; its message says why."""


@dataclass(frozen=True)
class Extent:
    """How much is measured.

    Attributes:
        rounds: how many counted goes each contestant has.
        part: the share of the full load.
    """

    rounds: int
    part: float

    def of(self, full: int) -> int:
        return max(1, int(full * self.part))


FULL, QUICK = Extent(5, 1.0), Extent(2, 0.1)


class Worker:
    """A process that runs the tasks of one contestant; see ``bench.worker``."""

    def __init__(self, contestant: str, where: str) -> None:
        self._name = contestant
        command: list[str | Path] = [environments.ready(where), "-m", "bench.worker", contestant]
        paths = [str(ROOT), str(HOME / "opc"), str(HOME / "oag" / "written")]
        variables = environment() | {"PYTHONPATH": os.pathsep.join(paths if where in ("opc", "oag") else paths[:1])}
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, env=variables, cwd=HOME, text=True)  # noqa: S603

    def do(self, task: str, arguments: Mapping[str, Any]) -> Taken:
        """One go at a task; raises ``Failed`` if the task raised."""
        assert self._process.stdin is not None and self._process.stdout is not None  # noqa: S101
        try:
            self._process.stdin.write(json.dumps([task, arguments]) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise Failed(f"{self._name}: its process ended at once; its output is above") from error
        if not select([self._process.stdout], [], [], LONGEST)[0]:
            self._process.kill()
            raise Failed(f"{self._name}: {task} took longer than {LONGEST} s")
        line = self._process.stdout.readline()
        taken: Taken = json.loads(line) if line else {"error": "its process ended"}
        if "error" in taken:
            raise Failed(f"{self._name}: {task}: {taken['error']}")
        return taken

    def close(self) -> None:
        """End the process; kill it if it is still running after 5 seconds."""
        try:
            self._process.communicate(timeout=5)
        except (BrokenPipeError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()


def command(*words: str | Path) -> Taken:
    """One run of a command as a go: the time from start to end, and what the kernel counted."""
    HOME.mkdir(exist_ok=True)
    begun = time.perf_counter()
    options = {"env": environment(), "cwd": HOME, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        process = subprocess.Popen([str(word) for word in words], **options)  # type: ignore[call-overload]  # noqa: S603
    except FileNotFoundError as error:
        raise Failed(f"{Path(words[0]).name} is not installed") from error
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise Failed(f"{Path(words[0]).name} ended with {process.returncode}")
    return {"seconds": seconds, "cpu": used.ru_utime + used.ru_stime, "peak_kib": used.ru_maxrss, "value": None}


WHERE = {
    **dict.fromkeys(("ours", "firms", "waiting", "raw_httpx"), "own"),
    "raw_requests": "requests",
    "addepy_peer": "addepy",
}
"""The environment of each contestant whose environment has another name."""


class Stage:
    """What the contestants of a measurement share: the server, the extent, and their processes.

    Attributes:
        served: the server.
        extent: how often and how much.
        work: a folder on disk that is empty before each go.
    """

    def __init__(self, served: Served, extent: Extent, work: Path) -> None:
        self.served, self.extent, self.work = served, extent, work
        self._workers: dict[str, Worker] = {}

    def task(self, contestant: str, task: str, *, fresh: bool = False, **arguments: Any) -> Callable[[], Taken]:
        """A contestant's task, for ``compete``: in one process for all goes, or if ``fresh`` in a new one each time."""

        def once() -> Taken:
            if fresh:
                self.end(contestant)
            if contestant not in self._workers:
                self._workers[contestant] = Worker(contestant, WHERE.get(contestant, contestant))
            return self._workers[contestant].do(task, arguments)

        return once

    def end(self, contestant: str | None = None) -> None:
        """End the process of one contestant, or of all."""
        for name in [contestant] if contestant else list(self._workers):
            if worker := self._workers.pop(name or "", None):
                worker.close()

    def compete(self, contestants: Mapping[str, Callable[[], Taken]], rounds: int | None = None) -> "Table":
        """Run all contestants in turn, round by round. The first round counts only for slow contestants.

        A contestant that fails is left out, with the reason.
        """
        contestants = {name: once for name, once in contestants.items() if not name.startswith(tuple(LEFT_OUT))}
        goes: dict[str, list[Taken]] = {name: [] for name in contestants}
        absent: dict[str, str] = {}
        slow: list[str] = []
        truth = None
        for turn in range((rounds or self.extent.rounds) + 1):
            for name, once in contestants.items():
                if name in absent or name in slow:
                    continue
                try:
                    taken = once()
                    truth = taken["value"] if truth is None else truth
                    if taken["value"] not in (None, truth):
                        raise Failed(f"found {taken['value']} where others found {truth}")
                except (Failed, environments.Missing) as error:
                    absent[name] = str(error)
                    continue
                finally:
                    self.tidy()
                if not turn and taken["seconds"] > SLOW:
                    slow.append(name)
                if turn or name in slow:
                    goes[name].append(taken)
        return Table({name: own for name, own in goes.items() if name not in absent}, absent, slow)

    def tidy(self) -> None:
        """Remove what a go left in the work folder."""
        shutil.rmtree(self.work)
        self.work.mkdir()


@contextmanager
def staged(served: Served, extent: Extent) -> Iterator[Stage]:
    """A stage; its processes are ended and its files removed afterwards."""
    work = Path(tempfile.mkdtemp(prefix="work-", dir=HOME))
    stage = Stage(served, extent, work)
    try:
        yield stage
    finally:
        stage.end()
        shutil.rmtree(work, ignore_errors=True)


@dataclass(frozen=True)
class Table:
    """The result of the rounds: the goes of each contestant, or why there are none, and those that had only one."""

    goes: Mapping[str, list[Taken]]
    absent: Mapping[str, str]
    slow: Sequence[str] = ()

    def figures(self, of: str = "seconds", scale: float = 1.0) -> dict[str, dict[str, float]]:
        """For each contestant the median, least and most."""
        return {name: spread([each[of] * scale for each in own]) for name, own in self.goes.items()}

    def ratio(self, one: str, floor: str, of: str = "seconds") -> dict[str, float] | None:
        """The spread of the ratio of ``one`` to ``floor``, round by round; None if either is absent."""
        if one not in self.goes or floor not in self.goes:
            return None
        pairs = zip(self.goes[one], self.goes[floor], strict=True)
        return spread([mine[of] / its[of] for mine, its in pairs])

    def row(
        self,
        value: dict[str, float] | None,
        *,
        of: str = "seconds",
        scale: float = 1.0,
        unit: str = "s",
        note: str = "",
    ) -> Row:
        """A row of the results: the figure of the aim, and the figures of all contestants."""
        if self.slow:
            note = "; ".join(filter(None, (note, f"{' and '.join(self.slow)}: one round, of over {SLOW} s")))
        return row(value, self.figures(of, scale), unit, absent=self.absent, note=note)


def spread(values: list[float]) -> dict[str, float]:
    """The median, least and most of some values."""
    return {"median": statistics.median(values), "min": min(values), "max": max(values)}


def row(
    value: dict[str, float] | None,
    figures: Mapping[str, dict[str, float]],
    unit: str,
    *,
    absent: Mapping[str, str] | None = None,
    note: str = "",
) -> Row:
    """A row of the results as data."""
    return {"value": value, "unit": unit, "figures": dict(figures), "absent": dict(absent or {}), "note": note}
