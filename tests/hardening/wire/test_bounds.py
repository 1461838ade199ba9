"""What a call may take: its deadline, and of an error's body no more than is documented."""

import asyncio
import gzip
import json
import pickle
import sqlite3
import threading
import time
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from tests.client.support import Side
from tests.hardening.wire.serving import JSON_API, Head, Peer, answer, record, serving

from addepar_client import AddeparError, AsyncAddeparClient, Clock, DeadlineError, NotFoundError, ValidationError

_TRIES = 5
"""A deadline is measured so often, and the best of it counts: the machine may be busy."""
_HELD = 0.2


def _best(call: Callable[[], Any], seconds: float) -> float:
    """The shortest time over the deadline; each call has to end with it."""
    best = float("inf")
    for _ in range(_TRIES):
        begun = time.monotonic()
        with pytest.raises(DeadlineError) as caught:
            call()
        best = min(best, time.monotonic() - begun - seconds)
        assert not caught.value.outcome_unknown, "nothing was sent"
        if best < _HELD:
            break
    return best


class _Hanging:
    """A store that does not answer: a file system that is away, a server behind a dead line."""

    blocking = True

    def __init__(self, over: threading.Event) -> None:
        self._over = over

    def transact(self, key: str, work: Any) -> Any:
        self._over.wait(30)
        raise OSError("the store is away")

    def close(self) -> None:
        pass


def test_a_deadline_bounds_a_store_that_hangs(side: Side) -> None:
    with serving(lambda peer, head: peer.send(record(head.id))) as server:
        client = side.client(server.url, clock=Clock(), budget=_Hanging(server.over), deadline=0.5)
        assert _best(lambda: side.run(client.files.get("1")), 0.5) < _HELD
        assert server.made == 0


