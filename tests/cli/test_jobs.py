"""Exports on the command line: to a file or a pipe, for one portfolio or many, and picked up again."""

import json
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.support import FILES, Cli, interrupt

from addepar_cli.exports.job_requests import result_name
from addepar_client import AddeparClient
from addepar_sandbox import Sandbox

# One process for the tests that mostly wait; the others use the processors meanwhile.
pytestmark = pytest.mark.xdist_group("waits")

FIRM = ("run-view", "--view", "1", "--portfolio", "firm")
PERIOD = ("--start-date", "2024-01-01", "--end-date", "2024-03-31")
VIEW = ("jobs", "run-view", "--view", "12", *PERIOD)
ONE = (*VIEW, "--portfolio", "entity:22")


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[AddeparClient]:
    with AddeparClient(base_url=sandbox.url, firm_id=1, auth=("sandbox", "sandbox")) as made:
        yield made


@pytest.fixture
def endless(sandbox: Sandbox) -> None:
    sandbox.jobs.advance = "seconds"
    sandbox.jobs.seconds = 10_000


def whole(client: AddeparClient, output: str = "csv") -> bytes:
    """What a view gives, by way of the client."""
    return client.jobs.run_view(
        view_id="12",
        portfolio_type="entity",
        portfolio_id="22",
        start_date="2024-01-01",
        end_date="2024-03-31",
        output_type=output,
    ).content


@pytest.mark.parametrize("output", ["csv", "tsv", "xlsx", "json"])
def test_a_view_in_a_file_or_a_pipe(addepar: Cli, client: AddeparClient, output: str) -> None:
    expected = whole(client, output)
    assert addepar.run(*ONE, "-o", f"by-name.{output}").code == 0  # the format is what the name says
    assert addepar.run(*ONE, "--output-type", output, "-o", "by-option").code == 0
    with addepar.start(*ONE, "--output-type", output) as process:
        piped = process.communicate(timeout=60)[0]
    written = [(addepar.home / name).read_bytes() for name in (f"by-name.{output}", "by-option")]
    if output == "xlsx":  # a ZIP file, with the time in it
        assert all(each.startswith(b"PK") for each in (*written, piped))
    else:
        assert [*written, piped] == [expected] * 3


