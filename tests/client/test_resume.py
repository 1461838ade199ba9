"""Interrupted downloads: the rest is asked for, by a validator, and what comes together is what the server has."""

import hashlib
import io
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.client.support import FakeTime, Hostile, Reply, Seen, Side, hostile

from addepar_client import AddeparClient, APIConnectionError, TransferError
from addepar_core.flow.messages import BLOCK
from addepar_sandbox import Sandbox

CONTENT = random.Random(4).randbytes(3 * BLOCK + 17)  # noqa: S311
OTHER = random.Random(5).randbytes(3 * BLOCK + 5)  # noqa: S311


class Ranges:
    """A server of one file that cuts its answers where it is told, and serves rests as ``manner`` says."""

    def __init__(self, *cuts: int, manner: str = "fair", validator: str = "etag") -> None:
        self.cuts = list(cuts)
        self.manner = manner
        self.content = CONTENT
        self.validator = validator

    def marks(self) -> dict[str, str]:
        digest = hashlib.sha256(self.content).hexdigest()
        return {
            "etag": {"ETag": f'"{digest}"'},
            "weak": {"ETag": f'W/"{digest}"'},
            "date": {"Last-Modified": "Sun, 01 Mar 2026 10:00:00 GMT", "Date": "Sun, 01 Mar 2026 10:05:00 GMT"},
            "fresh date": {"Last-Modified": "Sun, 01 Mar 2026 10:00:00 GMT", "Date": "Sun, 01 Mar 2026 10:00:30 GMT"},
            "date with a remark": {
                "Last-Modified": "Sun, 01 Mar 2026 10:00:00 GMT (\u00e9)",
                "Date": "Sun, 01 Mar 2026 10:05:00 GMT",
            },
            "bad date": {"Last-Modified": "yesterday", "Date": "today"},
            "none": {},
            "refused": {"ETag": f'"{digest}"', "Accept-Ranges": "none"},
        }[self.validator]

    def __call__(self, seen: Seen) -> Reply:
        cut = self.cuts.pop(0) if self.cuts else None
        headers, status, start, whole = self.marks(), 200, 0, self.content
        same = seen.headers.get("if-range") in headers.values()
        if "range" in seen.headers and same and self.manner != "ignores":
            start = int(seen.headers["range"].removeprefix("bytes=").removesuffix("-"))
            status = 206
            shift = {"shifted": 1}.get(self.manner, 0)
            headers["Content-Range"] = f"bytes {start + shift}-{len(whole) - 1}/{len(whole)}"
            if self.manner == "other total":
                headers["Content-Range"] = f"bytes {start}-{len(whole)}/{len(whole) + 1}"
            if self.manner == "other tag":
                headers["ETag"] = '"other"'
            if self.manner == "packed":
                headers["Content-Encoding"] = "gzip"
            if self.manner == "refuses":
                return Reply(416, b"", {"Content-Range": f"bytes */{len(whole)}"})
            if self.manner == "no range told":
                del headers["Content-Range"]
        body = whole[start:]
        return Reply(status, body[:cut], headers, length=None if cut is None else len(body))


