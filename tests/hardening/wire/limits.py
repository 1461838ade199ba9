"""How much is tried, and for how long: a test that hangs fails by a limit of its own."""

import os
import signal
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

PROOF = int(os.environ.get("ADDEPAR_PROOF") or 0)
"""0 for the short form of `make test`; else how many times as much `make hardening` wants."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Fail what takes longer, wherever it hangs; again every five seconds, if it does not let itself be stopped."""

    def late(_: int, frame: FrameType | None) -> None:
        where = "".join(traceback.format_stack(frame, limit=8))
        pytest.fail(f"hangs: not done after {seconds:g} s; it was at\n{where}")

    over = threading.Event()
    here = threading.get_ident()

    def watch() -> None:
        wait = seconds
        while not over.wait(wait):
            signal.pthread_kill(here, signal.SIGUSR2)
            wait = 5.0

    before = signal.signal(signal.SIGUSR2, late)
    watcher = threading.Thread(target=watch, name="server", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()
        signal.signal(signal.SIGUSR2, before)
