"""Results of jobs that are not the table that they should be: rows, pandas and Arrow agree, or name what is wrong."""

import gzip
import io
from typing import Any

import httpx
import pytest
from tests.hardening.counting import counted

from addepar_client import AddeparClient, AddeparError, ProtocolError

pytest.importorskip("pandas")
pytest.importorskip("pyarrow")


def workbook(rows: list[list[Any]]) -> bytes:
    from openpyxl import Workbook

    book, held = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(held)
    return held.getvalue()


def result(content: bytes) -> Any:
    def handle(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=content, headers={"content-type": "application/binary"})

    transport = httpx.MockTransport(handle)
    client = AddeparClient(
        base_url="https://acme.invalid/api", firm_id=1, auth=("k", "s"), transport=transport, max_retries=0
    )
    with client:
        return client.jobs.download("13")


def readings(content: bytes) -> list[Any]:
    """What each way of reading gives: titles and rows as texts, or the class of the error and what it says."""
    found: list[Any] = []
    for read in (
        lambda: list(result(content).rows()),
        lambda: result(content).to_pandas().to_dict("records"),
        lambda: result(content).to_arrow().to_pylist(),
    ):
        try:
            found.append(
                [{str(key): None if value != value else value for key, value in row.items()} for row in read()]
            )
        except AddeparError as error:
            found.append(error)
    return found


ALIKE = {
    "titles alone": (b"A,B\n", []),
    "titles without a line end": (b"A,B", []),
    "one word": (b"null", []),
    "a title twice": (b"A,A,A.1\n1,2,3\n", [["A", "A.2", "A.1"]]),
    "no titles": (b"A,,\n1,2,3\n", [["A", "Unnamed: 1", "Unnamed: 2"]]),
    "a title with a bracket": (b"[A],{B}\n1,2\n", [["[A]", "{B}"]]),
    "empty cells behind": (b"A,B,,\n1,2,,\n", [["A", "B", "Unnamed: 2", "Unnamed: 3"]]),
    "a line break in a title": (b'"A\nB",C\n1,2\n', [["A\nB", "C"]]),
    "line ends of old Macs": (b"A,B\r1,2\r3,4\r", [["A", "B"]] * 2),
    "UTF-16": ("A,B\n1,2\n".encode("utf-16"), [["A", "B"]]),
    "a line for Excel": (b"sep=;\nA;B\n1;2\n", [["A", "B"]]),
    "blank lines before the titles": (b"\n\nA,B\n\n1,2\n", [["A", "B"]]),
    "a NUL": (b"A,B\n1\x002,3\n", [["A", "B"]]),
}
"""Content, and the titles of each row."""

BROKEN = {
    "cut inside of quotes": (b'A,B\n1,2\n"x,2\n', "inside of quotes|EOF inside string|Expected 2 columns"),
    "cp1252": ("A,B\nM\u00fcller,2\n".encode("cp1252"), "utf-8|UTF-8"),
    "cp1252 in a title": ("\u00dcber,B\nx,2\n".encode("cp1252"), "utf-8|UTF-8"),
    "gzip": (gzip.compress(b"A,B\n1,2\n"), "utf-8|UTF-8"),
    "a PDF": (b"%PDF-1.7 x\n", "a PDF, not CSV"),
    "an old workbook": (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), r"\.xls\), not CSV"),
    "a page": (b"<!DOCTYPE html><title>Log in</title>", "an HTML page, not CSV"),
    "a ZIP": (b"PK\x03\x04junk", "cannot be read as a workbook"),
}


@pytest.mark.parametrize("name", ALIKE)
def test_each_way_of_reading_gives_the_same_table(name: str) -> None:
    content, titles = ALIKE[name]
    with counted("inputs", "tables of results") as outcomes:
        for found in readings(content):
            assert [list(row) for row in found] == titles
            outcomes["ok"] += 1


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_table_is_named_by_each_way_of_reading(name: str) -> None:
    content, words = BROKEN[name]
    with counted("inputs", "tables of results") as outcomes:
        for error in readings(content):
            assert isinstance(error, ProtocolError), error
            with pytest.raises(ProtocolError, match=words):
                raise error
            outcomes["ProtocolError"] += 1


def test_rows_that_are_longer_than_the_titles_lose_no_cell_and_move_none() -> None:
    """pandas takes the first cells of such rows for an index, and puts the rest under the wrong titles."""
    rows, pandas, arrow = readings(b"A,B\n1,2,3\n4,5,6\n")
    assert rows == [{"A": "1", "B": "2", "Unnamed: 2": "3"}, {"A": "4", "B": "5", "Unnamed: 2": "6"}]
    assert pandas == [{"A": 1, "B": 2, "Unnamed: 2": 3}, {"A": 4, "B": 5, "Unnamed: 2": 6}]
    assert isinstance(arrow, ProtocolError)
    assert "rows() may read it" in str(arrow)


def test_a_broken_workbook_is_named_by_each_way_of_reading() -> None:
    for error in readings(workbook([["A", "B"], [1, 2]])[:-200]):
        assert isinstance(error, ProtocolError)
        assert "cannot be read as a workbook" in str(error)


def test_a_column_of_several_kinds_is_text_in_arrow() -> None:
    rows, pandas, arrow = readings(workbook([["A", "B"], ["x", 1], [5, 2]]))
    assert rows == pandas == [{"A": "x", "B": 1}, {"A": 5, "B": 2}]
    assert arrow == [{"A": "x", "B": 1}, {"A": "5", "B": 2}]
