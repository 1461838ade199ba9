"""What Windows and macOS do otherwise, simulated: each call fails here as it does there."""

import errno
import io
import os
import socket
import stat
import sys
import types
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import addepar_core.utils.filesystem as files
from addepar_client import ConfigurationError, FileTokenStore, TransferError
from addepar_client.config import profiles
from addepar_client.transfers.resumable import ResumableSink
from addepar_client.transfers.sinks import PathSink
from addepar_core.transport.network import proxies
from addepar_core.utils.manifest import Manifest
from addepar_core.utils.unzip import unpack
from addepar_sandbox.http import server

fcntl = pytest.importorskip("fcntl", reason="they simulate Windows, and this is Windows")


def test_what_is_flushed_to_the_disk_may_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed = []

    def fsync(descriptor: int) -> None:
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            if fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
                raise PermissionError(errno.EACCES, "Permission denied")
            flushed.append(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(files, "WINDOWS", True)
    (tmp_path / "report.zip").write_bytes(b"x")
    files.sync_to_disk(tmp_path / "report.zip")
    assert flushed


class FakeMsvcrt(types.ModuleType):
    """Locks of one byte at the place where the file stands."""

    LK_NBLCK = 2

    def __init__(self) -> None:
        super().__init__("msvcrt")
        self.held: set[tuple[int, int]] = set()

    def locking(self, descriptor: int, mode: int, count: int) -> None:
        place = os.fstat(descriptor).st_ino, os.lseek(descriptor, 0, os.SEEK_CUR)
        if place in self.held:
            raise PermissionError(errno.EACCES, "Permission denied")
        self.held.add(place)


def test_a_file_is_locked_at_one_place_wherever_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "notes"
    path.write_bytes(b"some notes")
    monkeypatch.setitem(sys.modules, "msvcrt", FakeMsvcrt())
    monkeypatch.setattr(sys, "platform", "win32")
    with path.open("a+b") as first, path.open("a+b") as second:
        first.seek(0, io.SEEK_END)
        assert files.try_lock(first.fileno())
        second.seek(4)
        assert not files.try_lock(second.fileno())


@pytest.mark.parametrize(
    ("asked", "file", "name"),
    [
        (r"C:\work\other.toml", r"C:\work\other.toml", ""),
        (r"C:\work\other.toml:uat", r"C:\work\other.toml", "uat"),
        ("other.toml:uat", "other.toml", "uat"),
        ("other.toml", "other.toml", ""),
    ],
)
def test_a_profile_file_is_not_cut_at_its_drive(asked: str, file: str, name: str) -> None:
    assert profiles.profile_location({}, asked) == (Path(file), name)


def test_the_profile_file_is_where_windows_keeps_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environ = {"USERPROFILE": str(tmp_path), "APPDATA": str(tmp_path / "Roaming")}
    usual = tmp_path / ".config" / "addepar" / "config.toml"
    assert profiles.profile_location(environ, None)[0] == usual
    monkeypatch.setattr(profiles, "WINDOWS", True)
    assert profiles.profile_location(environ, None)[0] == tmp_path / "Roaming" / "addepar" / "config.toml"
    usual.parent.mkdir(parents=True)
    usual.write_text("")
    assert profiles.profile_location(environ, None)[0] == usual, "one that is there is used"


def scanned(monkeypatch: pytest.MonkeyPatch, times: float) -> Callable[[], int]:
    """A virus scanner has each file open that gets its final name, so often."""
    refused = []
    replace = Path.replace

    def refusing(self: Path, target: Any) -> Path:
        if len(refused) < times:
            refused.append(self)
            raise PermissionError(errno.EACCES, "Access is denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refusing)
    monkeypatch.setattr(files, "WINDOWS", True)
    monkeypatch.setattr(files, "_TRIES", 1000)  # as many, and a thousandth of a second each
    return lambda: len(refused)


def test_a_file_that_a_scanner_reads_gets_its_name_a_little_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = scanned(monkeypatch, 3)
    files.write_whole(tmp_path / "a.txt", b"new")
    assert (tmp_path / "a.txt").read_bytes() == b"new"
    assert refused() == 3


def test_a_folder_that_a_scanner_reads_gets_its_name_a_little_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.pdf", b"a")
    refused = scanned(monkeypatch, 3)
    assert unpack(tmp_path / "a.zip", tmp_path / "out") == 1
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.pdf"]
    assert refused() == 3


def test_a_download_over_a_file_that_excel_has_open_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanned(monkeypatch, float("inf"))
    (tmp_path / "a.xlsx").write_bytes(b"old")
    sink = PathSink(tmp_path, "a.xlsx", overwrite=True)
    sink.begin("a.xlsx")
    sink.write(b"new")
    with pytest.raises(TransferError, match="close the program that has it open"):
        sink.commit()
    sink.discard()
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]
    assert (tmp_path / "a.xlsx").read_bytes() == b"old"


def test_tokens_that_work_once_are_never_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = FileTokenStore(tmp_path / "tokens.json")
    store.save({"refresh_token": "first"})
    scanned(monkeypatch, float("inf"))
    with pytest.raises(ConfigurationError, match="the new tokens are in") as caught:
        store.save({"refresh_token": "second"})
    (kept,) = (path for path in tmp_path.iterdir() if path.name != "tokens.json")
    assert str(kept) in str(caught.value)
    assert "second" in kept.read_text()
    assert "second" not in str(caught.value)
    assert kept.stat().st_mode & 0o077 == 0


def test_no_notes_stay_beside_a_resumed_download_where_open_files_cannot_be_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sink = ResumableSink(tmp_path, "a.pdf", False, "address", "1")
    unlink = Path.unlink

    def refusing(self: Path, missing_ok: bool = False) -> None:
        if self == sink._notes_path and not sink._notes.closed:
            raise PermissionError(errno.EACCES, "it is being used by another process")
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refusing)
    sink.claim()
    sink.begin("a.pdf")
    sink.write(b"x")
    sink.commit()
    sink.discard()
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.parametrize("another_has_it", [False, True])
def test_no_empty_manifest_stays_where_open_files_cannot_be_removed(
    another_has_it: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = Manifest(tmp_path, ".files.jsonl")
    unlink = Path.unlink

    def refusing(self: Path, missing_ok: bool = False) -> None:
        if another_has_it or not manifest._file.closed:
            raise PermissionError(errno.EACCES, "it is being used by another process")
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refusing)
    with manifest:
        pass
    assert manifest._file.closed
    assert [path.name for path in tmp_path.iterdir()] == ([".files.jsonl"] if another_has_it else [])


