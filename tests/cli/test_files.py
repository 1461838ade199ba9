"""``addepar files`` and ``addepar archive``: many documents at once, each once, each whole."""

import hashlib
import json
import os
import random
import signal
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.cli.support import SECRET, Cli, Ended, interrupt

from addepar_sandbox import Sandbox

REPORT = "ANOTHER-UUID-ASSOCIATED-WITH-EACH-RUN"
FAULTS: tuple[dict[str, Any], ...] = (
    {"kind": "drop"},
    {"kind": "status", "status": 503},
    {"kind": "cut"},
    {"kind": "html", "status": 502},
    {"kind": "drop", "processed": False},
    {"kind": "wrong_length"},
    {"kind": "invalid_json"},
    {"kind": "extra_field"},
    {"kind": "timeout"},
    {"kind": "empty"},
)


def rows(ended: Ended) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ended.out.splitlines()]


def states(ended: Ended) -> dict[str, str]:
    return {row["file"]: row["state"] for row in rows(ended)}


def shown(folder: Path) -> list[str]:
    """The files of a folder but for the manifest, sorted."""
    return sorted(path.name for path in folder.iterdir() if path.name != ".addepar-files.jsonl")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fault_every_tenth(sandbox: Sandbox, requests: int) -> int:
    """Plan a fault for each tenth request, and give how many. One that waits counts what no other one strikes."""
    for number in range(1, requests // 10 + 1):
        sandbox.fail(**FAULTS[number % len(FAULTS)], skip=9 * number)
    return requests // 10


def test_two_hundred_files_go_up_and_come_back_with_a_fault_on_every_tenth_request(
    addepar: Cli, sandbox: Sandbox
) -> None:
    chance = random.Random(4711)  # noqa: S311
    sent = {}
    for number in range(200):
        path = addepar.home / "out" / f"{number % 7}" / f"file {number}.bin"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(chance.randbytes(chance.choice((0, 1, 700, 8000, 65_536, 300_001))))
        sent[path.name] = digest(path)
    planned = fault_every_tenth(sandbox, 1000)
    ends = []
    while not ends or ends[-1].code == 6:
        ends.append(addepar.run("files", "upload", "out/", "--entity", "22"))
        assert len(ends) < 12
    assert ends[-1].code == 0, ends[-1].err
    first = Counter(row["state"] for row in rows(ends[0]))
    assert first["unknown whether done"] > 5  # what had no answer was not sent again, but told
    assert "Run the same command again" in ends[0].err
    stored = Counter(row["attributes"]["name"] for row in rows(addepar.run("files", "ls", "--entity", "22", "--jsonl")))
    assert stored == Counter(sent.keys())  # each once

    fetched = addepar.run("files", "download", "--entity", "22", "-o", "back/")
    for _ in range(5):
        if fetched.code == 0:
            break
        assert fetched.code == 6
        fetched = addepar.run("files", "download", "--entity", "22", "-o", "back/")
    assert fetched.code == 0, fetched.err
    back = {path.name: digest(path) for path in (addepar.home / "back").iterdir() if path.name[0] != "."}
    assert back == sent  # identical, and nothing else in the folder
    struck = planned - len(sandbox.faults.waiting())
    assert struck == len(sandbox.journal.calls()) // 10 > 40
    assert SECRET not in "".join(end.out + end.err for end in [*ends, fetched])


def test_an_upload_without_an_answer_is_told_and_the_next_run_looks(addepar: Cli, sandbox: Sandbox) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (addepar.home / name).write_text(name * 100)
    sandbox.fail("drop", "files_upload")  # it arrived
    sandbox.fail("drop", "files_upload", processed=False)  # it did not
    ended = addepar.run("files", "upload", "a.txt", "b.txt", "c.txt", "--at-once", "1")
    assert (ended.code, states(ended)) == (
        6, {"a.txt": "unknown whether done", "b.txt": "unknown whether done", "c.txt": "done"},
    )  # fmt: skip
    assert "1 uploaded, 2 unknown whether done" in ended.err
    sandbox.journal.assert_called("files_upload", times=3)  # none was sent again
    again = addepar.run("files", "upload", "a.txt", "b.txt", "c.txt")
    assert (again.code, states(again)) == (0, {"a.txt": "skipped", "b.txt": "done", "c.txt": "skipped"})
    names = Counter(row["attributes"]["name"] for row in rows(addepar.run("files", "ls")))
    assert {names["a.txt"], names["b.txt"], names["c.txt"]} == {1}


def test_there_already_means_with_the_same_associations(addepar: Cli, sandbox: Sandbox) -> None:
    sandbox.add_file("letter.pdf", b"%PDF-1", entities=["22"])
    (addepar.home / "letter.pdf").write_bytes(b"%PDF-1")
    assert states(addepar.run("files", "upload", "letter.pdf", "--entity", "22")) == {"letter.pdf": "skipped"}
    for associations in (["--entity", "54"], ["--entity", "22", "--group", "31"], ["--group", "31"]):
        uploaded = addepar.run("files", "upload", "letter.pdf", *associations)
        assert states(uploaded) == {"letter.pdf": "skipped" if associations[0] == "--group" else "done"}, associations
        again = addepar.run("files", "upload", "letter.pdf", *associations)
        assert states(again) == {"letter.pdf": "skipped"}
    (addepar.home / "letter.pdf").write_bytes(b"%PDF-1 longer")
    assert states(addepar.run("files", "upload", "letter.pdf", "--entity", "22")) == {"letter.pdf": "done"}
    assert states(addepar.run("files", "upload", "letter.pdf", "--entity", "22", "--again")) == {"letter.pdf": "done"}


def test_folders_and_patterns(addepar: Cli) -> None:
    for name in ("in/a.txt", "in/deep/b.txt", "in/.hidden", "in/.git/config", "c.txt", "d.pdf"):
        path = addepar.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    ended = addepar.run("files", "upload", "in", "*.txt", "./c.txt", "in/a.txt")
    assert list(states(ended)) == [str(Path("in/a.txt")), str(Path("in/deep/b.txt")), "c.txt"]
    for wrong in (["nothing.txt"], ["*.csv"], ["c.txt", "d.pdf", "--name", "e.txt"]):
        refused = addepar.run("files", "upload", *wrong)
        assert refused.code == 2
        assert "Nothing was sent." in refused.err


def test_files_that_could_not_be_told_apart_later(addepar: Cli) -> None:
    for name, content in (("x/same.txt", "same"), ("y/same.txt", "same"), ("z/same.txt", "diff")):
        (addepar.home / name).parent.mkdir()
        (addepar.home / name).write_text(content)
    for first in ("done", "skipped"):
        ended = addepar.run("files", "upload", "x", "y", "z")
        assert (ended.code, list(states(ended).values())) == (6, [first, "skipped", "failed"])
    assert "other contents; give it another name with --name" in ended.err
    assert states(addepar.run("files", "upload", "z/same.txt", "--name", "other.txt")) == {"z/same.txt": "done"}


def test_downloads_of_one_name_lie_side_by_side_and_are_recognised(addepar: Cli, sandbox: Sandbox) -> None:
    """101 and 103 have the same name and the same length."""
    assert addepar.run("files", "download", "101", "103", "-o", "out/").code == 0
    names = shown(addepar.home / "out")
    assert len(names) == 2
    assert "Tony Stark.pdf" in names
    for ids in (["103", "101"], ["103"], ["101"]):
        again = addepar.run("files", "download", *ids, "-o", "out/")
        assert (again.code, set(states(again).values()) or {"skipped"}) == (0, {"skipped"})
    assert shown(addepar.home / "out") == names
    sandbox.journal.assert_called("files_download", times=2)
    addepar.run("files", "download", "103", "-o", "alone/")
    addepar.run("files", "download", "101", "-o", "alone/")  # not taken for the other
    assert shown(addepar.home / "alone") == [
        "Tony Stark (101).pdf",
        "Tony Stark.pdf",
    ]


def test_a_name_of_the_server_stays_inside_of_the_folder(addepar: Cli, sandbox: Sandbox) -> None:
    file_id = sandbox.add_file("../../CON.txt", b"content")
    assert addepar.run("files", "download", file_id, "-o", "in/").code == 0
    assert shown(addepar.home / "in") == ["_CON.txt"]


def test_what_to_download_has_to_be_said(addepar: Cli, sandbox: Sandbox) -> None:
    for wrong in ([], ["345", "--entity", "22"], ["345", "--all"], ["--all", "--pattern", "*.pdf"]):
        assert addepar.run("files", "download", *wrong).code == 2
    assert sandbox.journal.calls() == []
    ended = addepar.run("files", "download", "--pattern", "S*.pdf", "-o", "out/")
    assert [row["id"] for row in rows(ended)] == ["123"]
    (addepar.home / "there.pdf").write_text("mine")
    kept = addepar.run("files", "download", "345", "-o", "there.pdf")
    assert (kept.code, (addepar.home / "there.pdf").read_text()) == (1, "mine")
    assert "--overwrite" in kept.err
    assert addepar.run("files", "download", "345", "-o", "there.pdf", "--overwrite").code == 0
    assert (addepar.home / "there.pdf").stat().st_size == 798121


def test_associations_names_and_the_archive(addepar: Cli, sandbox: Sandbox) -> None:
    linked = addepar.run("files", "link", "345", "1111", "9", "--entity", "22", "--group", "31")
    assert linked.code == 6
    assert "4 linked, 2 failed" in linked.err
    assert addepar.run("files", "unlink", "345", "--entity", "22").code == 0
    relations = rows(addepar.run("files", "get", "345"))[0]["relationships"]
    assert [one["id"] for one in relations["associated_entities"]["data"]] == ["123400"]
    assert [one["id"] for one in relations["associated_groups"]["data"]] == ["31"]
    assert addepar.run("files", "link", "345").code == 2
    assert rows(addepar.run("files", "rename", "345", "New.pdf"))[0]["attributes"]["name"] == "New.pdf"
    assert addepar.run("files", "rename", "345", "New.txt").code == 1
    assert rows(addepar.run("files", "update", "345", "--set", "name=New.pdf"))[0]["attributes"]["name"] == "New.pdf"
    assert addepar.run("files", "update", "345").code == 2
    refused = addepar.run("files", "update", "345", "--set", "bytes=5")
    assert (refused.code, "--set name=VALUE" in refused.err) == (2, True)
    assert addepar.run("files", "rm", "345").code == 2  # nobody there to be asked
    assert addepar.run("files", "rm", "345", "9", "--yes").code == 6
    assert "345" in [row["id"] for row in rows(addepar.run("archive", "ls"))]
    assert addepar.run("archive", "download", "345", "319", "-o", "put-away/").code == 0
    assert (addepar.home / "put-away" / "New.pdf").stat().st_size == 798121


def test_a_question_comes_before_files_are_removed(addepar: Cli, sandbox: Sandbox) -> None:
    assert addepar.on_terminal("files", "rm", "345", "123", answers={"Archive 2 files?": "n"}).code == 1
    sandbox.journal.assert_called("files_delete", times=0)
    assert addepar.on_terminal("files", "rm", "345", answers={"Archive file 345?": "y"}).code == 0
    sandbox.journal.assert_called("files_delete", times=1)


@pytest.mark.parametrize("resume", [[], ["--resume"]], ids=["plain", "resume"])
def test_an_interrupted_download_leaves_nothing_half_written(addepar: Cli, sandbox: Sandbox, resume: list[str]) -> None:
    sandbox.fail("drip", "files_download", times=None)
    interrupted: list[bool] = []

    def seen(text: str, process: Any) -> None:
        if "kB" in text and not interrupted:  # bytes have come
            interrupted.append(True)
            process.send_signal(signal.SIGINT)

    ended = addepar.on_terminal("files", "download", "345", "123", "-o", "out/", *resume, seen=seen)
    assert interrupted
    assert ended.code == 130
    assert "to continue: run the same command again" in ended.out
    assert not [path for path in (addepar.home / "out").iterdir() if not path.name.startswith(".")]
    parts = [path.name for path in (addepar.home / "out").glob(".*.part")]
    assert bool(parts) == bool(resume)
    sandbox.faults.clear()
    assert addepar.run("files", "download", "345", "123", "-o", "out/", *resume).code == 0
    assert shown(addepar.home / "out") == ["Report.pdf", "Sample.pdf"]


def test_one_transfer_is_shown_in_bytes_and_many_are_counted(addepar: Cli, sandbox: Sandbox) -> None:
    sandbox.fail("drip", "files_download", times=None)
    one = addepar.on_terminal("files", "download", "345", "-o", "x.pdf").out
    assert "k/779k" in one
    assert "B/s]" in one
    assert "0/2 [" in addepar.on_terminal("files", "download", "101", "123", "-o", "out/").out
    assert "%|" not in addepar.run("files", "download", "102").err + addepar.run("files", "download", "104").out


def test_no_secret_in_the_process_list(addepar: Cli, sandbox: Sandbox) -> None:
    if not Path("/proc/self/cmdline").exists():
        pytest.skip("there is no /proc")
    addepar.cold = True  # a fork has the arguments of its parent in /proc
    sandbox.fail("status", "files_upload", status=429, retry_after=50)
    (addepar.home / "a.txt").write_text("a")
    with addepar.start("files", "upload", "a.txt", "--debug") as process:
        assert process.stderr is not None
        said = b""
        while b"waiting 5" not in said:
            line = process.stderr.readline()
            assert line, said
            said += line
        listed = b"".join(
            path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.parent.name != str(os.getpid())
        )
        ended = interrupt(process)
    assert b"upload" in listed
    assert SECRET.encode() not in listed
    assert SECRET not in said.decode() + ended.out + ended.err


def test_a_day_is_taken_wherever_a_time_is(addepar: Cli, sandbox: Sandbox) -> None:
    for given, asked in (
        (("files", "ls", "--created-after", "2014-06-20"), "filter[files][createdAfter]=2014-06-19T23:59:59Z"),
        (("files", "ls", "--created-before", "2014-06-20"), "filter[files][createdBefore]=2014-06-21T00:00:00Z"),
        (
            ("files", "ls", "--created-after", "2014-06-20T12:00:00Z"),
            "filter[files][createdAfter]=2014-06-20T12:00:00Z",
        ),
        (("reports", "ls", "--completed-before", "2021-02-14"), "filter[completed_before]=2021-02-15T00:00:00Z"),
    ):
        addepar.run(*given)
        asked_with = [f"{name}={value}" for name, value in sandbox.journal.calls()[-1].query]
        assert asked in asked_with, given
    calls = len(sandbox.journal.calls())
    for wrong, why in (
        ("2014-06-31", "neither a date"),
        ("2014-06-20T12:00:00", "no time zone; add Z"),
        ("x", "neither"),
    ):
        ended = addepar.run("files", "ls", "--created-after", wrong)
        assert (ended.code, why in ended.err, "datetime" in ended.err) == (2, True, False)
    assert len(sandbox.journal.calls()) == calls


def test_one_file_may_go_to_standard_output(addepar: Cli, sandbox: Sandbox) -> None:
    file_id = sandbox.add_file("letter.txt", b"Dear Sirs\n\x1b]0;x\x07")
    done = addepar.run("files", "download", file_id, "-o", "-")
    assert (done.code, done.out) == (0, "Dear Sirs\n\x1b]0;x\x07")
    assert "\x1b" not in addepar.on_terminal("files", "download", file_id, "--output", "-", "--quiet").out
    assert "is not text" in addepar.on_terminal("reports", "download", REPORT, "-o", "-", "--quiet").out
    with addepar.start("reports", "download", REPORT, "-o", "-") as report:
        assert report.stdout is not None
        assert report.stdout.read(2) == b"PK"
    for wrong in (["345", "123"], ["--all"]):
        refused = addepar.run("files", "download", *wrong, "-o", "-")
        assert (refused.code, "one id" in refused.err) == (2, True)
    assert sorted(path.name for path in addepar.home.iterdir() if path.name == "-") == []
