"""Files of Windows, Excel and pandas on the command line: read, or refused with row, column and fix."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.cli.support import Cli

ROWS = "id,comment\n22,Zürich\n23,ok\n"


def sent(addepar: Cli, path: Path, *options: str) -> list[Any]:
    ended = addepar.run("snapshots", "update", str(path), "--dry-run", *options)
    assert ended.code == 0, ended.err
    data = json.loads(ended.out)["body"]["data"]
    return [(each["id"], each["attributes"]["comment"]) for each in data]


@pytest.mark.parametrize(
    "content",
    [
        ROWS.encode("utf-8-sig"),
        ROWS.encode("utf-16"),
        ROWS.replace("\n", "\r").encode(),
        ROWS.replace(",", ";").encode(),
        ROWS.replace(",", "\t").encode(),
        b"sep=|\r\n" + ROWS.replace(",", "|").encode(),
        ROWS.replace("\n", ",,\n").encode(),
        "\r".join(
            json.dumps(dict(zip(["id", "comment"], line.split(","), strict=True))) for line in ROWS.split()[1:]
        ).encode(),
    ],
)
def test_what_windows_writes_is_read(content: bytes, addepar: Cli) -> None:
    path = addepar.home / "rows.csv"
    path.write_bytes(content)
    assert sent(addepar, path) == [("22", "Zürich"), ("23", "ok")]


def test_an_encoding_and_a_delimiter_can_be_told(addepar: Cli) -> None:
    path = addepar.home / "rows.csv"
    path.write_bytes(ROWS.replace(",", "~").encode("cp1252"))
    ended = addepar.run("snapshots", "update", str(path), "--dry-run")
    assert (ended.code, "is not UTF-8 (line 2)" in ended.err, "cp1252" in ended.err) == (2, True, True)
    assert sent(addepar, path, "--encoding", "cp1252", "--delimiter", "~") == [("22", "Zürich"), ("23", "ok")]
    ended = addepar.run("snapshots", "update", str(path), "--dry-run", "--encoding", "klingon")
    assert (ended.code, "no encoding 'klingon'" in ended.err) == (2, True)


def test_a_workbook_is_read_by_its_first_sheet(addepar: Cli) -> None:
    book, path = openpyxl.Workbook(), addepar.home / "rows.xlsx"
    for line in (["id", "comment", "trade_date", None], [22, "Zürich", "2024-01-31", None], ["23", "ok", None, None]):
        book.active.append(line)
    book.save(path)
    assert sent(addepar, path) == [("22", "Zürich"), ("23", "ok")]
    ended = addepar.run("snapshots", "update", str(path), "--failures", str(path), "--yes")
    assert ended.code == 2
    book.active["B2"] = "#N/A"
    book.save(path)
    ended = addepar.run("snapshots", "update", str(path), "--dry-run")
    assert (ended.code, "row 2: comment: '#N/A'" in ended.err) == (2, True)


@pytest.mark.parametrize(
    ("content", "words"),
    [(bytes.fromhex("d0cf11e0a1b11ae1"), "old format"), (b"%PDF-1.7", "a PDF"), (b"i\0d\0,\0", "NUL characters")],
)
def test_what_is_no_table_is_named(content: bytes, words: str, addepar: Cli) -> None:
    path = addepar.home / "rows.csv"
    path.write_bytes(content)
    ended = addepar.run("snapshots", "update", str(path), "--dry-run")
    assert (ended.code, words in ended.err) == (2, True)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("3.74833E+13", "rounded"), ("22.0", "write 22"), ("nan", "means no value"), ('"=""22"""', "write 22"),
        ('"1,000"', "not the original id"), ("'22", "write 22"), ("1E5", "rounded"), ("#REF!", "no value"),
        ("1'000", "not the original id"), ("None", "no value"), ("=22", "write 22"), ("=A1", "not the original id"),
        ("22-Jan", "took for a date"), ("Jan-22", "took for a date"), ("1900-01-22", "took for a date"),
        ("22:00", "took for a date"), ("22.01.2024", "took for a date"), ("\u200b22", "cannot be seen"),
        ("\ufeff22", "cannot be seen"), ("\uff12\uff12", "formats it"), ("22%", "formats it"), ("$22", "formats it"),
        ("(22)", "formats it"), ("\u20ac22", "formats it"), ("-", "letters or digits"),
    ],
)  # fmt: skip
def test_spoilt_ids_are_refused_with_row_and_column(cell: str, words: str, addepar: Cli) -> None:
    path = addepar.home / "rows.csv"
    path.write_text(f"id,comment\n{cell},checked\n", "utf-8")
    ended = addepar.run("snapshots", "update", str(path), "--dry-run")
    assert (ended.code, ended.out) == (2, "")
    assert "row 2: id: " in ended.err
    assert words in ended.err


