"""Handles jobs: submission, status, list, download and cancellation."""

from __future__ import annotations

import hashlib
from typing import Any

from addepar_sandbox.auth.access import Identity
from addepar_sandbox.handlers.call import Call
from addepar_sandbox.handlers.jobs import results, states
from addepar_sandbox.handlers.jobs.parameters import QUERY, VIEW, check_parameters, filled_in, unknown_part
from addepar_sandbox.handlers.jsonapi.documents import id_text, identifier, numeric, relationship
from addepar_sandbox.handlers.jsonapi.pagination import cursor_page
from addepar_sandbox.http.errors import ApiError, error_object, not_found
from addepar_sandbox.http.request.parsing import RESULT_PARAMETER
from addepar_sandbox.http.response.answer import Answer, Content, attachment, no_content
from addepar_sandbox.spec.spec import API_ROOT
from addepar_sandbox.state.job_settings import COMPLETED, ERROR, ERROR_CANCELLED, REJECTED, TIMED_OUT, UNFINISHED
from addepar_sandbox.state.store import Row

KIND = "jobs"
NOTE_HEADER = "X-Sandbox-Note"


def new_job(job_type: str, parameters: dict[str, Any], creator: str, created_at: str) -> dict[str, Any]:
    """The stored form of a job, before it is put on a path of states."""
    attributes: dict[str, Any] = {"job_type": job_type, "parameters": parameters, "percent_complete": 0.0}
    return {"attributes": attributes, "creator": creator, "created_at": created_at, "failure": None}


def render(row: Row) -> dict[str, Any]:
    base = f"/v1/jobs/{row.id}"
    return {
        "id": row.id,
        "type": "jobs",
        "attributes": row.body["attributes"],
        "relationships": {"creator": relationship(base, "creator", identifier("users", row.body["creator"]))},
        "links": {"self": base},
    }


def visible(identity: Identity, row: Row) -> bool:
    """Jobs are visible to the user who submitted them, and to users with access to all data."""
    return identity.all_data or row.body["creator"] == identity.user_id


def create_job(call: Call) -> Answer:
    attributes = call.document["data"]["attributes"]
    job_type = VIEW if attributes["job_type"].lower() == VIEW else QUERY
    check_parameters(call, job_type, attributes["parameters"])
    settings, jobs = call.services.jobs, call.rows(KIND)
    body = new_job(job_type, filled_in(job_type, attributes["parameters"]), call.identity.user_id, call.now())
    unknown = unknown_part(call, job_type, attributes["parameters"])
    path = [*settings.path, settings.ends_as]
    if _queue_is_full(call):
        path = [settings.path[0], REJECTED]
    elif unknown:
        body["failure"] = error_object(400, unknown)
        path = [*settings.path, ERROR]
    elif settings.ends_as in (ERROR, ERROR_CANCELLED):
        body["failure"] = error_object(400, "The job was set to fail.")
    states.start(body, path, call.services.clock)
    shown, headers = render(jobs.add(jobs.next_id(), body)), _notes(body["attributes"])
    if job_type == QUERY:
        return Answer(status=202, document={"data": shown, "included": []}, headers=headers)
    return Answer(status=202, document={"data": _as_submitted(shown)}, headers=headers)


def get_job(call: Call) -> Answer:
    row = _find(call, looked_at=True)
    document = {"data": render(row)}
    if row.body["attributes"]["status"] == COMPLETED and call.services.jobs.completed_status == 303:
        return Answer(status=303, document=document, headers={"Location": _address(row)})
    if row.body["attributes"]["status"] == COMPLETED:
        return Answer(document=document, headers={"Location": _address(row)})
    return Answer(document=document)


def list_jobs(call: Call) -> Answer:
    rows, links = cursor_page(call, KIND, lambda row: visible(call.identity, row))
    return Answer(document={"data": [_listed(_moved_on(call, row, looked_at=False)) for row in rows], "links": links})


