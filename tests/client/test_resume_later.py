"""Downloads over several calls and processes: a part is taken up where it is still a part of the same file."""

import asyncio
import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.client.support import Reply, Side, hostile
from tests.client.test_resume import CONTENT, OTHER, Ranges

from addepar_client import AddeparClient, AsyncAddeparClient, InputError, JobNotReadyError, TransferError
from addepar_client.transfers.resumable import ResumableSink
from addepar_core.flow.messages import BLOCK
from addepar_sandbox import Sandbox


def interrupted(side: Side, url: str, to: Path, file_id: Any = 9) -> None:
    with pytest.raises(TransferError, match="resume=True"):
        side.run(side.client(url).files.download(file_id, to, resume=True))


@pytest.mark.parametrize("form", ["path", "folder"])
def test_a_later_call_goes_on_where_the_first_ended(form: str, side: Side, tmp_path: Path) -> None:
    to = tmp_path / "x" if form == "path" else tmp_path
    stem = ".x.part" if form == "path" else ".9.part"
    ranges = Ranges(*[BLOCK + 5, 100, 100, 100, 100, 100])
    with hostile(ranges) as server:
        interrupted(side, server.url, to)
        assert sorted(one.name for one in tmp_path.iterdir()) == [stem, f"{stem}.json"]
        assert "sandbox" not in (tmp_path / f"{stem}.json").read_text()
        server.seen.clear()
        done = side.run(side.client(server.url).files.download(9, to, resume=True))
    assert [seen.headers["range"] for seen in server.seen] == [f"bytes={BLOCK + 505}-"]
    assert done.path.read_bytes() == CONTENT
    assert done.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert [one.name for one in tmp_path.iterdir()] == [done.path.name]


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_process_killed_after_it_named_the_file_stops_no_later_call(
    overwrite: bool, side: Side, tmp_path: Path
) -> None:
    """A new file gets its name by a hard link, and loses that of the part afterwards."""
    ranges = Ranges(*[BLOCK + 5] + [0] * 5)
    with hostile(ranges) as server:
        interrupted(side, server.url, tmp_path / "x")
        (tmp_path / ".x.part").write_bytes(CONTENT)
        (tmp_path / "x").hardlink_to(tmp_path / ".x.part")
        ranges.content = OTHER
        client = side.client(server.url)
        if not overwrite:
            with pytest.raises(TransferError, match="exists; pass overwrite=True"):
                side.run(client.files.download(9, tmp_path / "x", resume=True))
            assert (tmp_path / "x").read_bytes() == CONTENT
            return
        side.run(client.files.download(9, tmp_path / "x", resume=True, overwrite=True))
    assert (tmp_path / "x").read_bytes() == OTHER
    assert [one.name for one in tmp_path.iterdir()] == ["x"]


NOTES = {
    "number": {"validator": 5, "total": None},
    "not ASCII": {"validator": '"\u00e9"', "total": None},
    "two lines": {"validator": "a\r\nb", "total": None},
    "negative length": {"validator": '"1"', "total": -5},
    "half a byte": {"validator": '"1"', "total": 2.5},
}


@pytest.mark.parametrize(
    "change", ["content", "address", "notes lost", "notes broken", "part lost", "not resumed", *NOTES]
)
def test_a_part_of_something_else_is_not_used(change: str, side: Side, tmp_path: Path) -> None:
    ranges = Ranges(*[BLOCK + 5] + [0] * 5)
    with hostile(ranges) as server:
        interrupted(side, server.url, tmp_path / "x")
        part, notes = tmp_path / ".x.part", tmp_path / ".x.part.json"
        assert part.stat().st_size == BLOCK + 5
        match change:
            case "content":
                ranges.content = OTHER
            case "notes lost":
                notes.unlink()
            case "notes broken":
                notes.write_text("{")
            case _ if change in NOTES:
                notes.write_text(json.dumps({"address": "/api/v1/files/9/download"} | NOTES[change]))
            case "part lost":
                part.unlink()
        file_id, resume = (8 if change == "address" else 9), change != "not resumed"
        server.seen.clear()
        side.run(side.client(server.url).files.download(file_id, tmp_path / "x", resume=resume))
    assert (tmp_path / "x").read_bytes() == ranges.content
    assert ("range" in server.seen[0].headers) == (change == "content")
    assert len(server.seen) == 1


def test_a_part_that_is_whole_already_is_proved_by_its_last_byte(side: Side, tmp_path: Path) -> None:
    with hostile(Ranges(*[BLOCK + 5] + [0] * 5)) as server:
        interrupted(side, server.url, tmp_path / "x")
        (tmp_path / ".x.part").write_bytes(CONTENT)
        side.run(side.client(server.url).files.download(9, tmp_path / "x", resume=True))
    assert server.seen[-1].headers["range"] == f"bytes={len(CONTENT) - 1}-"
    assert (tmp_path / "x").read_bytes() == CONTENT


def test_two_downloads_never_write_into_one_part(side: Side, tmp_path: Path) -> None:
    def meddle(*_: Any) -> None:
        with AddeparClient(base_url=server.url, firm_id=1, auth="t") as second:
            second.files.download(9, tmp_path / "x", resume=True)

    with hostile(Ranges()) as server, pytest.raises(TransferError, match="another download is writing"):
        side.run(side.client(server.url).files.download(9, tmp_path / "x", resume=True, on_progress=meddle))


