"""What programs that talk to the real API rely on: redirects, progress, lists of one, .NET, filters, columns."""

from __future__ import annotations

import csv
import io
import json
import urllib.request
from typing import Any

import httpx
import pytest
from tests.sandbox.test_uploads import DATA, form
from tests.sandbox.tools import QUERY, finished, refused, status, submit, submitted, view_parameters

from addepar_sandbox import Sandbox


def query(api: httpx.Client, **changes: Any) -> httpx.Response:
    """The result of a query job; its submission is among the answer's `history`."""
    submission = submit(api, QUERY | changes, "PORTFOLIO_QUERY")
    assert submission.status_code == 202, submission.text
    job_id = submission.json()["data"]["id"]
    while status(api, job_id) != "Completed":
        pass
    result = api.get(f"/v1/jobs/{job_id}/download")
    result.history = [submission]
    return result


def rows(node: dict[str, Any]) -> list[str]:
    """The names of the holdings below a node of a result."""
    if node.get("grouping") == "holding":
        return [node["name"]]
    return [name for child in node["children"] for name in rows(child)]


def holdings(result: httpx.Response) -> list[str]:
    return rows(result.json()["data"]["attributes"]["total"])


def by(attribute: str, operator: str, *values: str) -> dict[str, Any]:
    return {"attribute": attribute, "type": "discrete", "operator": operator, "values": list(values)}


EVERYTHING = {"filters": [], "columns": [{"key": "value"}]}
CASH, FUND = "Cash Account", "Northwind Growth Fund"


# --- redirects


@pytest.mark.parametrize("setting", ["completed_status", "download_status"])
def test_any_library_follows_the_redirect_to_the_result(sandbox: Sandbox, api: httpx.Client, setting: str) -> None:
    job_id = finished(api)
    content = api.get(f"/v1/jobs/{job_id}/download").content
    setattr(sandbox.jobs, setting, 303)
    path = f"/v1/jobs/{job_id}" + ("/download" if setting == "download_status" else "")
    headers = {"Addepar-Firm": "1", "Authorization": "Basic c2FuZGJveDpzYW5kYm94"}
    request = urllib.request.Request(f"{sandbox.url}{path}", headers=headers)  # noqa: S310 - loopback
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        assert answer.read() == content
    assert api.get(path, follow_redirects=True).content == content


# --- progress


