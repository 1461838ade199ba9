"""Results of jobs: formats, determinism, redirects, expiry."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import urljoin

import httpx
import openpyxl
from tests.sandbox.tools import QUERY, finished, refused, status, submit, submitted

from addepar_sandbox import Sandbox


def test_csv_and_tsv_begin_with_a_byte_order_mark(api: httpx.Client) -> None:
    for output_type, delimiter, media_type in (("csv", ",", "text/csv"), ("tsv", "\t", "text/tab-separated-values")):
        response = api.get(f"/v1/jobs/{finished(api, output_type=output_type)}/download")
        assert response.content.startswith(b"\xef\xbb\xbf")
        assert response.headers["content-type"] == media_type
        assert response.headers["content-disposition"] == f'attachment; filename="portfolio_data.{output_type}"'
        rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=delimiter))
        assert rows[0][:3] == ["Holding", "Asset Class", "Currency"]
        assert len({len(row) for row in rows}) == 1
        assert len(rows) == 5


def test_xlsx_and_csv_hold_the_same_numbers(api: httpx.Client) -> None:
    text = api.get(f"/v1/jobs/{finished(api, output_type='csv')}/download").content.decode("utf-8-sig")
    response = api.get(f"/v1/jobs/{finished(api, output_type='XLSX')}/download")
    assert response.headers["content-type"] == "application/binary"
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[0]
    cells = [[str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert cells == list(csv.reader(io.StringIO(text)))


def test_json_results_are_portfolio_documents(api: httpx.Client) -> None:
    response = api.get(f"/v1/jobs/{finished(api, output_type='json')}/download")
    document = json.loads(response.content)
    assert response.headers["content-type"] == "application/vnd.api+json"
    assert document["data"]["type"] == "portfolio_views"
    assert document["data"]["attributes"]["total"]["children"]
    assert document["included"] == []
    assert "status" not in document["data"]["attributes"]


def test_equal_parameters_give_equal_bytes_and_others_do_not(api: httpx.Client) -> None:
    for output_type in ("csv", "xlsx", "json"):
        first, second = (api.get(f"/v1/jobs/{finished(api, output_type=output_type)}/download") for _ in range(2))
        assert first.content == second.content
    other = api.get(f"/v1/jobs/{finished(api, output_type='json', portfolio_id='34')}/download")
    assert other.content != second.content


def test_a_query_result_has_a_column_for_each_one_asked_for(api: httpx.Client) -> None:
    job_id = submit(api, QUERY, "PORTFOLIO_QUERY").json()["data"]["id"]
    while status(api, job_id) != "Completed":
        pass
    response = api.get(f"/v1/jobs/{job_id}/download")
    assert [column["key"] for column in response.json()["meta"]["columns"]] == ["value", "value_2"]
    assert response.headers["content-disposition"] == 'attachment; filename="portfolio_data.json"'


def test_completion_may_be_a_303_to_the_download(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.jobs.completed_status = 303
    job_id = finished(api, output_type="json")
    response = api.get(f"/v1/jobs/{job_id}")
    assert response.status_code == 303
    assert response.headers["location"] == f"/api/v1/jobs/{job_id}/download"
    assert response.json()["data"]["attributes"]["status"] == "Completed"


def test_the_download_may_be_a_303_to_the_bytes(sandbox: Sandbox, api: httpx.Client) -> None:
    job_id = finished(api)
    direct = api.get(f"/v1/jobs/{job_id}/download").content
    sandbox.jobs.download_status = 303
    response = api.get(f"/v1/jobs/{job_id}/download")
    assert (response.status_code, response.content) == (303, b"")
    assert response.headers["location"].startswith(f"/api/v1/jobs/{job_id}/download?result=")
    assert api.get(urljoin(str(response.url), response.headers["location"])).content == direct


def test_an_early_download_may_answer_with_the_job(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.jobs.unfinished_status = 200
    response = api.get(f"/v1/jobs/{submitted(api)}/download")
    assert response.status_code == 200
    assert response.json()["data"]["type"] == "jobs"


def test_results_expire_a_day_after_the_job_was_created(sandbox: Sandbox, api: httpx.Client) -> None:
    sandbox.clock.freeze("2024-01-31T09:00:00Z")
    job_id = submitted(api)
    sandbox.clock.advance(3600)
    while status(api, job_id) != "Completed":
        pass
    sandbox.clock.advance(82799)
    assert api.get(f"/v1/jobs/{job_id}/download").status_code == 200
    sandbox.clock.advance(1)
    refused(api.get(f"/v1/jobs/{job_id}/download"), 410)
    assert status(api, job_id) == "Timed Out"