KILLED = """
import os, sys
from addepar_client import AddeparClient
client = AddeparClient(base_url=sys.argv[1], firm_id=1, auth="t")
client.files.download(9, sys.argv[2], resume=True, on_progress=lambda now, total: now > 300_000 and os._exit(9))
"""


def test_a_killed_process_leaves_a_part_that_another_takes_up(side: Side, tmp_path: Path) -> None:
    with hostile(Ranges()) as server:
        target = tmp_path / "x"
        ran = subprocess.run([sys.executable, "-c", KILLED, server.url, str(target)], timeout=60)  # noqa: S603
        assert ran.returncode == 9
        side.run(side.client(server.url).files.download(9, target, resume=True))
    assert int(server.seen[-1].headers["range"][6:-1]) >= BLOCK
    assert target.read_bytes() == CONTENT
    assert [one.name for one in tmp_path.iterdir()] == ["x"]


def test_a_cancelled_task_keeps_its_part(sandbox: Sandbox, tmp_path: Path) -> None:
    file_id = sandbox.add_file("big.bin", CONTENT)

    async def main() -> None:
        async with AsyncAddeparClient(base_url=sandbox.url, firm_id=1, auth=("sandbox", "sandbox")) as client:
            started = asyncio.Event()

            async def hold(now: int, total: int | None) -> None:
                started.set()
                await asyncio.Event().wait()

            task = asyncio.ensure_future(client.files.download(file_id, tmp_path / "x", resume=True, on_progress=hold))
            await started.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert (await client.files.download(file_id, tmp_path / "x", resume=True)).bytes == len(CONTENT)

    asyncio.run(main())
    assert (tmp_path / "x").read_bytes() == CONTENT
    assert ["range" in call.headers for call in sandbox.journal.calls("files_download")] == [False, True]


def test_a_task_that_is_cancelled_while_it_opens_its_part_keeps_no_lock(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if its exception is kept, as a notebook does, with all that its frames refer to."""
    load_partial = ResumableSink._load_partial

    async def main() -> None:
        def load(sink: ResumableSink) -> Any:
            loop.call_soon_threadsafe(task.cancel)
            return load_partial(sink)

        async with AsyncAddeparClient(base_url=sandbox.url, firm_id=1, auth=("sandbox", "sandbox")) as client:
            loop = asyncio.get_running_loop()
            task = asyncio.ensure_future(client.files.download(123, tmp_path / "x", resume=True))
            with monkeypatch.context() as patched:
                patched.setattr(ResumableSink, "_load_partial", load)
                with pytest.raises(asyncio.CancelledError) as kept:
                    await task
            assert list(tmp_path.iterdir()) == []
            assert (await client.files.download(123, tmp_path / "x", resume=True)).path == tmp_path / "x"
            assert kept.value.__traceback__ is not None

    asyncio.run(main())


def test_a_file_object_has_no_place_for_a_part(side: Side) -> None:
    with pytest.raises(InputError, match="resume"):
        side.run(side.client("http://127.0.0.1:9/api").files.download(9, io.BytesIO(), resume=True))


def test_a_result_of_a_job_is_taken_up_as_well_and_a_status_never_is(side: Side, tmp_path: Path) -> None:
    with hostile(Ranges(*[BLOCK + 5] + [0] * 5)) as server:
        jobs = side.client(server.url).jobs
        with pytest.raises(TransferError):
            side.run(jobs.download(13, tmp_path / "x", resume=True))
        assert side.run(jobs.download(13, tmp_path / "x", resume=True)).content == CONTENT
    status = json.dumps({"data": {"type": "jobs", "id": "13", "attributes": {"status": "Queued"}}})
    with hostile(lambda _: Reply.json(status, ETag='"1"')) as server, pytest.raises(JobNotReadyError):
        side.run(side.client(server.url).jobs.download(13, tmp_path / "y", resume=True))
    assert [one.name for one in tmp_path.iterdir()] == ["x"]


# The length that the record tells


def test_a_record_may_be_given_and_its_length_is_held_to(sandbox: Sandbox, side: Side, tmp_path: Path) -> None:
    file_id = sandbox.add_file("big.bin", CONTENT)
    files = side.client(sandbox.url or "").files
    record = side.run(files.get(file_id))
    assert side.run(files.download(record, tmp_path / "x")).bytes == len(CONTENT)
    assert side.run(files.download(record.to_dict(), tmp_path / "y")).bytes == len(CONTENT)
    record.attributes.bytes = 5
    for resume in (False, True):
        with pytest.raises(TransferError, match=f"{len(CONTENT)} bytes, but the record says 5"):
            side.run(files.download(record, tmp_path / "z", resume=resume))
    assert sorted(one.name for one in tmp_path.iterdir()) == ["x", "y"]


def test_reports_and_archived_files_may_be_given_as_records(sandbox: Sandbox, side: Side, tmp_path: Path) -> None:
    client = side.client(sandbox.url or "")
    report = side.list(client.generated_reports.list(limit=1))[0]
    assert side.run(client.generated_reports.download(report, tmp_path)).bytes > 0
    sandbox.add_file("a.bin", b"12345")
    file_id = sandbox.add_file("b.bin", b"1234567")
    side.run(client.files.delete(file_id))
    record = side.run(client.archived_files.get(file_id))
    assert side.run(client.archived_files.download(record, tmp_path)).bytes == 7
