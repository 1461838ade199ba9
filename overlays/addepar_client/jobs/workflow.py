"""Submit jobs and find their results."""

import io
from json import loads
from typing import Any

from addepar_api.operations import OPERATIONS
from addepar_client.jobs.errors import JobExpiredError, JobNotReadyError, JobWaitTimeout
from addepar_client.jobs.poller import JobPoller, WaitOptions
from addepar_client.jobs.result import JobResult
from addepar_client.jobs.status import AnyCaller, job_in, request_for
from addepar_client.jobs.tables import kind_in
from addepar_client.transfers.download import download_to
from addepar_client.transfers.multipart import Progress
from addepar_client.transfers.sinks import Target
from addepar_client.transfers.targets import filename_from_headers, sink_for
from addepar_core.errors.statuses import GoneError, NotFoundError
from addepar_core.errors.tree import DeadlineError, InputError, ProtocolError
from addepar_core.flow.messages import NO_OPTIONS, HttpRequest, HttpResponse, Options
from addepar_core.flow.steps import Flow, defer, run_blocking
from addepar_core.models.types import attributes_of
from addepar_core.operations import arguments as inputs
from addepar_core.operations import responses


def download(
    caller: AnyCaller,
    request: HttpRequest,
    job_id: str,
    to: Target | None,
    overwrite: bool,
    on_progress: Progress | None,
    resume: bool = False,
    kind: str = "",
) -> Flow[JobResult]:
    """Fetch a result into a file, or into memory."""
    memory = io.BytesIO()

    def check_start(head: HttpResponse, start: bytes) -> None:
        # Only a job document is small and complete, and has a status.
        try:
            document = loads(start) if start.lstrip()[:1] == b"{" else None
        except (ValueError, RecursionError):
            document = None
        raw = job_in(document)
        if raw is not None and "status" in attributes_of(raw):
            raise _not_ready(job_id)

    try:
        done = yield from download_to(
            caller.root,
            request,
            memory if to is None else to,
            fallback=job_id,
            overwrite=overwrite,
            on_progress=on_progress,
            resume=resume,
            check_start=check_start,
        )
    except NotFoundError as error:
        raise _not_ready(job_id) from error
    except GoneError as error:
        raise JobExpiredError("no longer has a result; submit it again", job_id=job_id) from error
    held = memory.getvalue() if to is None else None
    return JobResult(**vars(done), job_id=job_id, _held=held, _kind_requested=kind, _exact=request.exact_numbers)


def _not_ready(job_id: str) -> JobNotReadyError:
    message = "has no result to download: it is unfinished, without a result, or not visible to this key"
    return JobNotReadyError(f"{message}; client.jobs.wait({job_id!r}) waits for it", job_id=job_id)


def store_result(answer: HttpResponse, job_id: str, to: Target | None, overwrite: bool, kind: str) -> Flow[JobResult]:
    """Store a result that was returned instead of a status, without fetching it again."""
    sink = yield from run_blocking(lambda: sink_for(io.BytesIO() if to is None else to, overwrite))
    yield from defer(sink.discard)
    yield from run_blocking(lambda: sink.begin(filename_from_headers(answer.headers, job_id)))
    yield from run_blocking(lambda: sink.write(answer.content))
    path = yield from run_blocking(sink.commit)
    held = answer.content if to is None else None
    content_type = answer.headers.get("content-type", "")
    return JobResult(
        path, sink.name, len(answer.content), content_type, sink.sha256(), job_id, held, kind,
        answer.request.exact_numbers, request_id=answer.request_id,
    )  # fmt: skip


def create(caller: AnyCaller, body: Any, options: Options = NO_OPTIONS) -> Flow[Any]:
    """Submit a job and return its model."""
    operation = OPERATIONS["jobs_create"]
    request = caller.build(operation, {}, body, options)
    answer = yield from responses.send_checked(request)
    responses.parsed_document(answer)  # without a job, there would be nothing to wait for
    job = responses.parse_data(operation, answer)
    try:
        inputs.identifier("job", job, ("jobs", "job"))
    except InputError as error:
        raise ProtocolError(
            f"the job was submitted, but the response to {request.method} {request.path} has no id: {error}",
            status=answer.status_code,
            content_type=answer.content_type,
        ) from None
    return job


def run(
    caller: AnyCaller,
    body: Any,
    to: Target | None,
    overwrite: bool,
    options: WaitOptions,
    on_progress: Progress | None,
) -> Flow[JobResult]:
    """Submit a job, wait for it, and fetch its result."""
    inputs.callback("on_progress", on_progress)
    kind = kind_in(body)
    if to is not None:
        yield from run_blocking(lambda: sink_for(to, overwrite))  # refuses early what could not be written later
    job = yield from create(caller, body, options.request)
    request, job_id = request_for(caller, "jobs_download", job, options.request)
    try:
        state = yield from JobPoller(caller, [job], options).wait_one()
        if state.result is not None:
            return (yield from store_result(state.result, job_id, to, overwrite, kind))
        return (yield from download(caller, request, job_id, to, overwrite, on_progress, kind=kind))
    except DeadlineError as error:  # the error does not name the job, and without its id the job would be lost
        message = f"continues, but {error}; resume with client.jobs.wait({job_id!r})"
        raise JobWaitTimeout(message, job_id=job_id, job=job) from error
