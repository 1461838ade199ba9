"""Stores file contents on disk; each appears under its name only when it is complete."""

from __future__ import annotations

import hashlib
import secrets
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple, Self


class Blob(NamedTuple):
    """A stored content: its name in the folder, its length in bytes and its SHA-256 in hex."""

    name: str
    size: int
    sha256: str


class Blobs:
    """A folder of blobs.

    Args:
        folder: where to keep them; None for a temporary folder that `close` deletes.
    """

    def __init__(self, folder: Path | None) -> None:
        self._temporary = folder is None
        self._folder = Path(tempfile.mkdtemp(prefix="addepar-sandbox-")) if folder is None else folder
        self._incoming = self._folder / "incoming"
        self._incoming.mkdir(parents=True, exist_ok=True)

    def writer(self) -> BlobWriter:
        return BlobWriter(self._folder, self._incoming)

    def put(self, content: bytes) -> Blob:
        with self.writer() as writer:
            writer.write(content)
            return writer.commit()

    def path(self, name: str) -> Path:
        return self._folder / name

    def keep_only(self, names: Iterable[str]) -> None:
        """Delete what no resource refers to: halves left by a killed process, or contents of a state thrown away."""
        wanted = set(names)
        for leftover in self._incoming.iterdir():
            leftover.unlink()
        for path in self._folder.iterdir():
            if path.is_file() and path.name not in wanted:
                path.unlink()

    def close(self) -> None:
        if self._temporary:
            shutil.rmtree(self._folder, ignore_errors=True)


class BlobWriter:
    """Takes a content in pieces. Without `commit`, leaving the `with` block discards what was written."""

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

    def commit(self) -> Blob:
        self._stream.close()
        self._partial.replace(self._folder / self._partial.name)
        return Blob(self._partial.name, self._size, self._digest.hexdigest())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.close()
        self._partial.unlink(missing_ok=True)
