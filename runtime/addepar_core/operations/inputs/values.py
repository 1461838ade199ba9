"""Convert single values into the form that is sent: ids, numbers, dates, timestamps.

A value may come from another library: integers and floats of numpy, timestamps of pandas and similar objects are
recognized by their methods, so nothing is imported for them. Every function raises ``Refused``, which says what is
wrong and what to do.
"""

import datetime
import decimal
import math
import operator
import re
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, Protocol, SupportsFloat, SupportsIndex, TypeAlias

from addepar_core.errors.known_secrets import hide_known
from addepar_core.models.types import plain_number

_PATH_DELIMITERS = frozenset("/\\?#")
# Lone surrogates too: text that is sent cannot contain them.
_CONTROL = r"[\x00-\x1f\x7f\ud800-\udfff]"
_BUILTIN = frozenset({str, int, float, bool, decimal.Decimal, datetime.date, datetime.datetime, type(None)})
_MISSING = frozenset({"NaTType", "NAType"})
_LEAVE_OUT = "leave it out"
ID = "an id: text, a whole number, or a record that has one"
DAY = "a date, or text like 2026-01-31"
MOMENT = "a timestamp with its time zone: an aware datetime, or text like 2026-01-31T12:00:00Z"


class HasId(Protocol):
    """A record: anything with an ``id``."""

    @property
    def id(self) -> object: ...


Id: TypeAlias = str | SupportsIndex | HasId
"""An id as text or as a whole number, or a record that has one."""
Day: TypeAlias = datetime.date | str
"""A date, a datetime, or text like 2026-01-31."""
Moment: TypeAlias = datetime.datetime | str
"""An aware datetime, or text like 2026-01-31T12:00:00Z."""
Number: TypeAlias = decimal.Decimal | SupportsFloat
"""An int, a float, a Decimal, or a number of numpy. A Decimal is sent digit for digit."""


class Refused(ValueError):
    """A value that cannot be sent.

    Attributes:
        problem: what is wrong with it.
        fix: what to pass instead.
    """

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__(f"{problem}; {fix}")
        self.problem = problem
        self.fix = fix


def shown(value: object) -> str:
    """A value for a message, in one short line."""
    text = hide_known(repr(value))  # before it is cut: a part of a credential would not be found
    return text if len(text) <= 80 else f"{text[:77]}..."


def plain(value: object) -> Any:
    """The value as a Python type, if it is a scalar of another library. A missing value is refused."""
    if type(value) in _BUILTIN:
        return value
    kind = type(value).__name__
    if kind in _MISSING:
        raise Refused(f"{kind.removesuffix('Type')} is a missing value", _LEAVE_OUT)
    if isinstance(value, Enum):
        return value.value
    if kind == "datetime64":  # numpy, whose own conversion returns nanoseconds as an int
        if (text := str(value)) == "NaT":
            raise Refused("NaT is a missing value", _LEAVE_OUT)
        try:
            return datetime.datetime.fromisoformat(text[:26])
        except ValueError:  # a month, a year, or outside the years 1 to 9999
            raise Refused(f"{shown(value)} is neither a day nor a timestamp", f"pass {DAY}") from None
    return plain_number(value)


def identifier(value: object, types: Sequence[str] = ()) -> str:
    """An id as text, from text, a whole number or a record. Anything that would lead to another address is refused.

    Args:
        value: the id or the record.
        types: the types that a record may have; empty for any.
    """
    if not isinstance(value, str | int):
        kind = _type_of(value)
        if types and kind is not None and kind not in types:
            raise Refused(f"it is a record of {kind}, not of {types[0]}", f"pass a record of {types[0]}, or an id")
        value = value.get("id") if isinstance(value, Mapping) else getattr(value, "id", value)
    given = plain(value)
    if not isinstance(given, str):
        given = str(_index(given, "an id", f"pass {ID}"))
    bare = given.strip()
    if not bare:
        raise Refused("the id is empty", f"pass {ID}")
    if bare in (".", "..") or not _PATH_DELIMITERS.isdisjoint(given) or has_controls(given):
        raise Refused(f"{shown(given)} would change the address", f"pass {ID}")
    return given


def _type_of(value: object) -> str | None:
    """The type of a record."""
    kind = value.get("type") if isinstance(value, Mapping) else getattr(value, "type", None)
    kind = kind.value if isinstance(kind, Enum) else kind
    return kind if isinstance(kind, str) else None


