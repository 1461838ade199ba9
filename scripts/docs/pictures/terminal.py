"""What a command prints if its output is a terminal; `cli_session.py` records a session with it."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import termios

_LINES, _COLUMNS = 40, 100


def on_a_terminal(command: str, environment: dict[str, str]) -> str:
    """What a command prints on its own terminal, with its colour codes."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, _COLUMNS, 0, 0))
    with subprocess.Popen(["bash", "-c", command], stdin=its, stdout=its, stderr=its, env=environment):  # noqa: S603, S607
        os.close(its)
        printed = b""
        while piece := _read(ours):
            printed += piece
    os.close(ours)
    return printed.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how a terminal signals that no process writes to it any more
        return b""
