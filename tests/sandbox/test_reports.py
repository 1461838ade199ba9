"""Generated reports: order, filters, numbered pages, creator, and a ZIP of PDFs."""

from __future__ import annotations

import io
import zipfile

import httpx
import pytest
from tests.sandbox.tools import connect, ids, refused

from addepar_sandbox import Sandbox
from addepar_sandbox.testing.seed.seeds import RUNNING_REPORT

FIRST, SECOND = "A-UUID-ASSOCIATED-WITH-EACH-RUN", "ANOTHER-UUID-ASSOCIATED-WITH-EACH-RUN"
FIRST_1234, SECOND_1234 = f"{FIRST}-FOR-ENTITY-1234", f"{SECOND}-FOR-ENTITY-1234"
EVERY = [FIRST, SECOND, FIRST_1234, SECOND_1234]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", EVERY),
        ("filter[status]=ERROR", [FIRST]),
        ("filter[status]=FINISHED", [SECOND, FIRST_1234, SECOND_1234]),
        ("filter[status]=FINISHED,ERROR", EVERY),
        ("filter[status]=CANCELED", []),
        ("filter[completed_after]=2021-02-14T13:25:45Z", [FIRST]),
        ("filter[completed_before]=2021-02-14T00:00:00Z", [FIRST_1234, SECOND_1234]),
        ("filter[completed_after]=2021-02-14T00:00:00Z&filter[completed_before]=2021-02-14T14:00:00Z", [SECOND]),
        ("filter[entityId]=1234", [FIRST_1234, SECOND_1234]),
        ("filter[entityId]=22", [FIRST]),
        ("filter[groupId]=31", EVERY),
        ("filter[groupId]=32", [FIRST]),
        ("filter[entityId]=21&filter[groupId]=32", [FIRST]),
        ("filter[entityId]=31", []),
        (
            "page[size]=50&page[number]=0&filter[status]=FINISHED,ERROR&filter[completed_before]=2021-05-14T12:03:39Z",
            EVERY,
        ),
    ],
)
def test_newest_first_and_filtered(api: httpx.Client, query: str, expected: list[str]) -> None:
    assert ids(api.get(f"/v1/generated_reports?{query}")) == expected


def test_pages_are_numbered_from_zero(api: httpx.Client) -> None:
    first = api.get("/v1/generated_reports?page[size]=3&filter[groupId]=31")
    link = first.json()["links"]["next"]
    assert link == "/v1/generated_reports?page[number]=1&page[size]=3&filter[groupId]=31"
    second = api.get(link)
    assert ids(first) + ids(second) == EVERY
    assert second.json()["links"]["next"] is None
    assert ids(api.get("/v1/generated_reports?page[number]=9")) == []


def test_lists_and_single_reports_name_the_zip_differently(api: httpx.Client) -> None:
    listed = api.get("/v1/generated_reports").json()["data"][0]["relationships"]["zipped_file"]["data"]
    single = api.get(f"/v1/generated_reports/{FIRST}").json()["data"]["relationships"]["zipped_file"]["data"]
    assert (listed, single) == ({"type": "archive/files", "id": "61"}, {"type": "files", "id": "61"})


def test_the_creator(api: httpx.Client) -> None:
    document = api.get(f"/v1/generated_reports/{FIRST}/creator").json()
    assert document["data"]["id"] == "84"
    assert document["data"]["attributes"]["last_name"] == "Fury"
    assert document["data"]["relationships"]["assigned_role"] == {"data": None}


def test_the_zip_has_the_printed_size_and_holds_the_pdfs(api: httpx.Client) -> None:
    record = api.get(f"/v1/generated_reports/{FIRST}/zipped_file").json()["data"]
    assert record["attributes"]["bytes"] == 36599
    response = api.get(f"/v1/generated_reports/{FIRST}/zipped_file/download")
    assert response.headers["content-disposition"] == f'attachment; filename="{record["attributes"]["name"]}"'
    assert response.headers["content-type"] == "application/binary"
    assert len(response.content) == 36599
    archive = zipfile.ZipFile(io.BytesIO(response.content))
    assert archive.testzip() is None
    assert archive.namelist() == ["Tony Stark.pdf", "Avengers.pdf"]
    portfolios = api.get(f"/v1/generated_reports/{FIRST}").json()["data"]["attributes"]["generated_portfolios"]
    for portfolio in portfolios:
        pdf = api.get(f"/v1/files/{portfolio['file_id']}/download").content
        assert pdf == archive.read(f"{portfolio['portfolio_name']}.pdf")


def test_pdfs_point_to_where_their_parts_are(api: httpx.Client) -> None:
    pdf = api.get("/v1/files/101/download").content
    table = int(pdf.split(b"startxref\n")[1].split()[0])
    assert pdf[table:].startswith(b"xref\n0 6\n")
    entries = pdf[table:].splitlines()[3:8]
    for number, entry in enumerate(entries, start=1):
        assert pdf[int(entry[:10]) :].startswith(b"%d 0 obj" % number)


@pytest.mark.parametrize("path", ["", "/creator", "/zipped_file", "/zipped_file/download"])
@pytest.mark.parametrize("report_id", ["404", RUNNING_REPORT])
def test_unknown_and_unfinished_reports_are_404(api: httpx.Client, report_id: str, path: str) -> None:
    refused(api.get(f"/v1/generated_reports/{report_id}{path}"), 404)


def test_reports_need_access_to_everything(sandbox: Sandbox) -> None:
    with connect(sandbox, "limited") as limited:
        refused(limited.get("/v1/generated_reports"), 403)
        refused(limited.get(f"/v1/generated_reports/{FIRST}/zipped_file/download"), 403)
