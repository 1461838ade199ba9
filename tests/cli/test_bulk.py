"""Many positions and snapshots from a file: what is sent, what is refused before, and what is left over."""

import csv
import io
import json
import signal
from pathlib import Path
from typing import Any

import pytest
from tests.cli.support import Cli, Ended, interrupt

from addepar_cli.commands import positions, snapshots
from addepar_client.batch.rows.bulk import operation_of
from addepar_client.batch.rows.schema import ResourceBuilder
from addepar_sandbox import Sandbox

CREATE = ("positions", "create")
TEN = "owner_id,owned_id,name\n" + "".join(f"22,34,P{number}\n" for number in range(10))


def sent(ended: Ended) -> list[Any]:
    """The bodies that a dry run shows."""
    assert ended.code == 0, ended.err
    return [json.loads(line)["body"]["data"] for line in ended.out.splitlines()]


def names(sandbox: Sandbox) -> list[str]:
    """The names of all positions that were created."""
    rows = sandbox.store.collection("1", "positions").matching({"$.owner": "22", "$.owned": "34"})
    return sorted(row.body["attributes"]["name"] for row in rows if "name" in row.body["attributes"])


def left(path: Path) -> list[tuple[str, str]]:
    """Name and outcome of what is left over."""
    return [(row["name"], row["_outcome"]) for row in csv.DictReader(io.StringIO(path.read_text()))]


def test_a_dry_run_shows_what_is_then_sent(addepar: Cli, sandbox: Sandbox) -> None:
    arguments = [*CREATE, "-", "--batch", "4"]
    shown = sent(addepar.run(*arguments, "--dry-run", stdin=TEN))
    assert sandbox.journal.calls() == []
    ended = addepar.run(*arguments, stdin=TEN)
    assert [call.document["data"] for call in sandbox.journal.calls()] == shown
    assert [len(batch) for batch in shown] == [4, 4, 2]
    assert (ended.code, len(ended.out.splitlines()), ended.err) == (0, 10, "10 created\n")
    assert names(sandbox) == sorted(f"P{number}" for number in range(10))


def test_every_form_of_a_row_says_the_same(cli: Cli) -> None:
    resource = {
        "type": "positions",
        "id": "13",
        "attributes": {
            "display_name": "Bob",
            "incepting_open_position_date": "2024-01-31",
            "incepting_open_position_value": -1234.5,
            "_custom_class_1": [{"value": "cash", "weight": 0.5}],
        },
        "relationships": {
            "owner": {"data": {"type": "entities", "id": "1"}},
            "owned": {"data": {"type": "entities", "id": "2"}},
        },
    }
    flat = {"id": 13, "owner_id": 1, "owned": "2", **resource["attributes"]}  # type: ignore[dict-item]
    sheet = (
        "\ufeffid,owner,owned_id,display_name,incepting_open_position_date,incepting_open_position_value,name,"
        '_custom_class_1\r\n13,1,2,Bob,2024-01-31,-1234.5,,"[{""value"": ""cash"", ""weight"": 0.5}]"\r\n\r\n'
    )
    for text in (json.dumps(resource), json.dumps(flat) + "\n\n", json.dumps([flat], indent=1), sheet):
        assert sent(cli.run("positions", "update", "-", "--dry-run", stdin=text)) == [[resource]], text


