"""Tables for people, JSON, JSON lines and CSV for programs."""

import csv
import io
import json
from pathlib import Path

import pytest
from tests.cli.support import Cli
from tests.client.support import Reply, Seen, hostile

from addepar_sandbox import Sandbox

EVIL = "Ünïcode 報告 \x1b[31mred\x9b \u202etxt.pdf"


def test_a_pipe_gets_json_lines_with_the_records_as_they_came(addepar: Cli) -> None:
    lines = addepar.run("positions", "ls").out.splitlines()
    first = json.loads(lines[0])
    assert (first["type"], first["attributes"]["name"]) == ("positions", "Bob")
    assert first["relationships"]["owner"]["data"] == {"type": "entities", "id": "1"}


def test_json_is_one_document(addepar: Cli) -> None:
    listed = json.loads(addepar.run("files", "ls", "--json").out)
    assert [each["id"] for each in listed][:2] == ["123", "345"]
    assert json.loads(addepar.run("--json", "files", "get", "345").out)["id"] == "345"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("12345678901234567.89", "12345678901234567.89"),
        ("1e400", "1E+400"),
        ("0.1", "0.1"),
        ("NaN", "null"),
        ("-Infinity", "null"),
    ],
)
def test_numbers_are_printed_with_all_their_digits_and_as_json(addepar: Cli, number: str, shown: str) -> None:
    row = f'{{"id":"1","type":"positions","attributes":{{"incepting_open_position_value":{number}}}}}'
    with hostile(lambda _: Reply.json(f'{{"data":[{row}]}}')) as server:
        for form in ("--json", "--jsonl"):
            done = addepar.run("positions", "ls", form, environ={"ADDEPAR_BASE_URL": server.url})
            assert f'"incepting_open_position_value": {shown}' in done.out
            assert ("printed as null" in done.err) == (shown == "null")


def test_csv_has_the_columns_of_the_table_first_and_all_others_behind(addepar: Cli) -> None:
    rows = list(csv.DictReader(io.StringIO(addepar.run("files", "ls", "--csv").out)))
    assert list(rows[0])[:5] == ["id", "name", "bytes", "content_type", "created_at"]
    assert rows[1]["associated_entities"] == "123400"


def test_columns_are_chosen(addepar: Cli) -> None:
    assert (
        addepar.run("files", "ls", "--csv", "--limit", "1", "--columns", "name,id").out == "name,id\nSample.pdf,123\n"
    )
    table = addepar.run("files", "ls", "--format", "table", "--limit", "1", "--columns", "name, id").out
    assert table.split() == ["NAME", "ID", "Sample.pdf", "123"]


def test_a_terminal_gets_a_table_that_fits(addepar: Cli) -> None:
    done = addepar.on_terminal("files", "ls", columns=60)
    lines = done.out.splitlines()
    assert done.code == 0
    assert lines[0].startswith("\x1b[1m") and "NAME" in lines[0]
    assert any("…" in line for line in lines)
    assert max(len(line) for line in lines[1:]) <= 60


@pytest.mark.parametrize("how", [{"NO_COLOR": "1"}, {}])
def test_no_color(addepar: Cli, how: dict[str, str]) -> None:
    done = addepar.on_terminal("files", "ls", *[] if how else ["--no-color"], environ=how)
    assert "\x1b[1m" not in done.out
    assert "NAME" in done.out


@pytest.mark.parametrize("format", ["table", "json", "jsonl", "csv"])
def test_a_terminal_is_never_driven_by_a_name(addepar: Cli, sandbox: Sandbox, format: str) -> None:
    sandbox.add_file(EVIL, b"")
    done = addepar.on_terminal("files", "ls", "--format", format, "--no-color", columns=200)
    assert "Ünïcode 報告" in done.out
    assert not {"\x9b", "\u202e"} & set(done.out)
    assert "\x1b[31m" not in done.out
    if format == "json":
        assert json.loads(done.out)[-1]["attributes"]["name"] == EVIL


@pytest.mark.parametrize("format", ["jsonl", "csv"])
def test_a_pipe_gets_every_character_whatever_the_locale(addepar: Cli, sandbox: Sandbox, format: str) -> None:
    sandbox.add_file(EVIL, b"")
    out = addepar.run("files", "ls", "--format", format, environ={"LC_ALL": "POSIX", "PYTHONUTF8": "0"}).out
    if format == "csv":
        assert list(csv.DictReader(io.StringIO(out)))[-1]["name"] == EVIL
    else:
        assert json.loads(out.splitlines()[-1])["attributes"]["name"] == EVIL