def test_each_look_at_a_job_shows_its_progress(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.jobs.reads = 2
    for job_id in (submitted(api), submit(api, QUERY, "PORTFOLIO_QUERY").json()["data"]["id"], "1234"):
        seen = [api.get(f"/v1/jobs/{job_id}").json()["data"]["attributes"]["percent_complete"] for _ in range(7)]
        assert seen == sorted(seen)
        assert (seen[0], seen[-1]) == (0.0, 1.0)
    job_id = submitted(api)
    listed = {job["id"]: job["attributes"] for job in api.get("/v1/jobs").json()["data"]}
    assert listed[job_id]["percent_complete"] == 0.0


# --- the firm


@pytest.mark.parametrize("portfolio", [1, "1", [1], ["1"]])
def test_a_query_over_the_firm_takes_its_one_portfolio_alone_or_in_a_list(api: httpx.Client, portfolio: Any) -> None:
    assert holdings(query(api, **EVERYTHING, portfolio_type="firm", portfolio_id=portfolio))


@pytest.mark.parametrize("portfolio", [2, [2], [1, 2], [1, 1]])
def test_a_firm_has_no_other_portfolio(api: httpx.Client, portfolio: Any) -> None:
    refused(submit(api, QUERY | {"portfolio_type": "FIRM", "portfolio_id": portfolio}, "PORTFOLIO_QUERY"), 400, "1")


def test_a_view_takes_no_list(api: httpx.Client) -> None:
    refused(submit(api, view_parameters(portfolio_type="FIRM", portfolio_id=[1])), 400, "portfolio_id")


# --- multipart as .NET and others write it


@pytest.mark.parametrize(
    ("disposition", "fits"),
    [
        ("name=file; filename=notes.txt; filename*=utf-8''notes.txt", True),
        ("name=file; filename*=UTF-8''notes.txt", True),
        ("name=file; filename=\"=?utf-8?B?w6kuYmlu?=\"; filename*=utf-8''%C3%A9.txt", True),
        ("name=file; filename*=utf-8'en'a%20b.txt; filename=notes.bin", True),
        ("name=file; filename*=iso-8859-1''%E9.txt", True),
        ("name=file; filename=notes.txt; filename*=utf-8''%FF%FE.bin", True),
        ("name=file; filename=notes.txt; filename*=klingon''x.bin", True),
        ("name=file; filename*=utf-8''notes.pdf; filename=notes.txt", False),
        ("name=file; filename*=utf-8''", False),
    ],
)
def test_the_extended_file_name_counts(api: httpx.Client, disposition: str, fits: bool) -> None:
    body, headers = form((disposition, b"text"), DATA)
    response = api.post("/v1/files", content=body, headers=headers)
    assert response.status_code == (201 if fits else 400), response.text


def test_an_upload_as_net_sends_it(api: httpx.Client) -> None:
    boundary = "4a0b2c56-0f3e-4d3c-8d4f-2f6a1f1f7a11"
    metadata = json.dumps({"data": {"type": "files", "attributes": {"name": "Übersicht.pdf"}}})
    body = (
        f"--{boundary}\r\nContent-Type: application/pdf\r\nContent-Disposition: form-data; name=file; "
        'filename="=?utf-8?B?w5xiZXJzaWNodC5wZGY=?="; '
        f"filename*=utf-8''%C3%9Cbersicht.pdf\r\n\r\n%PDF\r\n--{boundary}\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Disposition: form-data; name=metadata\r\n\r\n"
        f"{metadata}\r\n--{boundary}--\r\n"
    )
    headers = {"Content-Type": f'multipart/form-data; boundary="{boundary}"'}
    response = api.post("/v1/files", content=body.encode(), headers=headers)
    assert response.status_code == 201, response.text
    assert response.json()["data"]["attributes"]["name"] == "Übersicht.pdf"
    assert response.json()["data"]["attributes"]["content_type"] == "application/pdf"


# --- filters


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ([by("asset_class", "include", "Cash")], {CASH}),
        ([by("currency", "include", "USD")], {CASH, FUND}),
        ([by("currency", "include", "USD"), by("asset_class", "exclude", "Cash")], {FUND}),
        ([by("security", "include", CASH)], {CASH}),
        ([by("currency", "include", "JPY")], set()),
        ([by("currency", "include")], set()),
    ],
)
def test_filters_decide_which_holdings_come(
    api: httpx.Client, filters: list[dict[str, Any]], expected: set[str]
) -> None:
    result = query(api, **EVERYTHING | {"filters": filters})
    assert set(holdings(result)) == expected
    assert "x-sandbox-note" not in result.headers


def test_a_filter_leaves_the_numbers_of_what_stays_alone(api: httpx.Client) -> None:
    def values(result: httpx.Response) -> dict[str, float]:
        groups = result.json()["data"]["attributes"]["total"]["children"]
        return {each["name"]: each["columns"]["value"] for each in groups}

    everything = values(query(api, **EVERYTHING))
    some = values(query(api, **EVERYTHING | {"filters": [by("asset_class", "include", "Cash", "Equity")]}))
    assert some == {name: everything[name] for name in ("Equity", "Cash")}


def test_groups_are_those_of_the_holdings_and_add_up(api: httpx.Client) -> None:
    groupings = [{"key": "currency"}, {"key": "asset_class"}]
    total = query(api, **EVERYTHING, groupings=groupings).json()["data"]["attributes"]["total"]
    assert [each["name"] for each in total["children"]] == ["USD", "EUR", "CHF"]
    usd = total["children"][0]
    assert [each["name"] for each in usd["children"]] == ["Equity", "Cash"]
    assert usd["columns"]["value"] == pytest.approx(sum(each["columns"]["value"] for each in usd["children"]))
    assert total["columns"]["value"] == pytest.approx(sum(each["columns"]["value"] for each in total["children"]))


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"filters": [{"attribute": "value", "type": "number", "operator": "ge", "values": [5]}]}, "filters[0]"),
        ({"filters": [by("asset_class", "include", "Cash"), by("sector", "include", "X")]}, "filters[1]"),
        ({"filters": [by("asset_class", "contains", "Cash")]}, "filters[0]"),
        ({"columns": [{"key": "value", "arguments": {"time_point": "2018-12-31"}}]}, "columns[0].arguments"),
        ({"hide_previous_holdings": True}, "hide_previous_holdings"),
    ],
)
def test_what_is_not_imitated_is_said_with_the_answers(api: httpx.Client, changes: dict[str, Any], place: str) -> None:
    result = query(api, **EVERYTHING | changes)
    for answer in (result, *result.history):
        assert answer.headers["x-sandbox-note"] == f"not imitated: {place}"


