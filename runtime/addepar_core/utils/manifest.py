"""Which documents a folder contains, by their ids: a hidden file with one line of JSON for each.

Names, lengths and times alone cannot distinguish two documents.
"""

import filecmp
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path, PurePath
from threading import Lock
from typing import NamedTuple

from addepar_core.errors.tree import TransferError
from addepar_core.utils.filesystem import (
    is_still_named,
    open_plain,
    part_name,
    remove_open,
    safe_filename,
    sync_to_disk,
    try_lock,
)

_LONGEST_NAME = 200
"""Bytes, as in ``safe_filename``: a longer name would not be found again."""
_LONGEST_PART = 40
"""Characters of an id or an extension in a name."""


class Document(NamedTuple):
    """A document on a server.

    Attributes:
        owner: within which its id is unique.
        id: its id.
        name: its name, in any form; two documents may share it.
        size: its length in bytes, if known.
        created_at: when it was created, as received.
        moment: the same in seconds since 1970, if known; its file gets this time.
    """

    owner: str
    id: str
    name: str
    size: int | None
    created_at: str | None
    moment: float | None = None


class Manifest:
    """The documents of a folder, and a unique name for each further one. Use it in a ``with`` block.

    A name is recorded before its document is fetched, so that a later run resumes an unfinished part, and again when it
    is complete. Only the second counts: a file that appears under a recorded name need not be the document. If its
    process was killed between the two, the document is fetched again, and the copy is removed if the files are equal.
    Each line is appended with one write; lines that are damaged are left out.

    The manifest is locked until the block ends: two processes would give one name to two documents, or fetch one
    document twice.

    Args:
        folder: the folder.
        file_name: the name of the manifest in it.

    Raises:
        OSError: the manifest cannot be read or written, or is a link.
        TransferError: another download uses the folder.
    """

    def __init__(self, folder: Path, file_name: str) -> None:
        self._folder, self._path, self._lock = folder, folder / file_name, Lock()
        self._claims: dict[tuple[str, str], str] = {}
        self._file = open_plain(self._path, "a+b")
        try:
            if not (try_lock(self._file.fileno()) and is_still_named(self._file, self._path)):
                problem = f"another download into {str(folder)!r} is running; wait until it has finished"
                raise TransferError(f"{problem}, or use another folder")
            self._file.seek(0)
            content = self._file.read()
            records = list(_records(content))
            self._is_new = not content
            self._complete = {_key(one): one for one in records if "bytes" in one}
            recorded = {_name(one): None if one.get("released") else _key(one) for one in records}
            # A complete document keeps its name, even if its file was removed and the next download of it failed.
            recorded |= {_name(one): key for key, one in self._complete.items()}
            self._recorded = {name: key for name, key in recorded.items() if key is not None}
            self._owners = dict(self._recorded)
        except BaseException:
            self._file.close()  # which unlocks it; an interrupt that is kept, as in a notebook, would keep the lock
            raise

    def __enter__(self) -> "Manifest":
        return self

    def __exit__(self, *_: object) -> None:
        """Release the names of documents that were not fetched, and the manifest. An empty one is removed."""
        unused = [key for key, name in self._claims.items() if not os.path.lexists(self._folder / name)]
        with self._file, suppress(OSError):
            if self._is_new and len(unused) == len(self._claims):
                remove_open(self._file, self._path)
            else:
                self._append(
                    *({"owner": key[0], "id": key[1], "name": self._claims[key], "released": True} for key in unused)
                )

    def target(self, document: Document, *, replace: bool = False) -> tuple[Path, bool]:
        """The path of a document, and whether it was saved there before. No other document has the path.

        Args:
            document: the document.
            replace: whether to save it again, and over an existing file (no folder, no link) that no other document is
                known to have.

        Raises:
            TransferError: the manifest cannot be written.
        """
        if not replace and (before := self._find(document)) is not None:
            return before, True
        key = (document.owner, document.id)
        with self._lock:
            for name in _names(document):
                path = self._folder / name
                is_ours = self._owners.setdefault(name.casefold(), key) == key
                if is_ours and not os.path.lexists(path):
                    self._claim(key, name)
                    return path, False
                if is_ours and replace and path.is_file() and not path.is_symlink():
                    return path, False
        raise AssertionError  # pragma: no cover - there is always another name

    def add(self, document: Document, path: Path) -> Path:
        """Give a complete file its creation time, and record it. Both are flushed to the disk.

        Returns:
            The path, or that of an equal file that an earlier process could not record. The new file is removed then.

        Raises:
            TransferError: that failed.
        """
        try:
            if (earlier := self._earlier_copy(document, path)) is not None:
                path.unlink()
                path = earlier
                part = path.with_name(part_name(path.name))
                with suppress(FileNotFoundError):
                    if part.samefile(path):  # its process was killed before it removed the other name
                        part.unlink()
                        part.with_name(f"{part.name}.json").unlink()
            if document.moment is not None:
                with suppress(OverflowError):  # not all file systems know all times
                    os.utime(path, (document.moment, document.moment))
            sync_to_disk(path)
            of_file = {"name": path.name, "bytes": path.stat().st_size, "created_at": document.created_at}
            with self._lock:
                self._append({"owner": document.owner, "id": document.id} | of_file)
                self._claims.pop((document.owner, document.id), None)
                self._is_new = False
                os.fsync(self._file.fileno())
        except OSError as error:
            raise TransferError(f"{path} is complete, but cannot be recorded: {error.strerror}") from error
        return path

    def _earlier_copy(self, document: Document, path: Path) -> Path | None:
        key = (document.owner, document.id)
        for name in _names(document):
            earlier = self._folder / name
            if name == path.name or name.casefold() not in self._owners:
                break  # ``target`` has passed no further name
            if self._recorded.get(name.casefold()) == key and is_copy(earlier, path):
                return earlier
        return None

    def _claim(self, key: tuple[str, str], name: str) -> None:
        if self._claims.get(key) == name:
            return
        self._claims[key] = name
        try:
            self._append({"owner": key[0], "id": key[1], "name": name})
        except OSError as error:
            raise TransferError(f"cannot write into {str(self._folder)!r}: {error.strerror}") from error

    def _append(self, *records: Mapping[str, object]) -> None:
        # Lines of their own, even after a damaged one.
        content = "".join(f"\n{json.dumps(record)}\n" for record in records).encode()
        while content:  # a full disk takes a part
            content = content[self._file.write(content) :]

    def _find(self, document: Document) -> Path | None:
        recorded = self._complete.get((document.owner, document.id), {})
        name, size, created_at = str(recorded.get("name")), recorded.get("bytes"), recorded.get("created_at")
        path = self._folder / safe_filename(name, document.id)
        is_same = _size(document) in (None, size) and (document.created_at in (None, created_at) or created_at is None)
        return path if is_same and path.name == name and path.is_file() and path.stat().st_size == size else None


