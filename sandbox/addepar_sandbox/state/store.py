"""Stores JSON resources in SQLite, separately for each firm and kind.

Every row has a sequence number that is never used twice. Lists are in that order, and a page cursor is the sequence
number of the last row, so rows that are added or deleted between two pages are never repeated and never hide others.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

_SCHEMA = """
CREATE TABLE IF NOT EXISTS resources (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    firm TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL,
    UNIQUE (firm, kind, id)
);
CREATE INDEX IF NOT EXISTS resources_in_order ON resources (firm, kind, seq);
CREATE TABLE IF NOT EXISTS counters (
    firm TEXT NOT NULL, kind TEXT NOT NULL, next INTEGER NOT NULL, PRIMARY KEY (firm, kind)
);
CREATE TABLE IF NOT EXISTS retired (
    firm TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (firm, kind, id)
);
"""
_COLUMNS = {"resources": "seq, firm, kind, id, body", "counters": "firm, kind, next", "retired": "firm, kind, id"}
_BATCH = 1000


class Row(NamedTuple):
    """One stored resource: its sequence number, its id and its content."""

    seq: int
    id: str
    body: dict[str, Any]


class Copy(NamedTuple):
    """The rows of a database that `Store.backup` wrote, by table, and the last sequence number that it used."""

    tables: dict[str, list[tuple[Any, ...]]]
    last: int

    def with_blobs(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The id and the content of each resource that has a blob."""
        for row in self.tables["resources"]:
            body = json.loads(row[4])
            if "blob" in body:
                yield row[3], body


def read_copy(path: Path) -> Copy:
    """Read a database that `Store.backup` wrote.

    Only the rows are read, so a view or trigger in a manipulated file has no effect.

    Raises:
        ValueError: the file is not such a database.
    """
    try:
        source = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            source.execute("PRAGMA trusted_schema = OFF")
            kinds = dict(source.execute("SELECT name, type FROM sqlite_master"))
            if any(kinds.get(table) != "table" for table in _COLUMNS):
                raise ValueError("this is not a saved state: a table is missing in its database")
            tables = {
                table: source.execute(f"SELECT {columns} FROM {table}").fetchall()  # noqa: S608 - our own names
                for table, columns in _COLUMNS.items()
            }
            last = source.execute("SELECT max(seq) FROM sqlite_sequence WHERE name = 'resources'").fetchone()[0]
        finally:
            source.close()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise ValueError(f"this is not a saved state: its database cannot be read: {error}") from None
    for _, firm, kind, resource_id, body in tables["resources"]:
        if not all(isinstance(text, str) for text in (firm, kind, resource_id, body)) or not _is_object(body):
            raise ValueError(f"this is not a saved state: the row of {kind!r} {resource_id!r} is not a resource")
    return Copy(tables, last if isinstance(last, int) else 0)


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


