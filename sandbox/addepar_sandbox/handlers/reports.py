"""Handles generated reports and the ZIP file with the PDFs of a run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from addepar_sandbox.handlers import users
from addepar_sandbox.handlers.call import Call
from addepar_sandbox.handlers.files import resource as files
from addepar_sandbox.handlers.jsonapi.documents import identifier, relationship
from addepar_sandbox.handlers.jsonapi.pagination import numbered_page
from addepar_sandbox.http.errors import not_found
from addepar_sandbox.http.response.answer import Answer
from addepar_sandbox.state.clock import parse_timestamp
from addepar_sandbox.state.store import Row

KIND = "generated_reports"


def new_report(attributes: dict[str, Any], creator: str, zipped_file: str) -> dict[str, Any]:
    """The stored form of a run; one without `completed_at` among its attributes is still running."""
    return {"attributes": attributes, "creator": creator, "zipped_file": zipped_file}


def render(row: Row, zip_type: str) -> dict[str, Any]:
    """A run as a JSON:API resource. Lists call its ZIP an archived file, the single route a file; it is the same."""
    base = f"/v1/generated_reports/{row.id}"
    return {
        "type": KIND,
        "id": row.id,
        "attributes": row.body["attributes"],
        "relationships": {
            "creator": relationship(base, "creator", identifier("users", row.body["creator"])),
            "zipped_file": relationship(base, "zipped_file", identifier(zip_type, row.body["zipped_file"])),
        },
    }


def list_reports(call: Call) -> Answer:
    matches = _filters(call)
    finished = [row for row in call.rows(KIND).rows() if _completed(row) and matches(row)]
    finished.sort(key=lambda row: row.body["attributes"]["completed_at"], reverse=True)
    rows, links = numbered_page(call, finished)
    return Answer(document={"data": [render(row, "archive/files") for row in rows], "included": [], "links": links})


def _filters(call: Call) -> Callable[[Row], bool]:
    after = parse_timestamp(call.query.get("filter[completed_after]", ""))
    before = parse_timestamp(call.query.get("filter[completed_before]", ""))
    statuses = call.query.get("filter[status]")
    wanted = {("entity", call.query.get("filter[entityId]")), ("group", call.query.get("filter[groupId]"))}
    portfolios = {(kind, each) for kind, each in wanted if each is not None}

    def matches(row: Row) -> bool:
        attributes = row.body["attributes"]
        completed = parse_timestamp(attributes["completed_at"])
        covered = {
            (portfolio["portfolio_type"], str(portfolio["portfolio_id"]))
            for portfolio in [*attributes["generated_portfolios"], *attributes["failed_portfolios"]]
        }
        return (
            (statuses is None or attributes["status"] in statuses)
            and (after is None or (completed is not None and completed > after))
            and (before is None or (completed is not None and completed < before))
            and portfolios <= covered
        )

    return matches


def get_report(call: Call) -> Answer:
    return Answer(document={"data": render(_requested(call), "files")})


def get_creator(call: Call) -> Answer:
    user = _find(call, users.KIND, _requested(call).body["creator"], "User")
    return Answer(document={"data": users.render(user), "included": []})


def get_zipped_file(call: Call) -> Answer:
    return Answer(document={"data": files.render(_zipped_file(call)), "included": []})


def download_zipped_file(call: Call) -> Answer:
    return files.file_content(call, _zipped_file(call))


def _zipped_file(call: Call) -> Row:
    return _find(call, files.LIVE, _requested(call).body["zipped_file"], "File")


def _requested(call: Call) -> Row:
    """The run that the path names. A run in progress is not found yet."""
    row = _find(call, KIND, call.ids["generated_report_id"], "Generated report")
    if not _completed(row):
        raise not_found("Generated report", row.id)
    return row


def _completed(row: Row) -> bool:
    return "completed_at" in row.body["attributes"]


def _find(call: Call, kind: str, resource_id: str, what: str) -> Row:
    """A stored resource, or 404."""
    row = call.rows(kind).get(resource_id)
    if row is None:
        raise not_found(what, resource_id)
    return row
