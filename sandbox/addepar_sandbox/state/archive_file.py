"""Saves the database and all file contents to one ZIP file, and loads them from it."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from pathlib import Path

from addepar_sandbox.state.blobs import Blobs, is_blob_name
from addepar_sandbox.state.store import Copy, Store, read_copy

_DATABASE = "state.sqlite"
_BLOBS = "blobs/"


def save(store: Store, blobs: Blobs, path: Path) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        store.transaction(),
        zipfile.ZipFile(path, "w", zipfile.ZIP_STORED, allowZip64=True) as archive,
    ):
        database = Path(folder, _DATABASE)
        store.backup(database)
        archive.write(database, _DATABASE)
        for name in sorted(set(store.blob_names())):
            if blobs.has(name):  # something else may have deleted it, and then it is missing there as well
                archive.write(blobs.path(name), _BLOBS + name)


def load(store: Store, blobs: Blobs, path: Path) -> None:
    """Load a saved state. Everything is checked before anything is changed.

    Raises:
        ValueError: the file is not a state that `save` wrote, or was changed since.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _load(store, blobs, archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, RuntimeError) as error:
        raise ValueError(f"this is not a saved state: {error}") from None


def _load(store: Store, blobs: Blobs, archive: zipfile.ZipFile) -> None:
    members = {info.filename: info for info in archive.infolist()}
    for info in members.values():
        # `save` stores; a packed member could be unpacked to any size.
        if info.compress_type != zipfile.ZIP_STORED:
            raise ValueError(f"this is not a saved state: {info.filename!r} in it is compressed")
    if _DATABASE not in members:
        raise ValueError(f"this is not a saved state: there is no {_DATABASE} in it")
    contents = {
        name.removeprefix(_BLOBS): info
        for name, info in members.items()
        if name.startswith(_BLOBS) and is_blob_name(name.removeprefix(_BLOBS))
    }
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder, _DATABASE)
        with archive.open(_DATABASE) as source, database.open("wb") as target:
            shutil.copyfileobj(source, target)
        copy = read_copy(database)
    _check_contents(copy, {name: info.file_size for name, info in contents.items()})
    for name, info in contents.items():
        with archive.open(info) as source, blobs.writer() as writer:
            while piece := source.read(1 << 20):
                writer.write(piece)
            writer.commit(name)
    with store.exclusive():
        store.replace_all(copy)
        blobs.keep_only(contents)


def _check_contents(copy: Copy, sizes: dict[str, int]) -> None:
    """Check that each file refers to a content of the archive with the right length."""
    for resource_id, body in copy.with_blobs():
        name, attributes = body["blob"], body.get("attributes")
        if not is_blob_name(name):
            raise ValueError(f"this is not a saved state: {name!r} of file {resource_id} is not the name of a blob")
        size = attributes.get("bytes") if isinstance(attributes, dict) else None
        if name in sizes and size != sizes[name]:
            raise ValueError(f"this is not a saved state: file {resource_id} says {size!r} bytes and has {sizes[name]}")
