"""``addepar reports``: what is finished, fetched once and whole, whatever interrupts it."""

import hashlib
import io
import json
import os
import random
import signal
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.cli.support import SECRET, Cli, Ended

from addepar_client.batch.documents.reports import STATE
from addepar_sandbox import Sandbox
from addepar_sandbox.handlers.reports import KIND, new_report

LAST, PARTLY = "ANOTHER-UUID-ASSOCIATED-WITH-EACH-RUN", "A-UUID-ASSOCIATED-WITH-EACH-RUN"


@pytest.fixture
def addepar(addepar: Cli) -> Cli:
    """Reports need a user who may see all portfolios."""
    addepar.environ |= {"ADDEPAR_KEY": "all-data"}
    return addepar


@pytest.fixture
def sandbox(sandbox: Sandbox) -> Sandbox:
    sandbox.add_user("900")
    sandbox.add_key("all-data", SECRET, "900")
    return sandbox


def pdfs(number: int) -> dict[str, bytes]:
    chance = random.Random(number)  # noqa: S311
    return {f"Portfolio {one}.pdf": chance.randbytes(600_000 + 1000 * number) for one in range(3)}


def add_run(sandbox: Sandbox, number: int, content: bytes | None = None, **attributes: Any) -> str:
    """A finished run with a ZIP of its own; gives its id."""
    if content is None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, pdf in pdfs(number).items():
                archive.writestr(name, pdf)
        content = packed.getvalue()
    defaults = {
        "report_id": number, "report_name": f"Monthly/Report: {number}", "status": "FINISHED", "job_type": "AD_HOC",
        "started_at": "2024-03-01T10:00:00Z", "completed_at": f"2024-03-{number + 1:02}T10:00:00Z",
        "generated_portfolios": [{"portfolio_type": "entity", "portfolio_id": 22}], "failed_portfolios": [],
    }  # fmt: skip
    zip_id = sandbox.add_file(f"{number}.zip", content, content_type="application/zip")
    run_id = f"0000-run-{number}"
    sandbox.store.collection("1", KIND).add(run_id, new_report(defaults | attributes, "84", zip_id))
    return run_id


def rows(ended: Ended) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ended.out.splitlines()]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith(STATE))


def fetched(sandbox: Sandbox) -> list[str]:
    return [call.path.split("/")[4] for call in sandbox.journal.calls("generated_reports_download")]


def digests(folder: Path) -> list[str]:
    return sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*.pdf"))


def test_lists_records_and_downloads(addepar: Cli, sandbox: Sandbox) -> None:
    assert len(rows(addepar.run("reports", "ls"))) == 4
    assert [row["id"] for row in rows(addepar.run("reports", "ls", "--status", "ERROR"))] == [PARTLY]
    assert rows(addepar.run("reports", "get", LAST))[0]["attributes"]["report_id"] == 43
    assert addepar.run("reports", "download", LAST, "-o", "one.zip").code == 0
    assert zipfile.is_zipfile(addepar.home / "one.zip")
    for states in (["done", "done", "done"], ["skipped", "skipped", "skipped"]):
        ended = addepar.run("reports", "download", "--status", "FINISHED", "-o", "all/")
        assert (ended.code, [row["state"] for row in rows(ended)]) == (0, states)
    assert len(names(addepar.home / "all")) == 3
    assert addepar.run("reports", "download").code == 2


def test_sync_fetches_each_once_and_what_is_new_the_next_time(addepar: Cli, sandbox: Sandbox) -> None:
    folder = addepar.home / "reports"
    ended = addepar.run("reports", "sync", "reports", "--since", "2021-02-14")
    assert (ended.code, len(rows(ended))) == (0, 2)
    assert "no PDF for entity 22, Thanos" in ended.err
    add_run(sandbox, 1)
    again = addepar.run("reports", "sync", "reports", "--since", "2021-02-14")
    assert (again.code, [row["id"] for row in rows(again)]) == (0, ["0000-run-1"])
    assert "2 of 3 reports were fetched before" in again.err
    assert names(folder)[-1] == "2024-03-02 Monthly_Report_ 1 0000-run-1.zip"
    for path in folder.glob("*.zip"):
        path.unlink()  # taken away by whoever works with them
    assert len(rows(addepar.run("reports", "sync", "reports"))) == 2  # those before the day of the first time
    assert len(fetched(sandbox)) == 5
    state = json.loads((folder / STATE).read_text())
    assert (state["version"], len(state["runs"])) == (1, 5)


def test_what_is_not_wanted_is_said(addepar: Cli, sandbox: Sandbox) -> None:
    add_run(sandbox, 1, status="CANCELED")
    add_run(sandbox, 2, status="ERROR", generated_portfolios=[])
    add_run(sandbox, 3, status="Something New")
    ended = addepar.run("reports", "sync", "reports", "--since", "2024-03-01")
    assert (ended.code, rows(ended)) == (0, [])
    assert "3 without PDFs, or that ended otherwise than as FINISHED or ERROR, left out" in ended.err
    assert len(rows(addepar.run("reports", "sync", "reports", "--since", "2024-03-01", "--status", "CANCELED"))) == 1
    assert addepar.run("reports", "sync", "reports", "--since", "2024-02-31").code == 2


