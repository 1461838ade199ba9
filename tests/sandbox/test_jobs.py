"""Jobs: parameters, states in all three modes, cancelling, failure, who sees them."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from tests.sandbox.tools import QUERY, connect, ids, refused, send, status, submit, submitted, view_parameters

from addepar_sandbox import JobSettings, Sandbox


def test_a_view_job_is_echoed_as_printed(api: httpx.Client) -> None:
    resource = submit(api, view_parameters(output_type="json")).json()["data"]
    assert resource["attributes"] == {
        "job_type": "portfolio_view_results",
        "parameters": view_parameters(output_type="json", view_id=2),
        "status": "Queued",
    }
    assert resource["relationships"]["creator"]["data"] == {"type": "users", "id": "44"}
    assert resource["links"] == {"self": f"/v1/jobs/{resource['id']}"}
    assert api.get(f"/v1/jobs/{resource['id']}").json()["data"]["attributes"]["parameters"]["view_id"] == "2"


def test_a_query_job_is_echoed_with_its_defaults(api: httpx.Client) -> None:
    document = submit(api, QUERY, "PORTFOLIO_QUERY").json()
    attributes = document["data"]["attributes"]
    assert document["included"] == []
    assert (attributes["status"], attributes["percent_complete"]) == ("Queued", 0.0)
    assert attributes["parameters"] == {
        **QUERY,
        "columns": [{"key": "value", "arguments": {}}, QUERY["columns"][1]],
        "groupings": [{"key": "asset_class", "arguments": {}}],
        "filters": [{**QUERY["filters"][0], "attribute": {"key": "asset_class", "arguments": {}}}],
        "hide_previous_holdings": False,
    }


@pytest.mark.parametrize("resource_type", ["jobs", "job"])
def test_both_spellings_of_the_type_are_taken(api: httpx.Client, resource_type: str) -> None:
    attributes = {"job_type": "PORTFOLIO_QUERY", "parameters": QUERY}
    response = send(api, "POST", "/v1/jobs", {"data": {"type": resource_type, "attributes": attributes}})
    assert response.status_code == 202
    assert response.json()["data"]["type"] == "jobs"


@pytest.mark.parametrize("name", ["view_id", "portfolio_type", "portfolio_id", "output_type", "start_date", "end_date"])
def test_each_parameter_of_a_view_job_is_needed(api: httpx.Client, name: str) -> None:
    parameters = view_parameters()
    del parameters[name]
    refused(submit(api, parameters), 400, name)


@pytest.mark.parametrize("name", ["columns", "groupings", "portfolio_type", "portfolio_id", "start_date", "end_date"])
def test_each_parameter_of_a_query_job_is_needed(api: httpx.Client, name: str) -> None:
    parameters = {key: value for key, value in QUERY.items() if key != name}
    refused(submit(api, parameters, "PORTFOLIO_QUERY"), 400, name)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"output_type": "pdf"}, "output_type"),
        ({"start_date": "31.12.2011"}, "start_date"),
        ({"end_date": "2013-02-30"}, "end_date"),
        ({"portfolio_type": "planet"}, "portfolio_type"),
        ({"portfolio_type": "FIRM"}, "portfolio_id"),
        ({"portfolio_id": ["22", "23"]}, "portfolio_id"),
        ({"portfolio_id": {}}, "portfolio_id"),
    ],
)
def test_badly_formed_parameters_are_400(api: httpx.Client, changes: dict[str, Any], words: str) -> None:
    refused(submit(api, view_parameters(**changes)), 400, words)


def test_two_portfolio_types_are_for_view_jobs_only(api: httpx.Client) -> None:
    assert submit(api, view_parameters(portfolio_type="FIRM_ACCOUNTS", portfolio_id=1)).status_code == 202
    refused(submit(api, {**QUERY, "portfolio_type": "FIRM_ACCOUNTS"}, "PORTFOLIO_QUERY"), 400, "portfolio_type")


@pytest.mark.parametrize("job_type", ["portfolio_results", "", 5, None])
def test_unknown_job_types_are_400(api: httpx.Client, job_type: Any) -> None:
    refused(submit(api, view_parameters(), job_type), 400, "data.attributes")


@pytest.mark.parametrize("output_type", ["csv", "CSV", "Tsv", "XLSX", "json"])
@pytest.mark.parametrize("portfolio", [("entity", "22"), ("GROUP", 200), ("FIRM", 1), ("firm", "1")])
def test_spellings_that_are_taken(api: httpx.Client, output_type: str, portfolio: tuple[str, Any]) -> None:
    changes = {"output_type": output_type, "portfolio_type": portfolio[0], "portfolio_id": portfolio[1]}
    assert submit(api, view_parameters(**changes)).status_code == 202


def test_each_look_moves_a_job_one_state_on(api: httpx.Client) -> None:
    job_id = submitted(api)
    refused(api.get(f"/v1/jobs/{job_id}/download"), 404)
    seen = [api.get(f"/v1/jobs/{job_id}").json()["data"]["attributes"] for _ in range(5)]
    assert [each["status"] for each in seen] == ["Picked Up By Job Runner", "In Progress", *["Completed"] * 3]
    progress = [each["percent_complete"] for each in seen]
    assert progress == sorted(progress)
    assert progress[-1] == 1.0
    assert seen[-1]["started_at"] <= seen[-1]["completed_at"]
    assert api.get(f"/v1/jobs/{job_id}/download").status_code == 200


def test_neither_lists_nor_downloads_move_a_job_on(api: httpx.Client) -> None:
    job_id = submitted(api)
    for _ in range(3):
        api.get("/v1/jobs")
        api.get(f"/v1/jobs/{job_id}/download")
    assert status(api, job_id) == "Picked Up By Job Runner"


def test_several_looks_a_state(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.jobs.reads = 2
    job_id = submitted(api)
    assert [status(api, job_id) for _ in range(4)] == ["Queued", *["Picked Up By Job Runner"] * 2, "In Progress"]


def test_at_once(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.jobs.advance = "at_once"
    assert status(api, submitted(api)) == "Completed"


def test_by_the_clock(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.clock.freeze("2024-01-31T09:00:00Z")
    sandbox.jobs.advance, sandbox.jobs.seconds = "seconds", 10
    job_id = submitted(api)
    assert [status(api, job_id) for _ in range(3)] == ["Queued"] * 3
    sandbox.clock.advance(10)
    assert status(api, job_id) == "Picked Up By Job Runner"
    sandbox.clock.advance(25)
    assert status(api, job_id) == "Completed"


@pytest.mark.parametrize(
    "state",
    ["Failed", "Canceled", "Timed Out", "Rejected", "Error Cancelled", "Error", "In Progress - Waiting For Capacity"],
)
def test_any_state_can_be_the_last(api: httpx.Client, sandbox: Sandbox, state: str) -> None:
    sandbox.jobs.ends_as = state
    sandbox.jobs.advance = "at_once"
    job_id = submitted(api)
    assert status(api, job_id) == state
    expected = 410 if state == "Timed Out" else 404
    refused(api.get(f"/v1/jobs/{job_id}/download"), expected)


@pytest.mark.parametrize(
    ("portfolio", "named"),
    [(("ENTITY", "10"), "ENTITY 10"), (("group", 77), "GROUP 77"), (("entity", "x"), "ENTITY x")],
)
def test_an_unknown_portfolio_lets_the_job_fail_as_printed(
    api: httpx.Client, portfolio: tuple[str, Any], named: str
) -> None:
    job_id = submitted(api, portfolio_type=portfolio[0], portfolio_id=portfolio[1])
    for _ in range(3):
        attributes = api.get(f"/v1/jobs/{job_id}").json()["data"]["attributes"]
    assert attributes["status"] == "Error"
    assert attributes["errors"] == [{"status": "400", "title": "Bad Request", "detail": f"Invalid portfolio: {named}"}]
    refused(api.get(f"/v1/jobs/{job_id}/download"), 404)


def test_a_job_may_run_for_four_hours(sandbox: Sandbox, api: httpx.Client) -> None:
    job_id = submitted(api)
    assert status(api, job_id) == "Picked Up By Job Runner"
    sandbox.jobs.reads = 100
    sandbox.clock.advance(14401)
    attributes = api.get(f"/v1/jobs/{job_id}").json()["data"]["attributes"]
    assert attributes["status"] == "Error Cancelled"
    assert "14400" in attributes["errors"][0]["detail"]


@pytest.mark.parametrize(
    ("looks", "path"),
    [(0, ["User Cancelled"]), (1, ["User Cancelled"]), (2, ["User Cancelled"]), (3, ["User Cancelled"])],
)
def test_cancelling_ends_as_cancelled(api: httpx.Client, looks: int, path: list[str]) -> None:
    job_id = submitted(api)
    for _ in range(looks):
        status(api, job_id)
    response = api.delete(f"/v1/jobs/{job_id}")
    assert (response.status_code, response.content) == (204, b"")
    assert [status(api, job_id) for _ in path] == path
    refused(api.get(f"/v1/jobs/{job_id}/download"), 404)


def test_a_running_job_is_asked_to_stop_first(api: httpx.Client) -> None:
    job_id = submitted(api)
    while status(api, job_id) != "In Progress":
        pass
    api.delete(f"/v1/jobs/{job_id}")
    listed = {job["id"]: job["attributes"]["status"] for job in api.get("/v1/jobs").json()["data"]}
    assert listed[job_id] == "Cancel Requested"
    assert [status(api, job_id) for _ in range(2)] == ["User Cancelled"] * 2


def test_cancelling_what_has_failed_changes_nothing(api: httpx.Client) -> None:
    assert api.delete("/v1/jobs/14").status_code == 204
    assert status(api, "14") == "Error"


def test_jobs_past_the_quota_of_the_queue_are_rejected(sandbox: Sandbox, api: httpx.Client) -> None:
    api.delete("/v1/jobs/7")
    api.delete("/v1/jobs/1234")
    sandbox.jobs.queue_quota = 2
    first, second, third = (submitted(api) for _ in range(3))
    assert status(api, third) == "Rejected"
    assert status(api, first) == status(api, second) == "Picked Up By Job Runner"


def test_the_list_shows_the_printed_jobs_first_and_pages(api: httpx.Client) -> None:
    response = api.get("/v1/jobs?page[limit]=2")
    assert ids(response) == ["13", "14"]
    assert "relationships" not in response.json()["data"][0]
    assert response.json()["data"][0]["attributes"]["started_at"] == "2020-04-02T21:4915Z"
    assert ids(api.get(response.json()["links"]["next"])) == ["7", "1234"]


@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("GET", "/download"), ("DELETE", "")])
def test_unknown_jobs_are_404(api: httpx.Client, method: str, path: str) -> None:
    refused(api.request(method, f"/v1/jobs/404{path}"), 404)


def test_other_peoples_jobs_are_not_found(sandbox: Sandbox, api: httpx.Client) -> None:
    with connect(sandbox, "limited") as limited:
        own = submitted(limited)
        refused(limited.get("/v1/jobs/13"), 404)
        refused(limited.delete("/v1/jobs/13"), 404)
        assert ids(limited.get("/v1/jobs")) == [own]
        foreign = submitted(limited, portfolio_id="54")
        for _ in range(3):
            last = status(limited, foreign)
    assert last == "Error"
    assert own in ids(api.get("/v1/jobs"))


def test_settings_given_at_the_start_hold() -> None:
    settings = JobSettings(advance="at_once", completed_status=303)
    with Sandbox(jobs=settings) as sandbox, sandbox.serve(), connect(sandbox) as api:
        assert api.get(f"/v1/jobs/{submitted(api)}").status_code == 303


def test_a_number_beyond_64_bits_is_no_id(sandbox: Sandbox) -> None:
    with connect(sandbox) as api:
        refused(submit(api, view_parameters(portfolio_id=2**63)), 400, "portfolio_id")
        assert submit(api, view_parameters(portfolio_id=2**63 - 1)).status_code == 202
