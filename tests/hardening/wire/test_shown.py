"""What others see of a call: no credential beside a traceback, each request in the hooks, an end in a forked child."""

import asyncio
import base64
import importlib
import os
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.client.support import Side
from tests.hardening.wire.limits import PROOF
from tests.hardening.wire.serving import Head, Peer, answer, record, serving

from addepar_client import AddeparClient, AddeparError, AsyncAddeparClient
from addepar_core.errors.redaction import mask, redact
from addepar_core.flow.messages import HttpRequest

ROOT = Path(__file__).parents[3]
_KEY, _SECRET = "MARKED.key.1f0e3dad", "MARKED.secret/98f13708"
_BASIC = base64.b64encode(f"{_KEY}:{_SECRET}".encode()).decode()
_TOKEN = "MARKED-bearer-3c59dc04"  # noqa: S105
_LARGE = b"x" * (32 * 2**20)
_MARKS = {"basic": (_KEY, _SECRET, _BASIC), "bearer": (_TOKEN,)}
_AUTHS: dict[str, Any] = {"basic": (_KEY, _SECRET), "bearer": _TOKEN}


class Soft(Exception):
    """What a limit of time raises, as Celery's soft limit does."""


def _shown(error: BaseException | None, marks: tuple[str, ...]) -> list[str]:
    """Where a mark is among the local variables beside a traceback, those of this file left out."""
    found, seen = [], set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        described = traceback.TracebackException(type(error), error, error.__traceback__, capture_locals=True)
        for frame in described.stack:
            if frame.filename != __file__:
                shown = {name: value for name, value in (frame.locals or {}).items() if any(m in value for m in marks)}
                found += [f"{frame.filename}:{frame.name}:{name}" for name in shown]
        error = error.__cause__ or error.__context__
    return found


_CALLS: dict[str, Callable[[Any, Path], Any]] = {
    "get": lambda client, folder: client.files.get("1"),
    "download": lambda client, folder: client.files.download("1", folder / "file"),
    "upload": lambda client, folder: client.files.upload(_LARGE, name="a.bin"),
    "answer to an upload": lambda client, folder: client.files.upload(b"x", name="a.bin"),
}


def _interrupting(interrupt: Callable[[], object]) -> Callable[[Peer, Head], None]:
    """Interrupts the client while it waits: for an answer, amid one, or to send the rest of a body."""

    def handle(peer: Peer, head: Head) -> None:
        if head.length < 10_000:
            peer.body(head.length)
        if head.path.endswith("download"):
            peer.send(answer(b"x" * 500)[:300])
        interrupt()
        peer.stall()

    return handle


@pytest.mark.parametrize("auth", _AUTHS)
@pytest.mark.parametrize("raised", [KeyboardInterrupt, SystemExit, Soft])
@pytest.mark.parametrize("what", _CALLS)
def test_no_credential_beside_the_traceback_of_an_interrupt(
    what: str, raised: type[BaseException], auth: str, tmp_path: Path
) -> None:
    def handler(*_: object) -> None:
        raise raised

    here = threading.get_ident()
    before = signal.signal(signal.SIGALRM, handler)
    try:
        with (
            serving(_interrupting(lambda: signal.pthread_kill(here, signal.SIGALRM))) as server,
            AddeparClient(base_url=server.url, firm_id=1, auth=_AUTHS[auth], timeout=20, max_retries=0) as client,
        ):
            with pytest.raises(raised) as caught:
                _CALLS[what](client, tmp_path)
            server.over.set()
    finally:
        signal.signal(signal.SIGALRM, before)
    assert _shown(caught.value, _MARKS[auth]) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("auth", _AUTHS)
@pytest.mark.parametrize("what", _CALLS)
def test_nor_of_a_cancel(what: str, auth: str, tmp_path: Path) -> None:
    async def main() -> BaseException:
        loop = asyncio.get_running_loop()
        reached = asyncio.Event()
        with serving(_interrupting(lambda: loop.call_soon_threadsafe(reached.set))) as server:
            options: dict[str, Any] = {"firm_id": 1, "auth": _AUTHS[auth], "timeout": 20, "max_retries": 0}
            async with AsyncAddeparClient(base_url=server.url, **options) as client:
                task = asyncio.create_task(_CALLS[what](client, tmp_path))
                await reached.wait()
                task.cancel()
                await asyncio.wait([task], timeout=20)
                assert task.cancelled()
                try:
                    await task
                except asyncio.CancelledError as error:
                    return error
                finally:
                    server.over.set()
        raise AssertionError("not cancelled")

    assert _shown(asyncio.run(main()), _MARKS[auth]) == []
    assert list(tmp_path.iterdir()) == []


# --- hooks

_SENDING: dict[str, Callable[[Any, Path], Any]] = {
    "get": _CALLS["get"],
    "download": _CALLS["download"],
    "upload": _CALLS["answer to an upload"],
    "create": lambda client, folder: client.positions.create(owner=22, owned=34),
}
_httpx = importlib.import_module(os.environ.get("ADDEPAR_HTTP_LIBRARY") or "httpx")


