"""Unpack untrusted ZIP files: completely or not at all, into one folder, within limits."""

import io
import os
import re
import shutil
import stat
import struct
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath

from addepar_core.errors.tree import TransferError
from addepar_core.utils.filesystem import move, safe_filename

_MIB = 1 << 20
_BROKEN: tuple[type[Exception], ...] = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, LookupError, RuntimeError, ValueError, OSError,
)  # fmt: skip
"""What ``zipfile`` raises for a broken file; for one that refers to positions before its start, an ``OSError``."""
with suppress(ImportError):  # Python may be built without it
    import lzma

    _BROKEN += (lzma.LZMAError,)
_ENTRY = b"PK\x01\x02"
"""The signature of each entry in a ZIP file's list."""


@dataclass(frozen=True)
class Limits:
    """Limits of a ZIP file. One that exceeds them is not a collection of reports but an attempt to fill the disk.

    Attributes:
        entries: the number of files.
        size: the total size of the files in bytes.
        ratio: the total size as a multiple of the ZIP file's; checked from 16 MiB on.
        depth: the depth of folders.
    """

    entries: int = 10_000
    size: int = 16 << 30
    ratio: int = 200
    depth: int = 8


def unpack(archive: Path, folder: Path, limits: Limits | None = None) -> int:
    """Unpack a ZIP file into a folder that appears when it is complete. Returns the number of files.

    Names are made safe for any system; if two become the same, the second is numbered. Whatever the ZIP file contains,
    nothing is written outside the folder, and no links are created. The files have the mode of the ZIP file, reduced by
    the umask, so anyone who cannot read the ZIP file cannot read them either.

    Raises:
        TransferError: it is broken, encrypted, exceeds the limits, or contains a link or a path that leads outside.
    """
    part, limits = part_of(folder), limits or Limits()
    if part.is_symlink() or part.is_file():
        part.unlink()
    shutil.rmtree(part, ignore_errors=True)
    try:
        with _LimitedArchive(archive, limits) as content, zipfile.ZipFile(content) as opened:
            status = archive.stat()
            plan = planned(opened.infolist(), status.st_size, limits)
            mode = status.st_mode & 0o666
            opener = partial(os.open, mode=mode)
            part.mkdir(mode | 0o700 | (mode & 0o444) >> 2)  # reading a folder needs the execute permission
            for info, names in plan:
                target = part.joinpath(*names)
                target.parent.mkdir(parents=True, exist_ok=True)
                with opened.open(info) as source, open(target, "xb", opener=opener) as file:
                    shutil.copyfileobj(source, file, _MIB)
                    if file.tell() != info.file_size:
                        raise zipfile.BadZipFile(f"{info.filename!r} does not have the declared length")
                    file.flush()
                    os.fsync(file.fileno())
        move(part, folder)
    except _BROKEN as error:
        raise _refused(archive, error) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return len(plan)


class _LimitedArchive(io.BufferedReader):
    """A ZIP file whose list of entries is limited before it is parsed; each entry takes 400 bytes and 15 us.

    ``zipfile`` reads the whole list at once, and everything else in pieces of at most a MiB.
    """

    def __init__(self, archive: Path, limits: Limits) -> None:
        super().__init__(io.FileIO(archive))
        self._limits = limits

    def read(self, size: int | None = -1, /) -> bytes:
        """Read from the file, but refuse a list with too many entries."""
        entries = self._limits.entries
        if size is not None and size > max(16 * _MIB, 128 * entries):
            raise TransferError(f"its list of files takes {size} bytes; more than {entries} files are not unpacked")
        content = super().read(size)
        if len(content) > 46 * entries and (count := content.count(_ENTRY)) > entries:
            raise TransferError(f"it contains {count} files, and more than {entries} are not unpacked")
        return content


def is_unpacked(archive: Path, folder: Path) -> bool:
    """Whether a folder contains all files of a ZIP file with the right lengths.

    Raises:
        TransferError: as in ``unpack``.
    """
    try:
        with _LimitedArchive(archive, Limits()) as content, zipfile.ZipFile(content) as opened:
            plan = planned(opened.infolist(), archive.stat().st_size, Limits())
    except _BROKEN as error:
        raise _refused(archive, error) from None
    paths = [(folder.joinpath(*names), info.file_size) for info, names in plan]
    return folder.is_dir() and all(path.is_file() and path.stat().st_size == size for path, size in paths)


def _refused(archive: Path, error: Exception) -> TransferError:
    return TransferError(f"{archive} cannot be unpacked: {getattr(error, 'strerror', None) or error}")


def part_of(folder: Path) -> Path:
    """The temporary path of a folder until it is complete."""
    return folder.with_name(f".{folder.name}.unzip")


def planned(infos: list[zipfile.ZipInfo], packed: int, limits: Limits) -> list[tuple[zipfile.ZipInfo, tuple[str, ...]]]:
    """The target of each file: its folders and its name. Raises ``TransferError`` before anything is written."""
    if len(infos) > limits.entries:
        raise TransferError(f"it contains {len(infos)} files, and more than {limits.entries} are not unpacked")
    # No entry yields more bytes than declared: the excess is not read and fails the checksum.
    size = sum(info.file_size for info in infos)
    if size > limits.size:
        raise TransferError(f"it would take {size} bytes, and more than {limits.size} are not unpacked")
    if size > 16 * _MIB and size > limits.ratio * packed:
        raise TransferError(
            f"it would become {size // max(packed, 1)} times as large; more than {limits.ratio} times is not unpacked"
        )
    taken: dict[tuple[str, ...], str] = {}
    return [(info, _safe_path(info, taken, limits.depth)) for info in infos if not info.filename.endswith("/")]


def _safe_path(info: zipfile.ZipInfo, taken: dict[tuple[str, ...], str], depth: int) -> tuple[str, ...]:
    """The path of an entry, with safe and unique names.

    ``taken`` maps each path so far to a folder or a file, without regard to case.
    """
    shown = repr(info.filename)
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise TransferError(f"{shown} in it is a link or a device, and not a file")
    if info.flag_bits & 1:
        raise TransferError(f"{shown} in it is encrypted")
    parts = re.split(r"[/\\]", info.filename)
    if ".." in parts or not parts[0] or re.fullmatch(r"[A-Za-z]:", parts[0]):
        raise TransferError(f"{shown} in it leads outside the folder")
    *folders, name = [part for part in parts if part not in ("", ".")] or [""]
    if len(folders) > depth:
        raise TransferError(f"{shown} in it is more than {depth} folders deep")
    path: tuple[str, ...] = ()
    for each in folders:
        path = _claimed((*path, safe_filename(each, "folder")), "folder", taken)
    return _claimed((*path, safe_filename(name, "file")), "file", taken)


def _claimed(path: tuple[str, ...], kind: str, taken: dict[tuple[str, ...], str]) -> tuple[str, ...]:
    """The path, numbered if it is taken by something else."""
    *above, name = path
    plain, number = PurePath(name), 1
    while (key := tuple(part.casefold() for part in path)) in taken:
        if kind == taken[key] == "folder":
            return path
        number += 1
        path = (*above, f"{plain.stem} ({number}){plain.suffix}")
    taken[key] = kind
    return path