def test_wide_characters_keep_columns_straight(addepar: Cli, sandbox: Sandbox) -> None:
    sandbox.add_file("報告書.pdf", b"")
    out = addepar.run("files", "ls", "--format", "table", "--columns", "name,bytes").out
    wide = next(line for line in out.splitlines() if line.startswith("報"))
    narrow = next(line for line in out.splitlines() if line.startswith("Sample.pdf"))
    assert len(wide) + 3 == len(narrow) == len(out.splitlines()[0])


def test_quiet_leaves_the_result_and_the_errors(addepar: Cli) -> None:
    ended = addepar.run("files", "get", "345", "9", "--quiet")
    assert (ended.code, len(ended.out.splitlines())) == (6, 1)
    assert ended.err.startswith("addepar: 9: 404 Not Found")
    assert "1 read" not in ended.err


def test_progress_only_on_a_terminal(addepar: Cli) -> None:
    arguments = ["api", "files_download", "-q", "file_id=345", "-o"]
    assert "B/s" not in addepar.run(*arguments, "a.pdf").err
    assert "B/s" in addepar.on_terminal(*arguments, "b.pdf").out
    assert "B/s" not in addepar.on_terminal(*arguments, "c.pdf", "--quiet").out
    assert len({(addepar.home / name).read_bytes() for name in ("a.pdf", "b.pdf", "c.pdf")}) == 1


GOOD = [{"type": "files", "id": each, "attributes": {"name": f"{each}.txt"}} for each in ("1", "3")]
ODD = ["a", {"id": "7", "type": "files", "attributes": 5}, {"id": "8", "type": "files", "relationships": "x"}, [1]]
_WARNS = {"PYTHONWARNINGS": "default"}  # as for a user: a warning is no error


def test_an_odd_row_of_a_list_is_shown_and_costs_no_other(addepar: Cli) -> None:
    rows = [GOOD[0], *ODD, GOOD[1]]
    with hostile(lambda _: Reply.json(json.dumps({"data": rows}))) as server:
        shown = {
            form: addepar.run("files", "ls", "--format", form, environ=_WARNS | {"ADDEPAR_BASE_URL": server.url})
            for form in ("json", "jsonl", "csv", "table")
        }
    for done in shown.values():
        assert done.code == 0, done.err
        assert "a row does not fit FileResource (str instead of an object)" in done.err
    assert json.loads(shown["json"].out) == rows
    assert [json.loads(line) for line in shown["jsonl"].out.splitlines()] == rows
    sheet = list(csv.DictReader(io.StringIO(shown["csv"].out)))
    assert [(row["id"], row["name"]) for row in sheet] == [
        ("1", "1.txt"), ("", ""), ("7", ""), ("8", ""), ("", ""), ("3", "3.txt")
    ]  # fmt: skip
    assert [sheet[1]["value"], sheet[2]["attributes"], sheet[3]["relationships"], sheet[4]["value"]] == [
        "a", "5", "x", "[1]"
    ]  # fmt: skip
    assert "3.txt" in shown["table"].out


@pytest.mark.parametrize("resource", ["files", "reports"])
def test_an_odd_row_costs_no_download_of_another(addepar: Cli, resource: str, tmp_path: Path) -> None:
    kind = {"files": "files", "reports": "generated_reports"}[resource]
    records = [{**each, "type": kind, "attributes": {"name": "x.txt", "status": "FINISHED"}} for each in GOOD]
    listed = json.dumps({"data": [records[0], "a", {"type": kind, "attributes": {"name": "y"}}, [1], records[1]]})
    chosen = ["--all"] if resource == "files" else ["--status", "FINISHED"]
    asked = []

    def answer(seen: Seen) -> Reply:
        asked.append(seen.path.partition("?")[0])
        return Reply(200, b"bytes", {"Content-Type": "application/binary"}) if "download" in seen.path else listing

    listing = Reply.json(listed)
    with hostile(answer) as server:
        environ = _WARNS | {"ADDEPAR_BASE_URL": server.url}
        done = addepar.run(resource, "download", *chosen, "-o", str(tmp_path), "--jsonl", environ=environ)
    assert done.code == 6, done.err
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [row["state"] for row in rows] == ["done", "failed", "failed", "failed", "done"]
    for row in rows[1:4]:
        assert row["reason"].startswith("the list contains a record without an id; the others are fetched")
    assert len(asked) == 3, "the list and two downloads"
