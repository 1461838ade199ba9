"""Safe file names, atomic writes and locks between processes."""

import os
import re
import secrets
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


def try_lock(descriptor: int) -> bool:
    """Lock an open file, unless somebody else has; false then."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, 0, os.SEEK_SET)  # it locks where the file stands: for all to be the same byte
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def locked(path: Path) -> Iterator[bool]:
    """Hold the lock of a file, unless somebody else does: false then. A process that ends, however, gives it back."""
    with path.open("ab") as file:
        yield try_lock(file.fileno())


def to_disk(path: Path) -> None:
    """Have a file or folder, and its name, outlive a failure of power."""
    for target in (path, path.parent):
        if target.is_dir() and os.name == "nt":  # pragma: no cover - a folder cannot be opened there
            continue
        # Windows flushes only what may be written; and a folder cannot be opened for writing elsewhere.
        descriptor = os.open(target, os.O_RDONLY if target.is_dir() else os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def files_below(folder: Path) -> Iterator[Path]:
    """All files of a folder and of the folders in it, in order, without the hidden ones that programs keep there."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in sorted(names):
            path = Path(root, name)
            if not name.startswith(".") and path.is_file():
                yield path


_RESERVED = {
    *("con", "prn", "aux", "nul", "conin$", "conout$", "clock$"),
    *(f"{port}{number}" for port in ("com", "lpt") for number in "0123456789\u00b9\u00b2\u00b3"),
}


def safe_filename(name: str, fallback: str) -> str:
    """The name as a plain file name on any system: no folders, no control characters, nothing reserved."""
    base = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    base = "".join(char for char in base if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    base = re.sub(r'[<>:"|?*]', "_", base).strip().rstrip(". ")
    base = re.sub(r"^\.+", "_", base)
    if base.partition(".")[0].strip().lower() in _RESERVED:
        base = f"_{base}"
    stem, dot, extension = base.rpartition(".")
    while len(base.encode()) > 200:
        stem, extension = (stem[:-1], extension) if stem else ("", extension[:-1])
        base = f"{stem}{dot}{extension}"
    if base:
        return base
    return safe_filename(fallback, "download") if fallback != "download" else fallback


WINDOWS = sys.platform == "win32"
_TRIES = 20


def move(part: Path, target: Path) -> None:
    """Give a file or folder its final name; a file that has the name is replaced.

    Windows refuses while a virus scanner or Excel has one of the two open: that is waited for, a second at most.
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

    Args:
        path: the file; one that is there is replaced, and if it is a link, the link is.
        content: all of it.
        mode: the mode of the new file; 0o666 is cut down by the umask, any other is taken as it is.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            if mode != 0o666 and hasattr(os, "fchmod"):
                os.fchmod(file.fileno(), mode)
            file.writelines([content] if isinstance(content, bytes) else content)
            file.flush()
            os.fsync(file.fileno())
        move(part, path)
    finally:
        part.unlink(missing_ok=True)
