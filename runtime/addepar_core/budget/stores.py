"""Stores for a firm's request budget: this process, a file of this machine, or a Redis server.

Why SQLite and Redis are used directly and not through pyrate-limiter 4.5.1, which was tried first:

- Its buckets admit or refuse at once. There is nothing to reserve, give back, block until a time or look
  at, so a waiter tries again and again and may starve (28, 142, 0 and 0 requests for four processes).
- ``SQLiteBucket`` goes over the limit without its file lock, and the lock needs an old release of filelock.
- ``RedisBucket`` counts up to the time that the caller brings along: of two callers whose requests overtake
  each other, or whose machines' clocks differ, the earlier does not see the later. 200 ms between two
  machines let 100 through where 50 were allowed.

Here each change is one transaction of the store itself, with one clock, taken inside of it, and all three
stores share one decision. What is left to do per store is to load, save and lock.
"""

import os
import re
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from addepar_core.budget.ledger import SECOND, Ledger
from addepar_core.budget.limiter import Budget, Store
from addepar_core.errors.known_secrets import remember_secret
from addepar_core.errors.redaction import mask, redact
from addepar_core.errors.tree import BudgetStoreError, ConfigurationError
from addepar_core.flow.steps import Clock

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

T = TypeVar("T")
Work = Callable[[Ledger, int], tuple[T, bool]]
_BUSY_SECONDS = 30.0
_REDIS_SECONDS = 5.0
_REMOVED = "it was removed or replaced in use, and what was sent is not known any more; close or end all that use it"
_ALMOST_AN_ADDRESS = r"(?i)(rediss?|unix|sqlite|file)(:(?!//)|//)|[a-z][a-z0-9+.-]+:/(?!/)"


def budget_for(setting: Any, *, root: str, firm_id: str, limits: Iterable[tuple[int, float]], clock: Clock) -> Budget:
    """The budget of a firm, shared by all who give the same API root and firm to the same store.

    Raises:
        ConfigurationError: names the argument and the fix.
    """
    return Budget(store_for(setting, clock), f"{root} {firm_id}", limits, clock=clock)


def store_for(setting: Any, clock: Clock) -> Store:
    """The store meant by a ``budget=`` argument.

    Args:
        setting: ``"memory"``; a path or ``sqlite:///path``; ``redis://``, ``rediss://`` or
            ``unix://`` (as redis-py reads them); or a store.
        clock: the client's; clients of equal clocks share the memory of this process.

    Raises:
        ConfigurationError: it is none of these, or needs an extra that is not installed.
    """
    if setting == "memory":
        return shared_memory(clock.now)
    # One slash too few must not make a file of it, whose name holds the password.
    if isinstance(setting, str) and re.match(_ALMOST_AN_ADDRESS, setting):
        raise ConfigurationError(
            "budget: this is neither a path nor an address; two slashes follow the colon of an address, as in"
            " redis://:password@host:6379/0 (three in sqlite:///path)"
        )
    if isinstance(setting, str) and setting.startswith(("redis://", "rediss://", "unix://")):
        return RedisStore.from_url(setting)
    if isinstance(setting, str) and setting.startswith("sqlite:///"):
        return SqliteStore(setting.removeprefix("sqlite:///"), clock.wall)
    if isinstance(setting, os.PathLike) or (isinstance(setting, str) and setting and "://" not in setting):
        return SqliteStore(setting, clock.wall)
    if hasattr(setting, "transact") and hasattr(setting, "blocking"):
        return setting  # type: ignore[no-any-return]
    raise ConfigurationError('budget: give "off", "memory", the path of a file, "redis://host:port/0", or a store')


class _Lock:
    """A lock that is open in a forked child, whoever held it in the parent."""

    def __init__(self) -> None:
        self._renew()

    def _renew(self) -> None:
        self._pid = os.getpid()
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        if self._pid != os.getpid():
            self._renew()
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()


class MemoryStore:
    """For all threads and tasks of this process; a forked child continues alone, from a copy."""

    blocking = False

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._ledgers: dict[str, Ledger] = {}
        self._lock = _Lock()

    def transact(self, key: str, work: Work[T]) -> T:
        """See ``Store``."""
        with self._lock:
            ledger = self._ledgers.get(key)
            if ledger is None:
                ledger = self._ledgers[key] = Ledger()
            return work(ledger, round(self._now() * SECOND))[0]

    def close(self) -> None:
        """Nothing to do: the budget outlives the clients that share it."""


