"""Unpack untrusted ZIP files: completely or not at all, into one folder, within limits."""

import os
import re
import shutil
import stat
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePath

from addepar_core.errors.tree import TransferError
from addepar_core.utils.filesystem import move, safe_filename

_MIB = 1 << 20


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
    Nothing is written outside of the folder, and no link, whatever the ZIP file says.

    Raises:
        TransferError: it is broken, encrypted, beyond the limits, or holds a link or a path that leads outside.
    """
    part = part_of(folder)
    shutil.rmtree(part, ignore_errors=True)
    try:
        with zipfile.ZipFile(archive) as opened:
            plan = planned(opened.infolist(), archive.stat().st_size, limits or Limits())
            part.mkdir()
            for info, names in plan:
                target = part.joinpath(*names)
                target.parent.mkdir(parents=True, exist_ok=True)
                with opened.open(info) as source, target.open("xb") as file:
                    shutil.copyfileobj(source, file, _MIB)
                    file.flush()
                    os.fsync(file.fileno())
        move(part, folder)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise TransferError(f"{archive} cannot be unpacked: {error}") from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return len(plan)


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
