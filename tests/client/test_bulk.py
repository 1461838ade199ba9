"""Large bodies, which are read below the HTTP library: the same care as for small ones."""

import asyncio
import hashlib
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from tests.client.support import FakeTime, Side

from addepar_client import AsyncAddeparClient, Clock, DeadlineError, TransferError
from addepar_core.transport.network.sockets import BaseStream

SIZE = 12 * 1024 * 1024 + 11
CONTENT = os.urandom(SIZE)
FILE = b'{"data": {"type": "files", "id": "9", "attributes": {"name": "a.txt"}}}'
PIECE = 9 * 1024 * 1024 + 5
Answering = Callable[[socket.socket, str, threading.Event], None]


@contextmanager
def serving(answer: Answering) -> Iterator[tuple[str, list[str]]]:
    """Answer each request's head as told; gives the API root and the heads that came."""
    over, heads = threading.Event(), list[str]()
    threads, connections = list[threading.Thread](), list[socket.socket]()

    def serve(connection: socket.socket) -> None:
        with connection:
            connection.settimeout(20)
            while not over.is_set():
                head = b""
                try:
                    while b"\r\n\r\n" not in head:  # with what of a body came in the same packet
                        if not (got := connection.recv(65536)):
                            return
                        head += got
                    heads.append(head.partition(b"\r\n\r\n")[0].decode())
                    answer(connection, heads[-1], over)
                except OSError:
                    return

    def accept(listening: socket.socket) -> None:
        while not over.is_set():
            try:
                connection, _ = listening.accept()
            except TimeoutError:
                continue
            connections.append(connection)
            threads.append(threading.Thread(target=serve, args=(connection,)))
            threads[-1].start()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.05)
        threads.append(threading.Thread(target=accept, args=(listening,)))
        threads[0].start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/api", heads
        finally:
            over.set()
            threads[0].join()
            for connection in connections:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
            for thread in threads:
                thread.join()


def small(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(FILE) + FILE)


def whole(connection: socket.socket, head: str, over: threading.Event) -> None:
    if "/download" not in head:
        return small(connection)
    connection.sendall(b'HTTP/1.1 200 OK\r\nETag: "a"\r\nContent-Length: %d\r\n\r\n' % SIZE + CONTENT)
    return None


def stalled(connection: socket.socket, head: str, over: threading.Event) -> None:
    """Most of the body, and then nothing more."""
    connection.sendall(b'HTTP/1.1 200 OK\r\nETag: "a"\r\nContent-Length: %d\r\n\r\n' % SIZE + CONTENT[:PIECE])
    over.wait(20)


