"""Fetch every finished report exactly once, even across interruptions.

Each report takes three steps, each done completely or not at all, so that the next run sees how far it got: the ZIP
gets its name, or the folder of its PDFs; then the ZIP that was unpacked is removed; then the report is recorded as
done.
"""

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from threading import Lock
from typing import Any

from addepar_api.operations import OPERATIONS
from addepar_client.resources.files import GeneratedReports
from addepar_core.batches.items import Items, Meter, flow_of
from addepar_core.batches.results import BatchResult, OnProgress
from addepar_core.errors.tree import InputError, ProtocolError, TransferError
from addepar_core.flow.actions import run_blocking
from addepar_core.flow.batches import Batch
from addepar_core.models.types import attributes_of, raw_of
from addepar_core.operations import arguments as inputs
from addepar_core.utils.filesystem import locked, open_plain, safe_filename, sync_to_disk, write_whole
from addepar_core.utils.unzip import part_of, unpack

STATE = ".addepar-reports.json"
VERSION = 1


@dataclass(frozen=True)
class FetchedReport:
    """A report that was fetched.

    Attributes:
        path: its ZIP, or the folder of its PDFs.
        bytes: the length of the ZIP, if that is known.
        failed_portfolios: those for which Addepar made no PDF, each with type, id and name.
    """

    path: Path
    bytes: int | None
    failed_portfolios: tuple[tuple[Any, Any, Any], ...] = ()


@dataclass(frozen=True)
class SyncResult(BatchResult["Run", FetchedReport]):
    """What became of the reports of a sync.

    Attributes:
        outcomes: one for each report that had to be fetched.
        fetched_before: how many were fetched by earlier runs.
        left_out: how many have no PDFs, or a status that was not asked for.
    """

    fetched_before: int = 0
    left_out: int = 0


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
        """The run's id; empty if the record has none."""
        found = raw_of(self.record).get("id")
        return str(found) if isinstance(found, str | int) else ""

    @property
    def attributes(self) -> dict[str, Any]:
        """What the record says of it; empty if it cannot be read."""
        return attributes_of(self.record)

    @property
    def is_odd(self) -> bool:
        """Whether the record is not what a record is, so that nobody can say what it stands for."""
        return not self.id or not self.attributes


class State:
    """Which reports have been fetched into a folder, in a small file of it that is replaced whole.

    Raises:
        InputError: the file cannot be read, or is of another firm.
    """

    def __init__(self, folder: Path, firm_id: str) -> None:
        self._path = folder / STATE
        self._firm = firm_id
        self._lock = Lock()
        for left in folder.glob(f".{STATE}.*"):  # by a process that was killed while it wrote
            left.unlink(missing_ok=True)
        try:
            with open_plain(self._path, "rb") as file:
                kept = json.loads(file.read())
            version, firm, self.runs = kept["version"], kept["firm_id"], dict(kept["runs"])
        except FileNotFoundError:
            version, firm, self.runs = VERSION, firm_id, {}
        except OSError as error:
            raise InputError("to", f"cannot read {str(self._path)!r}: {error.strerror}") from error
        except (ValueError, KeyError, TypeError):
            problem = f"{str(self._path)!r} is damaged; move it away, and what is in the folder is taken up again"
            raise InputError("to", problem) from None
        if version != VERSION:
            raise InputError("to", f"{str(self._path)!r} was written by another version of addepar; use that one")
        if firm != firm_id:
            problem = f"{str(folder)!r} holds the reports of firm {firm}, not {firm_id}; use another folder"
            raise InputError("to", problem)

    def owner(self, name: str, run_id: str) -> str | None:
        """The other run that a file or folder belongs to, if it belongs to one."""
        return next((key for key, kept in list(self.runs.items()) if kept.get("file") == name and key != run_id), None)

    def note(self, run_id: str, **details: Any) -> None:
        """Keep that a report is here."""
        with self._lock:
            self.runs[run_id] = details
            kept = {"version": VERSION, "firm_id": self._firm, "runs": self.runs}
            write_whole(self._path, json.dumps(kept, indent=1).encode())


def zip_name(record: Any) -> str:
    """The name of a run's ZIP: when it was completed, the report, and the id, so that no two are alike."""
    attributes = attributes_of(record)
    name = str(attributes.get("report_name") or "Report").encode(errors="ignore")[:80].decode(errors="ignore")
    whole = f"{str(attributes.get('completed_at') or 'undated')[:10]} {name} {raw_of(record).get('id')}.zip"
    return safe_filename(re.sub(r"[/\\]", "_", whole), "report.zip")


