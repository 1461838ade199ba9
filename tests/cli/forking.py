"""Starts the command by forking a process that has imported it, which costs a fifth of a cold start.

The child is a process of its own in every respect: arguments, environment, folder, streams, and signals are those of
`python -m addepar_cli`. It is a child of this process, so that it can be waited for. Only the imports are done before,
its memory is not taken apart at the end, and `ps` shows another command line. A test of these starts cold (`Cli.cold`),
as do the examples that need a shell (test_help.py).

Run as ``python -m tests.cli.forking FD [MODULE ...]``, with modules to import besides; each task is a message of JSON
with the three streams.
"""

import atexit
import ctypes
import functools
import gc
import json
import os
import pkgutil
import runpy
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

COMMAND = (sys.executable, "-m", "addepar_cli")
_ROOT = Path(__file__).parents[2]
USUAL = {"PYTHONWARNINGS": "error", "LANG": "C.UTF-8"}
"""The environment of the interpreter; with any other one the command starts cold."""
_READ_BY_CODE = frozenset({"PYTHONPATH", "PYTHON_KEYRING_BACKEND"})
"""Variables of this form that do not matter before the first line of Python runs."""
_LATE = (
    "anyio",
    "certifi",
    "encodings.idna",
    "h11",
    "httpcore",
    "importlib.resources.readers",
    "tomlkit",
    "tqdm",
    "addepar_core.transport.network.tls:tls_context",
)
"""What else the first call imports, and `module:function` for what it makes once."""
_PR_SET_CHILD_SUBREAPER = 36


def of_interpreter(environ: Mapping[str, str]) -> dict[str, str]:
    """The variables that decide how an interpreter starts."""
    read = ("PYTHON", "LC_", "LANG", "MALLOC", "LD_")
    return {name: value for name, value in environ.items() if name.startswith(read) and name not in _READ_BY_CODE}


class Parent:
    """A process that has imported the command.

    Args:
        more: modules that it imports besides.
    """

    def __init__(self, more: Sequence[str]) -> None:
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            paths = [str(_ROOT), os.environ.get("PYTHONPATH", "")]
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", "tests.cli.forking", str(theirs.fileno()), *more],
                env={**USUAL, "PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(filter(None, paths))},
                cwd=_ROOT,
                pass_fds=[theirs.fileno()],
            )
        self._prctl = ctypes.CDLL(None, use_errno=True).prctl
        atexit.register(self.close)

    def fork(self, task: dict[str, Any], streams: list[int]) -> int:
        """Start a child of this process; gives its number."""
        # Whoever forks it ends at once, and the orphan comes to the nearest ancestor that asks for orphans.
        self._prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        try:
            socket.send_fds(self._socket, [json.dumps(task).encode()], streams)
            return int(self._socket.recv(64))
        finally:
            self._prctl(_PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)

    def close(self) -> None:
        self._socket.close()
        self._process.wait(timeout=30)


@functools.cache
def parent(more: tuple[str, ...]) -> Parent | None:
    """The one of this process; None on a system without what it takes."""
    return Parent(more) if sys.platform == "linux" else None


class Forked(subprocess.Popen[bytes]):
    """`python -m addepar_cli`; the options are those of `Popen`.

    Args:
        arguments: what comes after these words.
        cold: whether to start it as a shell does.
        more: modules that are imported before, besides those of the command.
    """

    def __init__(
        self, arguments: Sequence[str], *, cold: bool = False, more: tuple[str, ...] = (), **options: Any
    ) -> None:
        self._cold, self._more = cold, more
        super().__init__([*COMMAND, *arguments], **options)

    def _execute_child(self, args: Any, *rest: Any) -> None:
        _, _, _, _, cwd, env, _, _, _, reading, ours_in, ours_out, writing, ours_err, complaining, *_ = rest
        made = None if self._cold or of_interpreter(env) != USUAL else parent(self._more)
        if made is None:
            super()._execute_child(args, *rest)  # type: ignore[misc]
            return
        task = {"arguments": args[len(COMMAND) :], "cwd": str(cwd), "environ": dict(env), "session": bool(rest[20])}
        try:
            self.pid = made.fork(task, [reading, writing, complaining])
        finally:
            for stream, other in ((reading, ours_in), (writing, ours_out), (complaining, ours_err)):
                if other != -1:
                    os.close(stream)
        self._child_created = True


