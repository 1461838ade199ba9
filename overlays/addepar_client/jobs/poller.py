"""Wait for one job or many, on one polling schedule."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from sys import float_info
from typing import Any

from addepar_api.facts import REQUEST_SECONDS
from addepar_client.jobs.errors import JobExpiredError, JobWaitTimeout
from addepar_client.jobs.status import AnyCaller, JobState, request_for, state_of
from addepar_core.errors.statuses import GoneError, RateLimitError, ServerError
from addepar_core.errors.tree import AddeparError, APIConnectionError, InputError
from addepar_core.flow.messages import NO_OPTIONS, HttpRequest, Options, raise_for_status
from addepar_core.flow.steps import Flow, callback, send, sleep
from addepar_core.models.interop import FieldsView
from addepar_core.models.types import plain_number
from addepar_core.operations import arguments as inputs

OnPoll = Callable[[Any], object]
_TRANSIENT = (APIConnectionError, ServerError, RateLimitError)
_PATIENCE = 5
_INTERRUPTS = (KeyboardInterrupt, SystemExit, asyncio.CancelledError)
_CANCEL_SECONDS = 10.0


@dataclass(frozen=True)
class JobOutcome(FieldsView):
    """How the wait for one of several jobs ended. Plain data.

    Attributes:
        job_id: the job's id.
        job: its last known ``addepar_api.models.Job``; None if no poll succeeded.
        error: None if the job is completed; otherwise the error that ``Jobs.wait`` would have raised.
    """

    job_id: str
    job: Any
    error: AddeparError | None

    def checked(self) -> Any:
        """The completed job; raises ``error`` if there is one."""
        if self.error is not None:
            raise self.error
        return self.job


@dataclass(frozen=True)
class WaitOptions:
    """How to wait: the arguments of ``Jobs.wait``."""

    max_wait: float | None
    on_poll: OnPoll | None
    cancel_on_interrupt: bool
    request: Options = NO_OPTIONS

    def __post_init__(self) -> None:
        limit = 0 if self.max_wait is None else plain_number(self.max_wait)
        if isinstance(limit, bool) or not isinstance(limit, int | float) or not 0 <= limit <= float_info.max:
            raise InputError("max_wait", f"{limit!r} is not a number of seconds; pass 0 or more, or None for no limit")
        inputs.callback("on_poll", self.on_poll)


@dataclass
class _Pending:
    request: HttpRequest
    job_id: str
    state: JobState = field(default_factory=lambda: JobState(None, ""))
    failed_polls: int = 0


def poll_interval(elapsed: float) -> float:
    """Seconds until the next poll, such that 15 minutes see at most 48 of the firm's 50 requests."""
    return 0.5 if elapsed < 2.4 else min(max(elapsed * 0.165, 0.9), 45.0)


