"""Where downloaded bytes go: a file that appears when it is complete, or the caller's file object."""

import hashlib
import os
import secrets
import stat
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from addepar_core.errors.tree import InputError, TransferError
from addepar_core.transport.bodies.ranges import Validator
from addepar_core.utils.filesystem import check_plain, kept_mode, move, rename_new


class Writable(Protocol):
    """A binary file object to write to."""

    def write(self, data: bytes, /) -> int | None: ...


Target = str | os.PathLike[str] | Writable


class Sink:
    """Writes to the caller's file object.

    Attributes:
        name: the name from the server.
        bytes_written: the number of bytes written so far.
        validator: identifies the file that these bytes belong to, if an earlier call left them.
        resumable: whether an unfinished download is kept for a later call.
    """

    validator: Validator | None = None
    resumable = False

    def __init__(self, file: Any = None) -> None:
        self.name = ""
        self.bytes_written = 0
        self._digest = hashlib.sha256()
        self._file = file
        self._start: int | None = None

    def claim(self) -> None:
        """Lock a part that outlives the call. The driver knows the sink by now, so an interrupt leaves no lock."""

    def begin(self, name: str, validator: Validator | None = None) -> None:
        """Prepare to write the file that ``validator`` identifies, after the bytes that exist."""
        self.name = name
        if self._start is None:
            with suppress(OSError, AttributeError, ValueError):  # a pipe has no position
                self._start = self._file.tell()

    def write(self, data: Any) -> None:
        """Write bytes, or a view of a buffer that will be reused."""
        data = bytes(data)  # the caller's object may keep the buffer
        self._digest.update(data)
        self._put(data)

    def _put(self, data: Any) -> None:
        size = len(data)
        try:
            while data:  # an unbuffered file may write only a part
                count = self._file.write(data)
                data = b"" if count is None else data[count:]
        except OSError as error:
            raise TransferError(f"cannot write: {error.strerror or error}") from error
        self.bytes_written += size

    def sha256(self) -> str:
        """The digest of the written bytes, if they cannot be read back later; otherwise empty."""
        return self._digest.hexdigest()

    def restart(self) -> None:
        """Discard the written bytes and start again."""
        if self.bytes_written and self._file is not None:
            try:
                self._file.seek(self._start)
                self._file.truncate()
            except (OSError, AttributeError, ValueError, TypeError) as error:
                raise TransferError(
                    f"the download broke off after {self.bytes_written} bytes and must start again, but the file object"
                    " cannot seek; pass one that can, or a path"
                ) from error
        self.bytes_written = 0
        self._digest = hashlib.sha256()

    def commit(self) -> Path | None:
        return None

    def discard(self) -> None:
        """Remove an unfinished download; does nothing after ``commit``."""


class PathSink(Sink):
    """A file that appears under its name only when it is complete.

    If it replaces a file, it keeps that file's mode, also while unfinished. A new file has the mode of the umask.
    """

    def __init__(self, folder: Path, name: str | None, overwrite: bool) -> None:
        super().__init__()
        self._folder = folder
        self._wanted = name
        self._overwrite = overwrite
        self._part = folder / f".{secrets.token_hex(8)}.part"
        self._opened: list[Any] = []
        if name is not None:
            self._check(folder / name)

    def _check(self, path: Path) -> None:
        try:
            mode = path.stat().st_mode
        except FileNotFoundError:
            return
        except OSError as error:
            raise TransferError(f"cannot write {str(path)!r}: {error.strerror}") from error
        except ValueError as error:
            raise InputError("to", f"{str(path)!r} is not a path: {error}") from error
        if not stat.S_ISREG(mode):
            raise TransferError(f"{str(path)!r} is not a regular file; open it and pass the file object")
        if not self._overwrite:
            raise TransferError(f"{str(path)!r} exists; pass overwrite=True to replace it")

    def begin(self, name: str, validator: Validator | None = None) -> None:
        self.name = name
        if self._wanted is None:
            self._wanted = name
            self._check(self._folder / name)
        try:
            if self._file is None:
                self._open_part()
            self._save_metadata(validator)
        except OSError as error:
            raise TransferError(f"cannot write into {str(self._folder)!r}: {error.strerror}") from error

    def _open_part(self) -> None:
        mode, permissions = "xb", kept_mode(self._final)
        if before := check_plain(self._part, owned=True) if self.bytes_written else None:
            mode = "r+b"
        # Its owner may write to it even if the file is read-only: a later call resumes it.
        opener = partial(os.open, mode=0o666 if permissions is None else permissions | stat.S_IWUSR)
        # A single call in C: an interrupt between opening and assigning would leave the file without an owner.
        self._opened.extend(map(partial(open, mode=mode, buffering=0, opener=opener), [self._part]))
        if before is not None and not os.path.samestat(before, os.fstat(self._opened[-1].fileno())):
            raise FileExistsError(0, "the unfinished file was replaced meanwhile")
        self._file, self._start = self._opened[-1], 0
        self._file.seek(0, os.SEEK_END)

    def _save_metadata(self, validator: Validator | None) -> None:
        """Record the origin of the part, if it may outlive this call."""

    def write(self, data: Any) -> None:
        self._put(data)

    def sha256(self) -> str:
        return ""

    @property
    def _final(self) -> Path:
        return self._folder / (self._wanted or self.name)

    def commit(self) -> Path:
        final = self._final
        try:
            self._file.close()
            if self._overwrite:
                if (permissions := kept_mode(final)) is not None:
                    self._part.chmod(permissions)
                move(self._part, final)
            else:
                # If the process is killed while the file has both names, an edit of the file is one of the part too.
                self._save_metadata(None)
                rename_new(self._part, final)
        except FileExistsError:
            raise TransferError(f"{str(final)!r} was created meanwhile; pass overwrite=True to replace it") from None
        except OSError as error:
            hint = "; close the program that has it open" if isinstance(error, PermissionError) else ""
            raise TransferError(f"cannot write {str(final)!r}: {error.strerror}{hint}") from error
        return final

    def discard(self) -> None:
        for file in self._opened:
            with suppress(OSError):  # a full disk: the part file is removed anyway
                file.close()
        with suppress(OSError):
            self._part.unlink(missing_ok=True)
