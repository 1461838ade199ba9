"""A thread is interrupted at every step of a call: the client goes on as if it had never been, and nothing is left.

"lines" are the calls and lines of our own code. They are stricter than life: Python lets the handler of a signal run
only as a function begins, when one of C's has returned, and in loops. That is what "calls" are; "library" are those of
the HTTP library. "server" are real signals, sent while the client waits for the server.
"""

import linecache
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from tests.hardening.wire.limits import PROOF
from tests.hardening.wire.proving import AFTER, AT_ONCE, Gate, Proof, at_once
from tests.hardening.wire.serving import Server, serving
from tests.hardening.wire.steps import OPERATIONS, Api, Cut, client_for, files_are_whole, nothing_left

from addepar_client import AddeparClient, AddeparError

_SAMPLE = 16
_SPECS = [find_spec(name) for name in ("addepar_client", "addepar_api", "addepar_core")]
_PACKAGES = tuple(str(Path(spec.origin).parent) + "/" for spec in _SPECS if spec and spec.origin)
_BELOW = [find_spec(name) for name in ("httpx", "httpcore", "httpx2", "httpcore2", "h11")]
_LIBRARIES = tuple(str(Path(spec.origin).parent) + "/" for spec in _BELOW if spec and spec.origin)


class _Lines:
    """Counts the calls and lines of our own code, and raises at one of them."""

    def __init__(self, at: int = 0) -> None:
        self.count = 0
        self._at = at

    def __call__(self, frame: FrameType, event: str, arg: object) -> Any:
        if not frame.f_code.co_filename.startswith(_PACKAGES):
            return None
        self._step()
        left: set[int] = set()

        def within(frame: FrameType, event: str, arg: object) -> Any:
            # A second look at a `with` is its end. No handler runs there before `__exit__` does, so a lock is safe.
            if event == "line" and frame.f_lineno not in left:
                if (
                    linecache.getline(frame.f_code.co_filename, frame.f_lineno)
                    .lstrip()
                    .startswith(("with ", "async w"))
                ):
                    left.add(frame.f_lineno)
                self._step()
            return within

        return within

    def _step(self) -> None:
        self.count += 1
        if self.count == self._at:
            raise Cut

    @contextmanager
    def watching(self) -> Iterator[None]:
        sys.settrace(self)
        try:
            yield
        finally:
            sys.settrace(None)


class _Calls(_Lines):
    """The same where Python itself lets a signal's handler run: as a function begins, and after one of C's returns."""

    where = _PACKAGES

    def __call__(self, frame: FrameType, event: str, arg: object) -> None:
        if event in ("call", "c_return") and frame.f_code.co_filename.startswith(self.where):
            self._step()

    @contextmanager
    def watching(self) -> Iterator[None]:
        sys.setprofile(self)
        try:
            yield
        finally:
            sys.setprofile(None)


class _Library(_Calls):
    """The same in the HTTP library, whose locks and states an interrupt leaves as they are."""

    where = _LIBRARIES


class _SyncProof(Proof):
    client: Any

    def cut(self, where: str, cut_at: str = "", points: _Lines | None = None) -> None:
        """Cut one call, and go on."""
        number = self.begin(cut_at)
        found, error = None, None
        over = threading.Event()
        here = threading.get_ident()

        def cut() -> None:
            signal.pthread_kill(here, signal.SIGALRM)
            # A call that fetches a token ends only with the answer: such a token may work once.
            over.wait(0.2 if self.operation is OPERATIONS["token"] else 3)

        self.api.cut = cut
        try:
            if points is None:
                found = self.operation.call(self.client, number, self.folder)
            else:
                with points.watching():
                    found = self.operation.call(self.client, number, self.folder)
        except (AddeparError, Cut) as caught:
            error = type(caught)() if isinstance(caught, Cut) else caught
        over.set()
        self.ended(number, found, error, where)
        self.goes_on(AFTER, where)

    def goes_on(self, count: int, where: str) -> None:
        for other in self.others(count):
            try:
                assert str(self.client.files.get(other).id) == other, where
            except AddeparError as error:
                pytest.fail(f"{where}: the next call: {error!r}")

    def run(self, name: str, server: Server, points: Callable[..., _Lines] | None) -> None:
        with client_for(AddeparClient, name, server, self.time) as self.client:
            for _ in range(2):  # the first imports what is needed
                counting = (points or _Lines)()
                number = self.begin()
                with counting.watching():
                    found = self.operation.call(self.client, number, self.folder)
                assert self.operation.right(found, number)
                files_are_whole(self.folder)
            if points is None:
                for stage in list(self.api.stages):
                    self.cut(f"{name}, interrupted at {stage}", cut_at=stage)
            else:
                assert counting.count > 50
                every = PROOF or (name == "get" and points is _Library)  # where a lock of the library is held
                stride = 1 if every else max(1, counting.count // _SAMPLE)
                for at in range(1 + len(name) % stride, counting.count + 1, stride):
                    self.cut(f"{name}, interrupted at {at} of {counting.count}", points=points(at))
            self.goes_on(20, "at the end")
            if not (PROOF or points in (None, _Library)):
                return  # the short form asks for all places where a signal can come, and where locks are held
            with ThreadPoolExecutor(AT_ONCE) as threads:
                found = list(threads.map(lambda one: str(self.client.files.get(one).id), at_once()))
            assert found == at_once()


@pytest.fixture
def alarm() -> Iterator[None]:
    """SIGALRM raises a ``Cut`` in this thread."""

    def cut(*_: object) -> None:
        raise Cut

    before = signal.signal(signal.SIGALRM, cut)
    yield
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("points", [None, _Lines, _Calls, _Library], ids=["server", "lines", "calls", "library"])
@pytest.mark.parametrize("name", OPERATIONS)
def test_an_interrupt_at_any_step(
    name: str, points: Any, warmth: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, alarm: None
) -> None:
    api = Api(strict=False)
    api.cold = warmth == "cold"
    proof = _SyncProof(name, api, tmp_path)
    with serving(Gate(api).handle) as server, nothing_left(server, monkeypatch):
        proof.run(name, server, points)
    proof.over(f"every step: {name}", "sync")