def stalled_in_chunks(connection: socket.socket, head: str, over: threading.Event) -> None:
    """The same without a length, so that the library has to read it."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n" % SIZE + CONTENT[:PIECE])
    over.wait(20)


def breaking(connection: socket.socket, head: str, over: threading.Event) -> None:
    """Breaks off in the middle; the rest comes when it is asked for."""
    if found := re.search(r"range: bytes=(\d+)-", head):
        rest = CONTENT[int(found[1]) :]
        content_range = f"bytes {found[1]}-{SIZE - 1}/{SIZE}"
        start = (
            f'HTTP/1.1 206 Partial\r\nETag: "a"\r\nContent-Range: {content_range}\r\n'
            f"Content-Length: {len(rest)}\r\n\r\n"
        )
        connection.sendall(start.encode() + rest)
    else:
        connection.sendall(b'HTTP/1.1 200 OK\r\nETag: "a"\r\nContent-Length: %d\r\n\r\n' % SIZE + CONTENT[:PIECE])
        connection.shutdown(socket.SHUT_RDWR)


def test_a_large_file_comes_whole_and_the_client_goes_on(side: Side, tmp_path: Path) -> None:
    progress: list[int] = []
    with serving(whole) as (url, _heads):
        client = side.client(url)
        for on_progress in (None, lambda done, total: progress.append(done)):
            done = side.run(client.files.download(9, tmp_path / "f", overwrite=True, on_progress=on_progress))
            assert (tmp_path / "f").read_bytes() == CONTENT
            assert done.sha256 == hashlib.sha256(CONTENT).hexdigest()
            assert side.run(client.files.get(9)).id == "9"

        class Keeping:
            def __init__(self) -> None:
                self.parts: list[bytes] = []

            def write(self, data: bytes) -> None:
                self.parts.append(data)

        kept = Keeping()
        assert side.run(client.files.download(9, kept)).sha256 == done.sha256
    assert b"".join(kept.parts) == CONTENT, "what a file object keeps is not written over"
    assert progress == sorted(progress)
    assert progress[-1] == SIZE
    assert len(progress) > 20


def test_the_digest_is_that_of_the_file_that_came_or_none(side: Side, tmp_path: Path) -> None:
    with serving(whole) as (url, _):
        done = side.run(side.client(url).files.download(9, tmp_path / "f"))
    os.truncate(tmp_path / "f", 5)
    with pytest.raises(TransferError, match="has changed since the download"):
        _ = done.sha256
    (tmp_path / "f").unlink()
    with pytest.raises(TransferError, match="cannot read"):
        _ = done.sha256


def test_what_breaks_off_is_completed_from_where_it_stood(side: Side, tmp_path: Path) -> None:
    with serving(breaking) as (url, heads):
        side.run(side.client(url).files.download(9, tmp_path / "f"))
    assert (tmp_path / "f").read_bytes() == CONTENT
    assert [f"bytes={PIECE}-" in head for head in heads] == [False, True], "everything that came was kept"


def test_what_never_comes_whole_leaves_nothing(side: Side, tmp_path: Path) -> None:
    def short(connection: socket.socket, head: str, over: threading.Event) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % SIZE + CONTENT[:PIECE])
        connection.shutdown(socket.SHUT_RDWR)

    with (
        serving(short) as (url, heads),
        pytest.raises(TransferError, match=f"{PIECE} of {SIZE} bytes arrived: .*closed"),
    ):
        side.run(side.client(url).files.download(9, tmp_path / "f"))
    assert len(heads) == 6
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("answer", [stalled, stalled_in_chunks])
def test_a_server_that_stalls_is_waited_for_no_longer_than_told(answer: Answering, side: Side, tmp_path: Path) -> None:
    with serving(answer) as (url, _):
        client = side.client(url, timeout=0.2)
        with pytest.raises(TransferError, match=r"no answer within 0.2 s"):
            side.run(client.files.download(9, tmp_path / "f"))
        client = side.client(url, deadline=0.4, clock=Clock())
        begun = time.monotonic()
        with pytest.raises(DeadlineError, match="reading the response to GET /api/v1/files/9/download"):
            side.run(client.files.download(9, tmp_path / "f"))
        assert time.monotonic() - begun < 5
    assert list(tmp_path.iterdir()) == []


def test_a_stalled_read_does_not_outlast_the_deadline(side: Side) -> None:
    """The wait for one read begins late, and is as long as what was left at the start."""

    def late(connection: socket.socket, head: str, over: threading.Event) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
        over.wait(0.7)
        connection.sendall(b" ")
        over.wait(20)

    with serving(late) as (url, _):
        begun = time.monotonic()
        with pytest.raises(DeadlineError):
            side.run(side.client(url, deadline=1, clock=Clock()).files.get(9))
        assert 0.9 < time.monotonic() - begun < 1.5


@pytest.mark.parametrize("what", ["head", "body", "upload"])
@pytest.mark.parametrize("wakes", [True, False], ids=["shutdown wakes", "shutdown wakes nobody"])
def test_a_cancelled_transfer_ends_at_once_and_leaves_nothing(
    what: str, wakes: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not wakes:  # under Wine, a thread that waits for bytes does not notice that its socket is shut down
        monkeypatch.setattr(BaseStream, "wake", lambda self: None)
    reached = threading.Event()

    def answer(connection: socket.socket, head: str, over: threading.Event) -> None:
        reached.set()
        if what == "body":
            stalled(connection, head, over)
        over.wait(20)

    async def main(url: str) -> None:
        async with AsyncAddeparClient(base_url=url, firm_id=1, auth=("k", "s"), clock=FakeTime().clock()) as client:
            files = client.files
            call = files.upload(bytes(SIZE), name="a.bin") if what == "upload" else files.download(9, tmp_path / "f")
            task = asyncio.ensure_future(call)
            await asyncio.to_thread(reached.wait)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    with serving(answer) as (url, _):
        begun = time.monotonic()
        asyncio.run(main(url))
        assert time.monotonic() - begun < 5
    assert list(tmp_path.iterdir()) == []


def test_more_downloads_than_exchanges_wait_for_their_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("addepar_core.transport.async_transport.MAX_EXCHANGES", 2)

    async def main(url: str) -> None:
        async with AsyncAddeparClient(base_url=url, firm_id=1, auth=("k", "s")) as client:
            await asyncio.gather(*(client.files.download(9, tmp_path / f"{one}") for one in range(7)))

    with serving(whole) as (url, _):
        asyncio.run(main(url))
    assert len(list(tmp_path.iterdir())) == 7


def test_a_callback_of_an_upload_is_called_on_the_event_loop_and_may_stop_it(tmp_path: Path) -> None:
    here: list[bool] = []

    async def main(url: str) -> None:
        loop = asyncio.get_running_loop()

        def stop(done: int, total: int | None) -> None:
            here.append(asyncio.get_running_loop() is loop)
            if len(here) == 3:
                raise ZeroDivisionError

        async with AsyncAddeparClient(base_url=url, firm_id=1, auth=("k", "s")) as client:
            with pytest.raises(ZeroDivisionError):
                await client.files.upload(bytes(SIZE), name="a.bin", on_progress=stop)

    with serving(lambda connection, head, over: connection.recv(SIZE) and None) as (url, _):
        asyncio.run(main(url))
    assert here == [True, True, True]


def test_what_a_small_call_does_not_need_is_not_loaded() -> None:
    code = (
        "import sys, addepar_client, threading\n"
        "from tests.client.test_bulk import serving, whole\n"
        "with serving(whole) as (url, _), addepar_client.AddeparClient(base_url=url, firm_id=1, auth='t') as client:\n"
        "    client.files.get(9)\n"
        "late = ('transport.async_exchange', 'transport.bodies.decompression', 'transfers.resumable')\n"
        "print([name for name in sys.modules if name.endswith(late)])"
    )
    root = Path(__file__).parents[2]
    path = os.pathsep.join(str(root / one) for one in (".", "runtime", "overlays", "generated", "sandbox"))
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=root, env=os.environ | {"PYTHONPATH": path}
    )
    assert ran.stdout.strip() == "[]", ran.stderr
