"""Answers that are small on the wire and large in memory, and JSON that takes parsers apart."""

import functools
import gzip
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.client.support import Reply, Side, hostile
from tests.hardening.counting import counted

from addepar_client import AddeparError, ProtocolError
from addepar_core.transport.bodies import response_body

_TYPE = {"Content-Type": "application/vnd.api+json"}
_SPACES = 64 * 1024 * 1024


@functools.cache
def _bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    piece = b" " * (1 << 20)
    return b"".join([*(packer.compress(piece) for _ in range(_SPACES >> 20)), packer.flush()])


@pytest.fixture
def most() -> Iterator[Callable[[], int]]:
    """How many bytes Python held at most since the test began; each call starts over."""

    def peak_since_last_call() -> int:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.reset_peak()
        return peak

    tracemalloc.start()
    try:
        yield peak_since_last_call
    finally:
        tracemalloc.stop()


def test_a_packed_file_is_never_whole_in_memory(side: Side, tmp_path: Path, most: Callable[[], int]) -> None:
    """A thousandfold, in one piece of 64 KiB, though nothing packed was asked for."""
    bomb = _bomb()
    assert len(bomb) < _SPACES // 900
    headers = {"Content-Encoding": "gzip", "Content-Type": "text/plain"}
    with hostile(lambda _: Reply(200, bomb, headers)) as server, counted("inputs", "bombs", side.name) as outcomes:
        client = side.client(server.url)
        most()
        done = side.run(client.files.download("123", tmp_path / "out"))
        assert most() < 16 * 1024 * 1024
        outcomes["ok"] += 1
    assert done.bytes == (tmp_path / "out").stat().st_size == _SPACES


def test_an_answer_that_is_too_long_is_refused_on_the_way(
    side: Side, most: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(response_body, "_MOST", 4 * 1024 * 1024)
    bomb = _bomb()
    with (
        hostile(lambda _: Reply(200, bomb, _TYPE | {"Content-Encoding": "gzip"})) as server,
        counted("inputs", "bombs", side.name) as outcomes,
    ):
        client = side.client(server.url)
        most()
        with pytest.raises(ProtocolError, match="GET /api/v1/files/123 is longer than 4 MiB"):
            side.run(client.files.get("123"))
        assert most() < 16 * 1024 * 1024
        with pytest.raises(ProtocolError, match="longer than 4 MiB") as caught:
            side.run(client.snapshots.delete("123"))
        assert caught.value.outcome_unknown
        outcomes["ProtocolError"] += 2


_FILE = b'{"data": {"type": "files", "id": "123", "attributes": {"name": "caf\xc3\xa9"}}}'
_DEFLATED = zlib.compress(_FILE)


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(_FILE)),
        ("X-GZIP", gzip.compress(_FILE[:30]) + gzip.compress(_FILE[30:])),  # one file of several members
        ("gzip", gzip.compress(_FILE) + bytes(100)),
        ("deflate", _DEFLATED),
        ("utf-8", _FILE),  # a character set in the wrong place packs nothing
    ],
    ids=["gzip", "two members", "padding", "deflate", "character set"],
)
def test_packed_answers(side: Side, encoding: str, body: bytes) -> None:
    with hostile(lambda _: Reply(200, body, _TYPE | {"Content-Encoding": encoding})) as server:
        assert side.run(side.client(server.url).files.get("123")).attributes.name == "caf\u00e9"


@pytest.mark.parametrize(
    ("encoding", "body", "message"),
    [
        ("gzip", gzip.compress(_FILE)[:-9], "its end is missing"),
        ("gzip", gzip.compress(_FILE)[:-4] + b"abcd", "cannot be decompressed"),
        ("gzip", gzip.compress(_FILE) + b"more", "cannot be decompressed"),
        ("gzip", _FILE, "cannot be decompressed"),
        ("deflate", _DEFLATED[:-5], "its end is missing"),
        ("br", b"\x0b\x02\x80", "not requested: 'br'"),
        ("gzip, gzip", gzip.compress(gzip.compress(_FILE)), "not requested: 'gzip, gzip'"),
    ],
    ids=["cut", "wrong checksum", "more behind", "not packed", "cut deflate", "brotli", "twice"],
)
def test_no_part_of_a_packed_answer_is_taken_for_the_whole(
    side: Side, encoding: str, body: bytes, message: str, tmp_path: Path
) -> None:
    headers = {"Content-Encoding": encoding, "Content-Type": "text/plain"}
    with hostile(lambda _: Reply(200, body, headers)) as server:
        client = side.client(server.url)
        for call in (lambda: client.files.get("123"), lambda: client.files.download("123", tmp_path / "out")):
            with pytest.raises(ProtocolError, match=message):
                side.run(call())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 1_000_000,
        b'{"data":' * 1_000_000,
        b'{"data": ' + b"[" * 900 + b"]" * 900 + b"}",
        b'{"data": {"type": "files", "id": ' + b"9" * 100_000 + b"}}",
        b'{"data": {"type": "files", "id": "1", "attributes": {"bytes": 1e99999}}}',
        b'{"data": {"type": "files", "id": "1", "id": "2", "attributes": {"name": "a"}, "attributes": {"name": "b"}}}',
        b'{"data": ' + b'{"type": "files", "id": "1"},' * 3 + b"}",
        gzip.compress(gzip.compress(b"{}")),
    ],
    ids=["arrays", "objects", "deep but whole", "long number", "infinity", "twice", "not JSON", "packed"],
)
@pytest.mark.filterwarnings("ignore::addepar_client.RowWarning")
def test_json_that_takes_parsers_apart(side: Side, body: bytes) -> None:
    with hostile(lambda _: Reply(200, body, _TYPE)) as server, counted("inputs", "strange JSON", side.name) as outcomes:
        client = side.client(server.url)
        for call in (client.files.get, client.jobs.get, client.positions.get, client.snapshots.owner):
            try:
                outcomes[str(bool(repr(side.run(call("123")))))] += 1
            except ProtocolError as error:
                assert len(str(error)) < 1000
                outcomes["ProtocolError"] += 1


def test_the_last_of_two_members_counts(side: Side) -> None:
    """As RFC 8259 leaves open and most parsers do; said in SECURITY.md."""
    twice = '{"data": {"type": "files", "id": "1", "id": "2", "attributes": {"name": "a", "name": "b"}}}'
    with hostile(lambda _: Reply.json(twice)) as server:
        file = side.run(side.client(server.url).files.get("2"))
        assert (file.id, file.attributes.name) == ("2", "b")


def test_an_error_body_is_cut(side: Side) -> None:
    long = b'{"errors": [{"detail": "' + b"x" * 1_000_000 + b'"}]}'
    with hostile(lambda _: Reply(400, long, _TYPE)) as server:
        with pytest.raises(AddeparError) as caught:
            side.run(side.client(server.url).files.get("1"))
        assert len(str(caught.value)) < 2000
