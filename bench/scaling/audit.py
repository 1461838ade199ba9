"""Judges the simulation: it counts requests in windows, independently of the client's budget.

The limits are read from openapi.yaml; no module of the client is imported.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

SPEC = Path(__file__).resolve().parents[2] / "openapi.yaml"
MICRO = 1_000_000
Limits = Sequence[tuple[int, int]]
"""Pairs of (requests, seconds)."""


def documented() -> Limits:
    """The limits of one firm in the specification."""
    stated: dict[str, Any] = yaml.load(SPEC.read_text("utf-8"), yaml.CSafeLoader)["x-limits"]
    return [(one["requests"], one["seconds"]) for one in stated["rate"]]


def most_in_window(times: Sequence[int], seconds: int) -> int:
    """The most of the times (in microseconds) in any window of ``seconds`` seconds, at any start time."""
    ordered = sorted(times)
    most = first = 0
    for last, at in enumerate(ordered):
        while at - ordered[first] >= seconds * MICRO:
            first += 1
        most = max(most, last - first + 1)
    return most


class Gate:
    """The server's limits for one firm: admits a request, or refuses it. Requests must be passed in order of time.

    Args:
        limits: the limits of the firm.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._admitted: list[int] = []

    def wait(self, at: int) -> int:
        """0 if a request at this time (in microseconds) is admitted, otherwise the seconds to wait before the next."""
        waits = [0]
        for requests, seconds in self._limits:
            if len(self._admitted) >= requests:
                since = at - self._admitted[-requests]
                if since < seconds * MICRO:
                    waits.append(-(-(seconds * MICRO - since) // MICRO))
        if max(waits) == 0:
            self._admitted.append(at)
        return max(waits)
