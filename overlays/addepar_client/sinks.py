"""Where downloaded bytes go: a file that appears when it is whole, or a file object of the caller's."""

import hashlib
import io
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from .errors import InputError, TransferError


class Writable(Protocol):
    """A binary file object to write to."""

    def write(self, data: bytes, /) -> int | None: ...


Target = str | os.PathLike[str] | Writable


class Sink:
    """Where the bytes go: into a file object of the caller's."""

    def __init__(self, file: Any = None) -> None:
        self.name = ""
        self.digest = hashlib.sha256()
        self._file = file

    def begin(self, name: str) -> None:
        self.name = name

    def write(self, chunks: list[bytes]) -> None:
        try:
            for chunk in chunks:
                self.digest.update(chunk)
                while chunk:  # an unbuffered file may take less than it is given
                    count = self._file.write(chunk)
                    chunk = b"" if count is None else chunk[count:]
        except OSError as error:
            raise TransferError(f"cannot write: {error.strerror or error}") from error

    def commit(self) -> Path | None:
        return None

    def discard(self) -> None:
        """Leave nothing unfinished behind; does nothing after ``commit``."""


class PathSink(Sink):
    """A file that appears under its name only when it is complete."""

    def __init__(self, folder: Path, name: str | None, overwrite: bool) -> None:
        super().__init__()
        self._folder = folder
        self._wanted = name
        self._overwrite = overwrite
        self._part = folder / f".{secrets.token_hex(8)}.part"
        if name is not None:
            self._check(folder / name)

    def _check(self, path: Path) -> None:
        try:
            mode = path.stat().st_mode
        except FileNotFoundError:
            return
        except OSError as error:
            raise TransferError(f"cannot write {str(path)!r}: {error.strerror}") from error
        if not stat.S_ISREG(mode):
            raise TransferError(f"{str(path)!r} is not a regular file; open it and give the file object")
        if not self._overwrite:
            raise TransferError(f"{str(path)!r} exists; give overwrite=True to replace it")

    def begin(self, name: str) -> None:
        super().begin(name)
        if self._wanted is None:
            self._wanted = name
            self._check(self._folder / name)
        try:
            self._file = self._part.open("xb")
        except OSError as error:
            raise TransferError(f"cannot write into {str(self._folder)!r}: {error.strerror}") from error

    def commit(self) -> Path:
        final = self._folder / (self._wanted or self.name)
        try:
            self._file.close()
            if self._overwrite:
                self._part.replace(final)
            else:
                _place(self._part, final)
        except FileExistsError:
            raise TransferError(f"{str(final)!r} has come into being; give overwrite=True to replace it") from None
        except OSError as error:
            raise TransferError(f"cannot write {str(final)!r}: {error.strerror}") from error
        return final

    def discard(self) -> None:
        if self._file is not None:
            with suppress(OSError):  # a full disk: the part file goes anyway
                self._file.close()
            self._part.unlink(missing_ok=True)


def _place(part: Path, final: Path) -> None:
    """Give the file its name, unless the name is taken."""
    try:
        os.link(part, final)
    except FileExistsError:
        raise
    except OSError:
        # A file system without links: claim the name, then replace the claim.
        os.close(os.open(final, os.O_CREAT | os.O_EXCL))
        part.replace(final)


def sink_for(to: Any, overwrite: bool) -> Sink:
    """The sink for a ``to=`` argument; refuses what cannot be written before anything is sent."""
    if hasattr(to, "write") and not isinstance(to, str | os.PathLike):
        if isinstance(to, io.TextIOBase):
            raise InputError("to", "the file is open as text; open it with mode 'wb'")
        return Sink(to)
    if not isinstance(to, str | os.PathLike) or not os.fspath(to) or isinstance(os.fspath(to), bytes):
        raise InputError("to", f"give a path, a folder or a binary file object, not {to!r}")
    path = Path(to)
    try:
        if overwrite and path.is_symlink():
            path = path.resolve()  # written through, as any program would
        if path.is_dir() or os.fspath(to).endswith(("/", os.sep)):
            folder, name = path, None
        else:
            folder, name = path.parent, path.name
        if not folder.is_dir():
            raise InputError("to", f"there is no folder {str(folder)!r}; make it first")
        return PathSink(folder, name, overwrite)
    except ValueError as error:
        if isinstance(error, InputError):
            raise
        raise InputError("to", f"{to!r} is no path: {error}") from error
