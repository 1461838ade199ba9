"""Jobs only move forward, and their results exist when the status says so and not before."""

import csv
import io
import json
import zipfile
from typing import Any

from addepar_contract.calls.calling import PRINTED, Caller
from addepar_contract.probes.probing import Done, id_text, probe
from addepar_contract.spec.document import load

# How far along a job is in each state.
_RANKS = {
    "Queued": 0,
    "In Progress - Waiting For Capacity": 1,
    "Picked Up By Job Runner": 2,
    "In Progress": 3,
    "Cancel Requested": 4,
}
_END = 5
_MAX_LOOKS = 12
_VIEW_ONLY = load()["components"]["schemas"]["PortfolioType"]["x-view-only"]
_NO_CLASS = "No Such Class"
_CLASSES = PRINTED["jobs_create_query_request"]["data"]["attributes"]["parameters"]["filters"][0]["values"]
# The page's failed job is for this one.
_MISSING_ENTITY = "10"
_MEDIA_TYPES = {
    "json": "application/vnd.api+json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "xlsx": "application/binary",
}


@probe({"jobs_create"}, 202)
def job_runs_to_its_end(done: Done, caller: Caller) -> None:
    """State by state, never backwards; no result before the end, and one of the right kind after it."""
    job_id, states = done.document["data"]["id"], [_status(done.document)]
    assert job_id in [row["id"] for row in caller.walk("jobs_list", {"page[limit]": "2000"})]
    assert states == ["Queued"]
    progress = [0.0]
    while len(states) < _MAX_LOOKS and _rank(states[-1]) < _END:
        assert caller.call("jobs_download", job_id).status_code == 404, f"a result while {states[-1]}"
        states.append(_status(looked := caller.document("jobs_get", job_id)))
        progress.append(looked["data"]["attributes"].get("percent_complete", progress[-1]))
    assert sorted(states, key=_rank) == states, f"states {states}"
    assert progress == sorted(progress), f"progress {progress}"
    assert states[-1] != "Completed" or progress[-1] == 1.0, f"completed at {progress[-1]}"
    assert _rank(states[-1]) == _END, f"not finished after {states}"
    parameters = done.sent["data"]["attributes"]["parameters"]
    if str(parameters["portfolio_id"]) == _MISSING_ENTITY and parameters["portfolio_type"].upper() == "ENTITY":
        assert states[-1] == "Error", f"{states[-1]} for a portfolio that does not exist"
    result = caller.call("jobs_download", job_id)
    if states[-1] == "Completed":
        assert result.status_code == 200
        assert result.headers["content-type"] == _MEDIA_TYPES[parameters.get("output_type", "json").lower()]
        assert result.content
        kind = parameters.get("output_type", "json").lower()
        assert f".{kind}" in result.headers["content-disposition"]
        _is_of_its_kind(kind, result.content)
        assert caller.call("jobs_get", job_id).headers["location"].endswith(f"/v1/jobs/{job_id}/download")
        assert caller.call("jobs_download", job_id).content == result.content
    else:
        assert result.status_code == 404
        assert caller.document("jobs_get", job_id)["data"]["attributes"]["errors"]
    assert _status(caller.document("jobs_get", job_id)) == states[-1], "the end is not the end"


@probe({"jobs_create"}, 202)
def job_repeats_its_parameters(done: Done, caller: Caller) -> None:
    sent, answered = (document["data"]["attributes"] for document in (done.sent, done.document))
    assert _type_of_job(answered) == _type_of_job(sent)
    parameters = sent["parameters"]
    assert set(parameters) <= set(answered["parameters"])
    for name in set(parameters) - {"columns", "groupings", "filters", "view_id"}:
        assert answered["parameters"][name] == parameters[name], name
    if _type_of_job(sent) == "portfolio_query":
        # With defaults filled in; a view job repeats whatever it was given.
        for name in ("columns", "groupings"):
            assert answered["parameters"][name] == [{"arguments": {}, **each} for each in parameters[name]], name
    job_id = done.document["data"]["id"]
    listed = next(row for row in caller.walk("jobs_list", {"page[limit]": "2000"}) if row["id"] == job_id)
    for read in (caller.document("jobs_get", job_id)["data"], listed):
        repeated = read["attributes"]["parameters"]
        # The id of a view is a number in the first response and as it was sent afterwards.
        assert {**repeated, "view_id": ""} == {**answered["parameters"], "view_id": ""}, "the job has others later"
        assert id_text(repeated.get("view_id", "")) == id_text(parameters.get("view_id", ""))


