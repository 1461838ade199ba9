"""End the command by a signal at any time: while it starts, while it serves, and while it cleans up."""

import signal
import sys
from collections.abc import Callable

# Ctrl-C, the end by another program, a closed terminal; on Windows Ctrl-Break and a closed window.
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


def ending_signals() -> list[int]:
    """The signals that end the sandbox."""
    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    # nohup ignores SIGHUP, and so does what it starts.
    return [each for each in numbers if signal.getsignal(each) is not signal.SIG_IGN]


class Ending:
    """What a signal does to the command: until ``from_here`` names something else, it exits, once.

    Without this, a signal during the start kills the process, which leaves its temporary folder, or prints a traceback;
    and a second signal interrupts the cleaning up.
    """

    def __init__(self) -> None:
        self._came = False
        self._act: Callable[[], object] = self._exit
        for number in ending_signals():
            signal.signal(number, lambda *_: self._act())

    def _exit(self) -> None:
        self._came = True
        self._act = lambda: None  # it is ending already
        sys.exit(0)

    def from_here(self, act: Callable[[], object]) -> None:
        """Call ``act`` for each further signal."""
        self._act = act
        if self._came:
            sys.exit(0)  # again: the first was raised where exceptions are dropped, such as in a finalizer

    def ignore_the_rest(self) -> None:
        """Ignore further signals: the process is ending, and Python would restore the default, which kills it."""
        for number in ending_signals():
            signal.signal(number, signal.SIG_IGN)
