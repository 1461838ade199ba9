"""Bytes on the wire that are no HTTP, or lie about themselves: only documented errors come of them, and no file."""

import shutil
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.client.support import Side
from tests.hardening.counting import cases, counted
from tests.hardening.inputs.wire import Wire, wire

from addepar_client import AddeparError, RowWarning

_FILE = b'{"data": {"type": "files", "id": "123", "attributes": {"name": "a"}}}'
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
_LARGE = bytes(range(256)) * 40_000
"""Enough for the way below the HTTP library: 10 MB."""

_STARTS = st.sampled_from(
    [
        b"HTTP/1.1 200 OK", b"HTTP/1.1 200 OK", b"HTTP/1.1 200", b"HTTP/1.0 200 OK", b"HTTP/2 200", b"ICY 200 OK",
        b"HTTP/1.1 099 x", b"HTTP/1.1 1000 x", b"HTTP/1.1 200 \xff\x00", b"HTTP/1.1 101 Switching Protocols",
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK", b"HTTP/1.1 204 No Content", b"HTTP/1.1 206 Partial",
        b"HTTP/1.1 304 Not Modified", b"HTTP/1.1 302 Found", b"HTTP/1.1 500 x", b"", b"\x16\x03\x01\x02\x00\x01\x00",
        b"SSH-2.0-OpenSSH_9.9", b"HTTP/1.1 " + b"9" * 9000,
    ]
)  # fmt: skip
_LINES = st.lists(
    st.sampled_from(
        [
            b"Content-Type: application/vnd.api+json", b"Content-Type: text/html", b"Content-Length: %d" % len(_FILE),
            b"Content-Length: 5", b"Content-Length: -1", b"Content-Length: 5, 6", b"Content-Length: 0x5",
            b"Content-Length: 99999999999999999999999", b"Transfer-Encoding: chunked", b"Transfer-Encoding: x",
            b"Transfer-Encoding: gzip, chunked", b"Content-Encoding: gzip", b"no colon", b": no name", b" folded",
            b"A\x00: b", b"X: \xff\xfe\x00", b"X: a\rb", b"X-Large: " + b"x" * 200_000, b"Location: http://[::1",
            b"Location: \xff", b"Content-Range: bytes 0-4/5", b"Content-Disposition: attachment; filename=\"\xff\x00\"",
            b"Connection: keep-alive", b"Upgrade: h2c",
        ]
    ),
    max_size=5,
)  # fmt: skip
_BODIES = st.one_of(
    st.just(_FILE),
    st.sampled_from(
        [
            b"%x\r\n%s\r\n0\r\n\r\n" % (len(_FILE), _FILE), b"5\r\nhell", b"ffffffffffffffffffffff\r\nx", b"-5\r\nx",
            b"5;" + b"x" * 100_000, b"5\r\nhello0\r\n\r\n", b"0\r\nX: y\r\n", b"\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n",
        ]
    ),
    st.binary(max_size=40),
)  # fmt: skip


@st.composite
def _answers(draw: Callable[..., Any]) -> bytes:
    """An answer that is nearly one, and then harmed once more or cut."""
    whole = b"\r\n".join([draw(_STARTS), *draw(_LINES), b"", draw(_BODIES)])
    match draw(st.sampled_from(["whole", "whole", "cut", "harmed"])):
        case "cut":
            return whole[: draw(st.integers(0, min(len(whole), 400)))]
        case "harmed":
            at = draw(st.integers(0, min(len(whole), 400)))
            return whole[:at] + draw(st.binary(max_size=3)) + whole[at + draw(st.integers(0, 3)) :]
    return whole


class Asking:
    """Asks one client for a record and for a file, over and over."""

    def __init__(self, side: Side, server: Wire, folder: Path) -> None:
        self._side = side
        self._folder = folder
        self.client = side.client(server.url, timeout=10)

    def record(self) -> str:
        """ "ok" or the documented error; any other exception comes through."""
        return self._outcome(lambda: self.client.files.get("123"))

    def file(self) -> tuple[str, bytes | None]:
        """The same for a download, and what is under its name; nothing else may be left."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir()
        outcome = self._outcome(lambda: self.client.files.download("123", self._folder / "file"))
        left = [one.name for one in self._folder.iterdir()]
        assert left == (["file"] if outcome == "ok" else [])
        return outcome, (self._folder / "file").read_bytes() if left else None

    def _outcome(self, call: Callable[[], Any]) -> str:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RowWarning)
            try:
                repr(self._side.run(call()))
            except AddeparError as error:
                assert len(str(error)) < 2000
                return type(error).__name__
        return "ok"


def test_any_bytes(side: Side, tmp_path: Path) -> None:
    with wire() as server, counted("inputs", "bytes on the wire", side.name) as outcomes:
        asking = Asking(side, server, tmp_path / "to")

        @settings(max_examples=cases(150))
        @given(_answers())
        def run(answer: bytes) -> None:
            server.answer = answer
            outcomes[asking.record()] += 1
            outcomes[asking.file()[0]] += 1

        run()
        assert outcomes["ok"] > 5
        assert outcomes["APIConnectionError"] > 5


@pytest.mark.parametrize("size", [9, len(_LARGE)], ids=["small", "large"])
@pytest.mark.parametrize(
    ("head", "tail"),
    [
        (b"Content-Length: %d\r\n\r\n", -1),
        (b"Content-Length: %d\r\nContent-Length: 3\r\n\r\n", 0),
        (b"Content-Length: %d, 3\r\n\r\n", 0),
        (b"Content-Length: %d\r\nno colon\r\n\r\n", 0),
        (b"Content-Length: %d\r\nX-Large: " + b"x" * 300_000 + b"\r\n\r\n", 0),
        (b"Transfer-Encoding: chunked\r\n\r\n%x\r\n", 0),
        (b"Transfer-Encoding: chunked\r\n\r\nzz%x\r\n", 0),
        (b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n", 0),
    ],
    ids=["short", "two lengths", "length of two", "no colon", "huge header", "no last chunk", "no chunk", "no gzip"],
)
def test_a_file_that_lies_about_itself_is_none(side: Side, tmp_path: Path, head: bytes, tail: int, size: int) -> None:
    content = _LARGE[:size]
    with wire() as server, counted("inputs", "bytes on the wire", side.name) as outcomes:
        server.answer = _HEAD + head % size + (content[:tail] if tail else content)
        outcome, left = Asking(side, server, tmp_path / "to").file()
        assert left is None
        outcomes[outcome] += 1


@pytest.mark.parametrize("size", [9, len(_LARGE)], ids=["small", "large"])
def test_what_follows_a_file_is_no_part_of_it(side: Side, tmp_path: Path, size: int) -> None:
    """Nor of the next answer: the connection is not used again."""
    with wire() as server, counted("inputs", "bytes on the wire", side.name) as outcomes:
        asking = Asking(side, server, tmp_path / "to")
        after = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"
        for _ in range(2):
            server.answer = _HEAD + b"Content-Length: %d\r\n\r\n" % size + _LARGE[:size] + after
            assert asking.file() == ("ok", _LARGE[:size])
            outcomes["ok"] += 1
