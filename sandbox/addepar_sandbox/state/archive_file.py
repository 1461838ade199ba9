"""Saves the database and all file contents to one ZIP file, and loads them from it."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from pathlib import Path

from addepar_sandbox.state.blobs import Blobs
from addepar_sandbox.state.store import Store

_DATABASE = "state.sqlite"
_BLOBS = "blobs/"


def save(store: Store, blobs: Blobs, path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder, store.transaction():
        names = store.execute("SELECT json_extract(body, '$.blob') FROM resources WHERE body LIKE '%\"blob\"%'")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
            database = Path(folder, _DATABASE)
            store.backup(database)
            archive.write(database, _DATABASE)
            for (name,) in names:
                archive.write(blobs.path(name), _BLOBS + name)


def load(store: Store, blobs: Blobs, path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith(_BLOBS) and name.count("/") == 1]
        for name in names:
            with archive.open(name) as source, blobs.path(name.removeprefix(_BLOBS)).open("wb") as target:
                shutil.copyfileobj(source, target)
        archive.extract(_DATABASE, folder)
        store.restore(Path(folder, _DATABASE))
        blobs.keep_only(name.removeprefix(_BLOBS) for name in names)
