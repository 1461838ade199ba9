"""Unpack untrusted ZIP files: completely or not at all, into one folder, within limits."""

import io
import os
import re
import shutil
import stat
import zipfile
import zlib
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath

from addepar_core.errors.tree import TransferError
from addepar_core.utils.filesystem import move, safe_filename

_MIB = 1 << 20
_ENTRY = b"PK\x01\x02"
"""What the list of a ZIP file begins each entry with."""


@dataclass(frozen=True)
class Limits:
    """What a ZIP file may become. One beyond it is no collection of reports, but made to fill the disk.

    Attributes:
        entries: how many files it may hold.
        size: how many bytes these may have in all.
        ratio: how many times as large as the ZIP file they may be; looked at from 16 MiB on.
        depth: how many folders deep.
    """

    entries: int = 10_000
    size: int = 16 << 30
    ratio: int = 200
    depth: int = 8


def unpack(archive: Path, folder: Path, limits: Limits | None = None) -> int:
    """Unpack a ZIP file into a folder that appears when all of it is there; gives how many files it holds.

    Names are made safe for any system by the client's own rules; of two that come out the same the second is numbered.
    Nothing is written outside the folder, and no link, whatever the ZIP file says. Who may not read the ZIP file
    may not read what was in it: the modes are those of the ZIP file, less what the umask takes.

    Raises:
        TransferError: it is broken, encrypted, beyond the limits, or holds a link or a path that leads outside.
    """
    part, limits = part_of(folder), limits or Limits()
    if part.is_symlink() or part.is_file():
        part.unlink()
    shutil.rmtree(part, ignore_errors=True)
    try:
        with _Directory(archive, limits) as content, zipfile.ZipFile(content) as opened:
            status = archive.stat()
            plan = planned(opened.infolist(), status.st_size, limits)
            mode = status.st_mode & 0o666
            opener = partial(os.open, mode=mode)
            part.mkdir(mode | 0o700 | (mode & 0o444) >> 2)  # a folder is read by passing through it
            for info, names in plan:
                target = part.joinpath(*names)
                target.parent.mkdir(parents=True, exist_ok=True)
                with opened.open(info) as source, open(target, "xb", opener=opener) as file:
                    shutil.copyfileobj(source, file, _MIB)
                    file.flush()
                    os.fsync(file.fileno())
        move(part, folder)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise TransferError(f"{archive} cannot be unpacked: {error}") from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return len(plan)


class _Directory(io.BufferedReader):
    """A ZIP file whose list of entries is refused before it is parsed, which takes 400 bytes and 15 us for each.

    ``zipfile`` reads the list at once, and everything else in pieces of a MiB at most.
    """

    def __init__(self, archive: Path, limits: Limits) -> None:
        super().__init__(io.FileIO(archive))
        self._limits = limits

    def read(self, size: int | None = -1, /) -> bytes:
        """Read, but for a list of too many entries."""
        entries = self._limits.entries
        if size is not None and size > max(16 * _MIB, 128 * entries):
            raise TransferError(f"its list of files takes {size} bytes; more than {entries} files are not unpacked")
        content = super().read(size)
        if len(content) > 46 * entries and (count := content.count(_ENTRY)) > entries:
            raise TransferError(f"it holds {count} files, and more than {entries} are not unpacked")
        return content


def is_unpacked(archive: Path, folder: Path) -> bool:
    """Whether a folder holds all files of a ZIP file, each as long as that says.

    Raises:
        TransferError: as ``unpack``.
    """
    try:
        with _Directory(archive, Limits()) as directory, zipfile.ZipFile(directory) as opened:
            plan = planned(opened.infolist(), archive.stat().st_size, Limits())
    except zipfile.BadZipFile as error:
        raise TransferError(f"{archive} cannot be unpacked: {error}") from None
    paths = [(folder.joinpath(*names), info.file_size) for info, names in plan]
    return folder.is_dir() and all(path.is_file() and path.stat().st_size == size for path, size in paths)


def part_of(folder: Path) -> Path:
    """Where a folder grows until it is complete."""
    return folder.with_name(f".{folder.name}.unzip")


def planned(infos: list[zipfile.ZipInfo], packed: int, limits: Limits) -> list[tuple[zipfile.ZipInfo, tuple[str, ...]]]:
    """Where each file goes: the folders and the name of it. Raises ``TransferError`` before anything is written."""
    if len(infos) > limits.entries:
        raise TransferError(f"it holds {len(infos)} files, and more than {limits.entries} are not unpacked")
    # No entry gives more bytes than it says: what is beyond is not read, and fails the check of its sum.
    size = sum(info.file_size for info in infos)
    if size > limits.size:
        raise TransferError(f"it would take {size} bytes, and more than {limits.size} are not unpacked")
    if size > 16 * _MIB and size > limits.ratio * packed:
        raise TransferError(
            f"it would become {size // max(packed, 1)} times as large; beyond {limits.ratio} nothing is unpacked"
        )
    taken: dict[tuple[str, ...], str] = {}
    return [(info, _safe_path(info, taken, limits.depth)) for info in infos if not info.is_dir()]


def _safe_path(info: zipfile.ZipInfo, taken: dict[tuple[str, ...], str], depth: int) -> tuple[str, ...]:
    """The path of an entry, by names that are safe and its own.

    ``taken`` is what each path is so far, a folder or a file, without regard to case.
    """
    shown = repr(info.filename)
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise TransferError(f"{shown} in it is a link or a device, and not a file")
    if info.flag_bits & 1:
        raise TransferError(f"{shown} in it is encrypted")
    parts = re.split(r"[/\\]", info.filename)
    if ".." in parts or not parts[0] or re.fullmatch(r"[A-Za-z]:", parts[0]):
        raise TransferError(f"{shown} in it leads out of the folder")
    *folders, name = [part for part in parts if part not in ("", ".")] or [""]
    if len(folders) > depth:
        raise TransferError(f"{shown} in it lies more than {depth} folders deep")
    path: tuple[str, ...] = ()
    for each in folders:
        path = _claimed((*path, safe_filename(each, "folder")), "folder", taken)
    return _claimed((*path, safe_filename(name, "file")), "file", taken)


def _claimed(path: tuple[str, ...], kind: str, taken: dict[tuple[str, ...], str]) -> tuple[str, ...]:
    """The path, numbered where it is taken by something else."""
    *above, name = path
    plain, number = PurePath(name), 1
    while (key := tuple(part.casefold() for part in path)) in taken:
        if kind == taken[key] == "folder":
            return path
        number += 1
        path = (*above, f"{plain.stem} ({number}){plain.suffix}")
    taken[key] = kind
    return path
