"""Advances jobs from state to state, and never backwards."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from addepar_sandbox.http.errors import error_object
from addepar_sandbox.state.clock import Clock, parse_timestamp
from addepar_sandbox.state.job_settings import (
    CANCEL_REQUESTED,
    COMPLETED,
    ERROR_CANCELLED,
    PICKED_UP,
    QUEUED,
    RUNNING,
    TIMED_OUT,
    UNFINISHED,
    USER_CANCELLED,
    WAITING,
    JobSettings,
)


def start(body: dict[str, Any], path: list[str], clock: Clock) -> None:
    """Put a stored job at the beginning of its path of states."""
    body["path"] = path
    body["step"] = 0
    body["reads"] = 0
    body["since"] = clock.timestamp()
    body["attributes"]["status"] = path[0]


def move_on(body: dict[str, Any], settings: JobSettings, clock: Clock, limits: dict[str, Any], looked_at: bool) -> None:
    """Advance a stored job to its current state.

    Args:
        body: the stored job, changed in place.
        settings: what makes jobs advance.
        clock: the sandbox's clock.
        limits: the specification's limits for the duration of a job and the life of its result.
        looked_at: whether this is a poll of the job's status, which counts if polls advance jobs.
    """
    last = len(body["path"]) - 1
    if body["step"] < last:
        _step(body, _steps(body, settings, clock, looked_at), clock)
    age = clock.now() - (parse_timestamp(body["created_at"]) or clock.now())
    attributes = body["attributes"]
    if attributes["status"] in UNFINISHED and age > timedelta(seconds=limits["job-seconds"]):
        start(body, [ERROR_CANCELLED], clock)
        attributes["errors"] = [error_object(400, f"The job ran longer than {limits['job-seconds']} seconds.")]
    elif attributes["status"] == COMPLETED and age >= timedelta(seconds=limits["result-seconds"]):
        start(body, [TIMED_OUT], clock)


def cancel(body: dict[str, Any], clock: Clock) -> None:
    """Cancel a job, depending on its state. A job that has ended otherwise stays unchanged."""
    status = body["attributes"]["status"]
    if status == RUNNING:
        start(body, [CANCEL_REQUESTED, USER_CANCELLED], clock)
    elif status in (QUEUED, WAITING, PICKED_UP, COMPLETED):
        start(body, [USER_CANCELLED], clock)


def _steps(body: dict[str, Any], settings: JobSettings, clock: Clock, looked_at: bool) -> int:
    """The number of states by which the job advances."""
    if settings.advance == "seconds":
        passed = (clock.now() - (parse_timestamp(body["since"]) or clock.now())).total_seconds()
        return int(passed // settings.seconds) - int(body["step"])
    if not looked_at:
        return 0
    if settings.advance == "at_once":
        return len(body["path"])
    body["reads"] += 1
    if body["reads"] < settings.reads:
        return 0
    body["reads"] = 0
    return 1


def _step(body: dict[str, Any], steps: int, clock: Clock) -> None:
    if steps <= 0:
        return
    last = len(body["path"]) - 1
    body["step"] = min(last, body["step"] + steps)
    attributes = body["attributes"]
    attributes["status"] = body["path"][body["step"]]
    attributes["percent_complete"] = round(body["step"] / last, 2)
    if attributes["status"] == RUNNING or body["step"] == last:
        attributes.setdefault("started_at", clock.timestamp())
    if body["step"] == last:
        attributes["completed_at"] = clock.timestamp()
        if body["failure"] is not None:
            attributes["errors"] = [body["failure"]]
