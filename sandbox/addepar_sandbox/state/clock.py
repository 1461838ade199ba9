"""Provides the sandbox's clock, which tests can advance or freeze."""

from __future__ import annotations

import re
import threading
from datetime import UTC, date, datetime, timedelta

_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.IGNORECASE | re.ASCII)
# Far enough from both ends of the calendar that nothing which counts from now on can leave it.
_EARLIEST, _LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Clock:
    """The clock of one sandbox. It follows the machine's clock until a test advances or freezes it.

    Args:
        start: freeze the clock at this time (text such as `2024-01-31T09:00:00Z`, or an aware datetime); without it the
            clock shows real time.
    """

    def __init__(self, start: datetime | str | None = None) -> None:
        self._lock = threading.Lock()
        self._offset = timedelta()
        self._frozen: datetime | None = None
        if start is not None:
            self.freeze(start)

    def now(self) -> datetime:
        """The current time in UTC, to the microsecond."""
        with self._lock:
            return self._now()

    def timestamp(self) -> str:
        """Current time as the API writes it, for example `2024-01-31T09:00:00Z`."""
        return format_timestamp(self.now())

    def advance(self, seconds: float) -> None:
        """Advance the clock. A frozen clock stays frozen at the later time.

        Raises:
            ValueError: for anything but a number of seconds from 0 up that ends before the year 9000.
        """
        if not isinstance(seconds, int | float) or isinstance(seconds, bool) or not seconds >= 0:
            raise ValueError(f"the sandbox clock moves forward by a number of seconds, not by {seconds!r}")
        with self._lock:
            try:
                step = timedelta(seconds=seconds)
                _checked(self._now() + step)
            except OverflowError:
                raise ValueError(f"{seconds} seconds from now are beyond the year {_LATEST.year}") from None
            if self._frozen is None:
                self._offset += step
            else:
                self._frozen += step

    def freeze(self, at: datetime | str | None = None) -> None:
        """Freeze the clock, now or at the given time.

        Raises:
            ValueError: for anything but a time with a zone, between the years 1900 and 9000.
        """
        with self._lock:
            if at is None:
                self._frozen = self._now()
                return
            instant = parse_timestamp(at) if isinstance(at, str) else at
            if not isinstance(instant, datetime) or instant.tzinfo is None:
                raise ValueError(f"{at!r} is not a time with a zone, such as 2024-01-31T09:00:00Z")
            self._frozen = _checked(instant)

    def resume(self) -> None:
        """Let a frozen clock run again, from its current time."""
        with self._lock:
            if self._frozen is not None:
                self._offset = self._frozen - datetime.now(UTC)
                self._frozen = None

    def _now(self) -> datetime:
        return self._frozen if self._frozen is not None else datetime.now(UTC) + self._offset


def _checked(instant: datetime) -> datetime:
    if not _EARLIEST <= instant < _LATEST:
        raise ValueError(f"the sandbox clock shows the years {_EARLIEST.year} to {_LATEST.year - 1}")
    return instant.astimezone(UTC)


def format_timestamp(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_timestamp(text: str) -> datetime | None:
    """A time from ISO 8601 text; None if the text is invalid (no zone, no such date)."""
    if not _TIMESTAMP.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text.upper().replace("Z", "+00:00"))
    except ValueError:
        return None


def parse_moment(text: str) -> datetime | None:
    """A time from ISO 8601 text, or from a date, which means its first second in UTC."""
    day = parse_date(text)
    return parse_timestamp(text) if day is None else datetime(day.year, day.month, day.day, tzinfo=UTC)


def parse_date(text: str) -> date | None:
    """A date from `YYYY-MM-DD`; None for any other text."""
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