def since_moment(since: Any) -> Any:
    """The moment after which the API shall look: a day counts from its first second. Raises ``InputError``."""
    is_day = (isinstance(since, str) and len(since) == len("2024-01-31")) or type(since) is date
    if not is_day:
        return since
    return f"{inputs.parse_date('since', since) - timedelta(days=1)}T23:59:59Z"


def sync(
    resource: Any, to: Any, filters: Mapping[str, Any], statuses: Sequence[str], unzip: bool, at_once: int,
    on_progress: OnProgress | None,
) -> Batch[SyncResult]:  # fmt: skip
    """Fetch the runs that are not noted as fetched; see ``GeneratedReports.sync``."""
    wanted_statuses = (statuses,) if isinstance(statuses, str) else tuple(statuses)
    items = Items(lambda run, meter: _fetched(resource, run, meter, state, unzip), _named, at_once, on_progress)
    state: State

    def batch() -> Batch[SyncResult]:
        nonlocal state
        folder = inputs.made_folder("to", to)
        with _alone(folder):
            state = State(folder, str(resource._caller.settings.firm_id))
            given = {key: value for key, value in filters.items() if value is not None}
            records = yield from resource._caller.every(OPERATIONS["generated_reports_list"], given)
            runs = [Run.of(record, folder) for record in records]
            runs = list({run.id or id(run): run for run in runs}.values())
            wanted = [run for run in runs if run.is_odd or _is_wanted(run, wanted_statuses)]
            todo = [run for run in wanted if run.id not in state.runs or (unzip and run.archive.exists())]
            done = yield from items.run(todo)
            return SyncResult(done.outcomes, len(wanted) - len(todo), len(runs) - len(wanted))

    return batch()


def _named(run: Run) -> str:
    return run.archive.name


def _is_wanted(run: Run, statuses: tuple[str, ...]) -> bool:
    return run.attributes.get("status") in statuses and bool(run.attributes.get("generated_portfolios"))


def _fetched(resource: Any, run: Run, meter: Meter, state: State, unzip: bool) -> Batch[FetchedReport]:
    place = run.folder if unzip else run.archive
    if run.is_odd:
        raise ProtocolError("the list holds a record without an id or without attributes; the others are fetched")
    if (owner := state.owner(place.name, run.id)) is not None:
        raise TransferError(f"{place} is that of run {owner} already")
    size = (state.runs.get(run.id) or {}).get("bytes")
    if not run.folder.is_dir() and not (run.archive.exists() and run.archive.stat().st_size):
        run.archive.unlink(missing_ok=True)  # an empty one is a name that was claimed by a process that was killed
        flow = flow_of(GeneratedReports.download)
        size = (yield flow(resource, run.id, run.archive, resume=True, on_progress=meter)).bytes
        sync_to_disk(run.archive)
    elif run.archive.exists():
        size = run.archive.stat().st_size
    for left in (".part", ".part.json"):
        run.archive.with_name(f".{run.archive.name}{left}").unlink(missing_ok=True)
    if unzip:
        if not run.folder.is_dir():
            yield run_blocking(lambda: unpack(run.archive, run.folder))
            sync_to_disk(run.folder)
        run.archive.unlink(missing_ok=True)
    state.note(run.id, file=place.name, bytes=size, completed_at=run.attributes.get("completed_at"))
    return FetchedReport(place, size, _failed_portfolios(run))


def _failed_portfolios(run: Run) -> tuple[tuple[Any, Any, Any], ...]:
    failed = run.attributes.get("failed_portfolios")
    told = [each for each in failed if isinstance(each, Mapping)] if isinstance(failed, list) else []
    return tuple((one.get("portfolio_type"), one.get("portfolio_id"), one.get("portfolio_name")) for one in told)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Have the folder for one sync at a time, without what a killed one left half unpacked."""
    with ExitStack() as held:
        try:
            is_ours = held.enter_context(locked(folder / f"{STATE}.lock"))
        except OSError as error:
            raise TransferError(f"cannot lock {str(folder)!r}: {error.strerror}") from error
        if not is_ours:
            raise TransferError(f"another sync of reports is at work in {str(folder)!r}; wait for it")
        for left in folder.glob(part_of(folder / "*").name):
            shutil.rmtree(left, ignore_errors=True)
        yield
