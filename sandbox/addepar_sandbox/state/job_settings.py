"""The states of a job, and how jobs pass through them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

QUEUED = "Queued"
WAITING = "In Progress - Waiting For Capacity"
PICKED_UP = "Picked Up By Job Runner"
RUNNING = "In Progress"
COMPLETED = "Completed"
CANCEL_REQUESTED = "Cancel Requested"
USER_CANCELLED = "User Cancelled"
TIMED_OUT = "Timed Out"
REJECTED = "Rejected"
ERROR = "Error"
ERROR_CANCELLED = "Error Cancelled"

UNFINISHED = (QUEUED, WAITING, PICKED_UP, RUNNING, CANCEL_REQUESTED)


@dataclass
class JobSettings:
    """How jobs behave. May be changed at any time; `path` and `ends_as` count for jobs created afterwards.

    An unknown setting is an AttributeError, an invalid value a ValueError.

    Attributes:
        advance: what makes a job advance: `at_once` (finished at the first poll), `reads` (of its status) or `seconds`
            (of the sandbox's clock).
        reads: with `reads`, the number of polls after which a job advances by one state.
        seconds: with `seconds`, how long each state lasts.
        path: the states before the last one, beginning with the state after submission.
        ends_as: the last state.
        completed_status: the response to the status of a finished job: 200, or 303 with a Location.
        download_status: the response to the download of a finished job: 200 with the bytes, or 303 to them.
        unfinished_status: the response to an early download: 404, or 200 with the job's document.
        queue_quota: the number of unfinished jobs that a firm may have before the next one is rejected; None for no
            limit.
    """

    advance: Literal["at_once", "reads", "seconds"] = "reads"
    reads: int = 1
    seconds: float = 1.0
    path: tuple[str, ...] = (QUEUED, PICKED_UP, RUNNING)
    ends_as: str = COMPLETED
    completed_status: Literal[200, 303] = 200
    download_status: Literal[200, 303] = 200
    unfinished_status: Literal[404, 200] = 404
    queue_quota: int | None = None

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in _RULES:
            raise AttributeError(f"no job setting {name}; there are {', '.join(_RULES)}")
        fits, wanted = _RULES[name]
        if name == "path" and isinstance(value, list):
            value = tuple(value)
        if not fits(value):
            raise ValueError(f"{name}: {value!r} is not {wanted}")
        super().__setattr__(name, value)


def _is_whole(value: Any, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def _is_state(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _is_positive(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 1e9 and math.isfinite(value)


_RULES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "advance": (lambda value: value in ("at_once", "reads", "seconds"), "at_once, reads or seconds"),
    "reads": (lambda value: _is_whole(value, 1), "a whole number from 1 up"),
    "seconds": (_is_positive, "a number of seconds above 0"),
    "path": (
        lambda value: isinstance(value, tuple) and value != () and all(map(_is_state, value)),
        "a list of at least one state",
    ),
    "ends_as": (_is_state, "the name of a state"),
    "completed_status": (lambda value: _is_whole(value, 200) and value in (200, 303), "200 or 303"),
    "download_status": (lambda value: _is_whole(value, 200) and value in (200, 303), "200 or 303"),
    "unfinished_status": (lambda value: _is_whole(value, 200) and value in (404, 200), "404 or 200"),
    "queue_quota": (lambda value: value is None or _is_whole(value, 0), "a whole number from 0 up, or null for none"),
}