def test_numbers_are_sent_to_the_last_digit(cli: Cli) -> None:
    for number in ("0.1", "1250000.55", "-7", "123456789012345678901234567890", "1e3", "0.12345678901234567890"):
        ended = cli.run("snapshots", "update", "-s", "id=1", "-s", f"amount={number}", "--dry-run")
        assert sent(ended)[0][0]["attributes"]["amount"] == json.loads(number)
    assert "0.12345678901234567890" in ended.out


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,amount\n1,x\n", "row 2: amount: 'x' is not a number"),
        ('id,amount\n1,2\n2,"1,5"\n', "row 3: amount: '1,5' is not a number"),
        ("id,amount\n1,nan\n", "row 2: amount: 'nan' is what pandas and spreadsheets write"),
        ("id,trade_date\n1,2024-02-30\n", "row 2: trade_date: '2024-02-30' is not in the calendar"),
        ("id,trade_date\n1,31.1.2024\n", "row 2: trade_date: '31.1.2024' is not a date"),
        ("id,amount\n,2\n", "row 2: id: is missing"),
        ("id,amount\na/b,2\n", "row 2: id: 'a/b' would change the address"),
        ("id,amount\n1,2\n1,3\n", "row 3: id: 1 is also in row 2"),
        ("id,amount\n1,\n", "row 2: attributes: has nothing to change"),
        ("id,amuont\n1,2\n", "the rows: amuont: is not a column that can be sent here; the columns are id, currency, "),
        ("id,_custom_x_1\n1,2\n", "the rows: _custom_x_1: is not a column"),
        ("id,amount\n1\n", "row 2: 1 cells under 2 titles"),
        ("id,id\n1,1\n", "row 1: the column 'id' occurs twice"),
        ('id,comment\n1,"a\n', "row 2: unexpected end of data"),
        ("id,amount\n", "contains no rows"),
        ("", "contains no rows"),
        ('{"id": 1, "amount": "x"}', "row 1: amount: 'x' is not a number"),
        ('{"id": 1, "trade_date": null}', "row 1: trade_date: null is not allowed here"),
        ('{"id": 1, "amount": true}', "row 1: amount: True is not a number"),
        ('{"id": 1, "comment": 5}', "row 1: comment: 5 is not text"),
        ('{"id": 1, "amount": NaN}', "row 1: NaN is not a number"),
        ('{"id": 1, "amount": 1, "amount": 2}', "row 1: a name occurs twice"),
        ('{"id": 1}\n{"id": ', "row 2: not valid JSON"),
        ("[1]", "row 1: a row is an object"),
        ('{"id": 1, "attributes": 3}', "row 1: a row is an object"),
        ('{"id": 1, "foo": 3}', "row 1: foo: is not a column"),
    ],
)
def test_what_cannot_be_sent_is_told_with_its_row(addepar: Cli, sandbox: Sandbox, text: str, message: str) -> None:
    ended = addepar.run("snapshots", "update", "-", stdin=text)
    assert (ended.code, ended.out) == (2, "")
    assert message in ended.err
    assert sandbox.journal.calls() == []


def test_what_a_new_snapshot_needs_is_told(addepar: Cli, sandbox: Sandbox) -> None:
    ended = addepar.run("snapshots", "create", "-s", "type=SNAPSHOT", "-s", "owner_id=22")
    assert ended.code == 2
    assert "SNAPSHOT" not in ended.err  # the page writes the types in either case
    for message in ("owned_id: is missing", "currency: is missing", "amount: is missing"):
        assert message in ended.err
    assert sandbox.journal.calls() == []


def test_a_file_that_is_not_utf8_is_told(addepar: Cli) -> None:
    (addepar.home / "old.csv").write_bytes(b"id,comment\n1,Z\xfcrich\n")
    ended = addepar.run("snapshots", "update", "old.csv")
    assert ended.code == 2
    assert "is not UTF-8 (line 2)" in ended.err
    assert "No such file" in addepar.run("snapshots", "update", "none.csv").err


def test_blank_cells_change_nothing_unless_they_shall_remove(cli: Cli) -> None:
    text = "id,comment,amount,units\n1,,5,\n"
    assert sent(cli.run("snapshots", "update", "-", "--dry-run", stdin=text))[0][0]["attributes"] == {"amount": 5}
    blank = ["snapshots", "update", "-", "--dry-run", "--blank-removes"]
    assert sent(cli.run(*blank, stdin=text))[0][0]["attributes"] == {"amount": 5, "comment": None, "units": None}
    assert "trade_date: null is not allowed here" in cli.run(*blank, stdin="id,trade_date\n1,\n").err


