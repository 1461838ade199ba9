"""A connection belongs to one call: what one call meets, or how it ends, touches no other."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import trustme
from tests.client.support import Side
from tests.hardening.wire.conftest import trust
from tests.hardening.wire.serving import Head, Peer, answer, record, serving

from addepar_client import AddeparError, APIStatusError, AsyncAddeparClient, Clock
from addepar_client.budget_stores import MemoryStore

_LARGE = b"x" * (32 * 2**20)
"""More than two sockets hold between them."""
_AUTH: dict[str, Any] = {"firm_id": 1, "auth": ("key", "secret"), "max_retries": 0}


def test_an_answer_that_comes_before_the_body_is_sent_is_seen(side: Side, context: Any) -> None:
    """The server refuses an upload by its head, and reads on as little as it hangs up."""

    def handle(peer: Peer, head: Head) -> None:
        if head.method == "GET":
            peer.send(record(head.id))
            return
        peer.send(answer(b'{"errors": [{"status": "413", "detail": "early refusal"}]}', status=b"413 Too Large"))
        peer.stall()

    with serving(handle, context) as server:
        client = side.client(server.url, timeout=20)
        side.run(client.files.get("1"))
        for data in (_LARGE, _LARGE[:300_000]):
            begun = time.monotonic()
            with pytest.raises(APIStatusError, match="early refusal") as caught:
                side.run(client.files.upload(data, name="a.bin"))
            assert caught.value.status == 413
            assert time.monotonic() - begun < 3
        assert str(side.run(client.files.get("2")).id) == "2"
        server.over.set()


@pytest.mark.parametrize("event", ["closed", "reset", "spoke"])
def test_what_a_server_does_to_an_idle_connection_reaches_no_call(event: str, side: Side, context: Any) -> None:
    """It closes the connection, or sends an answer that nobody asked for: the next write gets a new connection."""
    go, done = threading.Event(), threading.Event()

    def handle(peer: Peer, head: Head) -> None:
        peer.body(head.length)
        peer.send(record(head.id))
        if head.id == "1":
            go.wait(30)
            if event == "spoke":
                peer.send(record("666"))
            elif event == "reset":
                peer.reset()
                peer.socket.close()
            else:
                socket.socket.shutdown(peer.socket, socket.SHUT_WR)
            done.set()
            peer.stall()

    with serving(handle, context) as server:
        client = side.client(server.url, timeout=20, max_retries=0)
        assert str(side.run(client.files.get("1")).id) == "1"
        go.set()
        assert done.wait(30)
        assert str(side.run(client.files.update("2", name="b.pdf")).id) == "2"
        assert server.made == 2
        server.over.set()


def test_a_cancelled_call_cuts_no_other(tmp_path: Path) -> None:
    """A download waits between two attempts, in a slow store, while an upload has the connection it used first."""
    resting, stuck, stored, open_again = (threading.Event() for _ in range(4))

    class Store(MemoryStore):
        """Shared, and slow once the upload is on its way."""

        def __init__(self) -> None:
            super().__init__()
            self.blocking = True

        def transact(self, key: Any, work: Any) -> Any:
            if stored.is_set() and not open_again.is_set():
                stuck.set()
                open_again.wait(30)
            return super().transact(key, work)

    def handle(peer: Peer, head: Head) -> None:
        if head.path.endswith("/download"):
            peer.send(answer(b"{}", status=b"503 Busy"))
            return
        peer.body(head.length)
        if head.method == "POST":
            stored.set()
            peer.stall()
        peer.send(record("5" if head.method == "POST" else head.id))

    async def retry_when_stored(_: float) -> None:
        resting.set()
        await asyncio.to_thread(stored.wait, 30)

    async def main(url: str) -> None:
        options = _AUTH | {"max_retries": 2, "budget": Store(), "clock": Clock(sleep_async=retry_when_stored)}
        async with AsyncAddeparClient(base_url=url, timeout=20, **options) as client:
            download = asyncio.create_task(client.files.download("7", tmp_path / "a"))
            assert await asyncio.to_thread(resting.wait, 30)
            upload = asyncio.create_task(client.files.upload(b"x" * 1000, name="b.txt"))
            assert await asyncio.to_thread(stuck.wait, 30)
            download.cancel()
            await asyncio.wait([download], timeout=1)
            open_again.set()
            await asyncio.wait([download], timeout=20)
            assert download.cancelled()
            server.over.set()
            assert str((await upload).id) == "5"

    with serving(handle) as server:
        asyncio.run(main(server.url))
    assert list(tmp_path.iterdir()) == []


def test_an_upload_that_is_cancelled_at_once_ends_at_once() -> None:
    """The server answers nothing, and reads the bodies only when the cancels have come through: none is whole."""
    cancelled = threading.Event()
    stored: list[str] = []

    def handle(peer: Peer, head: Head) -> None:
        cancelled.wait(30)
        peer.body(head.length)
        stored.append(head.path)
        peer.stall()

    async def main(url: str) -> None:
        async with AsyncAddeparClient(base_url=url, timeout=20, **_AUTH) as client:
            for steps in [*range(13), 20, 40] * 2:
                task = asyncio.create_task(client.files.upload(_LARGE, name="a.bin"))
                for _ in range(steps):
                    await asyncio.sleep(0)
                begun = time.monotonic()
                task.cancel()
                await asyncio.wait([task], timeout=5)
                took = time.monotonic() - begun
                assert task.cancelled(), f"after {steps} steps"
                assert took < 2, f"the cancel after {steps} steps took {took:.1f} s"
        cancelled.set()

    with serving(handle) as server:
        asyncio.run(main(server.url))
        server.over.set()
        assert server.quiet()
    assert stored == []


def test_a_relative_redirect_of_a_storage_server_stays_there(side: Side, tmp_path: Path) -> None:
    """The API sends the download to a storage server, and that one on to a path of its own."""
    at_storage: list[tuple[str, bool]] = []
    at_api: list[str] = []

    def storage(peer: Peer, head: Head) -> None:
        at_storage.append((head.path, "authorization" in head.headers or "addepar-firm" in head.headers))
        moved = answer(b"", b"Location: /v1/files/777/download?sig=1", status=b"302 Found")
        peer.send(moved if head.path == "/x" else answer(b"THE DOCUMENT OF CLIENT 1", kind=b"application/pdf"))

    with serving(storage) as other:

        def api(peer: Peer, head: Head) -> None:
            at_api.append(head.path)
            to = b"Location: http://localhost:%d/x" % other.port
            wrong = answer(b"THE DOCUMENT OF CLIENT 777", kind=b"application/pdf")
            peer.send(answer(b"", to, status=b"302 Found") if "/1/" in head.path else wrong)

        with serving(api) as server:
            side.run(side.client(server.url, timeout=10).files.download("1", tmp_path / "one.pdf"))
    assert (tmp_path / "one.pdf").read_bytes() == b"THE DOCUMENT OF CLIENT 1"
    assert at_api == ["/api/v1/files/1/download"]
    assert at_storage == [("/x", False), ("/v1/files/777/download?sig=1", False)]


def test_a_connection_that_cannot_be_made_costs_nothing(
    side: Side,
    server_context: Any,
    authority: trustme.CA,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A machine's certificates are away for 120 calls of each kind, and come back."""
    with serving(lambda peer, head: peer.send(record(head.id)), server_context) as server:
        client = side.client(server.url, timeout=2)
        calls: list[Callable[[], Any]] = [
            lambda: client.files.get("1"),
            lambda: client.files.upload(b"x", name="a.txt"),
        ]
        monkeypatch.setenv("SSL_CERT_FILE", "/nonexistent/authority.pem")
        for call in calls * 120:
            with pytest.raises(AddeparError):
                side.run(call())
        assert server.made == 0
        trust(authority, tmp_path_factory, monkeypatch)
        assert str(side.run(client.files.get("2")).id) == "2"
