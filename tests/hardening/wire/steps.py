"""Calls that are cut at some step, an API that keeps what it stored, and what may be left when all is over."""

import asyncio
import gc
import json
import random
import re
import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.hardening.wire.serving import Head, Peer, Server, answer, document

from addepar_client import Clock, OAuth

CONTENT = random.Random(7).randbytes(600_000)  # noqa: S311
TOKEN_PATH = "/token"  # noqa: S105


class Cut(KeyboardInterrupt):
    """The interrupt of these tests."""


class Quick:
    """Real time, but that waits take none, and that the calendar can be turned."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def clock(self) -> Clock:
        return Clock(
            now=lambda: time.monotonic() + self._ahead,
            wall=lambda: time.time() + self._ahead,
            sleep=self.turn,
            sleep_async=self._turn_async,
        )

    def turn(self, seconds: float) -> None:
        self._ahead += seconds

    async def _turn_async(self, seconds: float) -> None:
        self.turn(seconds)
        await asyncio.sleep(0)


class Api:
    """The API, as far as the calls here go.

    Attributes:
        stored: how often the whole body of a write came, by the number of the call.
        cold: whether connections are closed after each answer.
        stages: what the call under test has reached at the server, such as "0 head" for its first request.
        cut_at: the stage at which ``cut`` is called, once.
    """

    def __init__(self, *, strict: bool) -> None:
        self.stored: Counter[str] = Counter()
        self.cold = False
        self.stages: list[str] = []
        self.cut_at = ""
        self.cut: Callable[[], object] = lambda: None
        self._watched = ""
        self._count = 0
        self._strict = strict
        self._refresh = 0
        self._polled: set[str] = set()

    def watch(self, number: str, cut_at: str = "") -> None:
        """From now on the call of this number is the one under test."""
        self._watched, self._count, self.stages, self.cut_at = number, 0, [], cut_at

    def handle(self, peer: Peer, head: Head) -> None:
        watched = self._watched and (head.id in (self._watched, "files", "positions", "token"))
        self._count += bool(watched)
        count = self._count - 1

        def reached(stage: str) -> None:
            if watched:
                self.stages.append(step := f"{count} {stage}")
                if step == self.cut_at:
                    self.cut_at = ""
                    self.cut()

        reached("head")
        body = peer.body(head.length // 2)
        if head.length:
            reached("half of the body")
        body += peer.body(head.length - len(body))
        reply = self._reply(head, body)
        reached("all of the body")
        half = len(reply) // 2
        peer.send(reply[:half])
        reached("half of the answer")
        peer.send(reply[half:])
        if self.cold or b"\r\nConnection: close" in reply[:200]:
            peer.hang_up()

    def _reply(self, head: Head, body: bytes) -> bytes:
        path, of, close = head.path.partition("?")[0], head.id, [b"Connection: close"] * self.cold
        if head.method == "POST" and path != TOKEN_PATH:
            mark = re.search(rb"mark-(\d+)", body)
            of = mark[1].decode() if mark else "0"
            self.stored[of] += 1
            return answer(document(of, path.rsplit("/", 1)[1]), *close, status=b"201 Created")
        if path == TOKEN_PATH:
            return self._token(body, close)
        if path.endswith("/download"):
            content = of.encode() + CONTENT
            if int(of) % 2:  # an odd number is a file that tells no length
                return b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n" + content
            return answer(content, *close, kind=b"text/plain")
        if "/jobs/" in path:
            done = of in self._polled
            self._polled.add(of)
            return answer(document(of, "jobs", status="Completed" if done else "In Progress"), *close)
        if path.endswith("/files"):
            second = "after" in head.path
            rows = [{"type": "files", "id": one, "attributes": {"name": "a"}} for one in ("34" if second else "12")]
            links = {} if second else {"next": "/v1/files?page[after]=2"}
            return answer(json.dumps({"data": rows, "links": links}).encode(), *close)
        return answer(document(of), *close)

    def _token(self, body: bytes, close: list[bytes]) -> bytes:
        """A refresh token works once; if it is not strict, for ever, for an interrupt may lose the new one."""
        if self._strict and f"refresh_token=refresh-{self._refresh}".encode() not in body:
            return answer(b'{"error": "invalid_grant"}', *close, status=b"400 Bad", kind=b"application/json")
        self._refresh += 1
        tokens = {"access_token": f"access-{self._refresh}", "refresh_token": f"refresh-{self._refresh}"}
        return answer(json.dumps(tokens | {"expires_in": 3600}).encode(), *close, kind=b"application/json")


@dataclass(frozen=True)
class Operation:
    """A kind of call.

    Attributes:
        call: makes it, with a number of its own.
        right: whether its result is that of the number.
        writes: whether it is stored.
        step: numbers go up by so much; downloads with an odd number are those without a length.
        first: the first number.
    """

    call: Callable[[Any, str, Path], Any]
    right: Callable[[Any, str], bool] = lambda found, number: str(found.id) == number
    writes: bool = False
    step: int = 1
    first: int = 1000


def _listed(client: Any, number: str, folder: Path) -> Any:
    rows = client.files.list()
    if not hasattr(rows, "__aiter__"):
        return list(rows)

    async def gather() -> list[Any]:
        return [one async for one in rows]

    return gather()


def _download(client: Any, number: str, folder: Path) -> Any:
    return client.files.download(number, folder / f"file-{number}")


def _position(client: Any, number: str, folder: Path) -> Any:
    return client.positions.create(owner=22, owned=34, attributes={"note": f"mark-{number}"})


def _downloaded(found: Any, number: str) -> bool:
    return bool(found.bytes == len(number) + len(CONTENT))


OPERATIONS = {
    "get": Operation(lambda client, number, _: client.files.get(number)),
    "list": Operation(_listed, lambda found, _: [str(one.id) for one in found] == ["1", "2", "3", "4"]),
    "create": Operation(_position, writes=True),
    "upload": Operation(lambda client, number, _: client.files.upload(CONTENT, name=f"mark-{number}.txt"), writes=True),
    "download": Operation(_download, _downloaded, step=2),
    "download without a length": Operation(_download, _downloaded, step=2, first=1001),
    "wait": Operation(lambda client, number, _: client.jobs.wait(number)),
    "token": Operation(lambda client, number, _: client.files.get(number)),
}


def client_for(kind: Any, name: str, server: Server, time_: Quick) -> Any:
    """A client for an operation; that of "token" has to fetch a new one whenever an hour has passed."""
    endpoint = f"http://localhost:{server.port}{TOKEN_PATH}"
    grant = {"refresh_token": "refresh-0", "token_endpoint": endpoint}
    oauth = OAuth("app", "hidden", **grant) if name == "token" else None
    return kind(
        base_url=server.url,
        firm_id=1,
        auth=oauth or ("key", "secret"),
        timeout=10,
        max_retries=0,
        clock=time_.clock(),
    )


def files_are_whole(folder: Path) -> None:
    """Nothing is there but whole files under their final names; then nothing at all."""
    for one in folder.iterdir():
        number = one.name.removeprefix("file-")
        assert one.name.startswith("file-"), f"{one.name} was left"
        assert one.read_bytes() == number.encode() + CONTENT, f"{one.name} is not whole"
        one.unlink()


# --- what is left


def _sockets() -> int:
    if not sys.platform.startswith("linux"):
        return 0
    count = 0
    for one in Path("/proc/self/fd").iterdir():
        try:
            count += str(one.readlink()).startswith("socket:")
        except OSError:  # the one that lists the folder
            continue
    return count


def _threads() -> set[threading.Thread]:
    # One whose start was interrupted stays in the list, though there never was such a thread.
    return {one for one in threading.enumerate() if one.name != "server" and one.is_alive()}


@contextmanager
def _what_was_there_left_out() -> Iterator[None]:
    """Collections of garbage within the block search only what the block makes, and not the whole suite."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


