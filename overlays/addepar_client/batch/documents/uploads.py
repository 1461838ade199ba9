"""Upload many files: skip those already there, and send each of the rest once.

An upload without a response may have arrived. It is not sent again: the next run checks before it sends.
"""

import filecmp
import os
import unicodedata
from collections.abc import Container, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from addepar_api.operations import OPERATIONS
from addepar_client.batch.documents.downloads import created
from addepar_client.transfers.files import Files
from addepar_client.transfers.multipart import Ids
from addepar_core.errors.tree import InputError, TransferError
from addepar_core.flow.batches import Batch
from addepar_core.flow.steps import run_blocking
from addepar_core.models.types import attributes_of, raw_of
from addepar_core.operations import arguments as inputs
from addepar_core.operations.batches.items import Items, Meter, Skipped, flow_of
from addepar_core.operations.batches.results import BatchResult, OnProgress
from addepar_core.utils.filesystem import files_below as files_below

_PAGE = 2000
CHANGED = ", but may have changed here since; again=True sends it"
_RELATIONS = (("associated_entities", "entities"), ("associated_groups", "groups"))


@dataclass(frozen=True)
class LocalFile:
    """A file to upload.

    Attributes:
        path: its local path.
        name: its name in Addepar.
        size: its length in bytes.
        twin: an earlier file with the same name and length, which could not be distinguished later.
        is_link: whether it is a link in a folder; such links are not followed.
    """

    path: Path
    name: str
    size: int
    twin: Path | None = None
    is_link: bool = False

    @property
    def key(self) -> tuple[str, int]:
        """Name and length, which identify the file in Addepar."""
        return unicodedata.normalize("NFC", self.name), self.size


def local_files(
    paths: Iterable[Path], name: str | None = None, followed: Container[Path] = frozenset()
) -> list[LocalFile]:
    """The files to upload, each once. Raises ``InputError`` if one cannot be read.

    Args:
        paths: their local paths.
        name: the name in Addepar.
        followed: the paths that may be links, because the caller named them; others are not followed.
    """
    files: list[LocalFile] = []
    first: dict[tuple[str, int], Path] = {}
    for path in {path.absolute(): path for path in paths}.values():
        if path.is_symlink() and path not in followed:
            files.append(LocalFile(path, name or path.name, 0, is_link=True))
            continue
        try:
            local = LocalFile(path, name or path.name, path.stat().st_size)
        except OSError as error:
            raise InputError("folder", f"cannot read {str(path)!r}: {error.strerror}. Nothing was sent.") from error
        twin = first.setdefault(local.key, path)
        files.append(LocalFile(local.path, local.name, local.size, None if twin is path else twin))
    return files


def upload_folder(
    resource: Any, folder: Any, *, entities: Ids, groups: Ids, again: bool, at_once: int, on_progress: OnProgress | None
) -> Batch[BatchResult[LocalFile, Any]]:
    """Upload the files of a folder, except those that Addepar already has; see ``Files.upload_folder``."""
    if isinstance(folder, list | tuple) and all(isinstance(each, LocalFile) for each in folder):
        files = list(folder)
    elif isinstance(folder, str | os.PathLike) and os.fspath(folder) and Path(folder).is_dir():
        files = local_files(files_below(Path(folder)))
    else:
        raise InputError("folder", f"{folder!r} is neither a folder nor a list of LocalFile; nothing was sent")
    there: dict[tuple[str, int], tuple[str, float | None]] = {}
    records = {"entities": entities, "groups": groups}
    links = {kind: [each["id"] for each in inputs.resources(kind, ids, kind)] for kind, ids in records.items()}

    def send(local: LocalFile, meter: Meter) -> Batch[Any]:
        if local.is_link:
            raise Skipped("is a link; links in a folder are not followed")
        if (twin := local.twin) is not None:
            if (yield run_blocking(lambda: filecmp.cmp(local.path, twin, shallow=False))):
                raise Skipped(f"is the same as {twin}", there.get(local.key, (None,))[0])
            raise TransferError(f"has the same name and length as {twin}, but other contents; give it another name")
        if (present := there.get(local.key)) is not None:
            file_id, moment = present
            # Times in Addepar have no fractions: a file that was written in the second of its upload counts as newer.
            newer = moment is not None and local.path.stat().st_mtime > moment
            raise Skipped(f"exists as file {file_id}{CHANGED * newer}", file_id)
        return (yield flow_of(Files.upload)(resource, local.path, name=local.name, on_progress=meter, **links))

    items = Items(send, lambda local: str(local.path), at_once, on_progress, writes=True)
    if files and not again:
        there.update((yield from _present(resource._caller, links)))
    return (yield from items.run(files))


def _present(caller: Any, links: dict[str, list[str]]) -> Batch[dict[tuple[str, int], tuple[str, float | None]]]:
    """Id and time of existing files by name and length: the latest that belongs to all entities and groups."""
    name, ids = ("entity_id", links["entities"]) if links["entities"] else ("group_id", links["groups"])
    where = {"page_limit": _PAGE, name: next(iter(ids), None)}
    by_name: dict[tuple[str, int], tuple[str, float | None]] = {}
    for record in (yield from caller.every(OPERATIONS["files_list"], where)):
        raw, attributes = raw_of(record), attributes_of(record)
        relations = raw_of(raw.get("relationships"))
        if all(set(links[kind]) <= _ids(relations.get(relation)) for relation, kind in _RELATIONS):
            own_name = unicodedata.normalize("NFC", str(attributes.get("name")))
            key, file = (own_name, attributes.get("bytes", -1)), (str(raw.get("id")), created(record))
            by_name[key] = max(by_name.get(key, file), file, key=lambda each: each[1] or 0.0)
    return by_name


def _ids(relation: Any) -> set[str]:
    members = relation.get("data") if isinstance(relation, dict) else None
    return {str(member.get("id")) for member in members or [] if isinstance(member, dict)}
