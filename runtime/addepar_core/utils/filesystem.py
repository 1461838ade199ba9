"""Safe file names, atomic writes, our files in shared folders, and locks between processes."""

import errno
import os
import re
import secrets
import stat
import sys
import time
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from addepar_core.errors.known_secrets import hide_known

_HELD = {errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}
"""Errors of a lock that someone else holds; any other is one of the file system."""


def try_lock(descriptor: int) -> bool:
    """Lock an open file. Returns False if someone else holds the lock.

    Raises:
        OSError: the file system has no locks, or none left.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, 0, os.SEEK_SET)  # it locks at the current position: the same byte for all
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in _HELD:
            raise
        return False
    return True


def is_still_named(file: BinaryIO, path: Path) -> bool:
    """Whether an open file still has its name: it may have been removed before it was locked."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.lstat())
    except FileNotFoundError:
        return False


@contextmanager
def locked(path: Path) -> Iterator[bool]:
    """Hold the lock of a file; False if someone else holds it. It is released when the process ends."""
    with open_plain(path, "a+b") as file:
        yield try_lock(file.fileno())


def files_below(folder: Path) -> Iterator[Path]:
    """All files of a folder and its subfolders, sorted, without hidden ones.

    Links are included, whatever they refer to, but folders behind links are not searched.
    """
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in sorted([*names, *folders]):
            path = Path(root, name)
            if not name.startswith(".") and (path.is_symlink() or path.is_file()):
                yield path


_RESERVED = {
    *("con", "prn", "aux", "nul", "conin$", "conout$", "clock$"),
    *(f"{port}{number}" for port in ("com", "lpt") for number in "0123456789\u00b9\u00b2\u00b3"),
}


def safe_filename(name: str, fallback: str) -> str:
    """A plain file name that is valid on any system: no folders, control characters, reserved names or credentials.

    Characters that the file system's encoding lacks, as in a Latin-1 locale, become underscores.
    """
    base = re.split(r"[/\\]", unicodedata.normalize("NFC", hide_known(name)))[-1]
    base = "".join(char for char in base if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    encoding = sys.getfilesystemencoding()
    base = base.encode(encoding, "replace").decode(encoding, "replace")  # with a question mark for each
    base = re.sub(r'[<>:"|?*]', "_", base).strip().rstrip(". ")
    base = re.sub(r"^\.+", "_", base)
    if base.partition(".")[0].strip().lower() in _RESERVED:
        base = f"_{base}"
    stem, dot, extension = base.rpartition(".")
    while len(base.encode()) > 200:
        stem, extension = (stem[:-1], extension) if len(stem) > 1 else (stem, extension[:-1])
        base = f"{stem}{dot}{extension}".rstrip(". ")
    if base:
        return base
    return safe_filename(fallback, "download") if fallback != "download" else fallback


def part_name(name: str) -> str:
    """The name of the unfinished part of a file. Two files never share a part, even if their names are too long."""
    safe = safe_filename(name, "download")
    digest = "" if safe == name else f".{zlib.crc32(name.encode(errors='surrogateescape')):08x}"
    return f".{safe}{digest}.part"


WINDOWS = sys.platform == "win32"
_TRIES = 20


def move(part: Path, target: Path) -> None:
    """Move a file or folder to its final name. An existing file is replaced.

    Windows refuses this while a virus scanner or Excel has one of them open; wait for that, at most a second.
    """
    for _ in range(_TRIES if WINDOWS else 0):
        try:
            part.replace(target)
        except PermissionError:
            time.sleep(1 / _TRIES)
        else:
            return
    part.replace(target)


def write_whole(path: Path, content: bytes | Iterable[bytes], mode: int = 0o666) -> None:
    """Write a file that appears under its name only when it is complete.

    It writes through a link. An existing file keeps its mode, unless ``mode`` is not 0o666.

    Args:
        path: its name.
        content: the bytes, or pieces of them.
        mode: the mode of a new file. The umask applies to 0o666 only.
    """
    path = path.resolve() if path.is_symlink() else path
    part = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    exact = kept_mode(path) if mode == 0o666 else mode
    try:
        first = mode if exact is None else exact
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, first), "wb") as file:
            file.writelines([content] if isinstance(content, bytes) else content)
            file.flush()
            os.fsync(file.fileno())
        if exact is not None:
            part.chmod(exact)
        move(part, path)
    finally:
        part.unlink(missing_ok=True)


def kept_mode(path: Path) -> int | None:
    """The permissions of the file that will be replaced, for its successor; None if there is no file."""
    try:
        return stat.S_IMODE(path.stat().st_mode) & 0o777
    except OSError:
        return None


def open_plain(path: Path, mode: str, *, owned: bool = False) -> BinaryIO:
    """Open a file with a predictable name in a folder that others may write to.

    Args:
        path: its name.
        mode: ``rb``, ``r+b`` or ``a+b``; only the last creates a file, with the mode 0600.
        owned: whether the file must belong to this user.

    Raises:
        OSError: it is a link, not a regular file, or belongs to someone else.
    """
    try:
        before = check_plain(path, owned=owned)
    except FileNotFoundError:
        if mode != "a+b":
            raise
        before = None
    file = cast("BinaryIO", open(path, mode, buffering=0, opener=_private))  # noqa: SIM115
    if before is not None and not os.path.samestat(before, os.fstat(file.fileno())):
        file.close()
        raise _not_plain(path)
    return file


def check_plain(path: Path, *, owned: bool = False) -> os.stat_result:
    """The status of a file. Raises ``OSError`` if it is a link, not a regular file, or (``owned``) someone else's."""
    status = path.lstat()
    theirs = owned and hasattr(os, "geteuid") and status.st_uid != os.geteuid()
    if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1 or theirs:
        raise _not_plain(path)
    return status


def text_file(path: Path) -> str:
    """A file of settings as text, in whatever way Windows has saved it.

    Raises:
        OSError: it cannot be read, or is a FIFO.
        ValueError: it is not text.
    """
    from addepar_core.utils.tables.decoding import decode

    if path.is_fifo():  # to open one would wait for another process
        raise OSError(errno.EPERM, "it is a FIFO, not a file", str(path))
    return decode(path.read_bytes())


_private = partial(os.open, mode=0o600)


def _not_plain(path: Path) -> OSError:
    reason = f"{path.name} is a link, not a file, or belongs to someone else; remove it first"
    return OSError(errno.EPERM, reason, str(path))


def rename_new(part: Path, final: Path) -> None:
    """Rename a file, unless the name is taken."""
    try:
        os.link(part, final)
    except FileExistsError:
        raise
    except OSError:
        # On a file system without links: claim the name, then replace the claim.
        os.close(os.open(final, os.O_CREAT | os.O_EXCL))
        move(part, final)


def remove_open(file: BinaryIO, path: Path) -> None:
    """Remove a file that is open here, and close it. It stays if that is not possible.

    Windows removes no open file: it is tried again when it is closed. It then stays if another program has opened it.
    """
    with file, suppress(OSError):
        path.unlink(missing_ok=True)
        return
    with suppress(OSError):
        path.unlink(missing_ok=True)


def sync_to_disk(path: Path) -> None:
    """Flush to the disk: what is recorded as done must survive a power cut."""
    for target in (path, path.parent):
        if target.is_dir() and WINDOWS:  # a folder cannot be opened there
            continue
        # Windows flushes only what is open for writing; elsewhere a file may be read-only, as the one it replaced.
        descriptor = os.open(target, os.O_RDWR if WINDOWS else os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
