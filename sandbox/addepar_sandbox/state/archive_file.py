"""Saves and loads the whole state of a sandbox as one ZIP file: the database and every blob."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from addepar_sandbox.sandbox import Sandbox

_DATABASE = "state.sqlite"
_BLOBS = "blobs/"


def save(sandbox: Sandbox, path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder, sandbox.store.transaction():
        names = sandbox.store.execute("SELECT json_extract(body, '$.blob') FROM resources WHERE body LIKE '%\"blob\"%'")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
            database = Path(folder, _DATABASE)
            sandbox.store.backup(database)
            archive.write(database, _DATABASE)
            for (name,) in names:
                archive.write(sandbox.blobs.path(name), _BLOBS + name)


def load(sandbox: Sandbox, path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith(_BLOBS) and name.count("/") == 1]
        for name in names:
            with archive.open(name) as source, sandbox.blobs.path(name.removeprefix(_BLOBS)).open("wb") as target:
                shutil.copyfileobj(source, target)
        archive.extract(_DATABASE, folder)
        sandbox.store.restore(Path(folder, _DATABASE))
        sandbox.blobs.keep_only(name.removeprefix(_BLOBS) for name in names)
