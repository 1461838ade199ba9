"""An id names a record of its own kind: one that only another kind has is refused like one that nothing has."""

from collections.abc import Iterator
from typing import Any

import pytest

from addepar_contract.calls.calling import OPERATIONS, PATH_PARAMETER, PRINTED, Caller, Request, Upload
from addepar_contract.calls.succeeding import SNAPSHOT, SUCCEEDING
from addepar_contract.calls.target import Target
from addepar_contract.probes.probing import id_text
from addepar_contract.spec.samples import Steps, value_at, with_value

_NOBODY = "987654321"
# Ids of each other kind to try.
_OF_EACH = 3
_MAX_LOOKS = 12
_LISTED = {name.removesuffix("_list"): name for name in OPERATIONS if name.endswith("_list")}
_WITH_ID_IN_PATH = [name for name, operation in OPERATIONS.items() if PATH_PARAMETER.search(operation.path)]
_UPLOADED = {
    f"associated_{kind}": {"data": [{"type": kind, "id": each}]}
    for kind, each in (("groups", "31"), ("entities", "21"))
}


def _identifiers(value: Any, place: Steps = ()) -> Iterator[tuple[Steps, str, str]]:
    """Each resource that a document points to: the place of its id, its type and its id."""
    if isinstance(value, dict) and "id" in value and "type" in value:
        yield (*place, "id"), str(value["type"]), id_text(value["id"])
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in inner:
        yield from _identifiers(each, (*place, step))


def _portfolios(value: Any) -> Iterator[tuple[str, str]]:
    """The portfolios of jobs and report runs."""
    if isinstance(value, dict) and "portfolio_id" in value:
        kind = {"entity": "entities", "group": "groups"}.get(value["portfolio_type"].lower(), "")
        ids = value["portfolio_id"]
        yield from ((kind, id_text(each)) for each in (ids if isinstance(ids, list) else [ids]))
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inner:
        yield from _portfolios(each)


def _known(caller: Caller) -> dict[str, list[str]]:
    """The ids of each kind in the default data: entities and groups are those that the pages mention."""
    found: dict[str, set[str]] = {"snapshots": {SNAPSHOT}, "entities": set(), "groups": set()}
    for kind, listing in _LISTED.items():
        found[kind] = {row["id"] for row in caller.walk(listing)}
    for printed in PRINTED.values():
        for kind, each in [*((kind, each) for _, kind, each in _identifiers(printed)), *_portfolios(printed)]:
            if kind in ("entities", "groups", "snapshots"):
                found[kind].add(each)
    return {kind: sorted(ids, key=lambda each: (len(each), each)) for kind, ids in found.items()}


def _foreign(kind: str, caller: Caller) -> list[str]:
    """Ids that this kind does not have and others do."""
    known = _known(caller)
    chosen: list[str] = []
    for other in known.keys() - {kind}:
        chosen += [each for each in known[other] if each not in known[kind]][:_OF_EACH]
    assert chosen
    return sorted(set(chosen))


def _request(operation: str) -> Request:
    """A request that succeeds; the upload with a group and an entity."""
    request = SUCCEEDING[operation]
    if not isinstance(request.body, Upload):
        return request
    metadata = with_value(request.body.metadata, ("data", "relationships"), _UPLOADED)
    return request._replace(body=request.body._replace(metadata=metadata))


def _document(request: Request) -> Any:
    return request.body.metadata if isinstance(request.body, Upload) else request.body


def _with_document(request: Request, document: Any) -> Request:
    upload = isinstance(request.body, Upload)
    return request._replace(body=request.body._replace(metadata=document) if upload else document)


@pytest.mark.parametrize("operation", _WITH_ID_IN_PATH)
def test_an_id_in_the_path_is_of_its_kind(addepar_target: Target, operation: str) -> None:
    caller, request = addepar_target.caller, SUCCEEDING[operation]
    kind = OPERATIONS[operation].body["tags"][0]
    for each in _foreign(kind, caller):
        body = request.body
        if value_at(body, ("data", "id")) is not None:
            body = with_value(body, ("data", "id"), each)
        assert caller.send(request._replace(id=each, body=body)).status_code == 404, f"{each} is not among the {kind}"


def _pointing() -> list[str]:
    """The operations whose documents point to entities, groups or several records of their own kind."""
    return [name for name in SUCCEEDING if any(True for _ in _places(name))]


def _places(operation: str) -> Iterator[tuple[Steps, str]]:
    for place, kind, _ in _identifiers(_document(_request(operation))):
        if kind in ("entities", "groups") or "{" not in OPERATIONS[operation].path:
            yield place, kind


@pytest.mark.parametrize("operation", _pointing())
def test_an_id_in_the_body_is_of_its_kind(addepar_target: Target, operation: str) -> None:
    caller, request = addepar_target.caller, _request(operation)
    document = _document(request)
    for place, kind in _places(operation):
        refused = caller.send(_with_document(request, with_value(document, place, _NOBODY))).status_code
        assert refused in (400, 404), f"{place}: {refused} for an id that nothing has"
        for each in _foreign(kind, caller):
            status = caller.send(_with_document(request, with_value(document, place, each))).status_code
            assert status == refused, f"{place}: {status} for {each}, which is not among the {kind}"


@pytest.mark.parametrize(("portfolio_type", "kind"), [("ENTITY", "entities"), ("GROUP", "groups")])
@pytest.mark.parametrize("example", ["jobs_create_view_request", "jobs_create_query_request"])
def test_a_portfolio_is_of_its_kind(addepar_target: Target, example: str, portfolio_type: str, kind: str) -> None:
    """The job says so in the end."""
    caller, place = addepar_target.caller, ("data", "attributes", "parameters")
    parameters = value_at(PRINTED[example], place)
    known = _known(caller)[kind][-1]
    wrong: list[Any] = _foreign(kind, caller)
    if "query" in example:  # which takes several
        wrong += [[each, known] for each in wrong] + [[known, each] for each in wrong]
    for each in wrong:
        changed = {**parameters, "portfolio_type": portfolio_type, "portfolio_id": each}
        answer = caller.call("jobs_create", body=with_value(PRINTED[example], place, changed))
        if answer.status_code == 400:
            continue
        for _ in range(_MAX_LOOKS):
            job = caller.document("jobs_get", answer.json()["data"]["id"])["data"]["attributes"]
            if "completed_at" in job:
                break
        assert job["status"] in ("Error", "Error Cancelled", "Failed"), f"{portfolio_type} {each}: {job['status']}"
        assert job["errors"], f"{portfolio_type} {each}"