def download_job(call: Call) -> Answer:
    row = _find(call, looked_at=False)
    status = row.body["attributes"]["status"]
    if status == TIMED_OUT:
        raise ApiError(410, f"The result of job {row.id} has expired.")
    if status != COMPLETED:
        if status in UNFINISHED and call.services.jobs.unfinished_status == 200:
            return Answer(document={"data": render(row)})
        raise ApiError(404, f"Job {row.id} has no result: its status is {status!r}.")
    if call.services.jobs.download_status == 303 and RESULT_PARAMETER not in call.query:
        return Answer(status=303, headers={"Location": f"{_address(row)}?{RESULT_PARAMETER}={row.seq}"})
    return _result(row)


def _address(row: Row) -> str:
    """The address of the result. Unlike links, which begin at the API root, HTTP libraries resolve a Location."""
    return f"{API_ROOT}/v1/jobs/{row.id}/download"


def cancel_job(call: Call) -> Answer:
    row = _find(call, looked_at=False)
    states.cancel(row.body, call.services.clock)
    call.rows(KIND).replace(row.id, row.body)
    return no_content()


def _find(call: Call, looked_at: bool) -> Row:
    row = call.rows(KIND).get(call.ids["job_id"])
    if row is None or not visible(call.identity, row):
        raise not_found("Job", call.ids["job_id"])
    return _moved_on(call, row, looked_at)


def _moved_on(call: Call, row: Row, looked_at: bool) -> Row:
    before = repr(row.body)
    services = call.services
    states.move_on(row.body, services.jobs, services.clock, services.spec.limits, looked_at)
    if repr(row.body) != before:
        call.rows(KIND).replace(row.id, row.body)
    return row


def _listed(row: Row) -> dict[str, Any]:
    """A job within a list: without relationships, and for a seeded one with the times that the page prints there."""
    shown = render(row)
    del shown["relationships"]
    if row.body["attributes"]["status"] == COMPLETED and "times_in_list" in row.body:
        shown["attributes"] = {**shown["attributes"], **row.body["times_in_list"]}
    return shown


def _as_submitted(shown: dict[str, Any]) -> dict[str, Any]:
    """The response to the submission of a view job, as printed: the view's id as a number, whatever was sent, and no
    progress yet. Later answers show both otherwise."""
    attributes = {name: value for name, value in shown["attributes"].items() if name != "percent_complete"}
    parameters = attributes["parameters"]
    parameters = {**parameters, "view_id": numeric(id_text(parameters["view_id"]))}
    return {**shown, "attributes": {**attributes, "parameters": parameters}}


def _notes(attributes: dict[str, Any]) -> dict[str, str]:
    """The header that names the parameters that the invented result does not follow."""
    not_imitated = results.not_imitated(_of_its_type(attributes))
    return {NOTE_HEADER: f"not imitated: {', '.join(not_imitated)}"} if not_imitated else {}


def _of_its_type(attributes: dict[str, Any]) -> dict[str, Any]:
    """The parameters that apply to a job of this type; others are kept and shown unchanged."""
    foreign = ("output_type",) if attributes["job_type"] == QUERY else results.OF_QUERIES
    return {name: value for name, value in attributes["parameters"].items() if name not in foreign}


def _queue_is_full(call: Call) -> bool:
    quota = call.services.jobs.queue_quota
    if quota is None:
        return False
    waiting = sum(row.body["attributes"]["status"] in UNFINISHED for row in call.rows(KIND).rows())
    return waiting >= quota


def _result(row: Row) -> Answer:
    attributes = row.body["attributes"]
    parameters = _of_its_type(attributes)
    output_type = parameters.get("output_type", "json").lower()
    content = results.build(parameters, output_type)
    return Answer(
        content=Content(content, len(content), f'"{hashlib.sha256(content).hexdigest()}"'),
        headers={
            "Content-Type": results.MEDIA_TYPES[output_type],
            "Content-Disposition": attachment(f"portfolio_data.{output_type}"),
            **_notes(attributes),
        },
    )
