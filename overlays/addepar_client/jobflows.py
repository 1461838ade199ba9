"""Jobs: what an answer says about a job, when to ask again, and where the result is."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from json import JSONDecodeError, loads
from typing import Any

from addepar_api.facts import JOB_FAILED, JOB_SUCCEEDED, REQUEST_SECONDS
from addepar_api.operations import OPERATIONS
from addepar_api.types import UNSET

from . import answers, calls, errors, inputs
from .downloads import fetch
from .errors import InputError, ProtocolError
from .flows import Answer, Clock, Flow, Headers, Request, Run, Seconds, Send, Sleep, Tell
from .names import file_name
from .problems import problems
from .results import JobResult
from .sinks import Target, sink_for
from .uploads import Progress

AnyCaller = calls.Caller | calls.AsyncCaller
OnPoll = Callable[[Any], object]
_JOB_TYPES = {"jobs", "job", "transaction_jobs"}
_TRANSIENT = (errors.APIConnectionError, errors.ServerError, errors.RateLimitError)
_PATIENCE = 5
_KINDS: dict[str, type[errors.JobError]] = {
    "canceled": errors.JobCancelledError,
    "user canceled": errors.JobCancelledError,
    "rejected": errors.JobRejectedError,
    "timed out": errors.JobExpiredError,
}


@dataclass(frozen=True)
class State:
    """What an answer to ``GET /v1/jobs/{id}`` says. ``result`` is the answer that already holds the result."""

    job: Any
    status: str
    result: Answer | None = None

    @property
    def done(self) -> bool:
        return _plain(self.status) in {_plain(one) for one in JOB_SUCCEEDED}

    @property
    def failed(self) -> bool:
        return _plain(self.status) in {_plain(one) for one in JOB_FAILED}


def _plain(status: str) -> str:
    """A status without the differences that the pages themselves do not keep to."""
    return " ".join(status.casefold().replace("_", " ").replace("cancelled", "canceled").split())


def state_of(job_id: str, answer: Answer) -> State | None:
    """Read an answer about a job, whichever form it takes; None where it says nothing.

    A job document gives its status; a 303 means completed whatever its body; any other content with
    a 200 is the result itself, which is what a finished job's address has been seen to turn into.
    """
    document = None
    if answer.content.strip() and ("json" in answer.content_type or answer.content.lstrip()[:1] == b"{"):
        try:
            document = answer.json()
        except (JSONDecodeError, UnicodeDecodeError, RecursionError):
            document = None
    raw = _job_in(document)
    if raw is not None:
        if answer.status_code == 303:  # its body may lag behind
            raw = {**raw, "attributes": {**_attributes(raw), "status": JOB_SUCCEEDED[0]}}
        return State(answers.row(OPERATIONS["jobs_get"], raw), str(_attributes(raw).get("status") or ""))
    if answer.status_code == 303:
        return State(_completed(job_id), JOB_SUCCEEDED[0])
    if answer.status_code == 204 or not answer.content.strip():
        return None
    unclear = "html" in answer.content_type or "json" in answer.content_type or not answer.content_type
    if (document is None and unclear) or (isinstance(document, Mapping) and "errors" in document):
        answers.parsed_document(answer)  # raises where this is neither a job nor a result
    return State(_completed(job_id), JOB_SUCCEEDED[0], answer)


def _job_in(document: Any) -> Mapping[str, Any] | None:
    """The job that a document is about, if it is about one."""
    data = document.get("data") if isinstance(document, Mapping) else None
    return data if isinstance(data, Mapping) and data.get("type") in _JOB_TYPES else None


def _attributes(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    attributes = raw.get("attributes")
    return attributes if isinstance(attributes, Mapping) else {}


def _completed(job_id: str) -> Any:
    raw = {"type": "jobs", "id": job_id, "attributes": {"status": JOB_SUCCEEDED[0]}}
    return answers.row(OPERATIONS["jobs_get"], raw)


def id_of(job: Any) -> str:
    """The id of a job that was given as its id, its model or its plain mapping."""
    if isinstance(job, Mapping):
        job = job.get("id")
    return inputs.identifier("job", job if isinstance(job, str | int) else getattr(job, "id", job))


def pause(elapsed: float) -> float:
    """Seconds until the next look: a twentieth of the time so far, so that lateness stays near 5 %."""
    return min(max(elapsed * 0.05, 0.25), 15.0)


def look(request: Request, job_id: str) -> Flow[Any]:
    """One look at a job; its model, made up where only its completion is known."""
    state = state_of(job_id, (yield from answers.exchange(request, see_other=True)))
    if state is None:
        raise ProtocolError(f"{request.method} {request.path} was answered without content")
    return state.job


def wait(request: Request, job_id: str, clock: Clock, timeout: float | None, on_poll: OnPoll | None) -> Flow[State]:
    """Look at a job until it is completed; the errors of ``Jobs.wait`` where it does not."""
    begun = clock.now()
    limit = float("inf") if timeout is None else timeout
    troubles = 0
    state = State(None, "")
    while True:
        rest = 0.0
        try:
            answer: Answer = yield Send(_bounded(request, limit - (clock.now() - begun)))
            state = state_of(job_id, answers.checked(answer, see_other=True)) or state
            troubles = 0
        except errors.GoneError as error:
            raise errors.JobExpiredError("has expired; submit it again", job_id=job_id, job=state.job) from error
        except _TRANSIENT as error:
            # A look that failed says nothing about the job, and hours of waiting may be behind us.
            troubles += 1
            rest = getattr(error, "retry_after", None) or 0.0
            if troubles > _PATIENCE:
                raise
        if on_poll is not None and state.job is not None and not troubles:
            yield Tell(on_poll, (state.job,))
        if state.done:
            return state
        if state.failed:
            raise _failure(job_id, state)
        elapsed = clock.now() - begun
        if limit - elapsed <= 0 or rest > limit - elapsed:
            told = f"is still running ({state.status or 'no status known'}) after {elapsed:.0f} s"
            raise errors.JobWaitTimeout(
                f"{told}; resume with client.jobs.wait({job_id!r})", job_id=job_id, job=state.job
            )
        yield Sleep(min(max(pause(elapsed), rest), limit - elapsed))


def _bounded(request: Request, left: float) -> Request:
    """The look, given up when the whole wait is over; at least a second is left to it."""
    return replace(request, timeout=max(left, 1.0)) if left < REQUEST_SECONDS else request


def _failure(job_id: str, state: State) -> errors.JobError:
    kind = _KINDS.get(_plain(state.status), errors.JobFailedError)
    raw = state.job if isinstance(state.job, dict) else state.job.to_dict()
    told = problems(inputs.encode(_attributes(raw).get("errors") or []))
    return kind(f"ended as {state.status}", job_id=job_id, job=state.job, errors=told)


def checked_timeout(timeout: float | None) -> float | None:
    """The ``timeout=`` of a wait, if it can be one."""
    if timeout is not None and (isinstance(timeout, bool) or not isinstance(timeout, int | float) or timeout < 0):
        raise InputError("timeout", f"give seconds from 0 up, or None for no limit, not {timeout!r}")
    return timeout


def download(
    caller: AnyCaller, request: Request, job_id: str, to: Target | None, overwrite: bool, on_progress: Progress | None
) -> Flow[JobResult]:
    """Fetch a result into a file, or into memory."""
    memory = io.BytesIO()

    def refuse(head: Answer, start: bytes) -> None:
        # Only a job document is small, whole, and says a status.
        try:
            document = loads(start) if start.lstrip()[:1] == b"{" else None
        except (ValueError, RecursionError):
            document = None
        raw = _job_in(document)
        if raw is not None and "status" in _attributes(raw):
            raise _not_ready(job_id)

    try:
        done = yield from fetch(
            caller.root,
            request,
            memory if to is None else to,
            fallback=job_id,
            overwrite=overwrite,
            on_progress=on_progress,
            refuse=refuse,
        )
    except errors.NotFoundError as error:
        raise _not_ready(job_id) from error
    except errors.GoneError as error:
        raise errors.JobExpiredError("has no result any more; submit it again", job_id=job_id) from error
    return JobResult(**vars(done), job_id=job_id, _held=memory.getvalue() if to is None else None)


def _not_ready(job_id: str) -> errors.JobNotReadyError:
    told = "has no result to download: it is unfinished, without a result, or not visible to this key"
    return errors.JobNotReadyError(f"{told}; client.jobs.wait({job_id!r}) waits for it", job_id=job_id)


def keep(answer: Answer, job_id: str, to: Target | None, overwrite: bool) -> Flow[JobResult]:
    """Put a result that came in place of a status where the caller wants it, without fetching it again."""
    sink = yield Run(lambda: sink_for(io.BytesIO() if to is None else to, overwrite))
    try:
        yield Run(lambda: sink.begin(file_name(answer.headers, job_id)))
        yield Run(lambda: sink.write([answer.content]))
        path = yield Run(sink.commit)
    finally:
        sink.discard()
    held = answer.content if to is None else None
    kind = answer.headers.get("content-type", "")
    return JobResult(path, sink.name, len(answer.content), kind, sink.digest.hexdigest(), job_id, held)


def create(caller: AnyCaller, body: Any, timeout: Seconds = UNSET, headers: Headers = None) -> Flow[Any]:
    """Submit a job; its model."""
    operation = OPERATIONS["jobs_create"]
    request = calls.build(caller.root, operation, {}, body, timeout, headers)
    return answers.read(operation, (yield from answers.exchange(request)))


def run(
    caller: AnyCaller,
    body: Any,
    to: Target | None,
    overwrite: bool,
    timeout: float | None,
    on_poll: OnPoll | None,
    on_progress: Progress | None,
) -> Flow[JobResult]:
    """Submit, wait, fetch."""
    checked_timeout(timeout)
    if to is not None:
        yield Run(lambda: sink_for(to, overwrite))  # refuses now what could not be written in the end
    job = yield from create(caller, body)
    look_at, job_id = request_for(caller, "jobs_get", job)
    state = yield from wait(look_at, job_id, caller.clock, timeout, on_poll)
    if state.result is not None:
        return (yield from keep(state.result, job_id, to, overwrite))
    request, _ = request_for(caller, "jobs_download", job)
    return (yield from download(caller, request, job_id, to, overwrite, on_progress))


def request_for(
    caller: AnyCaller, operation: str, job: Any, timeout: Seconds = UNSET, headers: Headers = None
) -> tuple[Request, str]:
    """The request of an operation on a job, and the job's id."""
    job_id = id_of(job)
    return calls.build(caller.root, OPERATIONS[operation], {"job_id": job_id}, None, timeout, headers), job_id
