"""Processes that are cheap to start and can be killed at any point of their work, the same one each time.

A process that has imported everything forks a child for each task. A child counts what it does: every call of a
function, and apart from them those that touch files and sockets, before and after each. At the count that was asked
for it sends itself SIGKILL, and nothing of it runs any more.

Run as ``python -m tests.hardening.kills.zygote``; tasks and answers are lines of JSON.
"""

import json
import os
import signal
import sys
import threading
import traceback
import warnings
from types import FrameType
from typing import Any

_TOUCHING = frozenset(
    {"replace", "rename", "link", "open", "write", "fsync", "unlink", "close", "flock", "mkdir", "send", "sendall"}
    | {"recv", "recv_into", "connect", "shutdown", "dump", "truncate"}
)


class Counter:
    """Counts what this process does, and ends it.

    Args:
        kind: "calls" or "touches": which count is meant by ``last``.
        last: the count to die at; 0 for never.
    """

    def __init__(self, kind: str, last: int) -> None:
        self.calls = self.touches = 0
        self._calls_end = last if kind == "calls" else 0
        self._touches_end = last if kind == "touches" else 0

    def __call__(self, frame: FrameType, event: str, what: Any) -> None:
        self.calls += 1
        if event in ("c_call", "c_return") and what.__name__ in _TOUCHING:
            self.touches += 1
            if self.touches == self._touches_end:
                os.kill(os.getpid(), signal.SIGKILL)
        if self.calls == self._calls_end:
            os.kill(os.getpid(), signal.SIGKILL)


def _child(task: dict[str, Any]) -> None:
    """Do a task, and write down its result; never returns."""
    code = 70
    try:
        out = os.open(task["out"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(out, 1), os.dup2(out, 2)
        os.chdir(task["folder"])
        os.environ.update(task["environ"])
        from tests.hardening.kills import work

        counter = Counter(task["kind"], task["last"])
        if task["counted"]:
            threading.setprofile(counter)
            sys.setprofile(counter)
        result = getattr(work, task["work"])(**task["given"])
        sys.setprofile(None)
        threading.setprofile(None)
        sys.stdout.flush(), sys.stderr.flush()
        os.write(task["pipe"], json.dumps([result, counter.calls, counter.touches]).encode())
        code = 0
    except BaseException:  # noqa: BLE001 - told, and the process ends
        traceback.print_exc()
    finally:
        os._exit(code)


def main() -> None:
    """Fork a child for each line, and answer with how it ended."""
    from tests.hardening.kills import work

    work.warm()
    warnings.simplefilter("error")
    os.write(1, b"ready\n")
    for line in sys.stdin:
        task = json.loads(line)
        ours, theirs = os.pipe()
        child = os.fork()
        if not child:
            os.close(ours)
            _child(task | {"pipe": theirs})
        os.close(theirs)
        received = b""
        while data := os.read(ours, 65536):
            received += data
        os.close(ours)
        _, status = os.waitpid(child, 0)
        answer = {
            "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
            "code": os.waitstatus_to_exitcode(status),
        }
        answer["result"] = json.loads(received) if received else None
        os.write(1, json.dumps(answer).encode() + b"\n")


if __name__ == "__main__":
    main()
