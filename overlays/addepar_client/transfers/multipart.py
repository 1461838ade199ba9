"""Upload files: a multipart body of known length, produced block by block while it is sent."""

import io
import json
import os
import secrets
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from addepar_core.errors.tree import InputError, TransferError
from addepar_core.flow.messages import BLOCK
from addepar_core.operations import arguments as inputs
from addepar_core.operations.inputs.values import Id
from addepar_core.utils.file_names import guess_media_type, own_name

Progress = Callable[[int, int | None], object]


class Readable(Protocol):
    """A binary file object to read from; its length is found by seeking."""

    def read(self, size: int, /) -> bytes | None: ...
    def tell(self) -> int: ...
    def seek(self, offset: int, whence: int, /) -> int: ...
    def seekable(self) -> bool: ...


Source = str | os.PathLike[str] | bytes | bytearray | memoryview | Readable
Ids = Iterable[Id] | Id


class MultipartBody:
    """The body of one upload. ``iter_blocks`` may be called again, and starts at the same position each time.

    Args:
        source: a path, bytes, or a binary file object, sent from its current position to its end.
        name: the file's name in Addepar; the default is the name of the source.
        entities, groups: ids to associate the file with.
        content_type: the media type; by default guessed from the name.
        on_progress: called with (bytes sent, total bytes) of the whole body.

    Raises:
        InputError: the source is invalid, or the name is missing or not a file name.
    """

    def __init__(
        self, source: Source, *, name: str | None, entities: Ids, groups: Ids, content_type: str | None,
        on_progress: Progress | None,
    ) -> None:  # fmt: skip
        self._open, self._size, name_of_source = _open_source(source)
        name = _checked_name(name_of_source if name is None else name)
        kind = content_type or guess_media_type(name)
        if not isinstance(kind, str) or any(not " " <= char <= "~" for char in kind):
            raise InputError("content_type", f"{kind!r} is not a media type")
        inputs.plain_callback("on_progress", on_progress)
        self.on_sent = None if on_progress is None else lambda done: on_progress(done, self.length)
        self._boundary = secrets.token_hex(16)
        metadata = json.dumps(_metadata(name, entities, groups), ensure_ascii=False).encode()
        self._before = self._head(f'name="file"; filename="{_quoted(name)}"', kind)
        last = f"\r\n--{self._boundary}--\r\n".encode()
        self._after = b"\r\n" + self._head('name="metadata"', "application/json") + metadata + last
        self.length: int = len(self._before) + self._size + len(self._after)
        self.headers = {
            "content-type": f"multipart/form-data; boundary={self._boundary}",
            "content-length": str(self.length),
        }

    def _head(self, disposition: str, kind: str) -> bytes:
        lines = [f"--{self._boundary}", f"Content-Disposition: form-data; {disposition}", f"Content-Type: {kind}"]
        return "\r\n".join([*lines, "", ""]).encode()

    def iter_blocks(self) -> Iterator[bytes]:
        """Yield the body. Raises ``TransferError`` if the source changes meanwhile."""
        yield self._before
        left = self._size
        try:
            with self._open() as file:
                version = _version(file)
                while left:
                    block = file.read(min(BLOCK, left))
                    if not block:
                        raise TransferError(
                            f"the source became {left} bytes shorter while it was sent; nothing was stored"
                        )
                    left -= len(block)
                    yield block
                if file.read(1):
                    raise TransferError("the source became longer while it was sent; nothing was stored")
                if _version(file) != version:
                    raise TransferError("the source changed while it was sent; nothing was stored")
        except OSError as error:
            raise TransferError(f"can no longer read the source: {error.strerror or error}") from error
        yield self._after

    def rewind(self) -> None:
        """Reset the caller's file object to its position, for another attempt."""
        with suppress(OSError), self._open():
            pass


def _version(file: Any) -> int | None:
    """A value that changes when anything writes to the file; None if there is no file."""
    try:
        return os.fstat(file.fileno()).st_mtime_ns
    except (AttributeError, OSError):  # an UnsupportedOperation is one
        return None


class _Borrowed:
    """The caller's file object, reset to its position and not closed."""

    def __init__(self, file: Readable, start: int) -> None:
        self._file = file
        self._start = start

    def __enter__(self) -> Readable:
        self._file.seek(self._start, io.SEEK_SET)
        return self._file

    def __exit__(self, *_: object) -> None:
        pass


def _open_source(source: Any) -> tuple[Callable[[], Any], int, str | None]:
    """How to open the source, its length in bytes, and its name."""
    if isinstance(source, bytes | bytearray | memoryview):
        if not memoryview(source).c_contiguous:
            raise InputError("source", "the memoryview has gaps; pass a copy, such as bytes(view)")
        view = memoryview(source).cast("B")
        return lambda: io.BufferedReader(_Memory(view), BLOCK), view.nbytes, None
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        try:
            status = path.stat()
        except (OSError, ValueError) as error:
            raise InputError("source", f"cannot read {str(path)!r}: {getattr(error, 'strerror', error)}") from error
        if not stat.S_ISREG(status.st_mode):
            raise InputError("source", f"{str(path)!r} is not a file; pass a file, or an open binary file object")
        if not os.access(path, os.R_OK):
            raise InputError("source", f"cannot read {str(path)!r}: no permission")
        return lambda: path.open("rb", buffering=0), status.st_size, path.name
    if not hasattr(source, "read"):
        raise InputError("source", f"pass a path, bytes or a binary file object, not {type(source).__name__}")
    if isinstance(source, io.TextIOBase):
        raise InputError("source", "the file is open as text; open it with mode 'rb'")
    if getattr(source, "closed", False):
        raise InputError("source", "the file is closed; pass an open one, or its path")
    if not (hasattr(source, "seekable") and source.seekable()):
        raise InputError("source", "its length is not known; pass a path, bytes or a seekable file object")
    start = source.tell()
    size = source.seek(0, io.SEEK_END) - start
    source.seek(start)
    return lambda: _Borrowed(source, start), max(size, 0), own_name(source)


class _Memory(io.RawIOBase):
    """Reads bytes in place; a ``BytesIO`` would copy a bytearray or memoryview."""

    def __init__(self, view: memoryview) -> None:
        self._view = view

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        count = min(len(buffer), len(self._view))
        buffer[:count] = self._view[:count]
        self._view = self._view[count:]
        return count


def _checked_name(name: str | None) -> str:
    if name is None:
        raise InputError("name", "is missing; bytes and unnamed file objects need one, such as name='report.pdf'")
    inputs.text("name", name)
    if not name.strip() or name in (".", "..") or "/" in name or "\\" in name:
        raise InputError("name", f"{name!r} is not a file name")
    return name


def _metadata(name: str, entities: Ids, groups: Ids) -> dict[str, Any]:
    associations = (("associated_entities", "entities", entities), ("associated_groups", "groups", groups))
    relationships = {
        relationship: {"data": members}
        for relationship, kind, ids in associations
        if (members := inputs.resources(kind, ids, kind))
    }
    data = {"type": "files", "attributes": {"name": name}} | ({"relationships": relationships} if relationships else {})
    return {"data": data}


def _quoted(name: str) -> str:
    """A quoted file name, as HTML forms write it."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
