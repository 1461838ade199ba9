"""Retry requests, but never one that could be carried out twice.

A read (GET) is retried if there was no response, and after 429, 500, 502, 503 and 504. A write is retried only if it
certainly was not carried out: it was refused (429), or it was never sent.
"""

import logging
from collections.abc import Callable
from typing import NamedTuple

from addepar_core.errors.details import retry_after
from addepar_core.errors.tree import APIConnectionError
from addepar_core.flow.messages import response_head
from addepar_core.flow.steps import Clock, Flow, OpenStream, Send, Step, close_stream, sleep

_log = logging.getLogger("addepar_client")
_TROUBLED = {500, 502, 503, 504}
_REFUSED = 429
_FIRST, _LONGEST = 0.5, 8.0
# For a 429 without a time: the shortest window of the API is a quarter of an hour.
_REFUSED_FIRST = 30.0


class Attempt(NamedTuple):
    """One failed attempt.

    Attributes:
        number: 1 for the first.
        method: GET, POST and so on.
        status: the status of the response; None if there was none.
        sent: whether anything may have reached the server.
        retry_after: the seconds that the response asks to wait.
    """

    number: int
    method: str
    status: int | None = None
    sent: bool = True
    retry_after: float | None = None


class RetryLimits(NamedTuple):
    """The number of attempts after the first, and the longest wait between two."""

    max_retries: int
    max_wait: float


def next_delay(attempt: Attempt, limits: RetryLimits, remaining: float, chance: float) -> float | None:
    """Seconds until the next attempt, or None if there must be none.

    Args:
        attempt: the last one.
        limits: the limits of the settings. If the server asks for a longer wait, there is no further attempt.
        remaining: the seconds until the deadline.
        chance: a random number from 0 up to 1; spreads attempts that failed together.
    """
    refused = attempt.status == _REFUSED
    safe = refused or (attempt.status is None and not attempt.sent)
    if attempt.method == "GET":
        safe = safe or attempt.status is None or attempt.status in _TROUBLED
    if not safe or attempt.number > limits.max_retries:
        return None
    if attempt.retry_after is None:
        doublings = attempt.number - 1
        wait = _REFUSED_FIRST * 2**doublings if refused else min(_FIRST * 2**doublings, _LONGEST)
        wait = min(wait * (1 + chance) / 2, limits.max_wait)
    elif attempt.retry_after <= limits.max_wait:
        wait = attempt.retry_after + chance * min(1.0, attempt.retry_after / 10)
    else:
        return None
    return wait if wait < remaining else None


def retry_policy(step: Step, limits: RetryLimits, remaining: Callable[[], float], clock: Clock) -> Flow[object]:
    """A policy that retries requests that may be sent again. The outcome of the step is that of the last attempt."""
    if not isinstance(step, Send | OpenStream):
        return (yield step)
    request, number = step.request, 0
    while True:
        number += 1
        try:
            outcome = yield step
        except APIConnectionError as error:
            failure = type(error).__name__
            wait = next_delay(Attempt(number, request.method, sent=error.sent), limits, remaining(), clock.chance())
            if wait is None:
                raise
        else:
            head = response_head(outcome)
            if head.status_code < 400:
                return outcome
            failure = str(head.status_code)
            attempt = Attempt(number, request.method, head.status_code, retry_after=retry_after(head.headers))
            wait = next_delay(attempt, limits, remaining(), clock.chance())
            if wait is None:
                return outcome
            if isinstance(step, OpenStream):
                yield from close_stream(outcome)
        where = f"{request.method} {request.path}"
        _log.debug("%s: %s, again in %.1f s (%d of %d)", where, failure, wait, number, limits.max_retries)
        yield from sleep(wait)
        step = type(step)(request._replace(attempt=number + 1))