class Store:
    """All rows of one sandbox. Access is serialized; the changes of one `transaction` happen together or not at all.

    Args:
        path: database file, or None to keep everything in memory.
    """

    def __init__(self, path: Path | None) -> None:
        self._lock = threading.RLock()
        self._depth = 0
        self._connection = sqlite3.connect(
            ":memory:" if path is None else path, check_same_thread=False, isolation_level=None, timeout=0
        )
        try:
            self._set_up()
        except sqlite3.Error:
            self._connection.close()
            raise

    def _set_up(self) -> None:
        # Two sandboxes with one file would delete each other's uploads, so the second is refused.
        self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        # A write-ahead log survives the death of the process at any moment; NORMAL only gives up the
        # last changes when the whole machine loses power, which a sandbox may.
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.executescript(_SCHEMA)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self._lock:
            if self._depth == 0:
                self._connection.execute("BEGIN")
            self._depth += 1
            try:
                yield
            except BaseException:
                self._depth -= 1
                if self._depth == 0:
                    self._connection.execute("ROLLBACK")
                raise
            self._depth -= 1
            if self._depth == 0:
                self._connection.execute("COMMIT")

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Make other threads wait, also for what happens between and after transactions."""
        with self._lock:
            yield

    def execute(self, sql: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._connection.execute(sql, values).fetchall()

    def collection(self, firm: str, kind: str) -> Collection:
        return Collection(self, firm, kind)

    def is_empty(self) -> bool:
        return not self.execute("SELECT 1 FROM resources LIMIT 1")

    def clear(self) -> None:
        with self.transaction():
            self.execute("DELETE FROM resources")
            self.execute("DELETE FROM counters")
            self.execute("DELETE FROM retired")
            self.execute("DELETE FROM sqlite_sequence")

    def backup(self, path: Path) -> None:
        """Write a complete copy of the database to a file."""
        with self._lock:
            target = sqlite3.connect(path)
            try:
                self._connection.backup(target)
            finally:
                target.close()

    def replace_all(self, copy: Copy) -> None:
        """Replace all rows with those of a copy.

        Raises:
            ValueError: the rows contradict each other.
        """
        try:
            with self.transaction():
                self.clear()
                for table, columns in _COLUMNS.items():
                    marks = ", ".join("?" * len(columns.split(",")))
                    self._connection.executemany(
                        f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608 - our own names
                        copy.tables[table],
                    )
                # A number that was used for a row now gone is not used again.
                self.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'resources'", (copy.last,))
        except (sqlite3.IntegrityError, sqlite3.DataError) as error:
            raise ValueError(f"this is not a saved state: {error}") from None

    def blob_names(self) -> list[str]:
        """The blobs that resources refer to."""
        rows = self.execute("SELECT json_extract(body, '$.blob') FROM resources")
        return [name for (name,) in rows if isinstance(name, str)]

    def close(self) -> None:
        with self._lock:
            self._connection.close()


class Collection:
    """The rows of one kind within one firm, such as the files of firm 1."""

    def __init__(self, store: Store, firm: str, kind: str) -> None:
        self._store = store
        self._key = (firm, kind)

    def __contains__(self, resource_id: str) -> bool:
        return bool(
            self._store.execute(
                "SELECT 1 FROM resources WHERE firm = ? AND kind = ? AND id = ?", (*self._key, resource_id)
            )
        )

    def __len__(self) -> int:
        return int(self._store.execute("SELECT count(*) FROM resources WHERE firm = ? AND kind = ?", self._key)[0][0])

    def get(self, resource_id: str) -> Row | None:
        rows = self._store.execute(
            "SELECT seq, id, body FROM resources WHERE firm = ? AND kind = ? AND id = ?", (*self._key, resource_id)
        )
        return Row(rows[0][0], rows[0][1], json.loads(rows[0][2])) if rows else None

    def rows(self, after: int = 0) -> Iterator[Row]:
        """Rows in order, after the given sequence number; read in batches, so a list may be long."""
        while True:
            batch = self._store.execute(
                "SELECT seq, id, body FROM resources WHERE firm = ? AND kind = ? AND seq > ? ORDER BY seq LIMIT ?",
                (*self._key, after, _BATCH),
            )
            for seq, resource_id, body in batch:
                yield Row(seq, resource_id, json.loads(body))
            if len(batch) < _BATCH:
                return
            after = batch[-1][0]

    def matching(self, members: dict[str, str]) -> list[Row]:
        """Rows whose bodies have these values, each at its SQLite JSON path, such as `$.owner`."""
        conditions = " AND json_extract(body, ?) = ?" * len(members)
        values = [each for pair in members.items() for each in pair]
        rows = self._store.execute(
            "SELECT seq, id, body FROM resources WHERE firm = ? AND kind = ?" + conditions + " ORDER BY seq",  # noqa: S608
            (*self._key, *values),
        )
        return [Row(seq, resource_id, json.loads(body)) for seq, resource_id, body in rows]

    def add(self, resource_id: str, body: dict[str, Any]) -> Row:
        """Store a new resource.

        Raises:
            ValueError: one with this id exists already.
        """
        try:
            seq = self._store.execute(
                "INSERT INTO resources (firm, kind, id, body) VALUES (?, ?, ?, ?) RETURNING seq",
                (*self._key, resource_id, json.dumps(body)),
            )[0][0]
        except sqlite3.IntegrityError:
            firm, kind = self._key
            raise ValueError(f"{kind}: {resource_id!r} exists already in firm {firm!r}") from None
        return Row(seq, resource_id, body)

    def replace(self, resource_id: str, body: dict[str, Any]) -> None:
        self._store.execute(
            "UPDATE resources SET body = ? WHERE firm = ? AND kind = ? AND id = ?",
            (json.dumps(body), *self._key, resource_id),
        )

    def remove(self, resource_id: str) -> None:
        self._store.execute("DELETE FROM resources WHERE firm = ? AND kind = ? AND id = ?", (*self._key, resource_id))
        self._store.execute("INSERT OR IGNORE INTO retired VALUES (?, ?, ?)", (*self._key, resource_id))

    def forget(self, resource_id: str) -> None:
        """Remove a resource as if it had never existed, so that its id can be used again."""
        self._store.execute("DELETE FROM resources WHERE firm = ? AND kind = ? AND id = ?", (*self._key, resource_id))
        self._store.execute("DELETE FROM retired WHERE firm = ? AND kind = ? AND id = ?", (*self._key, resource_id))

    def next_id(self) -> str:
        """A number that no resource of this kind has or has had in this firm."""
        while True:
            number = self._store.execute(
                "INSERT INTO counters VALUES (?, ?, 2) ON CONFLICT DO UPDATE SET next = next + 1 RETURNING next - 1",
                self._key,
            )[0][0]
            if str(number) not in self and not self._is_retired(str(number)):
                return str(number)

    def _is_retired(self, resource_id: str) -> bool:
        return bool(
            self._store.execute(
                "SELECT 1 FROM retired WHERE firm = ? AND kind = ? AND id = ?", (*self._key, resource_id)
            )
        )

    def start_ids_at(self, first: int) -> None:
        self._store.execute("INSERT OR REPLACE INTO counters VALUES (?, ?, ?)", (*self._key, first))
