"""Limits the requests of a firm, across all its credentials, in sliding windows."""

from __future__ import annotations

import math
import threading
from collections import deque
from dataclasses import dataclass

from addepar_sandbox.http.errors import ApiError
from addepar_sandbox.state.clock import Clock


@dataclass(frozen=True)
class Window:
    """A number of requests within a number of seconds."""

    requests: int
    seconds: float

    def __post_init__(self) -> None:
        numbers = (self.requests, self.seconds)
        if any(isinstance(each, bool) or not isinstance(each, int | float) for each in numbers) or not (
            isinstance(self.requests, int) and 1 <= self.requests <= 1e9 and 0 < self.seconds <= 1e9
        ):
            raise ValueError(f"a window needs at least one request and some seconds, not {self}")


class Limits:
    """Counts requests per firm; off if there is no window.

    Args:
        retry_header: the response header with the seconds to wait.
    """

    def __init__(self, retry_header: str) -> None:
        self._retry_header = retry_header
        self._lock = threading.Lock()
        self._windows: tuple[Window, ...] = ()
        self._times: dict[str, deque[float]] = {}

    @property
    def windows(self) -> tuple[Window, ...]:
        return self._windows

    def set(self, windows: tuple[Window, ...]) -> None:
        """Replace the windows and start counting again; an empty tuple switches the limits off."""
        with self._lock:
            self._windows = windows
            self._times.clear()

    def count(self, firm: str, clock: Clock) -> None:
        """Count one request.

        Raises:
            ApiError: 429 with the seconds to wait, if a window is full. A refused request is not counted.
        """
        with self._lock:
            if not self._windows:
                return
            now = clock.now().timestamp()
            times = self._times.setdefault(firm, deque())
            longest = max(window.seconds for window in self._windows)
            while times and times[0] <= now - longest:
                times.popleft()
            wait = max(self._wait(times, window, now) for window in self._windows)
            if wait > 0:
                raise ApiError(
                    429,
                    f"The firm has used up its requests. Try again in {wait} seconds.",
                    {self._retry_header: str(wait)},
                )
            times.append(now)

    @staticmethod
    def _wait(times: deque[float], window: Window, now: float) -> int:
        if len(times) < window.requests:
            return 0
        # The request that has to leave the window before the next one fits in.
        blocking = times[-window.requests]
        return max(0, math.ceil(blocking + window.seconds - now))
