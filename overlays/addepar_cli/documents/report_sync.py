"""``addepar reports sync``: fetch every finished report exactly once, even across interruptions.

Each report takes three steps, each done completely or not at all, so that the next run sees how far it got: the ZIP
gets its name, or the folder of its PDFs; then the ZIP that was unpacked is removed; then the report is recorded as
done.
"""

import json
import os
import re
import shutil
from asyncio import to_thread
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from addepar_cli.app.app import App
from addepar_cli.batch.runner import Outcome, run_many
from addepar_cli.documents.unzip import part_of, unpack
from addepar_cli.output.formatter import as_mapping
from addepar_cli.output.progress import OnBytes
from addepar_core.utils.filesystem import safe_filename, try_lock, write_whole

STATE = ".addepar-reports.json"
VERSION = 1
COLUMNS = ("state", "id", "report_name", "completed_at", "bytes", "file")


class State:
    """Which reports have been fetched into a folder, in a small file of it that is replaced whole.

    Raises:
        UsageError: the file cannot be read, or is not this firm's.
    """

    def __init__(self, folder: Path, firm_id: str) -> None:
        self._path = folder / STATE
        for left in folder.glob(f".{STATE}.*"):  # by a process that was killed while it wrote
            left.unlink(missing_ok=True)
        try:
            kept = json.loads(self._path.read_text("utf-8"))
            version, firm, self.runs = kept["version"], kept["firm_id"], dict(kept["runs"])
        except FileNotFoundError:
            version, firm, self.runs = VERSION, firm_id, {}
        except (ValueError, KeyError, TypeError):
            message = f"{str(self._path)!r} is damaged; move it away, and what is in the folder is taken up again."
            raise click.UsageError(message) from None
        if version != VERSION:
            raise click.UsageError(f"{str(self._path)!r} was written by another version of addepar; use that one.")
        if firm != firm_id:
            raise click.UsageError(f"{str(folder)!r} holds the reports of firm {firm}, not {firm_id}; use another one.")
        self._firm = firm_id

    def note(self, run_id: str, **details: Any) -> None:
        """Keep that a report is here."""
        self.runs[run_id] = details
        kept = {"version": VERSION, "firm_id": self._firm, "runs": self.runs}
        write_whole(self._path, json.dumps(kept, indent=1, ensure_ascii=False).encode())


@dataclass(frozen=True)
class Run:
    """A finished run of a report, and where it goes.

    Attributes:
        record: as it came.
        archive: the ZIP.
        folder: its PDFs, where it is unpacked.
    """

    record: Any
    archive: Path
    folder: Path

    @classmethod
    def of(cls, record: Any, folder: Path) -> "Run":
        name = zip_name(record)
        return cls(record, folder / name, folder / name.removesuffix(".zip"))

    @property
    def id(self) -> str:
        return str(self.record.id)

    @property
    def attributes(self) -> dict[str, Any]:
        return as_mapping(self.record).get("attributes") or {}


def zip_name(record: Any) -> str:
    """The name of a run's ZIP: when it was completed, the report, and the id, so that no two are alike."""
    attributes = as_mapping(record).get("attributes") or {}
    name = str(attributes.get("report_name") or "Report").encode()[:80].decode(errors="ignore")
    whole = f"{str(attributes.get('completed_at') or 'undated')[:10]} {name} {record.id}.zip"
    return safe_filename(re.sub(r"[/\\]", "_", whole), "report.zip")


def sync(app: App, folder: Path, filters: dict[str, Any], statuses: tuple[str, ...], unzip: bool, at_once: int) -> None:
    """Fetch the runs that are not noted as fetched."""
    folder.mkdir(parents=True, exist_ok=True)
    app.to_go_on = "run the same command again; it goes on where it was"
    with _alone(folder):
        with app.client() as client:
            state = State(folder, str(client.settings.firm_id))
            records = {str(record.id): record for record in client.generated_reports.list(**filters)}
        runs = [Run.of(record, folder) for record in records.values()]
        wanted = [
            run
            for run in runs
            if run.attributes.get("status") in statuses and run.attributes.get("generated_portfolios")
        ]
        todo = [run for run in wanted if run.id not in state.runs or (unzip and run.archive.exists())]
        if here := len(wanted) - len(todo):
            app.info(f"{here} of {len(wanted)} reports were fetched before")
        if left := len(runs) - len(wanted):
            app.info(f"{left} without PDFs, or that ended otherwise than as {' or '.join(statuses)}, left out")

        async def fetch(client: Any, run: Run, on_progress: OnBytes | None) -> dict[str, Any]:
            return await _fetched(app, client, run, on_progress, state, unzip)

        def show(outcomes: list[Outcome]) -> None:
            app.out.rows([_row(outcome) for outcome in outcomes], COLUMNS)

        run_many(app, todo, fetch, name=lambda run: run.archive.name, done="fetched", at_end=show, at_once=at_once)


async def _fetched(
    app: App, client: Any, run: Run, on_progress: OnBytes | None, state: State, unzip: bool
) -> dict[str, Any]:
    place = run.folder if unzip else run.archive
    owner = next(
        (run_id for run_id, details in state.runs.items() if details.get("file") == place.name and run_id != run.id),
        None,
    )
    if owner is not None:
        raise click.ClickException(f"{place} is that of run {owner} already")
    known = state.runs.get(run.id) or {}
    size = known.get("bytes")
    if not run.folder.is_dir() and not (run.archive.exists() and run.archive.stat().st_size):
        run.archive.unlink(missing_ok=True)  # an empty one is a name that was claimed by a process that was killed
        done = await client.generated_reports.download(run.id, run.archive, resume=True, on_progress=on_progress)
        size = done.bytes
        _to_disk(run.archive)
    elif run.archive.exists():
        size = run.archive.stat().st_size
    for left in (".part", ".part.json"):
        run.archive.with_name(f".{run.archive.name}{left}").unlink(missing_ok=True)
    if unzip:
        if not run.folder.is_dir():
            await to_thread(unpack, run.archive, run.folder)
            _to_disk(run.folder)
        run.archive.unlink(missing_ok=True)
    state.note(run.id, file=place.name, bytes=size, completed_at=run.attributes.get("completed_at"))
    for portfolio in run.attributes.get("failed_portfolios") or ():
        kind, number, name = (portfolio.get(f"portfolio_{field}") for field in ("type", "id", "name"))
        app.warning(f"{place.name}: Addepar made no PDF for {kind} {number}, {name}")
    return {"bytes": size, "file": str(place)}


def _to_disk(path: Path) -> None:
    """What is noted as done has to outlive a failure of power too."""
    for target in (path, path.parent):
        if target.is_dir() and os.name == "nt":  # pragma: no cover - a folder cannot be opened there
            continue
        descriptor = os.open(target, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _row(outcome: Outcome) -> dict[str, Any]:
    run: Run = outcome.item
    cells = {"state": outcome.state, "id": run.id, "bytes": None, "file": None, "reason": outcome.reason}
    return {
        **cells,
        **{name: run.attributes.get(name) for name in ("report_name", "completed_at")},
        **(outcome.result or {}),
    }


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; a process that ends, however it ends, gives it back."""
    with (folder / f"{STATE}.lock").open("ab") as file:
        if not try_lock(file.fileno()):
            raise click.ClickException(f"another `addepar reports sync` is at work in {str(folder)!r}; wait for it")
        for left in folder.glob(part_of(folder / "*").name):
            shutil.rmtree(left, ignore_errors=True)
        yield
