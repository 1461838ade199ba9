"""Submit jobs and find their results."""

import io
from json import loads
from typing import Any

from addepar_api.operations import OPERATIONS
from addepar_api.types import UNSET
from addepar_client.jobs.errors import JobExpiredError, JobNotReadyError, JobWaitTimeout
from addepar_client.jobs.poller import Timing, Watch
from addepar_client.jobs.result import JobResult
from addepar_client.jobs.status import AnyCaller, attributes_of, job_in, request_for
from addepar_client.transfers.download import fetch
from addepar_client.transfers.multipart import Progress
from addepar_client.transfers.sinks import Target
from addepar_client.transfers.targets import file_name, sink_for
from addepar_core.errors.tree import DeadlineError, GoneError, InputError, NotFoundError, ProtocolError
from addepar_core.flow.steps import Answer, Finally, Flow, Headers, Request, Run, Seconds
from addepar_core.operations import arguments as inputs
from addepar_core.operations import responses as answers


def download(
    caller: AnyCaller,
    request: Request,
    job_id: str,
    to: Target | None,
    overwrite: bool,
    on_progress: Progress | None,
    resume: bool = False,
) -> Flow[JobResult]:
    """Fetch a result into a file, or into memory."""
    memory = io.BytesIO()

    def refuse(head: Answer, start: bytes) -> None:
        # Only a job document is small, whole, and says a status.
        try:
            document = loads(start) if start.lstrip()[:1] == b"{" else None
        except (ValueError, RecursionError):
            document = None
        raw = job_in(document)
        if raw is not None and "status" in attributes_of(raw):
            raise _not_ready(job_id)

    try:
        done = yield from fetch(
            caller.root,
            request,
            memory if to is None else to,
            fallback=job_id,
            overwrite=overwrite,
            on_progress=on_progress,
            resume=resume,
            refuse=refuse,
        )
    except NotFoundError as error:
        raise _not_ready(job_id) from error
    except GoneError as error:
        raise JobExpiredError("has no result any more; submit it again", job_id=job_id) from error
    return JobResult(**vars(done), job_id=job_id, _held=memory.getvalue() if to is None else None)


def _not_ready(job_id: str) -> JobNotReadyError:
    told = "has no result to download: it is unfinished, without a result, or not visible to this key"
    return JobNotReadyError(f"{told}; client.jobs.wait({job_id!r}) waits for it", job_id=job_id)


def keep(answer: Answer, job_id: str, to: Target | None, overwrite: bool) -> Flow[JobResult]:
    """Put a result that came in place of a status where the caller wants it, without fetching it again."""
    sink = yield Run(lambda: sink_for(io.BytesIO() if to is None else to, overwrite))
    yield Finally(sink.discard)
    yield Run(lambda: sink.begin(file_name(answer.headers, job_id)))
    yield Run(lambda: sink.write(answer.content))
    path = yield Run(sink.commit)
    held = answer.content if to is None else None
    kind = answer.headers.get("content-type", "")
    return JobResult(path, sink.name, len(answer.content), kind, sink.sha256(), job_id, held)


def create(caller: AnyCaller, body: Any, timeout: Seconds = UNSET, headers: Headers = None) -> Flow[Any]:
    """Submit a job; its model."""
    operation = OPERATIONS["jobs_create"]
    request = caller.build(operation, {}, body, timeout=timeout, headers=headers)
    answer = yield from answers.exchange(request)
    answers.parsed_document(answer)  # without a job, there would be nothing to wait for
    job = answers.read(operation, answer)
    try:
        inputs.id_of("job", job)
    except InputError as error:
        raise ProtocolError(
            f"the job was submitted, but the answer to {request.method} {request.path} does not tell its id: {error}",
            status=answer.status_code,
            content_type=answer.content_type,
        ) from None
    return job


def run(
    caller: AnyCaller,
    body: Any,
    to: Target | None,
    overwrite: bool,
    timing: Timing,
    on_progress: Progress | None,
) -> Flow[JobResult]:
    """Submit, wait, fetch."""
    inputs.callback("on_progress", on_progress)
    if to is not None:
        yield Run(lambda: sink_for(to, overwrite))  # refuses now what could not be written in the end
    job = yield from create(caller, body)
    request, job_id = request_for(caller, "jobs_download", job)
    try:
        state = yield from Watch(caller, [job], timing).only()
        if state.result is not None:
            return (yield from keep(state.result, job_id, to, overwrite))
        return (yield from download(caller, request, job_id, to, overwrite, on_progress))
    except DeadlineError as error:  # it does not know the job, and without its id that would be lost
        told = f"goes on, but {error}; resume with client.jobs.wait({job_id!r})"
        raise JobWaitTimeout(told, job_id=job_id, job=job) from error
