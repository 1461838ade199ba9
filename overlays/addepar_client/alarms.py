"""The end of a deadline, for a thread that waits on a connection and cannot look at the time itself."""

import threading
from collections.abc import Callable


class Alarm:
    """Cuts a connection when no time is left, unless it is stopped before.

    Args:
        left: the seconds until the deadline.
        cut: ends the connection.
    """

    def __init__(self, left: Callable[[], float], cut: Callable[[], None]) -> None:
        self._left = left
        self._cut = cut
        self._lock = threading.Lock()  # once it is stopped, the connection may be another request's
        self._timer: threading.Timer | None = threading.Timer(max(0.0, left()), self._ring)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        """From now on it does nothing."""
        with self._lock:
            timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()

    def _ring(self) -> None:
        with self._lock:
            if self._timer is not None and self._left() <= 0:
                self._cut()
