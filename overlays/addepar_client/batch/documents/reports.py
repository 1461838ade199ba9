"""Fetch every finished report exactly once, even across interruptions.

A report gets an unused name, which is recorded before anything is fetched. Each further step is done completely or not
at all: the ZIP appears under its name, and is recorded; its PDFs appear in a folder; the ZIP is removed; the folder is
recorded. So the next run sees how far the last one got, and mistakes no other file for a report.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any

from addepar_api.operations import OPERATIONS
from addepar_client.transfers.files import GeneratedReports
from addepar_core.errors.tree import InputError, ProtocolError, TransferError
from addepar_core.flow.batches import Batch
from addepar_core.flow.steps import run_blocking
from addepar_core.models.types import attributes_of, id_of
from addepar_core.operations import arguments as inputs
from addepar_core.operations.batches.items import Items, Meter, flow_of
from addepar_core.operations.batches.results import BatchResult, OnProgress
from addepar_core.utils.filesystem import locked, open_plain, safe_filename, sync_to_disk, write_whole
from addepar_core.utils.manifest import is_copy
from addepar_core.utils.unzip import is_unpacked, unpack

STATE = ".addepar-reports.json"
VERSION = 1


@dataclass(frozen=True)
class FetchedReport:
    """A report that was fetched.

    Attributes:
        path: its ZIP, or the folder of its PDFs.
        bytes: the length of the ZIP, if known.
        failed_portfolios: the portfolios without a PDF, each with type, id and name.
    """

    path: Path
    bytes: int | None
    failed_portfolios: tuple[tuple[Any, Any, Any], ...] = ()


@dataclass(frozen=True)
class SyncResult(BatchResult["Run", FetchedReport]):
    """The result of the reports of a sync.

    Attributes:
        outcomes: one for each report that had not been fetched before.
        fetched_before: how many were fetched by earlier runs.
        left_out: how many have no PDFs, or another status than requested.
    """

    fetched_before: int = 0
    left_out: int = 0


@dataclass(frozen=True)
class Run:
    """A finished report run, and its target.

    Attributes:
        record: as received.
        archive: the ZIP.
        folder: its PDFs, if it is unpacked.
    """

    record: Any
    archive: Path
    folder: Path

    @property
    def id(self) -> str:
        """The run's id; empty if the record has none."""
        return id_of(self.record)

    @property
    def attributes(self) -> dict[str, Any]:
        """What the record says of it; empty if it cannot be read."""
        return attributes_of(self.record)


