"""Names the states of a job and defines how jobs pass through them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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

    Attributes:
        advance: what moves a job on: `at_once` (finished at the first look), `reads` (of its status) or `seconds`
            (of the sandbox's clock).
        reads: with `reads`, how many looks move a job one state on.
        seconds: with `seconds`, how long each state lasts.
        path: the states before the last one, beginning with the one that the submission answers.
        ends_as: the last state.
        completed_status: how the status of a finished job is answered: 200, or 303 with a Location.
        download_status: how the download of a finished job is answered: 200 with the bytes, or 303 to them.
        unfinished_status: how an early download is answered: 404, or 200 with the job's document.
        queue_quota: how many unfinished jobs a firm may have before the next one is rejected; None for any number.
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
