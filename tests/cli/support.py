"""Running the real command: in a pipe, and on a terminal."""

import json
import os
import select
import signal
import struct
import subprocess
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.cli.forking import COMMAND as COMMAND
from tests.cli.forking import Forked

SECRET = "swordfish-4711-swordfish"  # noqa: S105
FILES = {
    "positions.csv": "owner_id,owned_id,name\n22,34,Ours\n22,54,\n",
    "changes.csv": 'id,display_name\n13,Robert\n14,"Robert, too"\n',
    "snapshots.csv": "owner_id,owned_id,type,trade_date,amount,currency,units\n22,34,snapshot,2024-03-31,12.5,USD,3\n",
    "letter.pdf": "%PDF-1.7 letter",
    "outbox/a.txt": "a",
    "more/b.pdf": "%PDF-1.7 b",
    "list.txt": "entity:22\nentity:54  # the trust\n",
    "query-body.json": json.dumps(
        {
            "data": {
                "type": "jobs",
                "attributes": {
                    "job_type": "PORTFOLIO_QUERY",
                    "parameters": {
                        "columns": [{"key": "value"}],
                        "groupings": [],
                        "portfolio_type": "entity",
                        "portfolio_id": [22],
                        "start_date": "2024-01-01",
                        "end_date": "2024-03-31",
                    },
                },
            }
        }
    ),
}
"""What the examples read."""


@dataclass
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


@dataclass
class Cli:
    """The command in a folder and with an environment of its own.

    Attributes:
        cold: whether it is started as a shell does, and not by a fork; see `forking`.
    """

    home: Path
    environ: dict[str, str] = field(default_factory=dict)
    cold: bool = False

    def start(self, *arguments: str, environ: Mapping[str, str | None] | None = None) -> "Started":
        return Started(
            arguments,
            cold=self.cold,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.environment(environ),
            cwd=self.home,
        )

    def run(self, *arguments: str, stdin: str = "", environ: Mapping[str, str | None] | None = None) -> Ended:
        with self.start(*arguments, environ=environ) as process:
            out, err = process.communicate(stdin.encode(), timeout=60)
        return Ended(process.returncode, out.decode(), err.decode())

    def environment(self, more: Mapping[str, str | None] | None = None) -> dict[str, str]:
        merged = {**self.environ, **(more or {})}
        return {name: value for name, value in merged.items() if value is not None}

    def on_terminal(
        self,
        *arguments: str,
        answers: Mapping[str, str] | None = None,
        hidden: Collection[str] = (),
        columns: int = 80,
        environ: Mapping[str, str | None] | None = None,
        seen: Callable[[str, subprocess.Popen[bytes]], None] | None = None,
    ) -> Ended:
        """Run on a terminal; each answer is typed when its question has appeared.

        An answer to a hidden question is typed once the terminal shows nothing any more: click before 8.2.1 asks first,
        and what was typed until the echo is off is thrown away.
        """
        fcntl, pty, termios = (
            pytest.importorskip(name, reason="there are no such terminals on Windows")
            for name in ("fcntl", "pty", "termios")
        )
        waiting = dict(answers or {})
        shown = b""
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        environment = self.environment(environ)
        with Started(
            arguments,
            cold=self.cold,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment,
            cwd=self.home,
            start_new_session=True,
        ) as process:
            os.close(theirs)
            with suppress(OSError):  # Linux says so when the other end is closed
                while True:
                    if not select.select([ours], [], [], 60)[0]:
                        process.kill()
                        break
                    if not (piece := os.read(ours, 65536)):
                        break
                    shown += piece
                    text = shown.decode("utf-8", "replace")
                    if seen is not None:
                        seen(text, process)
                    for question in [question for question in waiting if question in text]:
                        while question in hidden and termios.tcgetattr(ours)[3] & termios.ECHO:
                            select.select([], [], [], 0.01)
                            assert process.poll() is None, text
                        os.write(ours, waiting.pop(question).encode() + b"\n")
            os.close(ours)
        return Ended(process.returncode, shown.decode("utf-8", "replace").replace("\r\n", "\n"), "")


def interrupt(process: subprocess.Popen[bytes], sign: int = signal.SIGINT) -> Ended:
    """Send a signal, and see how it ends."""
    process.send_signal(sign)
    out, err = process.communicate(timeout=30)
    return Ended(process.returncode, out.decode(), err.decode())


class Started(Forked):
    """A running command; a test that fails meanwhile does not wait for its end."""

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is not None:
            self.kill()
        super().__exit__(kind, *rest)  # type: ignore[arg-type]