class State:
    """Records which reports have been fetched into a folder, in a small file that is replaced atomically.

    Attributes:
        runs: the fetched reports, by the run's id.
        claims: the names of reports in progress, by the run's id, including those of a process that was killed.
        earlier: the names of reports that a killed process may have fetched, by the run's id.

    Raises:
        InputError: the file cannot be read, or belongs to another firm.
    """

    def __init__(self, folder: Path, firm_id: str) -> None:
        self._folder = folder
        self._path = folder / STATE
        self._firm = firm_id
        self._lock = Lock()
        try:
            for left in folder.glob(f".{STATE}.*"):  # left by a process that was killed while it wrote
                left.unlink(missing_ok=True)
            with open_plain(self._path, "rb") as file:
                saved = json.loads(file.read())
            version, firm, self.runs = saved["version"], saved["firm_id"], dict(saved["runs"])
            self.claims = dict(saved.get("claims", {}))
            names = [*(run["file"] for run in self.runs.values()), *self.claims.values()]
            if any(Path(name).name != name for name in names):
                raise ValueError
        except FileNotFoundError:
            version, firm, self.runs, self.claims = VERSION, firm_id, {}, {}
        except OSError as error:
            raise InputError("to", f"cannot read {str(self._path)!r}: {error.strerror}") from error
        except (ValueError, RecursionError, KeyError, TypeError):
            problem = f"{str(self._path)!r} is damaged; move it away to fetch all reports again"
            raise InputError("to", problem) from None
        self.earlier = dict(self.claims)
        if version != VERSION:
            raise InputError("to", f"{str(self._path)!r} was written by another version of addepar; use that version")
        if firm != firm_id:
            problem = f"{str(folder)!r} contains the reports of firm {firm}, not {firm_id}; use another folder"
            raise InputError("to", problem)

    def placed(self, records: Sequence[Any]) -> list[Run]:
        """The runs, each with a unique name."""
        taken = {run["file"].removesuffix(".zip").casefold() for run in self.runs.values()}
        stems = [self._name(record, taken) for record in records]
        if self.claims:
            self._save()
        paths = [self._folder / stem for stem in stems]
        return [Run(record, Path(f"{path}.zip"), path) for record, path in zip(records, paths, strict=True)]

    def has_zip(self, run: Run) -> bool:
        """Whether the ZIP of a run was fetched, and still exists."""
        return bool(self.runs[run.id].get("file") == run.archive.name and run.archive.is_file())

    def _name(self, record: Any, taken: set[str]) -> str:
        """The name of a run's folder, and of its ZIP without the extension."""
        run_id, wanted = id_of(record), zip_name(record).removesuffix(".zip")
        if run_id in self.runs:
            return str(self.runs[run_id]["file"]).removesuffix(".zip")
        stem, number = wanted, 1
        while stem.casefold() in taken or not self._free(run_id, stem):
            number += 1
            stem = f"{wanted} ({number})"
        taken.add(stem.casefold())
        if not (self._folder / f"{self.earlier.get(run_id)}.zip").is_file():
            self.claims[run_id] = stem
        return stem

    def _free(self, run_id: str, stem: str) -> bool:
        """Whether a name is unused, or a killed process reserved it by an empty file."""
        path = self._folder / f"{stem}.zip"
        is_reserved = self.claims.get(run_id) == stem and path.is_file() and not path.stat().st_size
        return is_reserved or not any(map(os.path.lexists, (self._folder / stem, path)))

    def note(self, run_id: str, run: dict[str, Any]) -> None:
        """Record that a report has been fetched."""
        with self._lock:
            self.runs[run_id] = run
            self.claims.pop(run_id, None)
            self.earlier.pop(run_id, None)
            self._save()

    def release(self) -> None:
        """Release the names without a ZIP; those that cannot be released, the next sync uses."""
        if self.claims:
            self.claims = {run: stem for run, stem in self.claims.items() if (self._folder / f"{stem}.zip").is_file()}
            with suppress(TransferError):
                self._save()

    def _save(self) -> None:
        state = {"version": VERSION, "firm_id": self._firm, "runs": self.runs, "claims": self.claims}
        try:
            write_whole(self._path, json.dumps(state, indent=1).encode())
        except OSError as error:
            raise TransferError(f"cannot write {str(self._path)!r}: {error.strerror}") from error


def zip_name(record: Any) -> str:
    """The unique name of a run's ZIP: completion date, report and id."""
    attributes = attributes_of(record)
    name = str(attributes.get("report_name") or "Report").encode(errors="ignore")[:80].decode(errors="ignore")
    whole = f"{str(attributes.get('completed_at') or 'undated')[:10]} {name} {id_of(record)}.zip"
    return safe_filename(re.sub(r"[/\\]", "_", whole), "report.zip")


def since_moment(since: Any) -> Any:
    """The time for the API's filter; a date counts from its first second. Raises ``InputError``."""
    is_day = (isinstance(since, str) and len(since) == len("2024-01-31")) or type(since) is date
    if not is_day:
        return None if since is None else inputs.day_or_moment("since", since)
    return f"{date.fromordinal(max(inputs.parse_date('since', since).toordinal() - 1, 1))}T23:59:59Z"


