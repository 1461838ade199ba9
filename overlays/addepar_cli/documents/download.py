"""Download many files: each under its own name, never twice, never partially.

A local file counts as a file of Addepar if its name, its length and its time (the creation time in Addepar, which a
download sets) are the same. If another file has the name, the id makes it unique.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import Any

import click

from addepar_cli.app.app import App
from addepar_cli.batch.runner import Outcome, Skipped, run_many
from addepar_cli.output.formatter import as_mapping
from addepar_cli.output.progress import OnBytes
from addepar_core.utils.filesystem import safe_filename

COLUMNS = ("state", "id", "bytes", "file")
_SAME_TIME = 2.0  # what some file systems round to


@dataclass
class DownloadTargets:
    """Where downloads go.

    Attributes:
        folder: the folder for all of them; None where there is one file to write.
        file: that one file.
        overwrite: whether what is there may be replaced.
    """

    folder: Path | None
    file: Path | None
    overwrite: bool
    _taken: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, to: str, single: bool, overwrite: bool) -> "DownloadTargets":
        """What ``-o`` means, for one file or for several; makes the folder."""
        path = Path(to)
        if single and not path.is_dir() and not to.endswith(("/", os.sep)):
            return cls(None, path, overwrite)
        if path.exists() and not path.is_dir():
            raise click.UsageError(f"several files need a folder, and {to!r} is none. Nothing was sent.")
        path.mkdir(parents=True, exist_ok=True)
        return cls(path, None, overwrite)

    def place(self, record: Any) -> Path:
        """Where a file goes. Raises ``Skipped`` if it is there."""
        raw = as_mapping(record)
        attributes, file_id = raw.get("attributes") or {}, str(raw["id"])
        size, moment = attributes.get("bytes"), created(record)
        if self.file is not None:
            if not self.overwrite and _same(self.file, size, moment):
                raise Skipped("is there already")
            return self.file
        assert self.folder is not None  # noqa: S101 - it is one or the other
        name = safe_filename(str(attributes.get("name") or ""), file_id)
        plain, own = PurePath(name), self.folder / name
        if own.name.casefold() in self._taken or not (self.overwrite or _free(own) or _same(own, size, moment)):
            own = self.folder / safe_filename(f"{plain.stem} ({file_id}){plain.suffix}", file_id)
            moment = None  # with the id in its name it is this one
        self._taken.add(own.name.casefold())
        if not self.overwrite and _same(own, size, moment, by_id=moment is None):
            raise Skipped(f"is there already as {own}")
        return own


def _free(path: Path) -> bool:
    return not os.path.lexists(path)


def _same(path: Path, size: Any, moment: float | None, by_id: bool = False) -> bool:
    try:
        status = path.stat()
    except OSError:
        return False
    timely = moment is not None and abs(status.st_mtime - moment) <= _SAME_TIME
    return status.st_size == size and (timely or by_id)


def created(record: Any) -> float | None:
    """When a file came into being in Addepar, in seconds since 1970, where that can be read."""
    created_at = getattr(record.attributes, "created_at", None)
    return created_at.timestamp() if isinstance(created_at, datetime) else None


def download(
    app: App, resource: str, ids: Sequence[str], filters: dict[str, Any], *, to: str, overwrite: bool, resume: bool,
    at_once: int, pattern: str | None, everything: bool,
) -> None:  # fmt: skip
    """Download files by their ids, or all that the filters let through."""
    filters = {name: value for name, value in filters.items() if value is not None}
    narrowed = bool(filters or pattern)
    if bool(ids) + narrowed + everything != 1:
        raise click.UsageError("Give ids, or filters, or --all.")
    targets = DownloadTargets.of(to, len(ids) == 1, overwrite)
    items: list[Any] = list(dict.fromkeys(ids))
    if not ids:
        with app.client() as client:
            records = getattr(client, resource).list(**filters)
            items = [record for record in records if pattern is None or fnmatchcase(_name(record), pattern)]

    async def fetch(client: Any, item: Any, on_progress: OnBytes | None) -> dict[str, Any]:
        files = getattr(client, resource)
        record = await files.get(item) if isinstance(item, str) else item
        path = targets.place(record)
        done = await files.download(record, path, overwrite=overwrite, resume=resume, on_progress=on_progress)
        if (moment := created(record)) is not None:
            os.utime(done.path, (moment, moment))
        return {"id": str(record.id), "bytes": done.bytes, "file": str(done.path)}

    def show(outcomes: list[Outcome]) -> None:
        app.out.rows([row(outcome) for outcome in outcomes], COLUMNS)

    if resume:
        app.to_go_on = "run the same command again; it goes on where it was"
    run_many(app, items, fetch, name=_called, done="downloaded", at_end=show, at_once=at_once)


def row(outcome: Outcome) -> dict[str, Any]:
    """What became of one download."""
    record_id = outcome.item if isinstance(outcome.item, str) else str(outcome.item.id)
    cells = {"state": outcome.state, "id": record_id, "bytes": None, "file": None, "reason": outcome.reason}
    return cells | (outcome.result or {})


def _name(record: Any) -> str:
    return str((as_mapping(record).get("attributes") or {}).get("name") or "")


def _called(item: Any) -> str:
    return f"file {item}" if isinstance(item, str) else f"file {item.id} ({_name(item)})"