def _hooked(monkeypatch: pytest.MonkeyPatch, seen: Callable[[Any], object]) -> None:
    """As monitoring and recorders do it: around ``send`` of the library's clients."""
    plain, waited = _httpx.Client.send, _httpx.AsyncClient.send

    def send(self: Any, request: Any, **options: Any) -> Any:
        seen(request)
        return plain(self, request, **options)

    async def send_async(self: Any, request: Any, **options: Any) -> Any:
        seen(request)
        return await waited(self, request, **options)

    monkeypatch.setattr(_httpx.Client, "send", send)
    monkeypatch.setattr(_httpx.AsyncClient, "send", send_async)


def _answering(at_server: list[tuple[str, str]]) -> Callable[[Peer, Head], None]:
    def handle(peer: Peer, head: Head) -> None:
        peer.body(head.length)
        at_server.append((head.method, head.path))
        peer.send(record("1", "positions" if "positions" in head.path else "files"))

    return handle


@pytest.mark.parametrize("what", _SENDING)
def test_hooks_around_the_library_see_every_request(
    what: str, side: Side, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_server: list[tuple[str, str]] = []
    at_hook: list[tuple[str, str]] = []
    _hooked(monkeypatch, lambda request: at_hook.append((request.method, request.url.path)))
    with serving(_answering(at_server)) as server:
        side.run(_SENDING[what](side.client(server.url, timeout=10), tmp_path))
    assert at_hook == at_server
    assert len(at_server) == 1


@pytest.mark.parametrize("what", _SENDING)
def test_a_hook_that_refuses_keeps_everything_from_being_sent(
    what: str, side: Side, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A test with recording off sends no real upload."""
    at_server: list[tuple[str, str]] = []

    def refuse(request: Any) -> None:
        raise RuntimeError("recording is off")

    with serving(_answering(at_server)) as server:
        client = side.client(server.url, timeout=10)
        with monkeypatch.context() as patched:
            _hooked(patched, refuse)
            with pytest.raises((RuntimeError, AddeparError), match="recording is off"):
                side.run(_SENDING[what](client, tmp_path))
        assert at_server == []
        assert str(side.run(client.files.get("1")).id) == "1"
    assert list(tmp_path.iterdir()) == []


# --- forks

_FORKING = """
import os, signal, sys, threading, time
from addepar_client import AddeparClient
from tests.hardening.wire.serving import record, serving

stopped = threading.Event()
with serving(lambda peer, head: peer.send(record(head.id))) as server:
    client = AddeparClient(base_url=server.url, firm_id=1, auth=("key", "secret"), timeout=20, max_retries=0)

    def work(number):
        count = 0
        while not stopped.is_set():
            count += 1
            assert str(client.files.get(f"{number}{count:06}").id) == f"{number}{count:06}"

    threads = [threading.Thread(target=work, args=(number,)) for number in range(1, 17)]
    for thread in threads:
        thread.start()
    hung = 0
    for _ in range(int(sys.argv[1])):
        child = os.fork()
        if not child:
            try:
                client.close()
            finally:
                os._exit(0)
        end = time.monotonic() + 10
        while not os.waitpid(child, os.WNOHANG)[0]:
            if time.monotonic() > end:
                hung += 1
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                break
            stopped.wait(0.002)
        if hung:
            break
    stopped.set()
    for thread in threads:
        thread.join()
    client.close()
print("hung" if hung else "closed")
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_close_in_a_forked_child_does_not_hang() -> None:
    """The parent is forked under load, with any of its locks held."""
    command = [sys.executable, "-W", "ignore", "-c", _FORKING, str(60 * (1 + 10 * PROOF))]
    done = subprocess.run(  # noqa: S603
        command, cwd=ROOT, capture_output=True, text=True, timeout=50 * (1 + 10 * PROOF), check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("closed", "")


_ECHO = f"the server repeats {_BASIC}, {_SECRET} and {_KEY}"


@pytest.mark.parametrize("module", ["errors.known_secrets", "pipeline.request_log"])
def test_an_interrupt_while_credentials_are_hidden_shows_none(module: str) -> None:
    file = importlib.import_module(f"addepar_core.{module}").__file__
    reached = 0

    def hiding() -> None:
        log = importlib.import_module("addepar_core.pipeline.request_log")
        known = importlib.import_module("addepar_core.errors.known_secrets")
        known._known.clear()
        credentials = importlib.import_module("addepar_core.auth.credentials").basic(mask(_KEY), mask(_SECRET))
        redact(mask(_ECHO))  # what a server repeats is in its response in any case
        log._secrets(HttpRequest("GET", "http://x/", credentials=credentials))

    def interrupting(at: int) -> Any:
        def trace(frame: Any, event: str, argument: object) -> Any:
            nonlocal reached
            if frame.f_code.co_filename == file and event == "line":
                reached += 1
                if reached == at:
                    sys.settrace(None)
                    raise KeyboardInterrupt
            return trace

        return trace

    at, found = 0, []
    while True:
        at, reached = at + 1, 0
        sys.settrace(interrupting(at))
        try:
            hiding()
            break
        except KeyboardInterrupt as error:
            found += _shown(error, _MARKS["basic"])
        finally:
            sys.settrace(None)
        at += at // 20  # the lines of long loops need not all be tried
    assert (at > 5, sorted(set(found))) == (True, [])
