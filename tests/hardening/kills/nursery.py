"""Starting, and killing, the children of ``zygote``."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[3]


class Ended(NamedTuple):
    """How a child ended.

    Attributes:
        killed: whether by its SIGKILL.
        result: what its work returned; None where it was killed.
        calls, touches: what it counted.
        said: all that it printed.
    """

    killed: bool
    result: Any
    calls: int
    touches: int
    said: str


@dataclass
class Nursery:
    """A zygote, and where its children live.

    Attributes:
        folder: their working folder.
        environ: what is added to their environment.
    """

    folder: Path
    environ: dict[str, str]
    _process: subprocess.Popen[str]

    def run(self, work: str, kind: str = "calls", last: int = 0, *, counted: bool = True, **given: Any) -> Ended:
        """Run ``work.<work>(**given)`` in a child that dies at its ``last`` count."""
        out = self.folder.parent / f"{self.folder.name}.out"
        out.unlink(missing_ok=True)
        task = {"work": work, "kind": kind, "last": last, "counted": counted, "given": given, "out": str(out)}
        task |= {"folder": str(self.folder), "environ": self.environ}
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise AssertionError("pipes were asked for")
        stdin.write(json.dumps(task) + "\n")
        stdin.flush()
        answer = json.loads(stdout.readline())
        said = out.read_text("utf-8", "replace")
        if answer["result"] is None:
            assert answer["signal"] == 9, said
            return Ended(True, None, 0, 0, said)
        return Ended(False, *answer["result"], said)


@contextmanager
def nursery(folder: Path, environ: Mapping[str, str]) -> Iterator[Nursery]:
    """A zygote for as long as the block lasts."""
    paths = [str(ROOT), *(str(ROOT / one) for one in ("runtime", "generated", "overlays", "sandbox"))]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.hardening.kills.zygote"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONHASHSEED": "0"},
    )
    with process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield Nursery(folder, dict(environ), process)
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(timeout=30)