def test_what_was_listed_can_be_changed_and_sent_back(addepar: Cli) -> None:
    listed = addepar.run("positions", "ls", "--csv", "--limit", "2").out.replace("Bob", "Robert")
    ended = addepar.run("positions", "update", "-", "--ignore", "created_at,modified_at", stdin=listed)
    assert (ended.code, ended.err) == (0, "2 updated\n")
    assert '"name": "Robert"' in addepar.run("positions", "get", "13").out


def test_a_refused_row_does_not_cost_its_batch_and_can_be_fed_back(addepar: Cli, sandbox: Sandbox) -> None:
    text = TEN.replace("34,P7", "99999,P7")
    (addepar.home / "rows.csv").write_text(text)
    ended = addepar.run(*CREATE, "rows.csv", "--batch", "5", "--failures", "left.csv")
    assert ended.code == 6
    assert "9 created, 1 failed" in ended.err and "addepar: row 9: 404" in ended.err
    path = addepar.home / "left.csv"
    assert left(path) == [("P7", "refused")]
    assert "404 Not Found" in path.read_text()
    wrong = addepar.run(*CREATE, "left.csv", "--failures", "left.csv")
    assert (wrong.code, left(path)) == (4, [("P7", "refused")])
    path.write_text(path.read_text().replace("99999", "34"))
    again = addepar.run(*CREATE, "left.csv", "--failures", "left.csv")
    assert (again.code, again.err) == (0, "")
    assert names(sandbox) == sorted(f"P{number}" for number in range(10))
    assert not path.exists()


@pytest.mark.parametrize("processed", [True, False])
def test_a_lost_answer_is_told_apart_and_nothing_is_sent_twice(addepar: Cli, sandbox: Sandbox, processed: bool) -> None:
    sandbox.fail("drop", "positions_create", skip=1, processed=processed)
    ended = addepar.run(*CREATE, "-", "--batch", "4", "--failures", "left.csv", stdin=TEN)
    assert ended.code == 6
    assert "6 created, 4 unknown whether done" in ended.err
    assert "it is not known whether rows 6-9 took effect: check with `addepar positions ls" in ended.err
    assert left(addepar.home / "left.csv") == [(f"P{number}", "unknown") for number in range(4, 8)]
    for failures in ([], ["--failures", "left.csv"]):
        held = addepar.run(*CREATE, "left.csv", *failures)
        assert (held.code, len(sandbox.journal.calls())) == (1, 3)
        assert len(left(addepar.home / "left.csv")) == 4
    assert "held back rows 2-5" in held.err
    if not processed:
        assert addepar.run(*CREATE, "left.csv", "--resend-unknown").code == 0
    assert names(sandbox) == sorted(f"P{number}" for number in range(10))


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_whatever_ends_it_the_file_says_what_is_left(addepar: Cli, sandbox: Sandbox, sign: int) -> None:
    (addepar.home / "rows.csv").write_text(TEN)
    sandbox.fail("status", "positions_create", skip=1, status=429, retry_after=50, times=None)
    with addepar.start(*CREATE, "rows.csv", "--batch", "4", "--failures", "left.csv") as process:
        assert process.stderr is not None
        assert b"waiting 5" in process.stderr.readline()
        ended = interrupt(process, sign)
    states = ["unknown"] * 4 + ["not tried"] * 2
    assert left(addepar.home / "left.csv") == list(zip([f"P{n}" for n in range(4, 10)], states, strict=True))
    if sign == signal.SIGINT:
        assert ended.code == 130
        assert "to continue: left.csv contains the remaining rows" in ended.err
        assert len(ended.out.splitlines()) == 4


def test_the_file_of_failures_is_never_written_over(addepar: Cli, sandbox: Sandbox) -> None:
    (addepar.home / "left.csv").write_text("precious")
    ended = addepar.run(*CREATE, "-", "--failures", "left.csv", stdin=TEN)
    assert ended.code == 2
    assert (addepar.home / "left.csv").read_text() == "precious"
    assert sandbox.journal.calls() == []