_memories: dict[Callable[[], float], MemoryStore] = {}


def shared_memory(now: Callable[[], float] = time.monotonic) -> MemoryStore:
    """The one memory that all clients of this process and clock share."""
    return _memories.setdefault(now, _memories.get(now) or MemoryStore(now))


class SqliteStore:
    """For all processes of one machine; the file survives restarts, and a killed process takes nothing with it.

    If the file is removed or replaced while it is used, requests are refused with ``BudgetStoreError``: what was sent
    still counts at the server.

    The file must be on a disk of the machine, not on a network drive (write-ahead log). A power cut may lose the last
    places written, never the file. One file serves any number of firms.

    Args:
        path: the file; made, with its folder, where it is missing.
        now: seconds since the epoch.
    """

    blocking = True

    def __init__(self, path: str | os.PathLike[str], now: Callable[[], float] = time.time) -> None:
        try:
            self.path = Path(path).expanduser()
        except RuntimeError as error:
            raise ConfigurationError(f"budget: {str(path)!r} cannot be used: {error}; give the whole path") from None
        if str(self.path) in (":memory:", "."):
            raise ConfigurationError(
                f'budget: {str(path)!r} is not a file that others could share; "memory" is for this process alone'
            )
        self._now = now
        self._pid = os.getpid()
        self._database: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._left_behind: list[Any] = []
        self._lock = _Lock()

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
                # A connection that came through a fork may be neither used nor closed.
                self._left_behind.append(self._database)
                self._database, self._pid = None, os.getpid()
            try:
                if self._database is None:
                    self._database = self._opened()
                    self._file = _identity(self.path)
                elif self._file != _identity(self.path):
                    # Its places still count at the server, and who opens the next file does not know them.
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
                # It is the file's, and for speed alone. Where others open the file at this moment, they change it.
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
    """What tells a file from another that takes its name later; None if there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


class RedisStore:
    """For many machines: the server's clock, one key for each firm, changed by WATCH and EXEC.

    A change that another got ahead of is decided again, so a process that dies takes nothing with it.
    The key expires once nothing in it counts.

    Args:
        client: a ``redis.Redis`` that does not decode its responses.
    """

    blocking = True

    def __init__(self, client: Any) -> None:
        self._client = client
        self._lock = _Lock()  # threads of one process need not get in each other's way

    @classmethod
    def from_url(cls, url: str) -> "RedisStore":
        """A store at an address such as ``redis://host:6379/0``.

        Raises:
            ConfigurationError: it is not such an address; the message does not repeat it, for it may hold a password.
        """
        try:
            import redis
        except ModuleNotFoundError:
            raise ConfigurationError('budget: Redis needs an extra, pip install "addepar-client[redis]"') from None
        options = {"socket_timeout": _REDIS_SECONDS, "socket_connect_timeout": _REDIS_SECONDS}
        try:
            parts = urlsplit(url)
            # Whatever comes before the last @ is meant as user and password, wherever the library would look for them.
            if url.rpartition("@")[0].rpartition("//")[2] != parts.netloc.rpartition("@")[0] and not re.search(
                r"[?&](password|username)=[^&]*@[^&]*(&|$)", url
            ):
                raise ValueError
            words = [parts.password or "", *(value for _, value in parse_qsl(parts.query))]
            remember_secret(*mask([*words, *map(unquote, words)]))
            return cls(redis.Redis.from_url(url, **options))
        except ValueError:
            raise ConfigurationError(
                "budget: this is not an address such as redis://:password@host:6379/0; write / ? # @ and % in the"
                " password as %2F %3F %23 %40 and %25"
            ) from None

    def transact(self, key: str, work: Work[T]) -> T:
        """See ``Store``."""
        import redis

        name = f"addepar-budget:{key}"

        def attempt(pipe: Any) -> T:
            seconds, micros = pipe.time()
            now = seconds * SECOND + micros
            ledger = Ledger.decode(pipe.get(name))
            result, changed = work(ledger, now)
            pipe.multi()
            if changed:
                pipe.set(name, ledger.encode(), px=ledger.lifetime(now) // 1000 + 1)
            return result

        try:
            with self._lock:
                result: T = self._client.transaction(attempt, name, value_from_callable=True)
                return result
        except (redis.RedisError, ValueError) as error:
            raise BudgetStoreError(
                f"the request budget on the Redis server cannot be used: {redact(str(error))}"
            ) from None

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(...)"