@pytest.mark.parametrize("unzip", [[], ["--unzip"]], ids=["zip", "unzip"])
def test_killed_five_times_every_report_is_there_once_and_whole(
    addepar: Cli, sandbox: Sandbox, unzip: list[str]
) -> None:
    chance = random.Random(f"sync {unzip}")  # noqa: S311
    wanted = {add_run(sandbox, number): pdfs(number) for number in range(16)}
    folder = addepar.home / "reports"
    command = ("reports", "sync", "reports", "--since", "2024-03-01", *unzip)
    slow = sandbox.fail("drip", "generated_reports_download", times=None)
    recorded: set[str] = set()
    parts: list[str] = []
    for _ in range(5):
        before = len(fetched(sandbox))
        wait = chance.randint(1, 4)
        with addepar.start(*command) as process:
            while len(fetched(sandbox)) < before + wait:
                ended_early(process, 0.01)
            assert not ended_early(process, chance.uniform(0.0, 0.5))
            process.kill()
        assert not recorded & set(fetched(sandbox)[before:])  # what was recorded was not fetched again
        parts += [name for name in names(folder) if name.endswith(".part")]
        recorded = set(json.loads((folder / STATE).read_text())["runs"])
    assert parts  # it was killed in the middle of transfers
    assert recorded != wanted.keys()
    sandbox.faults.clear()
    assert slow.times is None
    before = len(fetched(sandbox))
    last = addepar.run(*command)
    assert last.code == 0, last.err
    assert not recorded & set(fetched(sandbox)[before:])
    assert len(names(folder)) == len(wanted)  # and no parts
    if not unzip:
        for path in folder.glob("*.zip"):
            with zipfile.ZipFile(path) as archive:
                archive.extractall(path.with_suffix(""))
    expected = [hashlib.sha256(pdf).hexdigest() for files in wanted.values() for pdf in files.values()]
    assert digests(folder) == sorted(expected)
    before = len(sandbox.journal.calls())
    assert rows(addepar.run(*command)) == []
    assert {call.operation for call in sandbox.journal.calls()[before:]} == {"generated_reports_list"}


def ended_early(process: "subprocess.Popen[bytes]", seconds: float) -> bool:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    raise AssertionError("the command ended before it was killed")


def test_a_zip_that_is_not_safe_is_kept_told_of_and_not_fetched_again(addepar: Cli, sandbox: Sandbox) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../evil.pdf", b"1")
    add_run(sandbox, 1, packed.getvalue())
    add_run(sandbox, 2)
    command = ("reports", "sync", "reports", "--since", "2024-03-01", "--unzip")
    for _ in range(2):
        ended = addepar.run(*command)
        assert "leads outside the folder" in ended.err
    assert sorted(fetched(sandbox)) == ["0000-run-1", "0000-run-2"]
    assert not list(addepar.home.parent.rglob("evil.pdf"))
    assert len([name for name in names(addepar.home / "reports") if name.endswith(".zip")]) == 1
    assert addepar.run(*command[:-1]).code == 0  # as it is


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("{", "is damaged; move it away"),
        ('{"version": 1, "firm_id": "1", "runs": {"5": "x"}}', "is damaged; move it away"),
        ('{"version": 1, "firm_id": "1", "runs": {"5": {"bytes": 5}}}', "is damaged; move it away"),
        ('{"version": 1, "firm_id": "1", "runs": {"5": {"file": "../x.zip"}}}', "is damaged; move it away"),
        ('{"version": 2, "firm_id": "1", "runs": {}}', "another version"),
        ('{"version": 1, "firm_id": "7", "runs": {}}', "contains the reports of firm 7"),
    ],
)
def test_a_state_that_is_not_understood_is_left_alone(addepar: Cli, sandbox: Sandbox, state: str, said: str) -> None:
    path = addepar.home / "reports" / STATE
    path.parent.mkdir()
    path.write_text(state)
    ended = addepar.run("reports", "sync", "reports")
    assert ended.code == 2
    assert said in ended.err
    assert path.read_text() == state
    assert fetched(sandbox) == []


def test_without_its_state_all_is_fetched_again_under_other_names(addepar: Cli, sandbox: Sandbox) -> None:
    for number in range(3):
        add_run(sandbox, number)
    command = ("reports", "sync", "reports", "--since", "2024-03-01")
    addepar.run(*command)
    folder = addepar.home / "reports"
    (folder / STATE).unlink()
    first = names(folder)[0]
    before = {path.name: path.read_bytes() for path in folder.glob("*.zip")}
    (folder / f".{STATE}.0123456789abcdef").touch()  # of a process that was killed while it wrote
    assert addepar.run(*command).code == 0
    assert len(fetched(sandbox)) == 6
    assert {name: (folder / name).read_bytes() for name in before} == before
    assert first.replace(".zip", " (2).zip") in names(folder)
    assert len(json.loads((folder / STATE).read_text())["runs"]) == 3
    assert not list(folder.glob(".*.part*")) + list(folder.glob(f".{STATE}.*"))


def test_two_at_once_do_not_disturb_each_other(addepar: Cli, sandbox: Sandbox) -> None:
    sandbox.fail("drip", "generated_reports_download", times=None)
    with addepar.start("reports", "sync", "reports") as process:
        while not fetched(sandbox):
            ended_early(process, 0.01)
        # Else it would be done before the second has begun, on a machine that is busy.
        process.send_signal(signal.SIGSTOP)
        refused = addepar.run("reports", "sync", "reports")
        process.send_signal(signal.SIGCONT)
        said = process.communicate()[1].decode()
    assert (refused.code, process.returncode) == (1, 0), said
    assert "is running in" in refused.err
    assert len(fetched(sandbox)) == 4


def test_no_secret_is_kept(addepar: Cli) -> None:
    ended = addepar.run("reports", "sync", "reports", "--unzip", "--debug")
    assert SECRET not in ended.out + ended.err
    kept = [path.read_bytes() for path in (addepar.home / "reports").rglob("*") if path.is_file()]
    assert kept and not any(SECRET.encode() in content or b"all-data" in content for content in kept)
    assert not any(SECRET in value for value in os.environ.values())
