"""Unpacking: nothing outside of the folder, no links, no bombs, no name that a system could trip over."""

import os
import stat
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from addepar_core.errors.tree import TransferError
from addepar_core.utils.unzip import Limits, unpack


def zipped(path: Path, members: Mapping[str, bytes], mode: int = 0) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo("x", (2024, 1, 1, 0, 0, 0))
            info.filename, info.external_attr = name, mode << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return path


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_in_it_lies_in_the_folder(tmp_path: Path) -> None:
    members = {"a.pdf": b"a", "deep/er/b.pdf": b"b" * 100_000, "empty/": b"", "報告.pdf": b"c"}
    assert unpack(zipped(tmp_path / "x.zip", members), tmp_path / "out") == 3
    assert tree(tmp_path / "out") == {name: content for name, content in members.items() if name != "empty/"}
    assert not any(path.stat().st_mode & 0o111 for path in (tmp_path / "out").rglob("*.pdf"))


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("CON.pdf", "_CON.pdf"),
        ("com1", "_com1"),
        ("a:b?.pdf", "a_b_.pdf"),
        ("trailing. ", "trailing"),
        ("right\u202etoleft.pdf", "righttoleft.pdf"),
        ("bell\x07.pdf", "bell.pdf"),
        (".profile", "_profile"),
        ("back\\slash.pdf", "back/slash.pdf"),
        ("nul/aux/x.pdf", "_nul/_aux/x.pdf"),
        ("./a//b.pdf", "a/b.pdf"),
        ("é.pdf", "é.pdf"),
    ],
)
def test_names_are_safe_on_any_system(tmp_path: Path, name: str, safe: str) -> None:
    unpack(zipped(tmp_path / "x.zip", {name: b"1"}), tmp_path / "out")
    assert tree(tmp_path / "out") == {safe: b"1"}


def test_of_two_with_one_name_both_stay(tmp_path: Path) -> None:
    members = {"Smith.pdf": b"1", "smith.pdf": b"2", "Smith?.pdf": b"3", "Smith_.pdf": b"4", "a": b"5", "a/b": b"6"}
    unpack(zipped(tmp_path / "x.zip", members), tmp_path / "out")
    assert tree(tmp_path / "out") == {
        "Smith.pdf": b"1", "smith (2).pdf": b"2", "Smith_.pdf": b"3", "Smith_ (2).pdf": b"4",
        "a": b"5", "a (2)/b": b"6",
    }  # fmt: skip


@pytest.mark.parametrize(
    "name", ["../x.pdf", "a/../../x.pdf", "..\\x.pdf", "/etc/x.pdf", "\\x.pdf", "C:\\x.pdf", "c:/x.pdf", "a/.."]
)
def test_a_path_that_leads_outside_is_refused_whole(tmp_path: Path, name: str) -> None:
    archive = zipped(tmp_path / "x.zip", {"good.pdf": b"1", name: b"2"})
    (tmp_path / "in").mkdir()
    with pytest.raises(TransferError, match="leads outside the folder"):
        unpack(archive, tmp_path / "in" / "out")
    assert list((tmp_path / "in").iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "x.zip"]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_devices_are_refused(tmp_path: Path, kind: int) -> None:
    archive = zipped(tmp_path / "x.zip", {"link": b"/etc/passwd"}, kind | 0o777)
    with pytest.raises(TransferError, match="a link or a device"):
        unpack(archive, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["x.zip"]


def test_limits(tmp_path: Path) -> None:
    bomb = zipped(tmp_path / "bomb.zip", {"zeros": bytes(40 << 20)})
    with pytest.raises(TransferError, match="times as large"):
        unpack(bomb, tmp_path / "out")
    assert unpack(bomb, tmp_path / "out", Limits(ratio=2000)) == 1  # it is the ratio alone that it was refused for
    many = zipped(tmp_path / "many.zip", {str(number): b"" for number in range(11)})
    with pytest.raises(TransferError, match="11 files"):
        unpack(many, tmp_path / "many", Limits(entries=10))
    with pytest.raises(TransferError, match="would take 200 bytes"):
        unpack(zipped(tmp_path / "big.zip", {"a": bytes(100), "b": bytes(100)}), tmp_path / "big", Limits(size=199))
    with pytest.raises(TransferError, match="folders deep"):
        unpack(zipped(tmp_path / "deep.zip", {"a/" * 9 + "b": b""}), tmp_path / "deep")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["out"]


def test_an_entry_that_lies_about_its_size_is_not_believed(tmp_path: Path) -> None:
    """Else the limits would hold for what the ZIP file says, and not for what it holds."""
    archive = zipped(tmp_path / "x.zip", {"zeros": bytes(1 << 20)})
    raw = archive.read_bytes()
    archive.write_bytes(raw.replace((1 << 20).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    with pytest.raises(TransferError, match="cannot be unpacked"):
        unpack(archive, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["x.zip"]


@pytest.mark.parametrize("how", ["cut", "flipped", "none", "encrypted"])
def test_a_broken_one_leaves_nothing(tmp_path: Path, how: str) -> None:
    archive = zipped(tmp_path / "x.zip", {"a.pdf": b"1", "b.pdf": os.urandom(5000)})
    raw = bytearray(archive.read_bytes())
    if how == "flipped":
        raw[2000] ^= 1
    if how == "encrypted":
        for place in (raw.index(b"PK\x03\x04") + 6, raw.index(b"PK\x01\x02") + 8):
            raw[place] |= 1
    archive.write_bytes({"cut": raw[:3000], "none": b""}.get(how, bytes(raw)))
    with pytest.raises(TransferError):
        unpack(archive, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["x.zip"]


def test_a_million_entries_are_refused_before_they_are_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 0, 0, 0x21, 0, 0, 0, 1, 0) + b"a"
    entry = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 0, 0, 0x21, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    parsed = []
    monkeypatch.setattr(zipfile.ZipInfo, "_decodeExtra", lambda *_: parsed.append(1))
    for count in (10_001, 1_000_000):
        directory, at = entry * count, len(local)
        end = struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, count, count, len(directory), at)
        end += struct.pack("<IIQI", 0x07064B50, 0, at + len(directory), 1)
        end += struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
        (tmp_path / "x.zip").write_bytes(local + directory + end)
        with pytest.raises(TransferError, match="10000"):
            unpack(tmp_path / "x.zip", tmp_path / "out")
    assert not parsed
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("harm", ["cut at the front", "an unnamed entry", "a wrong length", "an unknown version"])
def test_whatever_zipfile_raises_is_a_transfer_error(tmp_path: Path, harm: str) -> None:
    path = zipped(tmp_path / "x.zip", {"a.pdf": b"x" * 1000})
    content = path.read_bytes()
    place = content.index(b"PK\x01\x02")
    if harm == "cut at the front":  # an OSError: a position before the start
        content = content[30:]
    elif harm == "an unnamed entry":  # an IndexError of ZipInfo.is_dir
        content = content[: place + 46] + b"\x00" * 5 + content[place + 51 :]
    elif harm == "a wrong length":  # not compared by zipfile
        content = content[: place + 24] + struct.pack("<I", 4000) + content[place + 28 :]
    else:
        content = content[: place + 6] + b"\xff" + content[place + 7 :]
    path.write_bytes(content)
    with pytest.raises(TransferError):
        unpack(path, tmp_path / "out")
    assert [each.name for each in tmp_path.iterdir()] == ["x.zip"]