def _index(value: Any, what: str, fix: str) -> int:
    try:
        if not isinstance(value, bool):
            return operator.index(value)
    except TypeError:
        pass
    raise Refused(f"{shown(value)} is not {what}", fix)


def integer(value: object) -> int:
    """A whole number, of any library."""
    return _index(plain(value), "a whole number", "pass an int")


def number(value: object) -> int | float | decimal.Decimal:
    """A number that JSON can represent: an int, a float, or an unchanged Decimal. It is never rounded."""
    given = plain(value)
    exact = isinstance(given, decimal.Decimal)
    if isinstance(given, bool | str | bytes):
        raise Refused(f"{shown(given)} is not a number", "pass an int, a float or a Decimal")
    try:
        finite = given.is_finite() if exact else math.isfinite(given)
    except (TypeError, ValueError, OverflowError):
        if not isinstance(given, int):
            raise Refused(f"{shown(given)} is not a number", "pass an int, a float or a Decimal") from None
        finite = True  # a number that a float cannot hold is still a number
    if not finite:
        is_nan = given.is_nan() if exact else given != given
        name = "NaN" if is_nan else "Infinity" if given > 0 else "-Infinity"
        raise Refused(f"{name} is not a number that can be sent", _LEAVE_OUT)
    if isinstance(given, decimal.Decimal):
        return given
    try:
        return operator.index(given)
    except TypeError:
        rounded = float(given)
    if rounded != given:  # a fraction, or a long double of numpy
        raise Refused(f"{shown(given)} is not exact as a float", "round it, or pass a Decimal")
    return rounded


def day(value: object) -> datetime.date:
    """A date: from a date, from a datetime or timestamp in its own zone, or from text such as ``2026-01-31``."""
    given = plain(value)
    if isinstance(given, datetime.datetime):
        return given.date()
    if isinstance(given, datetime.date):
        return given
    try:
        if isinstance(given, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", given, re.ASCII):
            return datetime.date.fromisoformat(given)
    except ValueError:
        raise Refused(f"{given!r} is not in the calendar", f"pass {DAY}") from None
    _refuse_nan(given)
    raise Refused(f"{shown(given)} is not a date", f"pass {DAY}")


def filter_day(value: object) -> datetime.date:
    """The date of a filter, as from ``day``. A time of day needs a zone: without one it may be another day in UTC.

    Midnight without a zone is accepted: pandas and workbooks make that of a date.
    """
    given = plain(value)
    if isinstance(given, datetime.datetime) and given.utcoffset() is None and given.time() != datetime.time():
        raise Refused(f"{given} has a time of day but no time zone", "pass a date, or add its tzinfo")
    return day(given)


def day_or_moment(value: object) -> datetime.date:
    """A date, from a date or text such as ``2026-01-31``; otherwise a timestamp in UTC, in whole seconds."""
    given = plain(value)
    if type(given) is datetime.date or (isinstance(given, str) and len(given) == 10):
        return day(given)
    return moment(given, or_day=True).replace(microsecond=0)


def moment(value: object, *, or_day: bool = False) -> datetime.datetime:
    """A timestamp in UTC, from an aware datetime or text with an offset; ``or_day`` if a date is accepted too."""
    wanted = f"{MOMENT}, or a date" if or_day else MOMENT
    given = plain(value)
    if isinstance(given, str):
        try:
            given = datetime.datetime.fromisoformat(given)
        except ValueError:
            raise Refused(f"{shown(given)} is not a timestamp", f"pass {wanted}") from None
    if not isinstance(given, datetime.datetime):
        _refuse_nan(given)
        raise Refused(f"{shown(given)} is not a timestamp", f"pass {wanted}")
    if given.utcoffset() is None:
        fix = "add tzinfo=datetime.timezone.utc, or Z in text"
        raise Refused(f"{given} has no time zone", f"{fix}; or pass a date" if or_day else fix)
    try:
        # A plain datetime: the result of pandas would keep nanoseconds.
        return datetime.datetime.combine(given.date(), given.timetz()).astimezone(datetime.UTC)
    except OverflowError:
        raise Refused(f"{given} is outside the years 1 to 9999 in UTC", f"pass {wanted}") from None


def _refuse_nan(value: object) -> None:
    if isinstance(value, float | decimal.Decimal):
        number(value)


def has_controls(text: str) -> bool:
    """Whether text contains a control character or half of a surrogate pair."""
    return not text.isprintable() and re.search(_CONTROL, text) is not None