@contextmanager
def nothing_left(server: Server, monkeypatch: Any) -> Iterator[None]:
    """Around all that uses a client: no thread, no socket is left, and no destructor complains but of our own cut."""
    complaints: list[str] = []

    def note(unraisable: Any) -> None:
        error = unraisable.exc_value
        # Between its making and its first use nothing can hold a socket but the interrupted frame, which closes it.
        unused = isinstance(error, ResourceWarning) and "<socket.socket" in str(error) and "raddr" not in str(error)
        if not isinstance(error, Cut) and not unused:
            complaints.append(f"{error!r} in {unraisable.object!r}")

    with monkeypatch.context() as patched, _what_was_there_left_out():
        patched.setattr(sys, "unraisablehook", note)
        threads, sockets = _threads(), _sockets()
        yield
        gc.collect()
        assert server.quiet(), "a connection is left open"
        end = time.monotonic() + 10
        while (_threads() - threads or _sockets() > sockets) and time.monotonic() < end:
            time.sleep(0.005)
        frames = sys._current_frames()
        left = [
            f"{one.name}: {''.join(traceback.format_stack(frames.get(one.ident), limit=6))}"
            for one in _threads() - threads
        ]
        assert not left, f"threads are left: {left}"
        assert _sockets() <= sockets, f"{_sockets() - sockets} sockets are left"
    assert not complaints, f"destructors complained: {complaints}"