def test_a_query_from_options_says_what_its_document_says(addepar: Cli, sandbox: Sandbox) -> None:
    (addepar.home / "body.json").write_text(FILES["query-body.json"])
    assert addepar.run("jobs", "run-query", "--body", "@body.json", "-o", "a.json").code == 0
    flags = ["--column", "value", "--column", '{"key": "value", "arguments": {"time_point": "2024-02-01"}}']
    flags += ["--group-by", "asset_class", "--filter", '{"attribute": "asset_class", "values": ["Equity"]}']
    ended = addepar.run("jobs", "run-query", *flags, "--hide-previous-holdings", "--portfolio", "entity:22", *PERIOD)
    assert ended.code == 0
    assert json.loads(ended.out)["data"]["type"] == "portfolio_views"
    sent = sandbox.journal.calls("jobs_create")[1].document["data"]["attributes"]["parameters"]
    assert sent["columns"] == [{"key": "value"}, {"key": "value", "arguments": {"time_point": "2024-02-01"}}]
    assert (sent["groupings"], sent["hide_previous_holdings"]) == ([{"key": "asset_class"}], True)
    assert sent["filters"] == [{"attribute": "asset_class", "values": ["Equity"]}]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run-view", "--view", "12", "--portfolio", "22", *PERIOD], "'22' is not a portfolio; write entity:22"),
        (["run-view", "--view", "12", "--portfolio", "entity:22"], "--start-date and --end-date are needed"),
        (["run-view", "--view", "12", *PERIOD], "pass a portfolio"),
        (["run-view", "--portfolio", "firm", *PERIOD], "Missing option '--view'"),
        (
            [
                "run-view",
                "--view",
                "1",
                "--portfolio",
                "firm",
                "--start-date",
                "2024-02-01",
                "--end-date",
                "2024-01-01",
            ],
            "is before",
        ),
        (
            ["run-view", "--view", "1", "--portfolio", "firm", "--start-date", "x", "--end-date", "2024-01-01"],
            "'x' does not match",
        ),
        ([*ONE[1:], "-o", "taken.csv"], "'taken.csv' exists; add --overwrite"),
        ([*ONE[1:], "-o", "missing/x.csv"], "there is no folder 'missing'"),
        ([*ONE[1:], "--portfolio", "entity:54"], "several results need a folder"),
        ([*ONE[1:], "--portfolio", "entity:54", "-o", "taken.csv"], "several results need a folder"),
        ([*VIEW[1:], "--portfolios", "bad.txt", "-o", "out/"], "'bad.txt', line 3: 'group' is not a portfolio"),
        (["run-query", "--portfolio", "firm", *PERIOD], "pass the attributes with --column"),
        (["run-query", "--body", "{}", "--column", "value"], "cannot be combined with options"),
        (["run-query", "--body", "[]"], "pass a JSON object"),
        (["run-query", "--body", "{"], "--body: not valid JSON"),
        (["run-query", "--body", '{"data": {"type": "jobs"}}'], "pass the document of a job"),
    ],
)
def test_what_cannot_work_is_told_before_anything_is_sent(
    addepar: Cli, sandbox: Sandbox, arguments: list[str], message: str
) -> None:
    (addepar.home / "taken.csv").write_text("mine")
    (addepar.home / "bad.txt").write_text("entity:22\n# a remark\ngroup\n")
    ended = addepar.run("jobs", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert message in ended.err
    assert sandbox.journal.calls() == []
    assert (addepar.home / "taken.csv").read_text() == "mine"


def test_detached_and_picked_up(addepar: Cli, client: AddeparClient) -> None:
    detached = addepar.run(*ONE, "--detach")
    job_id = detached.out.strip()
    assert (detached.code, detached.err) == (0, "")
    assert '"status": "Completed"' in addepar.run("jobs", "wait", job_id).out
    assert addepar.run("jobs", "wait", job_id, "-o", "returns.csv").code == 0
    assert addepar.run("jobs", "download", job_id).out.encode() == whole(client)
    assert (addepar.home / "returns.csv").read_bytes() == whole(client)


def test_an_unfinished_job_says_how_to_wait_for_it(addepar: Cli, endless: None) -> None:
    job_id = addepar.run(*ONE, "--detach").out.strip()
    for ended in (addepar.run("jobs", "download", job_id), addepar.run("jobs", "wait", job_id, "--max-wait", "0")):
        assert ended.code == 1
        # Without a further look it says that, or after how many seconds.
        said = rf"still running \(Queued\).*; resume with `addepar jobs wait {job_id}`"
        assert re.search(said, ended.err), ended.err


@pytest.mark.parametrize(("ends_as", "code"), [("Error", 1), ("Rejected", 5), ("Timed Out", 4), ("User Cancelled", 1)])
def test_a_job_that_ends_otherwise_has_its_code(addepar: Cli, sandbox: Sandbox, ends_as: str, code: int) -> None:
    sandbox.jobs.ends_as = ends_as
    ended = addepar.run(*ONE, "-o", "returns.csv")
    assert ended.code == code
    assert f"ended as {ends_as}" in ended.err
    assert not list(addepar.home.glob("*returns*"))


@pytest.mark.parametrize("kind", ["cut", "drop"])
def test_a_result_is_whole_or_not_there(addepar: Cli, sandbox: Sandbox, kind: str) -> None:
    sandbox.fail(kind, "jobs_download", times=None)
    # Both at once: each waits for seconds before it asks for the rest again.
    command = (*ONE, "--max-retries", "0")
    with addepar.start(*command) as piped, addepar.start(*command, "-o", "returns.csv") as filed:
        assert piped.communicate(timeout=60)[0] == b""
        filed.communicate(timeout=60)
    assert (piped.returncode, filed.returncode) == (1, 1)
    assert [path.name for path in addepar.home.iterdir()] == []


def test_a_submission_without_an_answer_is_not_repeated(addepar: Cli, sandbox: Sandbox) -> None:
    sandbox.fail("drop", "jobs_create")
    ended = addepar.run(*ONE)
    assert ended.code == 1
    assert "`addepar jobs ls` shows whether a job for entity:22 was submitted" in ended.err
    assert len(sandbox.journal.calls("jobs_create")) == 1


def test_many_portfolios_get_a_file_each_and_the_same_command_goes_on(
    addepar: Cli, sandbox: Sandbox, client: AddeparClient
) -> None:
    (addepar.home / "list.txt").write_text("entity:22  # first\n\nentity:54\r\nentity:22\nentity:99999\n")
    arguments = [*VIEW, "--portfolios", "list.txt", "-o", "out", "--at-once", "2"]
    ended = addepar.run(*arguments)
    assert ended.code == 6
    assert "addepar: entity:99999: job " in ended.err and "Invalid portfolio" in ended.err
    assert "2 written, 1 failed" in ended.err
    names = [f"view-12_entity-{one}_2024-01-01_2024-03-31.csv" for one in (22, 54)]
    assert sorted(path.name for path in (addepar.home / "out").iterdir()) == names
    assert (addepar.home / "out" / names[0]).read_bytes() == whole(client)
    before = len(sandbox.journal.calls("jobs_create"))
    again = addepar.run(*arguments)
    assert again.code == 6
    assert "0 written, 2 skipped, 1 failed" in again.err
    assert len(sandbox.journal.calls("jobs_create")) == before + 1
    assert "2 written" in addepar.run(*arguments, "--overwrite").err


def test_many_are_waited_for_on_one_schedule(addepar: Cli, sandbox: Sandbox) -> None:
    (addepar.home / "list.txt").write_text("entity:22\n" * 3 + "entity:54\nentity:1\nentity:2\nentity:34\n")
    assert addepar.run(*VIEW, "--portfolios", "list.txt", "-o", "out").code == 0
    counts = {name: len(sandbox.journal.calls(name)) for name in ("jobs_create", "jobs_get", "jobs_download")}
    assert counts["jobs_create"] == counts["jobs_download"] == 5
    assert counts["jobs_get"] <= 5 * len(sandbox.jobs.path) + 5


def test_many_detached_are_picked_up_into_a_folder(addepar: Cli) -> None:
    detached = addepar.run(*ONE, "--portfolio", "entity:54", "--detach")
    ids = detached.out.split()
    assert len(ids) == 2
    waited = addepar.run("jobs", "wait", *ids)
    assert [json.loads(line)["id"] for line in waited.out.splitlines()] == ids
    assert addepar.run("jobs", "wait", *ids, "-o", "out/").code == 0
    names = sorted(path.name for path in (addepar.home / "out").iterdir())
    assert names == [f"view-12_entity-{one}_2024-01-01_2024-03-31.csv" for one in (22, 54)]


def test_a_wait_shows_percent_and_state_on_a_terminal(addepar: Cli) -> None:
    shown = addepar.on_terminal(*ONE, "-o", "returns.csv", columns=100).out
    assert "%|" in shown and "In Progress" in shown
    assert "wrote " in shown
    assert "%|" not in addepar.run(*ONE, "-o", "again.csv").err


def test_ctrl_c_leaves_the_job_running_and_says_how_to_go_on(addepar: Cli, sandbox: Sandbox, endless: None) -> None:
    pressed: list[str] = []

    def seen(text: str, process: object) -> None:
        if "Queued" in text and not pressed:
            pressed.append("yes")
            process.send_signal(signal.SIGINT)  # type: ignore[attr-defined]

    ended = addepar.on_terminal(*ONE, "-o", "my returns.csv", seen=seen, columns=200)
    (job_id,) = {call.path.split("/")[-1] for call in sandbox.journal.calls("jobs_get")}
    assert ended.code == 130
    assert f"to continue: addepar jobs wait {job_id} -o 'my returns.csv'" in ended.out
    assert not sandbox.journal.calls("jobs_cancel")
    assert list(addepar.home.iterdir()) == []
    sandbox.jobs.advance = "at_once"
    assert addepar.run("jobs", "wait", job_id, "-o", "my returns.csv").code == 0


@pytest.mark.parametrize("portfolios", [["entity:22"], ["entity:22", "entity:54"]], ids=["one", "many"])
def test_ctrl_c_cancels_where_that_is_asked_for(
    addepar: Cli, sandbox: Sandbox, endless: None, portfolios: list[str]
) -> None:
    sandbox.fail("status", "jobs_get", status=429, retry_after=50, times=None)
    named = [word for one in portfolios for word in ("--portfolio", one)]
    with addepar.start(*VIEW, *named, "-o", "out/", "--cancel-on-interrupt") as process:
        assert process.stderr is not None
        assert b"waiting 5" in process.stderr.readline()
        ended = interrupt(process)
    assert ended.code == 130
    assert ended.err.count("is cancelled") == len(sandbox.journal.calls("jobs_cancel", status=204)) == len(portfolios)
    assert "to continue: run the same command again" in ended.err
    assert list((addepar.home / "out").glob("*") if (addepar.home / "out").exists() else ()) == []


def test_a_terminal_is_never_driven_by_a_result(addepar: Cli) -> None:
    shown = addepar.on_terminal(*ONE, "--no-color", columns=300).out
    assert "Northwind Growth Fund" in shown
    refused = addepar.on_terminal(*ONE, "--output-type", "xlsx")
    assert refused.code == 2
    assert "cannot be shown on a terminal" in refused.out


def test_jobs_are_listed_shown_and_cancelled(addepar: Cli, sandbox: Sandbox) -> None:
    assert "id,status,percent_complete,job_type" in addepar.run("jobs", "ls", "--csv").out
    assert json.loads(addepar.run("jobs", "get", "14").out)["attributes"]["status"] == "Error"
    assert addepar.run("jobs", "cancel", "7").code == 2
    assert sandbox.journal.calls("jobs_cancel") == []
    ended = addepar.run("jobs", "cancel", "7", "99999", "--yes")
    assert ended.code == 6
    assert "1 cancelled, 1 failed" in ended.err


def test_no_name_of_a_result_leads_out_of_its_folder() -> None:
    hostile = {"view_id": "../../etc", "portfolio_type": "a/b", "portfolio_id": ["1", "\\2"], "output_type": "csv\n/x"}
    for parameters in (hostile, {}, {"portfolio_id": None}):
        name = result_name(parameters, "job-../13")
        assert name == Path(name).name and not set("/\\\n") & set(name) and not name.startswith(".")