@probe({"jobs_create"}, 202, once=True)
def portfolio_fits_the_job(done: Done, caller: Caller) -> None:
    """A firm is portfolio 1, and queries take none of the types that only views have."""
    sent = done.sent["data"]["attributes"]

    def status(**changed: Any) -> int:
        attributes = {**sent, "parameters": {**sent["parameters"], **changed}}
        return caller.call("jobs_create", body={"data": {"type": "jobs", "attributes": attributes}}).status_code

    assert status(portfolio_type="FIRM", portfolio_id="1") == 202
    assert status(portfolio_type="FIRM", portfolio_id="22") == 400, "a firm that is not 1"
    expected = 400 if _type_of_job(sent) == "portfolio_query" else 202
    for each in _VIEW_ONLY:
        assert status(portfolio_type=each, portfolio_id="22") == expected, f"{each} for a {sent['job_type']}"


@probe({"jobs_create"}, 202, once=True)
def filters_choose_rows(done: Done, caller: Caller) -> None:
    """A discrete filter by what no row has, alone and before and behind each value that the page prints.

    Including it alone leaves nothing of the result, excluding it leaves all; the order of the values does not matter.
    """
    sent = done.sent["data"]["attributes"]
    if _type_of_job(sent) != "portfolio_query":
        return

    def result(operator: str, *values: str) -> bytes:
        chosen = {"attribute": "asset_class", "type": "discrete", "operator": operator, "values": list(values)}
        attributes = {**sent, "parameters": {**sent["parameters"], "filters": [chosen]}}
        created = caller.call("jobs_create", body={"data": {"type": "jobs", "attributes": attributes}}).json()["data"]
        for _ in range(_MAX_LOOKS):
            if _rank(_status(caller.document("jobs_get", created["id"]))) == _END:
                break
        answer = caller.call("jobs_download", created["id"])
        # A job may end otherwise for another reason, such as a column that the firm does not have.
        return answer.content if answer.status_code == 200 else b""

    everything, nothing = result("exclude", _NO_CLASS), result("include", _NO_CLASS)
    if not everything:
        return
    assert len(everything) > len(nothing), "the filters are not applied"
    for each in _CLASSES:
        for operator, without in (("include", nothing), ("exclude", everything)):
            alone = result(operator, each)
            assert alone != without, f"{operator} {each} changes nothing"
            for values in ((each, _NO_CLASS), (_NO_CLASS, each)):
                assert result(operator, *values) == alone, f"{operator} {values} is not {operator} {each}"


def _is_of_its_kind(kind: str, content: bytes) -> None:
    if kind == "json":
        json.loads(content)
    elif kind == "xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as workbook:
            assert "xl/workbook.xml" in workbook.namelist()
    else:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter="\t" if kind == "tsv" else ","))
        assert len(rows[0]) > 1, f"{kind}: one column"
        assert {len(row) for row in rows} == {len(rows[0])}, f"{kind}: rows of several lengths"


def _type_of_job(attributes: dict[str, Any]) -> str:
    """The pages have two names, in either case, and other pages a third."""
    return str(attributes["job_type"]).lower().removesuffix("_results")


@probe({"jobs_get"}, 200)
def job_does_not_go_back(done: Done, caller: Caller) -> None:
    assert _rank(_status(caller.document("jobs_get", done.id))) >= _rank(_status(done.document))


@probe({"jobs_download"}, 200)
def only_completed_jobs_have_results(done: Done, caller: Caller) -> None:
    listed = {row["id"]: row["attributes"]["status"] for row in caller.walk("jobs_list", {"page[limit]": "2000"})}
    assert listed[done.id] == "Completed"


@probe({"jobs_download"}, 200, once=True)
def results_belong_to_their_jobs(done: Done, caller: Caller) -> None:
    """A job that completes later has another result, and leaves this one."""
    sent = PRINTED["jobs_create_view_request"]
    parameters = {**sent["data"]["attributes"]["parameters"], "output_type": "csv"}
    attributes = {**sent["data"]["attributes"], "parameters": parameters}
    created = caller.call("jobs_create", body={"data": {**sent["data"], "attributes": attributes}}).json()["data"]
    for _ in range(_MAX_LOOKS):
        if _rank(_status(caller.document("jobs_get", created["id"]))) == _END:
            break
    assert caller.call("jobs_download", created["id"]).headers["content-type"] == _MEDIA_TYPES["csv"]
    assert caller.call("jobs_download", done.id).content == done.content, "another result since another job completed"


@probe({"jobs_cancel"}, 204)
def cancelled_job_stays_cancelled(done: Done, caller: Caller) -> None:
    """Also a completed one, whose result is archived; one that has failed stays failed."""
    states = [_status(caller.document("jobs_get", done.id)) for _ in range(2)]
    assert states[-1] in ("User Cancelled", "Error", "Error Cancelled", "Rejected", "Timed Out"), states
    assert caller.call("jobs_download", done.id).status_code in (404, 410)


def _status(document: dict[str, dict[str, dict[str, str]]]) -> str:
    return document["data"]["attributes"]["status"]


def _rank(status: str) -> int:
    return _RANKS.get(status, _END)
