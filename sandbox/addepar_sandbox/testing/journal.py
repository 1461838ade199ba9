"""Records the requests that the sandbox received, in order."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

_SECRET_HEADERS = ("authorization", "proxy-authorization", "cookie", "x-sandbox-token")
_MAX_BODY_BYTES = 64 * 1024


@dataclass
class Entry:
    """One request and the status of its response.

    `operation` is the spec's operationId, or None if the path has no such method. `headers` are in lower case,
    credentials reduced to their scheme, or to dots if there is none. `document` is a JSON body; other bodies and very
    long ones are not kept.
    `status` is 0 until the response has been sent, and stays 0 if the client left early.
    """

    number: int
    operation: str | None
    method: str
    path: str
    query: list[tuple[str, str]]
    headers: dict[str, str]
    status: int = 0
    document: Any = field(default=None)

    def record_body(self, raw: bytes) -> None:
        if len(raw) > _MAX_BODY_BYTES:
            return
        try:
            self.document = json.loads(raw)
        except (ValueError, RecursionError):
            self.document = None

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


class Journal:
    """The entries of one sandbox, oldest first. Beyond `keep`, the oldest are dropped.

    Args:
        keep: the number of entries to keep.
    """

    def __init__(self, keep: int = 10_000) -> None:
        self._keep = keep
        self._lock = threading.Lock()
        self._entries: list[Entry] = []
        self._count = 0

    def open(
        self,
        operation: str | None,
        method: str,
        path: str,
        query: list[tuple[str, str]],
        headers: Iterable[tuple[str, str]],
    ) -> Entry:
        shown = {name: _scheme(text) if name in _SECRET_HEADERS else text for name, text in headers}
        with self._lock:
            self._count += 1
            entry = Entry(self._count, operation, method, path, query, shown)
            self._entries.append(entry)
            del self._entries[: -self._keep]
        return entry

    def calls(self, operation: str | None = None, status: int | None = None) -> list[Entry]:
        """Entries of one operation, of one status, of both, or all."""
        with self._lock:
            return [
                entry
                for entry in self._entries
                if (operation is None or entry.operation == operation) and (status is None or entry.status == status)
            ]

    def assert_called(self, operation: str, times: int | None = None, status: int | None = None) -> list[Entry]:
        """The entries of an operation. Fails unless there is at least one, or exactly `times`."""
        calls = self.calls(operation, status)
        if len(calls) != times and (times is not None or not calls):
            wanted = "at least one" if times is None else times
            raise AssertionError(f"{operation}: {len(calls)} calls, not {wanted}; calls: {self._summary()}")
        return calls

    def assert_not_called(self, operation: str) -> None:
        self.assert_called(operation, times=0)

    def assert_order(self, *operations: str) -> None:
        """Fails unless exactly these operations were called, in this order."""
        called = [entry.operation for entry in self.calls()]
        if called != list(operations):
            raise AssertionError(f"calls: {self._summary()}, not {', '.join(operations)}")

    def clear(self) -> None:
        with self._lock:
            self._entries.clear()

    def _summary(self) -> str:
        return ", ".join(f"{entry.operation or entry.method} {entry.status}" for entry in self.calls()) or "none"


def _scheme(credentials: str) -> str:
    """`Basic` or `Bearer`; anything else may itself be the secret."""
    scheme = credentials.partition(" ")[0]
    return scheme if scheme.lower() in ("basic", "bearer") else "..."
