"""The table: for each pair of operation and status, a request that is answered so, and what has to be so before.

Statuses that any operation can answer in the same way follow from the request that succeeds; the rest is written out
pair by pair.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from tests.spec.walk import documented_pairs, load

from addepar_contract.calls.calling import OPERATIONS, PRINTED, Request
from addepar_contract.calls.succeeding import DONE_JOB, FILE, POSITION, QUEUED_JOB, SAMPLE, SNAPSHOT, SUCCEEDING
from addepar_sandbox import Sandbox, Window

SPEC = load()
NOWHERE = "999999999"
DAY = 86_400


class Provocation(NamedTuple):
    """A request, and what is done to the sandbox before it is sent."""

    request: Request
    prepare: Callable[[Sandbox], object] = lambda sandbox: None


def _statuses_of_all() -> dict[tuple[str, str], Provocation]:
    """What any operation answers in the same way, as far as the specification lists it."""
    table: dict[tuple[str, str], Provocation] = {}
    for operation, request in SUCCEEDING.items():
        ways = {
            _first_success(operation): Provocation(request),
            "401": Provocation(request._replace(key="stranger")),
            "403": Provocation(request._replace(key="powerless")),
            "415": Provocation(request._replace(body=b"data", headers={"Content-Type": "text/plain"})),
            "429": Provocation(request, _use_up),
            "500": Provocation(request, lambda sandbox: sandbox.fail("status", status=500)),
        }
        if request.id:
            ways["404"] = Provocation(_to_nowhere(request))
        if operation.endswith("_download"):
            ways["206"] = Provocation(request._replace(headers={"Range": "bytes=2-5"}))
            ways["416"] = Provocation(request._replace(headers={"Range": "bytes=99999999-"}))
        if OPERATIONS[operation].method == "get" or request.body is None:
            ways["400"] = Provocation(request._replace(query={"include": "creator"}))
        listed = OPERATIONS[operation].body["responses"]
        table |= {(operation, status): way for status, way in ways.items() if status in listed}
    return table


def _to_nowhere(request: Request) -> Request:
    """The same request for an id that nothing has, also in the body."""
    body = request.body
    if isinstance(body, dict) and isinstance(body["data"], dict) and "id" in body["data"]:
        body = {"data": {**body["data"], "id": NOWHERE}}
    return request._replace(id=NOWHERE, body=body)


def _first_success(operation: str) -> str:
    return next(status for status in OPERATIONS[operation].body["responses"] if status.startswith("2"))


def _data(**data: Any) -> dict[str, Any]:
    return {"data": data}


def _many(*data: dict[str, Any]) -> dict[str, Any]:
    return {"data": list(data)}


def _ends(owner: str, owned: str) -> dict[str, Any]:
    return {end: {"data": {"type": "entities", "id": each}} for end, each in (("owner", owner), ("owned", owned))}


def _use_up(sandbox: Sandbox) -> None:
    """Leave the firm without a request for the rest of the day."""
    sandbox.limits.set((Window(1, DAY),))
    sandbox.limits.count("1", sandbox.clock)


def _finish_by_redirect(sandbox: Sandbox) -> None:
    sandbox.jobs.completed_status = sandbox.jobs.download_status = 303


_UNKNOWN_VIEW = PRINTED["jobs_create_view_request"]["data"]["attributes"]["parameters"] | {"output_type": "PDF"}
_BARE_SNAPSHOT = {
    **PRINTED["snapshots_create_request"]["data"][0],
    "attributes": {"type": "snapshot", "currency": "USD", "trade_date": "2023-01-31", "amount": 1},
}

# What is left: pairs that need a request of their own.
_SINGLE = [
    ("303", Request("jobs_get", DONE_JOB), _finish_by_redirect),
    ("303", Request("jobs_download", DONE_JOB), _finish_by_redirect),
    ("404", Request("jobs_download", QUEUED_JOB)),
    ("410", Request("jobs_download", DONE_JOB), lambda sandbox: sandbox.clock.advance(DAY)),
    (
        "400",
        Request(
            "jobs_create",
            body=_data(type="jobs", attributes={"job_type": "portfolio_view_results", "parameters": _UNKNOWN_VIEW}),
        ),
    ),
    ("404", Request("generated_reports_get", "A-RUN-THAT-HAS-NOT-FINISHED")),
    ("403", Request("generated_reports_list", key="limited")),
    ("400", Request("snapshots_create", body=_many(_BARE_SNAPSHOT))),
    (
        "200",
        Request("snapshots_create", body=PRINTED["snapshots_create_request"]),
        lambda sandbox: sandbox.fail("status", status=200),
    ),
    (
        "400",
        Request(
            "snapshots_update",
            SNAPSHOT,
            body=_data(id=SNAPSHOT, type="snapshots", attributes={"trade_date": "2020-01-01"}),
        ),
    ),
    (
        "400",
        Request(
            "snapshots_update_many", body=_many({"id": SNAPSHOT, "type": "snapshots", "attributes": {"units": None}})
        ),
    ),
    ("404", Request("snapshots_update_many", body=_many({"id": NOWHERE, "type": "snapshots", "attributes": {}}))),
    ("400", Request("positions_create", body=_data(type="positions", relationships=_ends("22", "2")))),
    ("404", Request("positions_create", body=_data(type="positions", relationships=_ends(NOWHERE, "29")))),
    ("409", Request("positions_create", body=_data(type="entities", relationships=_ends("27", "29")))),
    (
        "400",
        Request(
            "positions_update", POSITION, body=_data(type="positions", id=POSITION, attributes={"created_at": "x"})
        ),
    ),
    ("409", Request("positions_update", POSITION, body=_data(type="positions", id="104"))),
    ("400", Request("positions_update_many", body=_many())),
    ("404", Request("positions_update_many", body=_many({"type": "positions", "id": NOWHERE}))),
    ("409", Request("positions_update_many", body=_many({"type": "entities", "id": POSITION}))),
    ("400", Request("positions_delete", "17454")),
    ("409", Request("positions_delete", POSITION, body=_data(type="positions", id="104"))),
    ("400", Request("positions_delete_many", body=_many({"type": "positions", "id": "17454"}))),
    ("404", Request("positions_delete_many", body=_many({"type": "positions", "id": NOWHERE}))),
    ("409", Request("positions_delete_many", body=_many({"type": "entities", "id": POSITION}))),
    ("400", Request("files_upload", body=SAMPLE._replace(name="Sample.pdf"))),
    ("400", Request("files_update", FILE, body=_data(id=FILE, type="files", attributes={"name": "Sample.txt"}))),
    *(
        ("400", Request(f"files_{verb}_{kind}", FILE, body=_many({"type": kind, "id": NOWHERE})))
        for verb in ("add", "replace", "remove")
        for kind in ("groups", "entities")
    ),
]

TABLE: dict[tuple[str, str], Provocation] = _statuses_of_all()
for _status, _request, *_prepare in _SINGLE:
    TABLE[_request.operation, _status] = Provocation(_request, *_prepare)

# Pairs from beyond the pages that the sandbox does not answer, and why.
NEVER = {
    ("snapshots_create", "404"): "the page knows only 400 for unknown entities; the reference's 404 is for reading",
}

DOCUMENTED = documented_pairs(SPEC)
LISTED = [(operation, status) for operation in OPERATIONS for status in OPERATIONS[operation].body["responses"]]