def is_copy(earlier: Path, path: Path) -> bool:
    """Whether a file has the content of another; a link has not."""
    if earlier == path or earlier.is_symlink() or not earlier.is_file():
        return False
    return filecmp.cmp(earlier, path, shallow=False)


def _size(document: Document) -> int | None:
    return document.size if type(document.size) is int else None


def _key(record: Mapping[str, object]) -> tuple[str, str]:
    return str(record.get("owner")), str(record.get("id"))


def _name(record: Mapping[str, object]) -> str:
    return str(record.get("name")).casefold()


def _records(content: bytes) -> Iterator[Mapping[str, object]]:
    for line in content.splitlines():
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(record, dict):
            yield record


def _names(document: Document) -> Iterator[str]:
    """``Report.pdf``, ``Report (345).pdf``, ``Report (345) 2.pdf``, and so on, none of them too long."""
    name = safe_filename(document.name, document.id)
    yield name
    plain, document_id = PurePath(name), safe_filename(document.id, "file")[-_LONGEST_PART:]
    stem, suffix = (plain.stem, plain.suffix) if len(plain.suffix) <= _LONGEST_PART else (name, "")
    for number in count(1):
        ending = f" ({document_id}){f' {number}' if number > 1 else ''}{suffix}"
        while stem and len(f"{stem}{ending}".encode()) > _LONGEST_NAME:
            stem = stem[:-1]
        yield f"{stem}{ending}"