def test_a_deadline_bounds_a_file_that_another_process_has_locked(side: Side, tmp_path: Path) -> None:
    path = tmp_path / "budget.sqlite"
    with serving(lambda peer, head: peer.send(record(head.id))) as server:
        client = side.client(server.url, clock=Clock(), budget=str(path), deadline=20.0)
        side.run(client.files.get("1"))
        lock = sqlite3.connect(path, isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")
        try:
            hurried = client.with_options(deadline=0.5)
            assert _best(lambda: side.run(hurried.files.get("1")), 0.5) < _HELD
        finally:
            lock.execute("ROLLBACK")
            lock.close()
        assert str(side.run(client.files.get("2")).id) == "2"


_CALLS: dict[str, Callable[[Any, Path], Any]] = {
    "download": lambda client, folder: client.files.download("1", folder / "a.pdf"),
    "get": lambda client, folder: client.files.get("1"),
    "delete": lambda client, folder: client.files.delete("1"),
    "update": lambda client, folder: client.files.update("1", name="x.txt"),
    "create": lambda client, folder: client.positions.create(owner=22, owned=34),
    "upload": lambda client, folder: client.files.upload(b"x", name="a.txt"),
}


@pytest.mark.parametrize("come", [0, 262_144])
@pytest.mark.parametrize("what", _CALLS)
def test_a_deadline_is_no_end_of_a_body(what: str, come: int, side: Side, tmp_path: Path) -> None:
    """The answer tells no length: it would end with the connection, which only the deadline ends."""

    def handle(peer: Peer, head: Head) -> None:
        peer.body(head.length)
        peer.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nConnection: close\r\n\r\n", b"x" * come)
        peer.stall()
        peer.hang_up()

    with serving(handle) as server:
        client = side.client(server.url, clock=Clock(), deadline=0.6, timeout=20)
        with pytest.raises(DeadlineError) as caught:
            side.run(_CALLS[what](client, tmp_path))
        assert caught.value.outcome_unknown == (what in ("delete", "update", "create", "upload"))
        server.over.set()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("sent", [b"HTTP/1.1 102 Processing\r\n\r\n", b"1\r\n \r\n"], ids=["interim", "chunks"])
def test_a_server_that_never_pauses_leaves_the_loop_to_others(sent: bytes) -> None:
    """The client always finds something to read, so it never has to wait."""
    begin = b"" if sent.startswith(b"HTTP") else b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

    def handle(peer: Peer, head: Head) -> None:
        peer.send(begin)
        while True:
            peer.send(sent * 10_000)

    async def main(url: str) -> None:
        async with AsyncAddeparClient(base_url=url, firm_id=1, auth=("k", "s"), deadline=10.0) as client:
            async with asyncio.timeout(0.3):
                await client.files.get("1")

    with serving(handle) as server, pytest.raises(TimeoutError) as caught:
        asyncio.run(main(server.url))
    assert not isinstance(caught.value, AddeparError), "the call took until its deadline, and everything else with it"


_ONE = {"status": "400", "title": "first", "detail": "y" * 40}
_ITEMS = 100_000
_MOST = 64 * 1024
"""What docs/about/security.md says of the bodies of errors."""
_SOCKETS = 12 * 2**20
"""What may be on its way between two sockets of this machine, unread."""


def _errors() -> bytes:
    return json.dumps({"errors": [_ONE] * _ITEMS}).encode()


@pytest.mark.parametrize("what", ["get", "download", "upload"])
def test_of_an_errors_body_no_more_is_read_than_documented(what: str, side: Side, tmp_path: Path) -> None:
    """It goes on for 64 MiB; the client turns away long before."""
    sent = [0]

    def handle(peer: Peer, head: Head) -> None:
        if head.id == "2":
            peer.send(record("2"))
            return
        peer.body(head.length)
        size = 64 * 2**20
        peer.send(b"HTTP/1.1 400 Bad\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n" % (JSON_API, size))
        peer.send(b'{"errors": [{"status": "400", "detail": "the first"},')
        with suppress(OSError):
            for _ in range(size // 2**16):
                peer.send(b" " * 2**16)
                sent[0] += 2**16
        peer.reset()

    with serving(handle) as server:
        client = side.client(server.url, timeout=20)
        with pytest.raises(ValidationError) as caught:
            side.run(_CALLS[what](client, tmp_path))
        assert len(pickle.dumps(caught.value)) < 4 * _MOST
        assert str(side.run(client.files.get("2")).id) == "2"
    assert sent[0] < _SOCKETS


@pytest.mark.parametrize("what", ["get", "download", "upload"])
def test_a_packed_error_takes_no_more_either(what: str, side: Side, tmp_path: Path) -> None:
    """A few KiB on the wire are many MiB of errors."""
    packed = gzip.compress(_errors(), 9)
    assert len(packed) < len(_errors()) // 100

    def handle(peer: Peer, head: Head) -> None:
        peer.body(head.length)
        refusal = answer(packed, b"Content-Encoding: gzip", status=b"400 Bad")
        peer.send(record("2") if head.id == "2" else refusal)

    with serving(handle) as server:
        client = side.client(server.url, timeout=20)
        side.run(client.files.get("2"))
        tracemalloc.start()
        try:
            with pytest.raises(ValidationError) as caught:
                side.run(_CALLS[what](client, tmp_path))
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert peak < 8 * 2**20
        assert len(pickle.dumps(caught.value)) < 4 * _MOST
        assert str(side.run(client.files.get("2")).id) == "2"


@pytest.mark.parametrize("encoding", [b"gzip", b"br"])
@pytest.mark.parametrize("what", _CALLS)
def test_an_error_whose_body_cannot_be_unpacked_is_still_that_error(
    what: str, encoding: bytes, side: Side, tmp_path: Path
) -> None:
    """The status says that a write was refused; without it, nobody would know."""

    def handle(peer: Peer, head: Head) -> None:
        peer.body(head.length)
        peer.send(answer(b"no gzip", b"Content-Encoding: " + encoding, status=b"404 Missing"))

    with serving(handle) as server:
        client = side.client(server.url, timeout=20)
        with pytest.raises(NotFoundError) as caught:
            side.run(_CALLS[what](client, tmp_path))
    assert not caught.value.outcome_unknown