def sync(
    resource: Any, to: Any, filters: Mapping[str, Any], statuses: Sequence[str], unzip: bool, at_once: int,
    on_progress: OnProgress | None,
) -> Batch[SyncResult]:  # fmt: skip
    """Fetch the runs that are not recorded as fetched; see ``GeneratedReports.sync``."""
    wanted_statuses = inputs.texts("statuses", statuses)
    items: Items[Run, FetchedReport] = Items(
        lambda run, meter: _fetched(resource, run, meter, state, unzip), lambda run: run.archive.name,
        at_once, on_progress,
    )  # fmt: skip
    folder = inputs.made_folder("to", to)
    with _alone(folder):
        state = State(folder, str(resource._caller.settings.firm_id))
        records = yield from resource._caller.every(OPERATIONS["generated_reports_list"], filters)
        records = list({id_of(record) or id(record): record for record in records}.values())
        wanted = state.placed([one for one in records if _is_odd(one) or _is_wanted(one, wanted_statuses)])
        todo = [run for run in wanted if run.id not in state.runs or (unzip and state.has_zip(run))]
        try:
            done = yield from items.run(todo)
        finally:
            state.release()
        return SyncResult(done.outcomes, len(wanted) - len(todo), len(records) - len(wanted))


def _is_odd(record: Any) -> bool:
    """Whether the record is malformed, so that its meaning is unknown."""
    return not id_of(record) or not attributes_of(record)


def _is_wanted(record: Any, statuses: tuple[str, ...]) -> bool:
    attributes = attributes_of(record)
    return attributes.get("status") in statuses and bool(attributes.get("generated_portfolios"))


def _fetched(resource: Any, run: Run, meter: Meter, state: State, unzip: bool) -> Batch[FetchedReport]:
    if _is_odd(run.record):
        raise ProtocolError("the list contains a record without an id or without attributes; the others are fetched")
    completed_at = run.attributes.get("completed_at")
    if (kept := state.runs.get(run.id)) is None:
        run.archive.unlink(missing_ok=True)  # an empty file reserves the name for a process that was killed
        yield flow_of(GeneratedReports.download)(resource, run.id, run.archive, resume=True, on_progress=meter)
        earlier = run.archive.with_name(f"{state.earlier.get(run.id)}.zip")
        if run.id in state.earlier and is_copy(earlier, run.archive):
            run.archive.unlink()
            run = Run(run.record, earlier, earlier.with_suffix(""))
        try:
            sync_to_disk(run.archive)
        except OSError:
            run.archive.unlink()  # it may have lost bytes
            raise
        for left in (".part", ".part.json"):
            run.archive.with_name(f".{run.archive.name}{left}").unlink(missing_ok=True)
        kept = {"file": run.archive.name, "bytes": run.archive.stat().st_size, "completed_at": completed_at}
        state.note(run.id, kept)
    if not unzip:
        return FetchedReport(run.archive, kept.get("bytes"), _failed_portfolios(run))
    if not os.path.lexists(run.folder):
        yield run_blocking(lambda: unpack(run.archive, run.folder))
    elif not is_unpacked(run.archive, run.folder):
        raise TransferError(f"{str(run.folder)!r} does not match {run.archive.name!r}; move it away, and sync again")
    sync_to_disk(run.folder)
    run.archive.unlink()
    state.note(run.id, kept | {"file": run.folder.name})
    return FetchedReport(run.folder, kept.get("bytes"), _failed_portfolios(run))


def _failed_portfolios(run: Run) -> tuple[tuple[Any, Any, Any], ...]:
    failed = run.attributes.get("failed_portfolios")
    portfolios = [each for each in failed if isinstance(each, Mapping)] if isinstance(failed, list) else []
    return tuple((one.get("portfolio_type"), one.get("portfolio_id"), one.get("portfolio_name")) for one in portfolios)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Lock the folder for one sync."""
    with ExitStack() as held:
        try:
            is_ours = held.enter_context(locked(folder / f"{STATE}.lock"))
        except OSError as error:
            raise TransferError(f"cannot lock {str(folder)!r}: {error.strerror}") from error
        if not is_ours:
            raise TransferError(f"another sync of reports is running in {str(folder)!r}; wait until it has finished")
        yield
