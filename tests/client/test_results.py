"""Results of jobs as text, JSON, rows and tables."""

import csv
import io
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.client.support import Reply, Seen, Side, hostile
from tests.client.test_jobs import QUERY, VIEW

from addepar_client import ConfigurationError, InputError, JobResult, ProtocolError
from addepar_core.utils.tables.reading import kind_of
from addepar_sandbox import Sandbox


def result_of(content: bytes) -> JobResult:
    return JobResult(None, "x", len(content), "application/binary", "", "13", content)


@pytest.fixture(params=["memory", "file"])
def fetch(request: pytest.FixtureRequest, sandbox: Sandbox, side: Side, tmp_path: Path) -> Any:
    """Runs a view with an output type, its result in memory or in a file."""

    def run(output_type: str) -> JobResult:
        to = None if request.param == "memory" else tmp_path / "result"
        client = side.client(sandbox.url or "")
        made: JobResult = side.run(client.jobs.run_view(**VIEW, output_type=output_type, to=to, overwrite=True))
        return made

    return run


def test_rows_are_the_same_in_every_form(fetch: Any) -> None:
    by_kind = {kind: list(fetch(kind).rows()) for kind in ("csv", "tsv", "xlsx")}
    assert by_kind["csv"] == by_kind["tsv"]
    assert len(by_kind["csv"]) == 4
    as_text = [{title: str(value) for title, value in row.items()} for row in by_kind["xlsx"]]
    assert [list(row) for row in as_text] == [list(row) for row in by_kind["csv"]]
    assert [row["Holding"] for row in as_text] == [row["Holding"] for row in by_kind["csv"]]
    assert all(isinstance(row["Units"], int | float) for row in by_kind["xlsx"])
    assert "Harbour Bond 2031, Series B" in [row["Holding"] for row in by_kind["csv"]]


@pytest.mark.parametrize("kind", ["csv", "tsv", "xlsx"])
def test_tables_for_pandas_and_arrow(kind: str, fetch: Any) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    result = fetch(kind)
    frame, table = result.to_pandas(), result.to_arrow()
    assert list(frame.columns) == table.column_names == list(next(result.rows()))
    assert frame["Units"].sum() == sum(table["Units"].to_pylist()) > 0
    assert result.to_pandas(nrows=1).shape[0] == 1
    if kind != "xlsx":
        assert result.to_pandas(dtype=str)["Units"][0] == next(result.rows())["Units"]


