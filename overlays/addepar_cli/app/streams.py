"""Standard streams that are closed or cannot be written to."""

import errno
import io
import os
import sys
from typing import Any, TextIO, cast

WINDOWS = sys.platform == "win32"


class _Closed(io.TextIOBase):
    """Standard output of a process that was started without one. Writing to it fails, as on a full disk."""

    encoding = "utf-8"

    @property
    def buffer(self) -> Any:
        """The same for bytes."""
        return self

    def write(self, text: Any) -> int:
        raise OSError(errno.EBADF, "standard output is closed")

    def writable(self) -> bool:
        return True


def complete_streams() -> None:
    """Open all three standard streams, so that no file gets one of their descriptors."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123
    if sys.stdout is None:
        sys.stdout = cast("TextIO", _Closed())
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123


def nobody_reads(error: BaseException) -> bool:
    """Whether a write failed because the pipe's reader is gone, which Windows reports as EINVAL."""
    return isinstance(error, OSError) and error.errno in ((errno.EPIPE, errno.EINVAL) if WINDOWS else (errno.EPIPE,))


def unwritten() -> OSError | None:
    """Flush standard output. If that fails, drop the rest and return the error."""
    try:
        sys.stdout.flush()
    except OSError as error:
        drop_output()
        return error
    return None


def drop_output() -> None:
    """Keep the interpreter from trying again, when it ends, to write the rest."""
    descriptor = os.open(os.devnull, os.O_WRONLY)
    os.dup2(descriptor, 1)
    os.close(descriptor)
