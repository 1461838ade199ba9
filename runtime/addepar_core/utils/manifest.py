"""Which documents a folder contains, by their ids: a hidden file with one line of JSON for each.

Names, lengths and times alone cannot distinguish two documents.
"""

import json
import os
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path, PurePath
from threading import Lock
from typing import NamedTuple

from addepar_core.utils.filesystem import open_plain, safe_filename, sync_to_disk


class Document(NamedTuple):
    """A document on a server.

    Attributes:
        owner: within which its id is unique.
        id: its id.
        name: its name, in any form; two documents may share it.
        size: its length in bytes, if known.
        created_at: when it was created, as received.
    """

    owner: str
    id: str
    name: str
    size: int | None
    created_at: str | None


class Manifest:
    """The documents of a folder, and a unique name for each further one.

    A line is appended with one write when a document is complete, so that several processes may share a folder. Lines
    that are damaged, as by a process that was killed, are left out.

    Args:
        folder: the folder.
        file_name: the name of the manifest in it.

    Raises:
        OSError: the manifest cannot be read, or is a link.
    """

    def __init__(self, folder: Path, file_name: str) -> None:
        self._folder, self._path, self._lock = folder, folder / file_name, Lock()
        self._complete = {(str(one.get("owner")), str(one.get("id"))): one for one in _lines(self._path)}
        self._owners = {str(one.get("name")).casefold(): key for key, one in self._complete.items()}

    def target(self, document: Document, *, replace: bool = False) -> tuple[Path, bool]:
        """The path of a document, and whether it was saved there before. No other document has the path.

        Args:
            document: the document.
            replace: whether to save it again, and over an existing file that no other document is known to have.
        """
        if not replace and (before := self._find(document)) is not None:
            return before, True
        key = (document.owner, document.id)
        with self._lock:
            for name in _names(safe_filename(document.name, document.id), safe_filename(document.id, "file")):
                path = self._folder / name
                is_ours = self._owners.setdefault(name.casefold(), key) == key
                if is_ours and (replace or not os.path.lexists(path)):
                    return path, False
        raise AssertionError  # pragma: no cover - there is always another name

    def add(self, document: Document, path: Path) -> None:
        """Record that a document is complete. It and the record are flushed to the disk. Raises ``OSError``."""
        sync_to_disk(path)
        of_file = {"name": path.name, "bytes": path.stat().st_size, "created_at": document.created_at}
        line = json.dumps({"owner": document.owner, "id": document.id} | of_file)
        with self._lock, open_plain(self._path, "a+b") as file:
            file.write(f"\n{line}\n".encode())  # a line of its own, even after a damaged one
            os.fsync(file.fileno())

    def _find(self, document: Document) -> Path | None:
        noted = self._complete.get((document.owner, document.id), {})
        name, size, created_at = str(noted.get("name")), noted.get("bytes"), noted.get("created_at")
        path = self._folder / safe_filename(name, document.id)
        is_same = document.size in (None, size) and (document.created_at in (None, created_at) or created_at is None)
        return path if is_same and path.name == name and path.is_file() and path.stat().st_size == size else None


def _lines(path: Path) -> Iterator[Mapping[str, object]]:
    try:
        with open_plain(path, "rb") as file:
            lines = file.read().splitlines()
    except FileNotFoundError:
        return
    for line in lines:
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if isinstance(record, dict):
            yield record


def _names(name: str, document_id: str) -> Iterator[str]:
    """``Report.pdf``, ``Report (345).pdf``, ``Report (345) 2.pdf``, and so on."""
    plain = PurePath(name)
    yield name
    yield f"{plain.stem} ({document_id}){plain.suffix}"
    yield from (f"{plain.stem} ({document_id}) {number}{plain.suffix}" for number in count(2))