@pytest.mark.parametrize("missing", ["pandas", "pyarrow", "python_calamine"])
def test_a_package_that_is_missing_is_named(missing: str, fetch: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    result = fetch("xlsx")
    monkeypatch.setitem(sys.modules, missing, None)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    read = {"pandas": result.to_pandas, "pyarrow": result.to_arrow, "python_calamine": result.rows}[missing]
    with pytest.raises(ConfigurationError, match=f"pip install {missing.replace('_', '-')}"):
        read()


def test_either_reader_of_workbooks_gives_the_same(fetch: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    result = fetch("xlsx")
    first = list(result.rows())
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    assert list(result.rows()) == first
    pytest.importorskip("pandas")
    assert list(result.to_pandas().columns) == list(first[0])


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_column_and_no_cell_is_dropped(kind: str) -> None:
    lines = [["Fund", "Value", "", "Value", ""], ["A", "1.5", "x", "2.5", "y"]]
    if kind == "xlsx":
        book, held = openpyxl.Workbook(), io.BytesIO()
        for line in lines:
            book.active.append(line)
        book.save(held)
        content = held.getvalue()
    else:
        content = "\r\n".join(map(",".join, lines)).encode()
    result = result_of(content)
    assert list(result.rows()) == [
        {"Fund": "A", "Value": "1.5", "Unnamed: 2": "x", "Value.1": "2.5", "Unnamed: 4": "y"}
    ]
    assert list(result.to_arrow().column_names) == list(next(result.rows()))
    assert list(result.to_pandas().columns) == list(next(result.rows()))


def test_cells_beyond_the_titles_are_kept_and_missing_ones_are_none() -> None:
    assert list(result_of(b"a,b\n1,2,3,4\n5\n").rows()) == [
        {"a": "1", "b": "2", "Unnamed: 2": "3", "Unnamed: 3": "4"}, {"a": "5", "b": None},
    ]  # fmt: skip


def test_line_breaks_in_titles_and_cells_and_cells_of_any_size() -> None:
    large = "x" * 3_000_000
    lines = [["Hold\ning", "Comment"], *([f"Fund {n}", "first\nsecond"] for n in range(100_000)), ["big", large]]
    held = io.StringIO()
    csv.writer(held).writerows(lines)
    result = result_of(held.getvalue().encode())
    read = list(result.rows())
    assert (len(read), list(read[0]), read[-1]["Comment"]) == (100_001, lines[0], large)
    assert result.to_arrow().num_rows == result.to_pandas().shape[0] == 100_001
    assert result.to_arrow().column_names == lines[0]
    assert result_of(f"a\n{'y' * 20_000_000}\n".encode()).to_arrow().num_rows == 1


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\r\n"])
def test_an_empty_result_is_an_empty_table(content: bytes) -> None:
    result = result_of(content)
    assert list(result.rows()) == []
    assert result.to_pandas().shape == (0, 0)
    assert (result.to_arrow().num_rows, result.to_arrow().num_columns) == (0, 0)
    titled = result_of(b"a,b\n")
    assert list(titled.rows()) == []
    assert list(titled.to_pandas().columns) == titled.to_arrow().column_names == ["a", "b"]


@pytest.mark.parametrize(
    "content",
    [b"sep=;\r\na;b\r\n1;2", "a,b\r\n1,2".encode("utf-16"), b"\xef\xbb\xbfa,b\r1,2\r", b'"sep=|"\na|b\n1|2\n'],
)
def test_what_excel_writes_is_read(content: bytes) -> None:
    result = result_of(content)
    assert list(result.rows()) == [{"a": "1", "b": "2"}]
    assert result.to_pandas().to_dict("records") == result.to_arrow().to_pylist() == [{"a": 1, "b": 2}]


def test_halves_of_characters_are_kept_and_other_bytes_are_an_error() -> None:
    assert list(result_of("a\n\ud800".encode("utf-8", "surrogatepass")).rows()) == [{"a": "\ud800"}]
    with pytest.raises(ProtocolError, match="no CSV that can be read"):
        list(result_of(b"a\nZ\xfcrich\n").rows())
    with pytest.raises(ProtocolError, match="cannot be read as a workbook"):
        list(result_of(b"PK\x03\x04nothing").rows())


def test_the_job_says_what_its_result_is(sandbox: Sandbox, side: Side) -> None:
    content = b'{"key"},[Fund]\r\n1,2\r\n'
    job = {"type": "jobs", "id": "13", "attributes": {"job_type": "x", "parameters": {"output_type": "CSV"}}}
    with hostile(lambda _: Reply(200, content, {"Content-Type": "application/binary"})) as server:
        jobs = side.client(server.url).jobs
        assert list(side.run(jobs.download(job)).rows()) == [{'{"key"}': "1", "[Fund]": "2"}]
    named = {"Content-Type": "application/binary", "Content-Disposition": 'attachment; filename="portfolio_data.csv"'}
    with hostile(lambda _: Reply(200, content, named)) as server:
        assert len(list(side.run(side.client(server.url).jobs.download("13")).rows())) == 1
    result = side.run(side.client(sandbox.url or "").jobs.run_query(**QUERY))
    assert result._kind() == "json"


def test_a_query_is_a_table_of_its_innermost_rows(sandbox: Sandbox, side: Side) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    result = side.run(side.client(sandbox.url or "").jobs.run_query(**QUERY))
    rows, total = list(result.rows()), result.json()["data"]["attributes"]["total"]
    assert list(rows[0])[:2] == ["asset_class", "holding"]
    assert {row["asset_class"] for row in rows} == {child["name"] for child in total["children"]}
    assert sum(row["value"] for row in rows) == pytest.approx(total["columns"]["value"])  # each counts once
    frame, table = result.to_pandas(), result.to_arrow()
    assert frame.to_dict("records") == table.to_pylist() == rows
    assert frame.groupby("asset_class")["value"].sum().sum() == pytest.approx(total["columns"]["value"])


def query_result(children: list[Any], groupings: list[str]) -> JobResult:
    total = {"name": "Total", "columns": {"value": 3, "sector": 1}, "children": children}
    meta = {"groupings": [{"key": key} for key in groupings]}
    return result_of(json.dumps({"meta": meta, "data": {"attributes": {"total": total}}}).encode())


def node(grouping: str, name: str, value: int, *children: Any) -> dict[str, Any]:
    return {"grouping": grouping, "name": name, "columns": {"value": value}, "children": list(children)}


def test_rows_of_a_query_may_be_of_unlike_depth_and_share_a_name_with_a_column() -> None:
    bonds = node("asset_class", "Bonds", 1)
    stocks = node("asset_class", "Stocks", 2, node("sector", "Tech", 2, node("security", "ACME", 2)))
    assert list(query_result([bonds, stocks], ["asset_class", "sector"]).rows()) == [
        {"asset_class": "Bonds", "sector (grouping)": None, "security": None, "value": 1, "sector": None},
        {"asset_class": "Stocks", "sector (grouping)": "Tech", "security": "ACME", "value": 2, "sector": None},
    ]


EXACT = b"""{"data": {"attributes": {"total": {"name": "Total", "columns": {"value": 1}, "children": [
    {"name": "A", "grouping": "class", "columns": {"value": 12345678901234567.89}, "children": []},
    {"name": "B", "grouping": "class", "columns": {"value": 9007199254740993}, "children": []},
    {"name": "C", "grouping": "class", "columns": {"value": 0.10}, "children": []}]}}},
    "meta": {"groupings": [{"key": "class"}]}}"""


def test_numbers_of_a_query_are_not_rounded() -> None:
    values = [row["value"] for row in result_of(EXACT).rows()]
    assert values == [Decimal("12345678901234567.89"), 9007199254740993, 0.1]
    assert [type(value) for value in values] == [Decimal, int, float]
    assert result_of(EXACT).json()["data"]["attributes"]["total"]["children"][0]["columns"]["value"] == values[0]
    pytest.importorskip("pandas")
    assert result_of(EXACT).to_pandas()["value"].tolist() == values
    pytest.importorskip("pyarrow")
    assert [str(value) for value in result_of(EXACT).to_arrow()["value"].to_pylist()] == list(map(str, values))


def test_a_client_with_exact_numbers_reads_results_so_too(side: Side) -> None:
    def answer(seen: Seen) -> Reply:
        if seen.path.endswith("/download"):
            return Reply(200, EXACT, {"Content-Type": "application/json"})
        return Reply.json('{"data": {"type": "jobs", "id": "13", "attributes": {"status": "Completed"}}}')

    with hostile(answer) as server:
        client = side.client(server.url, exact_numbers=True)
        result = side.run(client.jobs.download("13"))
        ran = side.run(client.jobs.run_query(**QUERY))
    for one in (result, ran):
        assert [repr(row["value"]) for row in one.rows()][2] == "Decimal('0.10')"


def test_an_empty_query_has_its_columns_and_one_without_groups_its_total() -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    empty = query_result([], ["asset_class"])
    assert list(empty.rows()) == []
    assert list(empty.to_pandas().columns) == empty.to_arrow().column_names == ["asset_class", "value", "sector"]
    assert list(query_result([], []).rows()) == [{"value": 3, "sector": 1}]


@pytest.mark.parametrize(
    "content", [b"[]", b"{}", b'{"data": 1}', b'{"data": {"attributes": {"total": {}}}, "meta": {}}']
)
def test_other_json_is_not_a_table(content: bytes) -> None:
    result = result_of(content)
    for read in (result.rows, result.to_pandas, result.to_arrow):
        with pytest.raises(InputError, match="json"):
            read()


def test_a_result_in_a_file_object_is_not_ours_to_read(sandbox: Sandbox, side: Side) -> None:
    result = side.run(side.client(sandbox.url or "").jobs.run_view(**VIEW, to=io.BytesIO()))
    for read in (result.rows, result.to_pandas, result.to_arrow, result.json):
        with pytest.raises(InputError, match="file object"):
            read()


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"PK\x03\x04...", "xlsx"),
        (b"\xef\xbb\xbfa,b\r\n1,2", "csv"),
        (b"\xef\xbb\xbfa\tb\r\n1\t2", "tsv"),
        (b"a,b\r\n1,\t", "csv"),
        (b'\xef\xbb\xbf {"data": 1}', "json"),
        (b"[1]", "json"),
        (b'[{"a": 1}]', "json"),
        (b"{}", "json"),
        (b"[Custom] Fund,Value\r\nA,1", "csv"),
        (b"{Fund},Value\r\nA,1", "csv"),
        (b"[2024] Net,Value\r\nA,1", "csv"),
        (b"[Fund]\tValue\r\nA\t1", "tsv"),
        (b'"a\tb",c\r\n1,2', "csv"),
        (b"", "csv"),
    ],
)
def test_a_result_is_known_by_its_own_bytes(start: bytes, kind: str) -> None:
    assert kind_of(start) == kind


def test_odd_tables_are_read_as_they_are() -> None:
    assert list(result_of(b"").rows()) == []
    quoted = b'\xef\xbb\xbf"a, ""b""",c\r\n"line 1\r\nline 2",007\r\n'
    assert list(result_of(quoted).rows()) == [{'a, "b"': "line 1\r\nline 2", "c": "007"}]