def _warm(more: Sequence[str]) -> None:
    """Import what any command may need, and more."""
    for name in ("addepar_client", "addepar_api", "addepar_core", "addepar_cli"):
        package = import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            if not module.name.endswith("__main__"):
                with suppress(ImportError):  # of an extra that is not there
                    import_module(module.name)
    for name in (*_LATE, *more):
        module_name, _, function = name.partition(":")
        with suppress(ImportError):
            module = import_module(module_name)
            if function:
                getattr(module, function)()
    gc.collect()
    gc.freeze()


def _child_of(connection: socket.socket) -> dict[str, Any]:
    """Serve until this process is a child with a task, which is given; the first process ends here."""
    while True:
        message, streams, _, _ = socket.recv_fds(connection, 1 << 20, 3)
        if not message:
            connection.close()
            sys.exit()
        begun, said = os.pipe()
        if between := os.fork():
            os.close(said)
            child = os.read(begun, 64)
            os.close(begun)
            # Not before the orphan has its new parent.
            os.waitpid(between, 0)
            for stream in streams:
                os.close(stream)
            connection.send(child)
            continue
        if orphan := os.fork():
            os.write(said, str(orphan).encode())
            os._exit(0)
        os.close(begun)
        os.close(said)
        connection.close()
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        os.closerange(3, max(streams) + 1)
        return dict(json.loads(message))


def _become(task: dict[str, Any]) -> None:
    """Look as if started for this task."""
    if task["session"]:
        os.setsid()
    os.chdir(task["cwd"])
    os.environ.clear()
    os.environ.update(task["environ"])
    time.tzset()
    sys.argv[1:] = task["arguments"]
    here = [str(_ROOT), os.environ.get("PYTHONPATH", "")]
    paths = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
    sys.path[:] = [task["cwd"], *paths, *(path for path in sys.path if path not in here)]
    sys.stdin = sys.__stdin__ = _stream(0, sys.stdin)
    sys.stdout = sys.__stdout__ = _stream(1, sys.stdout)
    sys.stderr = sys.__stderr__ = _stream(2, sys.stderr)


def _stream(number: int, like: TextIO) -> TextIO:
    """A standard stream as the interpreter makes it."""
    mode = "w" if number else "r"
    made = open(number, mode, encoding=like.encoding, errors=like.errors, closefd=False)  # noqa: SIM115
    if number == 2:
        made.reconfigure(line_buffering=True)
    return made


def _leave(end: SystemExit) -> None:
    """End as the interpreter does, but leave the memory to the system.

    To take all modules apart costs three times what everything else of a short command does, and finds nothing that
    the cold starts do not find.
    """
    code = 0 if end.code is None else end.code
    if not isinstance(code, int) or code not in range(256) or any(one.is_alive() for one in _others()):
        raise end  # in the interpreter's own way, here and below
    try:
        sys.stdout.flush(), sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        raise end from None
    atexit._run_exitfuncs()
    with suppress(OSError, ValueError, AttributeError):
        sys.stdout.flush(), sys.stderr.flush()
    os._exit(code)


def _others() -> list[threading.Thread]:
    """The threads that the interpreter waits for."""
    return [one for one in threading.enumerate() if one is not threading.main_thread() and not one.daemon]


if __name__ == "__main__":
    _warm(sys.argv[2:])
    _become(_child_of(socket.socket(fileno=int(sys.argv[1]))))
    try:
        runpy.run_module("addepar_cli", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        _leave(end)
    else:
        _leave(SystemExit(0))
