"""Provides the sandbox's clock, which tests can advance or freeze."""

from __future__ import annotations

import re
import threading
from datetime import UTC, date, datetime, timedelta

_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.IGNORECASE | re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Clock:
    """Time of one sandbox. Follows the machine's clock until a test advances or freezes it.

    Args:
        start: hold the clock still at this instant (text such as `2024-01-31T09:00:00Z`, or an aware
            datetime); without it the clock shows real time.
    """

    def __init__(self, start: datetime | str | None = None) -> None:
        self._lock = threading.Lock()
        self._offset = timedelta()
        self._frozen: datetime | None = None
        if start is not None:
            self.freeze(start)

    def now(self) -> datetime:
        """Current time in UTC, to the microsecond."""
        with self._lock:
            return self._now()

    def timestamp(self) -> str:
        """Current time as the API writes it, for example `2024-01-31T09:00:00Z`."""
        return format_timestamp(self.now())

    def advance(self, seconds: float) -> None:
        """Push the clock forward; a clock that is held still stays still at the later time."""
        if seconds < 0:
            raise ValueError("the sandbox clock only moves forward")
        with self._lock:
            if self._frozen is None:
                self._offset += timedelta(seconds=seconds)
            else:
                self._frozen += timedelta(seconds=seconds)

    def freeze(self, at: datetime | str | None = None) -> None:
        """Hold the clock still, now or at the given instant."""
        with self._lock:
            if at is None:
                self._frozen = self._now()
                return
            instant = parse_timestamp(at) if isinstance(at, str) else at
            if instant is None or instant.tzinfo is None:
                raise ValueError(f"not an instant with a time zone: {at!r}")
            self._frozen = instant.astimezone(UTC)

    def resume(self) -> None:
        """Let a clock that was held still run on from where it stands."""
        with self._lock:
            if self._frozen is not None:
                self._offset = self._frozen - datetime.now(UTC)
                self._frozen = None

    def _now(self) -> datetime:
        return self._frozen if self._frozen is not None else datetime.now(UTC) + self._offset


def format_timestamp(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_timestamp(text: str) -> datetime | None:
    """An instant from its ISO 8601 text, or None where the text is not one (no zone, no such day)."""
    if not _TIMESTAMP.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text.upper().replace("Z", "+00:00"))
    except ValueError:
        return None


def parse_moment(text: str) -> datetime | None:
    """An instant from its ISO 8601 text, or from that of a day, which stands for its first moment in UTC."""
    day = parse_date(text)
    return parse_timestamp(text) if day is None else datetime(day.year, day.month, day.day, tzinfo=UTC)


def parse_date(text: str) -> date | None:
    """A day from `YYYY-MM-DD`, or None where the text is anything else."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
