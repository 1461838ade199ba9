"""Private documents stay private: modes, and links, FIFOs and files of others under names that can be foreseen."""

import errno
import os
import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.client.support import Side

from addepar_client import AddeparError, FileTokenStore, InputError, TransferError
from addepar_core.utils.filesystem import write_whole
from addepar_core.utils.unzip import unpack
from addepar_sandbox import Sandbox

CONTENT = b"private" * 1000

pytestmark = pytest.mark.skipif(os.name == "nt", reason="modes and FIFOs are POSIX's")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def umask() -> object:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def file_id(sandbox: Sandbox, side: Side) -> str:
    made = side.run(side.client(sandbox.url or "").files.upload(CONTENT, name="a.pdf"))
    return str(made.id)


@pytest.mark.parametrize("resume", [False, True])
@pytest.mark.parametrize("before", [0o600, 0o640, 0o664, None])
def test_a_file_that_is_replaced_keeps_its_mode(
    before: int | None, resume: bool, sandbox: Sandbox, side: Side, file_id: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    if before is not None:
        path.write_bytes(b"old")
        path.chmod(before)
    seen = set()

    def look(*_: object) -> None:
        seen.update(mode(part) for part in tmp_path.glob(".*.part"))

    files = side.client(sandbox.url or "").files
    side.run(files.download(file_id, path, overwrite=True, resume=resume, on_progress=look))
    assert path.read_bytes() == CONTENT
    assert mode(path) == (0o644 if before is None else before)
    assert seen
    assert all(each & ~(0o644 if before is None else before) == 0 for each in seen)  # nor was it open to more before


def test_a_read_only_file_can_be_replaced(
    sandbox: Sandbox, side: Side, file_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some archives make their documents read-only. Root could write to them all the same, so it is not asked."""
    system_open = os.open

    def as_a_user(path: Any, flags: int, *args: Any, **more: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR) and Path(path).is_file() and not mode(Path(path)) & stat.S_IWUSR:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return system_open(path, flags, *args, **more)

    def look(*_: object) -> None:
        assert all(mode(part) == 0o644 for part in tmp_path.glob(".*.part")), "a later call could resume it"

    monkeypatch.setattr(os, "open", as_a_user)
    files = side.client(sandbox.url or "").files
    (done,) = side.run(files.download_all(tmp_path, [file_id])).done
    path = done.result.path
    path.chmod(0o444)
    result = side.run(files.download_all(tmp_path, [file_id], overwrite=True, on_progress=look))
    assert [outcome.result.path for outcome in result.done] == [path]
    assert (path.read_bytes(), mode(path)) == (CONTENT, 0o444)


@pytest.mark.parametrize("planted", ["link", "broken link", "hard link", "fifo"])
@pytest.mark.parametrize("name", [".a.pdf.part", ".a.pdf.part.json"])
def test_what_was_planted_as_a_partial_file_is_neither_followed_nor_waited_for(
    name: str, planted: str, sandbox: Sandbox, side: Side, file_id: str, tmp_path: Path
) -> None:
    elsewhere, folder = tmp_path / "elsewhere", tmp_path / "in"
    folder.mkdir()
    if planted != "broken link":
        elsewhere.write_bytes(b"of somebody else")
    if planted == "fifo":
        os.mkfifo(folder / name)
    elif planted == "hard link":
        os.link(elsewhere, folder / name)
    else:
        (folder / name).symlink_to(elsewhere)
    files = side.client(sandbox.url or "").files
    try:
        side.run(files.download(file_id, folder / "a.pdf", resume=True))
    except TransferError as error:
        assert "remove it first" in str(error)
        assert not (folder / "a.pdf").exists()
    else:
        assert (folder / "a.pdf").read_bytes() == CONTENT
        assert not (folder / "a.pdf").is_symlink()
    assert (elsewhere.read_bytes() if elsewhere.exists() else None) in (None, b"of somebody else")
    assert elsewhere.exists() == (planted != "broken link")


@pytest.mark.parametrize("name", [".addepar-reports.json", ".addepar-reports.json.lock"])
def test_a_sync_waits_for_no_fifo(name: str, sandbox: Sandbox, side: Side, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / name)
    with pytest.raises((InputError, TransferError), match="remove it first"):
        side.run(side.client(sandbox.url or "").generated_reports.sync(tmp_path))


@pytest.mark.parametrize(("archive_mode", "file_mode", "folder_mode"), [(0o600, 0o600, 0o700), (0o644, 0o644, 0o755)])
def test_what_is_unpacked_is_as_private_as_the_archive(
    archive_mode: int, file_mode: int, folder_mode: int, tmp_path: Path
) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("deep/a.pdf", b"x")
    archive.chmod(archive_mode)
    (tmp_path / ".out.unzip").symlink_to(tmp_path)
    unpack(archive, tmp_path / "out")
    assert mode(tmp_path / "out" / "deep" / "a.pdf") == file_mode
    assert mode(tmp_path / "out") == folder_mode
    assert archive.exists()


def test_a_file_that_is_written_whole_keeps_its_mode_and_its_link(tmp_path: Path) -> None:
    real, link, new = tmp_path / "real", tmp_path / "link", tmp_path / "new"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    write_whole(link, b"text", 0o666)
    write_whole(new, b"text", 0o600)
    assert (link.is_symlink(), real.read_bytes(), mode(real), mode(new)) == (True, b"text", 0o640, 0o600)


def test_a_folder_in_place_of_a_part_is_named(sandbox: Sandbox, side: Side, file_id: str, tmp_path: Path) -> None:
    (tmp_path / ".a.pdf.part").mkdir()
    with pytest.raises(TransferError):
        side.run(side.client(sandbox.url or "").files.download(file_id, tmp_path / "a.pdf", resume=True))
    assert [path.name for path in tmp_path.iterdir()] == [".a.pdf.part"]


@pytest.mark.parametrize("given", [0o600, 0o644])
def test_a_failures_file_is_as_private_as_its_rows(given: int, sandbox: Sandbox, side: Side, tmp_path: Path) -> None:
    rows, left = tmp_path / "rows.csv", tmp_path / "left.csv"
    rows.write_text("id,display_name\n999999,x\n")
    rows.chmod(given)
    side.run(side.client(sandbox.url or "").positions.bulk_update(rows, failures=left))
    assert mode(left) == given


@pytest.mark.parametrize(
    "call",
    [
        lambda client, file_id, folder: client.files.download(file_id, folder / "file.bin", resume=True),
        lambda client, _, folder: client.files.download_all(to=folder),
        lambda client, _, folder: client.generated_reports.sync(folder),
        lambda _, __, folder: FileTokenStore(folder / "tokens.json").acquire(),
    ],
    ids=["download", "download_all", "sync", "tokens"],
)
def test_a_file_system_without_locks_is_named(
    call: Any, sandbox: Sandbox, side: Side, file_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flock(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", flock)
    with pytest.raises(AddeparError, match="No locks available"):
        side.run(call(side.client(sandbox.url or ""), file_id, tmp_path))
