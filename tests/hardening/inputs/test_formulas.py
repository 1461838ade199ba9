"""Texts of others that a spreadsheet would run: left alone, and made harmless where that is asked for."""

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cli.support import Cli
from tests.client.support import Reply, Side, hostile
from tests.hardening.counting import cases, counted

from addepar_core.utils.tables import reading as tables
from addepar_core.utils.tables.formulas import escape_formula
from addepar_sandbox import Sandbox

FORMULAS = [
    '=HYPERLINK("http://evil.example","x")', "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "-", "-5x",
    "-5\n=1", "-5|calc", "+cmd|' /C calc'!A0", "＝1+1", "-A1", "- 5", "-$", "-5%%", "+1e5e5", "-٣",  # noqa: RUF001
]  # fmt: skip
HARMLESS = [
    "-5",
    "+5",
    "-5.25",
    "-1,234.50",
    "-1'234.50",
    "-1 234,50",
    "+1e-5",
    "-12%",
    "-$1,234.50",
    "-€5",
    "",
    "a=b",
    "1-1",
    " x",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas(text: str) -> None:
    assert escape_formula(text) == "'" + re.sub(r"([\t\r\n])=", r"\1'=", text)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a;=1+1", "a;'=1+1"),
        ("a|@SUM(A1)|b", "a|'@SUM(A1)|b"),
        ("a\t=1+1", "a\t'=1+1"),
        ("first\r\n=1+1", "first\r\n'=1+1"),
        ('a;"=1+1"', 'a;\'"=1+1"'),
        ("a; +cmd", "a;' +cmd"),
        (" =1+1", "' =1+1"),
        ("=1;=2", "'=1;'=2"),
        ("5;-6;+7", "5;-6;+7"),
        ("a, -b", "a, -b"),
        ("a;'=1", "a;'=1"),
        (";;=1", ";;'=1"),
    ],
)
def test_formulas_behind_other_separators(text: str, safe: str) -> None:
    assert escape_formula(text) == safe
    assert escape_formula(safe) == safe


@pytest.mark.parametrize("text", [*HARMLESS, None, -5, -5.5, True])
def test_numbers_and_other_texts_stay(text: object) -> None:
    assert escape_formula(text) is text


def test_nothing_but_a_number_begins_like_a_formula() -> None:
    with counted("inputs", "formulas") as outcomes:

        @settings(max_examples=cases(150))
        @given(st.text(st.sampled_from("=+-@\t\r\n0123456789.,'$%eE |!()A")))
        def run(text: str) -> None:
            escaped = escape_formula(text)
            outcomes["neutralised" if escaped != text else "left"] += 1
            assert escaped.replace("'", "") == text.replace("'", "")
            for part in re.split(r"[;|\t\r\n]", escaped):
                assert not part.startswith(("=", "@"))
            if escaped.startswith(tuple("=+-@\t\r\n")):
                assert not set(escaped[1:]) & set("=+@|!()A\t\r\n")

        run()


def test_rows_of_a_result(side: Side) -> None:
    sheet = "Name,=Value,Note\r\n=1+1,-5.25,+1\r\n"
    job = '{"data": {"type": "jobs", "id": "13", "attributes": {"status": "Completed"}}}'
    csv_type = {"Content-Type": "text/csv"}
    with hostile(
        lambda seen: Reply(200, sheet.encode(), csv_type) if seen.path.endswith("download") else Reply.json(job)
    ) as server:
        result = side.run(side.client(server.url).jobs.download("13"))
        assert list(result.rows()) == [{"Name": "=1+1", "=Value": "-5.25", "Note": "+1"}]
        assert list(result.rows(no_formulas=True)) == [{"Name": "'=1+1", "'=Value": "-5.25", "Note": "+1"}]
    assert next(tables.rows(lambda: io.BytesIO(sheet.encode()), "csv"))["Name"] == "=1+1"


def test_csv_of_the_command(tmp_path: Path, sandbox: Sandbox, cli: Cli) -> None:
    sandbox.add_file("=1+1.pdf", b"x")
    sandbox.add_file("-7", b"x")

    cli.environ |= {"ADDEPAR_BASE_URL": sandbox.url or "", "ADDEPAR_FIRM_ID": "1"}
    cli.environ |= {"ADDEPAR_KEY": "sandbox", "ADDEPAR_SECRET": "sandbox"}

    def names(*more: str) -> set[str]:
        ended = cli.run("files", "ls", "--csv", "--columns", "name,id", *more)
        assert (ended.code, ended.err) == (0, "")
        return {row["name"] for row in csv.DictReader(io.StringIO(ended.out))}

    assert {"=1+1.pdf", "-7"} < names()
    assert {"'=1+1.pdf", "-7"} < names("--no-formulas")
