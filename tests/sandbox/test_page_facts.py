"""Facts of the pages that the sandbox once refused, and looseness that it once had."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from tests.sandbox.test_access import bearer, tokens
from tests.sandbox.tools import QUERY, finished, ids, refused, send, submit, view_parameters

from addepar_sandbox import Sandbox

REPORT = "/v1/generated_reports/A-UUID-ASSOCIATED-WITH-EACH-RUN"


def snapshot(owned: str, **attributes: Any) -> dict[str, Any]:
    """A document for one snapshot that 22 owns, without units."""
    ends = {"owner": {"data": {"type": "entities", "id": "22"}}, "owned": {"data": {"type": "entities", "id": owned}}}
    given = {"type": "snapshot", "currency": "USD", "trade_date": "2023-03-31", "amount": 1.5, **attributes}
    return {"data": [{"type": "snapshots", "attributes": given, "relationships": ends}]}


def test_units_are_required_of_share_based_assets_only(api: httpx.Client) -> None:
    # By the attribute table: 23 is percent-based, 34 share-based.
    assert send(api, "POST", "/v1/snapshots", snapshot("23")).status_code == 201
    refused(send(api, "POST", "/v1/snapshots", snapshot("34")), 400, "units", "share-based")
    assert send(api, "POST", "/v1/snapshots", snapshot("34", type="valuation", units=None)).status_code == 201


def test_types_of_snapshots_are_taken_in_any_case(api: httpx.Client) -> None:
    answer = send(api, "POST", "/v1/snapshots", snapshot("34", type="SNAPSHOT", units=3, comment=None))
    assert answer.status_code == 201, answer.text
    assert answer.json()["data"][0]["attributes"]["type"] == "snapshot"
    refused(send(api, "POST", "/v1/snapshots", snapshot("34", type="estimate")), 400, "estimate")


@pytest.mark.parametrize("name", ["vendor_id", "created_at", "modified_at"])
def test_what_the_server_assigns_is_refused_by_name(api: httpx.Client, name: str) -> None:
    refused(send(api, "POST", "/v1/snapshots", snapshot("23", **{name: "x"})), 400, name, "cannot be sent")


def test_the_printed_status_of_a_creation_can_be_had(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.fail("status", "snapshots_create", status=200)
    answer = send(api, "POST", "/v1/snapshots", snapshot("23"))
    assert answer.status_code == 200
    assert api.get(f"/v1/snapshots/{answer.json()['data'][0]['id']}").status_code == 200


def test_reports_take_no_token_that_only_writes_files(sandbox: Sandbox) -> None:
    paths = ("/v1/generated_reports", REPORT, f"{REPORT}/zipped_file", f"{REPORT}/zipped_file/download")
    for scope, status in (("FILES_WRITE", 403), ("FILES", 200)):
        with bearer(sandbox, tokens(sandbox, scope)["access_token"]) as client:
            assert [client.get(path).status_code for path in paths] == [status] * 4


def test_the_filters_of_files_are_allowed_for_one_file(api: httpx.Client) -> None:
    query = {"filter[files][createdAfter]": "2030-01-01T00:00:00Z", "filter[files][groupId]": "20"}
    assert api.get("/v1/files/123", params=query).json() == api.get("/v1/files/123").json()


def test_files_are_filtered_by_days_too(api: httpx.Client) -> None:
    created = {row["id"]: row["attributes"]["created_at"] for row in api.get("/v1/files").json()["data"]}
    for name, fits in (("After", lambda at, day: at > day), ("Before", lambda at, day: at < day)):
        found = ids(api.get("/v1/files", params={f"filter[files][created{name}]": "2021-01-01"}))
        assert found == [each for each, at in created.items() if fits(at, "2021-01-01T00:00:00Z")]
    refused(api.get("/v1/files", params={"filter[files][createdAfter]": "2021-02-30"}), 400, "2021-02-30")


def test_days_in_quotes_as_printed_are_days(api: httpx.Client) -> None:
    for day in ("2023-07-28", "1999-01-01"):
        plain, quoted = (
            api.get("/v1/positions", params={"filter[created_before]": text}) for text in (day, f'"{day}"')
        )
        assert ids(plain) == ids(quoted)
    refused(api.get("/v1/positions", params={"filter[created_before]": '"2023-02-30"'}), 400, "2023-02-30")


@pytest.mark.parametrize("job_type", ["portfolio_query", "PORTFOLIO_QUERY", "portfolio_query_results"])
def test_queries_go_by_several_names(api: httpx.Client, job_type: str) -> None:
    answer = submit(api, QUERY, job_type)
    assert answer.status_code == 202, answer.text
    assert answer.json()["data"]["attributes"]["job_type"] == "PORTFOLIO_QUERY"


def test_views_go_by_a_name_in_upper_case(api: httpx.Client) -> None:
    assert submit(api, view_parameters(), "PORTFOLIO_VIEW_RESULTS").status_code == 202


def test_lists_that_a_query_requires_may_be_empty(api: httpx.Client) -> None:
    created = submit(api, {**QUERY, "columns": [], "groupings": []}, "PORTFOLIO_QUERY")
    assert created.status_code == 202, created.text
    path = f"/v1/jobs/{created.json()['data']['id']}"
    statuses = [api.get(path).json()["data"]["attributes"]["status"] for _ in range(10)]
    assert statuses[-1] == "Completed"
    assert api.get(f"{path}/download").status_code == 200


@pytest.mark.parametrize("given", ["2024:17.3~a", "a%20b", "%2E%2Ex", "a%3Fb%23"])
def test_an_id_may_have_any_characters(api: httpx.Client, given: str) -> None:
    refused(api.get(f"/v1/jobs/{given}"), 404, "Job")


def test_one_end_of_a_position_may_be_repeated(api: httpx.Client) -> None:
    position = api.get("/v1/positions/100").json()["data"]
    owner = {"owner": {"data": position["relationships"]["owner"]["data"]}}
    document = {"data": {"type": "positions", "id": "100", "attributes": {"name": "x"}, "relationships": owner}}
    assert send(api, "PATCH", "/v1/positions/100", document).status_code == 200


def test_a_completed_job_says_where_its_result_is(api: httpx.Client) -> None:
    job_id = finished(api)
    assert api.get(f"/v1/jobs/{job_id}").headers["Location"] == f"/api/v1/jobs/{job_id}/download"
    assert "Location" not in api.get(f"/v1/jobs/{submit(api, view_parameters()).json()['data']['id']}").headers


def test_pages_of_reports_have_no_size_that_nobody_documents(api: httpx.Client) -> None:
    assert api.get("/v1/generated_reports", params={"page[size]": "5000"}).status_code == 200