# --- attributes


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"columns": [{"key": "value"}, {"key": "vlaue"}]}, "vlaue, among the columns"),
        ({"groupings": [{"key": "_custom_house_77"}]}, "_custom_house_77, among the groupings"),
        ({"filters": [by("assetclass", "include", "Cash")]}, "assetclass, among the filters"),
    ],
)
def test_an_unknown_attribute_lets_the_job_fail(
    sandbox: Sandbox, api: httpx.Client, changes: dict[str, Any], named: str
) -> None:
    sandbox.jobs.advance = "at_once"
    job_id = submit(api, QUERY | changes, "PORTFOLIO_QUERY").json()["data"]["id"]
    attributes = api.get(f"/v1/jobs/{job_id}").json()["data"]["attributes"]
    assert attributes["status"] == "Error"
    (error,) = attributes["errors"]
    assert error["detail"].startswith(f"Invalid attribute: {named}.")
    assert "sandbox.add_attributes" in error["detail"]
    refused(api.get(f"/v1/jobs/{job_id}/download"), 404)


def test_a_firm_has_attributes_of_its_own(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.add_attributes(["_custom_house_77", "vlaue"])
    sandbox.add_attributes(["_custom_house_77"])
    result = query(api, **EVERYTHING | {"columns": [{"key": "_custom_house_77"}, {"key": "vlaue"}]})
    assert [each["key"] for each in result.json()["meta"]["columns"]] == ["_custom_house_77", "vlaue"]
    body = {"data": {"id": "13", "type": "positions", "attributes": {"_custom_house_77": [{"value": "x"}]}}}
    headers = {"Content-Type": "application/vnd.api+json"}
    assert api.patch("/v1/positions/13", json=body, headers=headers).status_code == 200
    body["data"]["attributes"] = {"vlaue": 1}  # type: ignore[index]
    refused(api.patch("/v1/positions/13", json=body, headers=headers), 404, "vlaue")


# --- parameters that belong to the other type of job


def test_a_view_job_keeps_the_parameters_of_queries_and_does_not_follow_them(api: httpx.Client) -> None:
    foreign = {"columns": [{"key": "vlaue"}], "groupings": [], "filters": [by("sector", "is", "X")]}
    job_id = finished(api, **foreign)
    shown = api.get(f"/v1/jobs/{job_id}").json()["data"]["attributes"]["parameters"]
    assert {name: shown[name] for name in foreign} == foreign
    text = api.get(f"/v1/jobs/{job_id}/download").content.decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(text)))[:2] == ["Holding", "Asset Class"]


@pytest.mark.parametrize(
    ("parameters", "job_type", "named"),
    [
        (view_parameters(columns=5), "portfolio_view_results", "columns"),
        (view_parameters(filters=[{}]), "portfolio_view_results", "filters"),
        (QUERY | {"output_type": 5}, "PORTFOLIO_QUERY", "output_type"),
        (QUERY | {"view_id": None}, "PORTFOLIO_QUERY", "view_id"),
    ],
)
def test_what_could_not_be_repeated_is_refused(
    api: httpx.Client, parameters: dict[str, Any], job_type: str, named: str
) -> None:
    refused(submit(api, parameters, job_type), 400, f"data.attributes.parameters.{named}")


@pytest.mark.parametrize("output_type", ["csv", "pdf"])
def test_a_query_is_answered_in_json_whatever_else_it_names(api: httpx.Client, output_type: Any) -> None:
    result = query(api, **EVERYTHING, output_type=output_type)
    assert result.headers["content-type"] == "application/vnd.api+json"
    assert holdings(result)