def test_blank_lines_before_the_titles_are_no_titles(addepar: Cli) -> None:
    path = addepar.home / "rows.csv"
    path.write_text("\n\nid;comment\n\n22;checked\n23\n", "utf-8")
    ended = addepar.run("snapshots", "update", str(path), "--dry-run")
    assert (ended.code, "row 6: 1 cells under 2 titles" in ended.err) == (2, True)
    path.write_text("\n\nid;comment\n\n22;checked\n", "utf-8")
    assert '"id": "22"' in addepar.run("snapshots", "update", str(path), "--dry-run").out


def test_spoilt_values_are_restored_if_only_one_meaning_is_possible(addepar: Cli) -> None:
    path = addepar.home / "rows.csv"
    path.write_text('id,amount,trade_date,comment\n1,="12.5",2024-01-31 00:00:00,"=""007"""\n', "utf-8")
    ended = addepar.run("snapshots", "update", str(path), "--dry-run")
    attributes = json.loads(ended.out)["body"]["data"][0]["attributes"]
    assert attributes == {"amount": 12.5, "trade_date": "2024-01-31", "comment": "007"}
    for cell, column in (("3.7E+13", "amount"), ("nan", "comment"), ("#DIV/0!", "amount"), ("NaT", "trade_date")):
        path.write_text(f"id,{column}\n1,{cell}\n", "utf-8")
        ended = addepar.run("snapshots", "update", str(path), "--dry-run")
        assert (ended.code, f"row 2: {column}: " in ended.err) == (2, True)


def test_a_failures_file_keeps_its_form_and_can_be_fed_back_under_its_name(addepar: Cli) -> None:
    rows, path = addepar.home / "rows.csv", addepar.home / "left.csv"
    rows.write_bytes("id;comment\n999999;Zürich\n".encode("cp1252"))
    for source in (rows, path):
        ended = addepar.run("snapshots", "update", str(source), "--failures", str(path), "--encoding", "cp1252")
        assert ended.code == 4
        titles, row = path.read_bytes().decode("cp1252").splitlines()
        assert titles == "id;comment;_outcome;_error"
        assert row.startswith("999999;Zürich;refused;")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_body_of_powershell_is_read(encoding: str, addepar: Cli) -> None:
    path = addepar.home / "body.json"
    path.write_bytes(json.dumps({"data": {"type": "jobs"}}).encode(encoding))
    ended = addepar.run("jobs", "run-query", "--body", f"@{path}")
    assert (ended.code, "with data, attributes and parameters" in ended.err) == (2, True)
    path.write_bytes(
        json.dumps({"data": {"type": "files", "id": "345", "attributes": {"name": "b.pdf"}}}).encode(encoding)
    )
    ended = addepar.run("api", "PATCH", "/v1/files/345", "-d", f"@{path}")
    assert (ended.code, str(json.loads(ended.out)["data"]["id"])) == (0, "345")


@pytest.mark.parametrize(
    "options",
    [
        ("run-query", "--body", "@{}"),
        ("run-view", "--view", "12", "--portfolios", "{}", "--start-date", "2024-01-01", "--end-date", "2024-02-01"),
    ],
)
def test_bytes_that_are_no_text_are_named(options: tuple[str, ...], addepar: Cli) -> None:
    path = addepar.home / "x"
    path.write_bytes(b"\xfcber")
    ended = addepar.run("jobs", *(each.format(path) for each in options))
    assert (ended.code, "is not UTF-8 (line 1)" in ended.err) == (2, True)
