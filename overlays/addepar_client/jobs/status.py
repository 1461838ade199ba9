"""Read a job's status from any response that reports it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from addepar_api.facts import JOB_FAILED, JOB_SUCCEEDED
from addepar_api.operations import OPERATIONS
from addepar_client.jobs.errors import JobCancelledError, JobError, JobExpiredError, JobFailedError, JobRejectedError
from addepar_core.errors.details import problems
from addepar_core.errors.tree import ProtocolError
from addepar_core.flow.messages import NO_OPTIONS, HttpRequest, HttpResponse, Options
from addepar_core.flow.steps import Flow
from addepar_core.models.types import attributes_of
from addepar_core.operations import arguments as inputs
from addepar_core.operations import caller as calls
from addepar_core.operations import responses
from addepar_core.operations.inputs.json_text import encode

AnyCaller = calls.Caller | calls.AsyncCaller
_JOB_TYPES = {"jobs", "job", "transaction_jobs"}
_KINDS: dict[str, type[JobError]] = {
    "canceled": JobCancelledError,
    "user canceled": JobCancelledError,
    "rejected": JobRejectedError,
    "timed out": JobExpiredError,
}


@dataclass(frozen=True)
class JobState:
    """What a response to ``GET /v1/jobs/{id}`` reports. ``result`` is the response if it is already the result."""

    job: Any
    status: str
    result: HttpResponse | None = None

    @property
    def done(self) -> bool:
        return _plain(self.status) in _SUCCEEDED

    def failure(self, job_id: str) -> JobError | None:
        """The error that the status represents. An unknown status counts as running."""
        if _plain(self.status) not in _FAILED:
            return None
        attributes = attributes_of(self.job)
        job_errors = problems(encode(attributes.get("errors") or attributes.get("error") or []))
        kind = _KINDS.get(_plain(self.status), JobFailedError)
        return kind(f"ended as {self.status}", job_id=job_id, job=self.job, errors=job_errors)


def _plain(status: str) -> str:
    """A status in a normal form, because the documentation spells statuses in several ways."""
    return " ".join(status.casefold().replace("_", " ").replace("cancelled", "canceled").split())


_SUCCEEDED = {_plain(status) for status in JOB_SUCCEEDED}
_FAILED = {_plain(status) for status in JOB_FAILED}


def state_of(job_id: str, answer: HttpResponse) -> JobState | None:
    """Read a response about a job in any of its forms; None if it reports nothing.

    A job document has a status; a 303 means completed, whatever its body; any other content with a 200 is the result
    itself, which some servers return at the address of a finished job.
    """
    document = None
    if answer.content.strip() and ("json" in answer.content_type or answer.content.lstrip()[:1] == b"{"):
        with suppress(ProtocolError):
            document = answer.json()
    raw = job_in(document)
    if raw is not None:
        responses.check_same(answer, raw)
        if answer.status_code == 303:  # its body may be out of date
            raw = {**raw, "attributes": {**attributes_of(raw), "status": JOB_SUCCEEDED[0]}}
        return JobState(responses.row(OPERATIONS["jobs_get"], raw), str(attributes_of(raw).get("status") or ""))
    if answer.status_code == 303:
        return JobState(_completed(job_id), JOB_SUCCEEDED[0])
    if answer.status_code == 204 or not answer.content.strip():
        return None
    unclear = "html" in answer.content_type or "json" in answer.content_type or not answer.content_type
    if (document is None and unclear) or (isinstance(document, Mapping) and "errors" in document):
        responses.parsed_document(answer)  # raises if this is neither a job nor a result
    return JobState(_completed(job_id), JOB_SUCCEEDED[0], answer)


def job_in(document: Any) -> Mapping[str, Any] | None:
    """The job in a document, if there is one."""
    data = document.get("data") if isinstance(document, Mapping) else None
    kind = data.get("type") if isinstance(data, Mapping) else None
    return data if isinstance(kind, str) and kind in _JOB_TYPES else None


def _completed(job_id: str) -> Any:
    raw = {"type": "jobs", "id": job_id, "attributes": {"status": JOB_SUCCEEDED[0]}}
    return responses.row(OPERATIONS["jobs_get"], raw)


def get_job(request: HttpRequest, job_id: str) -> Flow[Any]:
    """Poll a job once. Returns its model, or a substitute if only its completion is known."""
    state = state_of(job_id, (yield from responses.send_checked(request, see_other=True)))
    if state is None:
        raise ProtocolError(f"the response to {request.method} {request.path} has no content")
    return state.job


def request_for(caller: AnyCaller, operation: str, job: Any, options: Options = NO_OPTIONS) -> tuple[HttpRequest, str]:
    """The request of an operation on a job, and the job's id."""
    job_id = inputs.identifier("job", job, OPERATIONS[operation].parameters[0].types)
    return caller.build(OPERATIONS[operation], {"job_id": job_id}, options=options), job_id
