"""A request budget that the processes of one machine share, in an SQLite file."""

import os
import time
from collections.abc import Callable
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from addepar_core.errors.tree import BudgetStoreError, ConfigurationError
from addepar_core.pipeline.budget.ledger import SECOND, Ledger
from addepar_core.pipeline.budget.memory_store import ForkSafeLock, Work

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

T = TypeVar("T")
_BUSY_SECONDS = 30.0
_REMOVED = (
    "it was removed or replaced in use, so the requests already sent are unknown; close or end all programs that use it"
)


class SqliteStore:
    """For all processes on one machine. The file survives restarts and killed processes.

    If the file is removed or replaced while in use, requests are refused with ``BudgetStoreError``, because earlier
    requests still count at the server.

    The file must be on a local disk, not on a network drive (write-ahead log). A power cut may lose the last slots, but
    never the file. One file works for any number of firms.

    Args:
        path: the file, created with its folder if necessary.
        now: seconds since the epoch.
    """

    blocking = True

    def __init__(self, path: str | os.PathLike[str], now: Callable[[], float] = time.time) -> None:
        try:
            self.path = Path(path).expanduser()
        except RuntimeError as error:
            raise ConfigurationError(f"budget: {str(path)!r} cannot be used: {error}; pass the whole path") from None
        if str(self.path) in (":memory:", "."):
            raise ConfigurationError(
                f'budget: {str(path)!r} is not a file that others could share; "memory" is for this process alone'
            )
        self._now = now
        self._pid = os.getpid()
        self._database: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._log: tuple[int, int] | None = None
        self._left_behind: list[Any] = []
        self._lock = ForkSafeLock()

    def transact(self, key: str, work: Work[T]) -> T:
        """See ``Store``."""
        with self._locked() as database:
            database.execute("BEGIN IMMEDIATE")
            try:
                row = database.execute("SELECT state FROM budget WHERE firm = ?", (key,)).fetchone()
                ledger = Ledger.decode(row and row[0])
                result, changed = work(ledger, round(self._now() * SECOND))
                if changed:
                    database.execute("INSERT OR REPLACE INTO budget VALUES (?, ?)", (key, ledger.encode()))
                database.execute("COMMIT")
                return result
            finally:
                if database.in_transaction:
                    database.execute("ROLLBACK")

    @contextmanager
    def _locked(self) -> "Iterator[sqlite3.Connection]":
        import sqlite3

        with self._lock:
            if self._pid != os.getpid():
                # A connection inherited through a fork may be neither used nor closed.
                self._left_behind.append(self._database)
                self._database, self._pid = None, os.getpid()
            try:
                log = self.path.with_name(f"{self.path.name}-wal")
                if self._database is None:
                    self._database = self._opened()
                    self._file, self._log = _identity(self.path), _identity(log)
                elif self._file != _identity(self.path) or self._log not in (None, _identity(log)):
                    # Its slots still count at the server, and users of a new file do not know them.
                    raise ValueError(_REMOVED)
                yield self._database
            except (sqlite3.Error, OSError, ValueError) as error:
                raise BudgetStoreError(f"the request budget in {self.path} cannot be used: {error}") from None

    def _opened(self) -> "sqlite3.Connection":
        import sqlite3

        if self.path.with_name(f"{self.path.name}-wal").exists() and not self.path.exists():
            raise ValueError(f"{_REMOVED}, and remove {self.path.name}-wal and {self.path.name}-shm as well")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            with suppress(sqlite3.OperationalError):
                # A setting of the file, only for speed. If others open the file at this moment, they change it.
                database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            table = "CREATE TABLE IF NOT EXISTS budget (firm TEXT PRIMARY KEY, state BLOB NOT NULL)"
            database.executescript(f"BEGIN IMMEDIATE; {table}; COMMIT")
        except BaseException:
            database.close()
            raise
        return database

    def close(self) -> None:
        """Close the file. The next use opens it again."""
        with self._lock:
            if self._database is not None and self._pid == os.getpid():
                self._database.close()
                self._database = None

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self.path)!r})"


def _identity(path: Path) -> tuple[int, int] | None:
    """Distinguishes a file from a later one with the same name; None if there is no file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