class JobPoller:
    """Polls jobs until they end.

    All share one schedule, which polls them in turn: many jobs cost hardly more of the firm's budget than one. If a job
    has ended, the next one is polled immediately.
    """

    def __init__(self, caller: AnyCaller, jobs: Iterable[Any], options: WaitOptions) -> None:
        is_one = isinstance(jobs, Mapping) and "id" in jobs  # other mappings are the caller's, with jobs as keys
        if isinstance(jobs, str | bytes) or not isinstance(jobs, Iterable) or is_one:
            raise InputError("jobs", "pass a list of jobs or ids; wait() takes a single one")
        self._caller = caller
        self._options = options
        self._pending = deque(_Pending(*request_for(caller, "jobs_get", job, options.request)) for job in jobs)
        self._begun = caller.clock.now()
        self._unseen = len(self._pending)
        self._rest = 0.0
        self._given_up = False

    def next_result(self) -> Flow[JobOutcome | None]:
        """The next job that has ended, and its result; None if there are no more."""
        ended = yield from self._next()
        return None if ended is None else JobOutcome(ended[0].job_id, ended[0].state.job, ended[1])

    def wait_one(self) -> Flow[JobState]:
        """The state of the single job when it is completed; raises if it ends otherwise."""
        ended = yield from self._next()
        assert ended is not None, "there is a job"  # noqa: S101
        if ended[1] is not None:
            raise ended[1]
        return ended[0].state

    def wait_all(self) -> Flow[list[JobOutcome]]:
        """The outcomes of all jobs, in their order."""
        order = [each.job_id for each in self._pending]
        outcomes: dict[str, JobOutcome] = {}
        while outcome := (yield from self.next_result()):
            outcomes[outcome.job_id] = outcome
        return [outcomes[job_id] for job_id in order]

    def _next(self) -> Flow[tuple[_Pending, AddeparError | None] | None]:
        try:
            while self._pending:
                if self._rest:
                    yield from sleep(self._rest)
                    self._rest = 0.0
                pending, retry_after, error = self._pending[0], 0.0, None
                if not self._given_up:
                    retry_after, error = yield from self._poll(pending)
                if error is None and not pending.state.done:
                    if self._schedule_next(retry_after):
                        self._pending.rotate(-1)
                        continue
                    error = self._too_late(pending)
                self._pending.popleft()
                return pending, error
        except _INTERRUPTS as interrupt:
            if self._options.cancel_on_interrupt:
                yield from self._cancel(interrupt)
            raise
        return None

    def _poll(self, pending: _Pending) -> Flow[tuple[float, AddeparError | None]]:
        """Poll a job. Returns the seconds that the server asks to wait, and the error that ends the wait."""
        self._unseen -= 1
        try:
            answer = yield from send(_bounded(pending.request, self._left()))
            pending.state = state_of(pending.job_id, raise_for_status(answer, see_other=True)) or pending.state
        except GoneError as error:
            expired = JobExpiredError("has expired; submit it again", job_id=pending.job_id, job=pending.state.job)
            expired.__cause__ = error
            return 0.0, expired
        except _TRANSIENT as error:
            # A failed poll says nothing about the job, and the wait may have taken hours.
            pending.failed_polls += 1
            return getattr(error, "retry_after", None) or 0.0, error if pending.failed_polls > _PATIENCE else None
        except AddeparError as error:
            return 0.0, error
        pending.failed_polls = 0
        if self._options.on_poll is not None and pending.state.job is not None:
            yield from callback(self._options.on_poll, pending.state.job)
        return 0.0, pending.state.failure(pending.job_id)

    def _left(self) -> float:
        limit = self._options.max_wait
        return float("inf") if limit is None else self._begun + limit - self._caller.clock.now()

    def _schedule_next(self, retry_after: float) -> bool:
        """Schedule the next poll, if there is time for one."""
        left = self._left()
        self._given_up = self._given_up or retry_after > left
        usual = 0.0 if self._unseen > 0 else poll_interval(self._caller.clock.now() - self._begun)
        self._rest = 0.0 if self._given_up else max(0.0, min(max(usual, retry_after), left))
        return left > 0 and not self._given_up

    def _too_late(self, pending: _Pending) -> JobWaitTimeout:
        return JobWaitTimeout(
            f"is still running ({pending.state.status or 'no status known'}), and max_wait={self._options.max_wait:g}"
            f" allows no further poll; resume with client.jobs.wait({pending.job_id!r})",
            job_id=pending.job_id,
            job=pending.state.job,
        )

    def _cancel(self, interrupt: BaseException) -> Flow[None]:
        for pending in self._pending:
            request, _ = request_for(self._caller, "jobs_cancel", pending.job_id, Options(_CANCEL_SECONDS))
            try:
                raise_for_status((yield from send(request)))
            except AddeparError as error:
                interrupt.add_note(f"job {pending.job_id} could not be cancelled: {error}")


def _bounded(request: HttpRequest, left: float) -> HttpRequest:
    """The poll, limited to what is left of the wait, but at least one second."""
    return request._replace(timeout=max(left, 1.0)) if left < REQUEST_SECONDS else request