def test_json_rows_are_left_over_as_json(addepar: Cli) -> None:
    rows = [{"owner_id": 22, "owned_id": 34, "name": "A"}, {"owner_id": 22, "owned_id": 99999, "name": "B"}]
    text = "".join(json.dumps(row) + "\n" for row in rows)
    assert addepar.run(*CREATE, "-", "--batch", "1", "--failures", "left", stdin=text).code == 6
    (kept,) = [json.loads(line) for line in (addepar.home / "left").read_text().splitlines()]
    assert {name: kept[name] for name in rows[1]} == rows[1]
    assert kept["_outcome"] == "refused"
    assert sent(addepar.run(*CREATE, "left", "--dry-run"))[0][0]["attributes"] == {"name": "B"}


def test_deleting_asks_first(addepar: Cli, sandbox: Sandbox) -> None:
    ended = addepar.run("positions", "delete", "13", "14")
    assert ended.code == 2
    assert "Delete 2 positions permanently?" in ended.err
    assert addepar.on_terminal("snapshots", "delete", "1968", answers={"permanently?": "n"}).code == 1
    assert sandbox.journal.calls() == []
    assert addepar.on_terminal("snapshots", "delete", "1968", answers={"permanently?": "y"}).code == 0
    (addepar.home / "old.csv").write_text("id,why\n13,old\n14,older\n")
    deleted = addepar.run("positions", "delete", "--file", "old.csv", "--ignore", "why", "--yes")
    assert (deleted.code, deleted.err) == (0, "2 deleted\n")
    assert [call.operation for call in sandbox.journal.calls()] == ["snapshots_delete", "positions_delete_many"]
    assert addepar.run("positions", "get", "13").code == 4


def test_a_file_or_values_but_not_both(addepar: Cli) -> None:
    for arguments in ([], ["-", "-s", "name=x"]):
        assert addepar.run(*CREATE, *arguments).code == 2
    assert "standard output" in addepar.run(*CREATE, "-", "--failures", "-", stdin=TEN).err
    assert "or ids" in addepar.run("positions", "delete").err
    assert "write NAME=VALUE" in addepar.run(*CREATE, "-s", "name").err
    assert "pass either" in addepar.run("positions", "delete", "13", "--file", "x", "--yes").err


@pytest.mark.parametrize("group", [positions, snapshots])
def test_every_column_is_told_of(cli: Cli, group: Any) -> None:
    page = Path("docs/cli.md").read_text("utf-8")
    for name in ("create", "update"):
        shown = cli.run(group.main.name, name, "--help").out
        for column in ResourceBuilder(operation_of(group.main.name, name), custom=True).names:
            assert f"`{column}`" in page, column
            assert column in shown or (group is positions and name == "update"), column


@pytest.mark.parametrize(
    ("group", "ids", "value"), [("positions", ["13", "14"], "display_name=B"), ("snapshots", ["1968"], "comment=B")]
)
def test_records_are_changed_by_their_ids(addepar: Cli, group: str, ids: list[str], value: str) -> None:
    bodies = sent(addepar.run(group, "update", *ids, "--set", value, "--dry-run"))
    name = value.partition("=")[0]
    changed = [record for body in bodies for record in (body if isinstance(body, list) else [body])]
    assert [(record["id"], record["attributes"]) for record in changed] == [(each, {name: "B"}) for each in ids]
    done = addepar.run(group, "update", *ids, "-s", value)
    assert (done.code, len(done.out.splitlines())) == (0, len(ids))
    (addepar.home / "rows.csv").write_text("id\n1\n")
    for wrong, words in (
        ([ids[0]], "--set NAME=VALUE"),
        ([ids[0], "x"], "pass one FILE"),
        ([ids[0], "-s", value, "-s", "id=5"], "named by the ID already"),
        (["rows.csv", "-s", value], "'rows.csv' is a FILE of rows"),
        ([ids[0], "-s", value, "-s", value], "each name once"),
    ):
        refused = addepar.run(group, "update", *wrong)
        assert (refused.code, words in refused.err) == (2, True), refused.err