@pytest.mark.parametrize("validator", ["etag", "date"])
def test_the_rest_is_asked_for_by_its_validator(validator: str, side: Side, tmp_path: Path) -> None:
    server_side, time, progress = Ranges(BLOCK + 5, 100, validator=validator), FakeTime(), []
    with hostile(server_side) as server:
        client = side.client(server.url, clock=time.clock())
        done = side.run(
            client.files.download(9, tmp_path / "x", on_progress=lambda now, all: progress.append((now, all)))
        )
    assert (tmp_path / "x").read_bytes() == CONTENT
    assert (done.bytes, done.sha256) == (len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
    assert [seen.headers.get("range") for seen in server.seen] == [
        None,
        f"bytes={BLOCK + 5}-",
        f"bytes={BLOCK + 105}-",
    ]
    assert {seen.headers.get("if-range") for seen in server.seen} == {None, next(iter(server_side.marks().values()))}
    assert time.slept == [0.5, 1.0]
    assert [now for now, _ in progress] == sorted(now for now, _ in progress)
    assert {total for _, total in progress} == {len(CONTENT)}
    assert [one.name for one in tmp_path.iterdir()] == ["x"]


@pytest.mark.parametrize("validator", ["weak", "fresh date", "bad date", "date with a remark", "none", "refused"])
def test_without_a_sure_validator_all_of_it_is_asked_for(validator: str, side: Side, tmp_path: Path) -> None:
    with hostile(Ranges(BLOCK + 5, validator=validator)) as server:
        side.run(side.client(server.url).files.download(9, tmp_path / "x"))
    assert (tmp_path / "x").read_bytes() == CONTENT
    assert [seen.headers.get("range") for seen in server.seen] == [None, None]


@pytest.mark.parametrize(
    "manner", ["ignores", "refuses", "shifted", "other total", "other tag", "packed", "no range told"]
)
@pytest.mark.parametrize("target", ["path", "object"])
def test_a_rest_that_does_not_fit_begins_anew(manner: str, target: str, side: Side, tmp_path: Path) -> None:
    memory = io.BytesIO(b"before")
    memory.seek(6)
    with hostile(Ranges(BLOCK + 5, manner=manner)) as server:
        to = memory if target == "object" else tmp_path / "x"
        done = side.run(side.client(server.url).files.download(9, to))
    got = memory.getvalue().removeprefix(b"before") if target == "object" else (tmp_path / "x").read_bytes()
    assert got == CONTENT
    assert done.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert len(server.seen) == (2 if manner == "ignores" else 3)


def test_a_file_that_changes_meanwhile_comes_whole_in_its_new_form(side: Side, tmp_path: Path) -> None:
    ranges = Ranges(2 * BLOCK)

    def answer(seen: Seen) -> Reply:
        reply = ranges(seen)
        ranges.content = OTHER
        return reply

    with hostile(answer) as server:
        done = side.run(side.client(server.url).files.download(9, tmp_path / "x"))
    assert (tmp_path / "x").read_bytes() == OTHER
    assert done.bytes == len(OTHER)


@pytest.fixture(scope="module")
def cutting() -> Iterator[tuple[Hostile, Ranges]]:
    ranges = Ranges()
    with hostile(ranges) as server:
        yield server, ranges


@given(data=st.data(), manner=st.sampled_from(["fair", "fair", "ignores", "refuses", "shifted"]))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_cut_anywhere_it_comes_together_identical(
    cutting: tuple[Hostile, Ranges], data: st.DataObject, manner: str
) -> None:
    server, ranges = cutting
    # A rest that is refused costs a try of its own.
    cuts = data.draw(st.lists(st.integers(0, len(CONTENT) - 1), max_size=5 if manner in ("fair", "ignores") else 2))
    ranges.cuts, ranges.manner = list(cuts), manner
    out = io.BytesIO()
    with AddeparClient(base_url=server.url, firm_id=1, auth="t", clock=FakeTime().clock()) as client:
        done = client.files.download(9, out)
    assert out.getvalue() == CONTENT
    assert done.sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_the_sandbox_cuts_and_serves_the_rest(sandbox: Sandbox, side: Side, tmp_path: Path) -> None:
    file_id = sandbox.add_file("big.bin", CONTENT)
    sandbox.fail("cut", "files_download", times=3)
    side.run(side.client(sandbox.url or "").files.download(file_id, tmp_path))
    assert (tmp_path / "big.bin").read_bytes() == CONTENT
    calls = sandbox.journal.calls("files_download")
    starts = [int(call.headers.get("range", "bytes=0-")[6:-1]) for call in calls]
    assert starts == sorted(set(starts))
    assert len(starts) == 4


@pytest.mark.parametrize("where", ["first block", "later"])
def test_it_is_given_up_after_five_breaks_more(where: str, side: Side, tmp_path: Path) -> None:
    cut = 10 if where == "first block" else BLOCK + 1
    with (
        hostile(Ranges(*[cut] * 9, manner="ignores")) as server,
        pytest.raises(TransferError, match=rf"broke off 6 times; nothing was kept: {cut} of {len(CONTENT)} bytes"),
    ):
        side.run(side.client(server.url).files.download(9, tmp_path / "x"))
    assert len(server.seen) == 6
    assert not list(tmp_path.iterdir())


def test_a_target_that_cannot_go_back_takes_a_rest_but_no_new_beginning(side: Side) -> None:
    class Pipe:
        def __init__(self) -> None:
            self.got = b""

        def write(self, data: bytes) -> int:
            self.got += data
            return len(data)

    with hostile(Ranges(BLOCK + 5)) as server:
        pipe = Pipe()
        side.run(side.client(server.url).files.download(9, pipe))
        assert pipe.got == CONTENT
    with (
        hostile(Ranges(BLOCK + 5, manner="ignores")) as server,
        pytest.raises(TransferError, match="cannot seek"),
    ):
        side.run(side.client(server.url).files.download(9, Pipe()))


def test_nobody_there_is_told_as_such(side: Side, tmp_path: Path) -> None:
    with pytest.raises(APIConnectionError):
        side.run(side.client("http://127.0.0.1:9/api").files.download(9, tmp_path / "x", resume=True))
    assert not list(tmp_path.iterdir())
