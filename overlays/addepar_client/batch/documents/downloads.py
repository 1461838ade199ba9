"""Download many files: each under its own name, never twice, never partially.

A manifest in the folder records the id of each file that is complete, and the next run skips exactly those.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from fnmatch import fnmatchcase
from typing import Any

from addepar_api.operations import OPERATIONS
from addepar_client.transfers.download import Downloaded
from addepar_client.transfers.files import FileDownloads
from addepar_core.errors.tree import InputError
from addepar_core.flow.batches import Batch
from addepar_core.flow.steps import run_blocking
from addepar_core.models.types import attributes_of, id_of
from addepar_core.operations import arguments as inputs
from addepar_core.operations.batches.items import Items, Meter, Skipped, flow_of, listed_id
from addepar_core.operations.batches.results import BatchResult, OnProgress
from addepar_core.utils.manifest import Document, Manifest

MANIFEST = ".addepar-files.jsonl"


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
        if files is None:
            listed_id(item)
        elif isinstance(item, str):
            record = yield resource._caller.one(OPERATIONS[f"{resource._tag}_get"], {"file_id": item})
        path, exists = manifest.target(document(record), replace=overwrite)
        if exists:
            raise Skipped(f"exists as {path}", path)
        flow = flow_of(FileDownloads.download)
        done: Downloaded = yield flow(resource, record, path, overwrite=overwrite, resume=resume, on_progress=meter)
        return replace(done, path=(yield run_blocking(lambda: manifest.add(document(record), path))))

    def document(record: Any) -> Document:
        attributes, firm_id = attributes_of(record), str(resource._caller.settings.firm_id)
        size, created_at = attributes.get("bytes"), attributes.get("created_at")
        return Document(firm_id, id_of(record), _name(record), size, created_at, created(record))

    to_do = Items(fetch, file_in_words, at_once, on_progress)
    folder = inputs.made_folder("to", to)
    try:
        manifest = Manifest(folder, MANIFEST)
    except OSError as error:
        raise InputError("to", f"cannot open {str(folder / MANIFEST)!r}: {error.strerror}") from error
    with manifest:
        if given is None:
            records = yield from resource._caller.every(OPERATIONS[f"{resource._tag}_list"], filters)
            given = [one for one in records if name is None or fnmatchcase(_name(one), name)]
        unique = {one if isinstance(one, str) else id_of(one) or id(one): one for one in given}.values()
        for record in unique:
            if id_of(record):
                # Reserve the names in the order of the list, not of the faster download.
                manifest.target(document(record), replace=overwrite)
        return (yield from to_do.run(list(unique)))


def _name(record: Any) -> str:
    return str(attributes_of(record).get("name") or "")


def file_in_words(item: Any) -> str:
    """The name of a file in messages."""
    return f"file {item}" if isinstance(item, str) else f"file {id_of(item) or 'without an id'} ({_name(item)})"
