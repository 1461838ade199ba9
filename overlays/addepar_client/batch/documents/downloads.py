"""Download many files: each under its own name, never twice, never partially.

A local file counts as a file of Addepar if its name, its length and its time (the creation time in Addepar, which a
download sets) are the same. If another file has the name, the id makes it unique.
"""

import os
from collections.abc import Mapping
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from threading import Lock
from typing import Any

from addepar_api.operations import OPERATIONS
from addepar_client.transfers.download import Downloaded
from addepar_client.transfers.files import FileDownloads
from addepar_core.errors.tree import InputError
from addepar_core.flow.batches import Batch
from addepar_core.models.types import attributes_of, raw_of
from addepar_core.operations import arguments as inputs
from addepar_core.operations.batches.items import Items, Meter, Skipped, flow_of
from addepar_core.operations.batches.results import BatchResult, OnProgress
from addepar_core.utils.filesystem import safe_filename

SAME_TIME = 2.0  # the resolution of some file systems


class Places:
    """The targets of one batch of downloads: a unique name in the folder for each file."""

    def __init__(self, folder: Path, overwrite: bool) -> None:
        self._folder = folder
        self._overwrite = overwrite
        self._taken: set[str] = set()
        self._lock = Lock()

    def of(self, record: Any) -> Path:
        """The target of a file. Raises ``Skipped`` if the file exists."""
        attributes, file_id = attributes_of(record), str(raw_of(record).get("id"))
        size, moment = attributes.get("bytes"), created(record)
        name = safe_filename(str(attributes.get("name") or ""), file_id)
        plain, own = PurePath(name), self._folder / name
        with self._lock:
            is_free = self._overwrite or not os.path.lexists(own) or is_file(own, size, moment)
            if own.name.casefold() in self._taken or not is_free:
                own = self._folder / safe_filename(f"{plain.stem} ({file_id}){plain.suffix}", file_id)
                moment = None  # a name with the id belongs to this file
            self._taken.add(own.name.casefold())
        if not self._overwrite and is_file(own, size, moment, by_id=moment is None):
            raise Skipped(f"exists as {own}", own)
        return own


def is_file(path: Path, size: Any, moment: float | None, by_id: bool = False) -> bool:
    """Whether a local file is one of Addepar, by its length and time."""
    try:
        status = path.stat()
    except OSError:
        return False
    timely = moment is not None and abs(status.st_mtime - moment) <= SAME_TIME
    return status.st_size == size and (timely or by_id)


def created(record: Any) -> float | None:
    """When a file was created in Addepar, in seconds since 1970, if that can be parsed."""
    created_at = getattr(getattr(record, "attributes", None), "created_at", None)
    return created_at.timestamp() if isinstance(created_at, datetime) else None


def download_all(
    resource: Any, to: Any, files: object, filters: Mapping[str, Any], name: str | None,
    overwrite: bool, resume: bool, at_once: int, on_progress: OnProgress | None,
) -> Batch[BatchResult[Any, Downloaded]]:  # fmt: skip
    """Download the given files, or all that match the filters; see ``Files.download_all``."""
    filters = {key: value for key, value in filters.items() if value is not None}
    if files is not None and (filters or name is not None):
        raise InputError("files", "pass either files or filters, not both")
    given = None
    if files is not None:
        ids = inputs.resources("files", files, "files", also=("archived_files", "archive/files"))
        items = inputs.listed(files)
        given = [item if attributes_of(item) else one["id"] for item, one in zip(items, ids, strict=True)]
    if name is not None:
        inputs.text("name", name)

    def fetch(item: Any, meter: Meter) -> Batch[Downloaded]:
        record = item
        if isinstance(item, str):
            record = yield resource._caller.one(OPERATIONS[f"{resource._tag}_get"], {"file_id": item})
        path = places.of(record)
        flow = flow_of(FileDownloads.download)
        done: Downloaded = yield flow(resource, record, path, overwrite=overwrite, resume=resume, on_progress=meter)
        if (moment := created(record)) is not None and done.path is not None:
            os.utime(done.path, (moment, moment))
        return done

    to_do, places = Items(fetch, file_in_words, at_once, on_progress), Places(inputs.made_folder("to", to), overwrite)
    if given is None:
        records = yield from resource._caller.every(OPERATIONS[f"{resource._tag}_list"], filters)
        given = [one for one in records if name is None or fnmatchcase(_name(one), name)]
    return (yield from to_do.run(given))


def _name(record: Any) -> str:
    return str(attributes_of(record).get("name") or "")


def file_in_words(item: Any) -> str:
    """The name of a file in messages."""
    return f"file {item}" if isinstance(item, str) else f"file {raw_of(item).get('id')} ({_name(item)})"