def test_a_forked_process_asks_only_the_environment_for_its_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proxies, "getproxies", lambda: {"https": "http://system:1"})
    monkeypatch.setattr(proxies, "getproxies_environment", dict)
    monkeypatch.setattr(proxies, "proxy_bypass", lambda host: False)
    assert proxies.proxy_to("https", "acme.addepar.com") == "http://system:1"
    monkeypatch.setattr(proxies, "_LOADED_IN", -1)
    assert proxies.proxy_to("https", "acme.addepar.com") is None
    monkeypatch.setattr(proxies, "getproxies_environment", lambda: {"https": "http://environment:2"})
    assert proxies.proxy_to("https", "acme.addepar.com") == "http://environment:2"


def test_the_sandbox_ends_on_a_loop_without_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    import asyncio

    from addepar_sandbox import Sandbox

    def refusing(self: Any, descriptor: int) -> bool:
        raise NotImplementedError

    sandbox = Sandbox()
    with sandbox.serve() as url:
        monkeypatch.setattr(asyncio.SelectorEventLoop, "remove_reader", refusing)
        port = int(url.rpartition(":")[2].partition("/")[0])
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port)).close()


def test_no_second_sandbox_takes_the_port_of_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    exclusive = socket.SO_REUSEPORT  # some option that there is here
    monkeypatch.setattr(socket, "SO_EXCLUSIVEADDRUSE", exclusive, raising=False)
    with server.open_socket("127.0.0.1", 0) as listener:
        assert listener.getsockopt(socket.SOL_SOCKET, exclusive)
        assert not listener.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR)
