"""Stores file contents on disk; each appears under its name only when it is complete."""

from __future__ import annotations

import functools
import hashlib
import re
import secrets
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple, Self

_NAME = re.compile(r"[0-9a-f]{32}", re.ASCII)


class Blob(NamedTuple):
    """A stored content: its name in the folder, its length in bytes and its SHA-256 in hex."""

    name: str
    size: int
    sha256: str


class Blobs:
    """A folder of blobs. If something else deletes the folder, the next written content creates it again.

    Args:
        folder: the folder; None for a temporary one that `close` deletes.
    """

    def __init__(self, folder: Path | None) -> None:
        self._temporary = folder is None
        self.folder = Path(tempfile.mkdtemp(prefix="addepar-sandbox-")) if folder is None else folder
        self._incoming = self.folder / "incoming"
        self._unwritten: dict[str, bytes] = {}
        self._make_folders()

    def writer(self) -> BlobWriter:
        self._make_folders()
        return BlobWriter(self.folder, self._incoming)

    def put(self, content: bytes, *, lazy: bool = False) -> Blob:
        """Store a content.

        Args:
            content: the bytes.
            lazy: write the bytes to a temporary folder only when they are first read. Of the default data few are.
        """
        if lazy and self._temporary:
            name = secrets.token_hex(16)
            self._unwritten[name] = content
            return Blob(name, len(content), _sha256(content))
        with self.writer() as writer:
            writer.write(content)
            return writer.commit()

    def path(self, name: str) -> Path:
        """The path of a blob, which is written now if it was put lazily.

        Raises:
            ValueError: the name is not one of this class. Any other could lead out of the folder.
        """
        if not is_blob_name(name):
            raise ValueError(f"{name!r} is not the name of a blob")
        if (content := self._unwritten.get(name)) is not None:
            with self.writer() as writer:  # two threads may do so at once: the last rename wins, the bytes are the same
                writer.write(content)
                writer.commit(name)
            self._unwritten.pop(name, None)
        return self.folder / name

    def has(self, name: str) -> bool:
        return self.path(name).is_file()

    def keep_only(self, names: Iterable[str]) -> None:
        """Delete contents that no resource refers to: parts of a killed process, or contents of a replaced state."""
        self._make_folders()
        wanted = set(names)
        for name in self._unwritten.keys() - wanted:
            self._unwritten.pop(name, None)
        for leftover in self._incoming.iterdir():
            leftover.unlink(missing_ok=True)
        for path in self.folder.iterdir():
            if path.is_file() and path.name not in wanted:
                path.unlink(missing_ok=True)

    def close(self) -> None:
        self._unwritten.clear()
        if self._temporary:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _make_folders(self) -> None:
        # The temporary folder contains uploads, which other users of the machine must not read.
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._incoming.mkdir(exist_ok=True)


class BlobWriter:
    """Writes a content in pieces. Without `commit`, the end of the `with` block discards it."""

    def __init__(self, folder: Path, incoming: Path) -> None:
        self._folder = folder
        self._partial = incoming / secrets.token_hex(16)
        self._stream: BinaryIO = self._partial.open("wb")
        self._digest = hashlib.sha256()
        self._size = 0

    def write(self, piece: bytes | memoryview) -> None:
        self._stream.write(piece)
        self._digest.update(piece)
        self._size += len(piece)

    def commit(self, name: str | None = None) -> Blob:
        """Store the content, under a new name unless one is passed."""
        self._stream.close()
        name = name or self._partial.name
        self._partial.replace(self._folder / name)
        return Blob(name, self._size, self._digest.hexdigest())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.close()
        self._partial.unlink(missing_ok=True)


@functools.lru_cache(maxsize=32)
def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def is_blob_name(name: object) -> bool:
    return isinstance(name, str) and _NAME.fullmatch(name) is not None
