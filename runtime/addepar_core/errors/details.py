"""Read error responses in any form, without keeping anything that looks like a credential."""

import re
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from json import loads
from typing import Any, NamedTuple

from addepar_core.errors.known_secrets import hide_known
from addepar_core.errors.redaction import EXCERPT, excerpt, redact

# A bulk request may return an error for each row; more than these are not helpful.
_MOST = 1000
_NONE: Mapping[str, Any] = {}
_YEAR = 31_536_000.0
_KEYS = ("errors", "error_description", "error", "message", "detail")


class Problem(NamedTuple):
    """One error in a response's body. ``str(problem)`` is its most specific text.

    Attributes:
        status: the HTTP status, as text.
        title: a short name of the error.
        detail: what went wrong.
        raw: the whole error as received, except for anything that looks like a credential.
    """

    status: str | None = None
    title: str | None = None
    detail: str | None = None
    raw: Mapping[str, Any] = _NONE

    def __repr__(self) -> str:
        return f"Problem(status={self.status!r}, title={self.title!r}, detail={self.detail!r})"

    def __str__(self) -> str:
        return self.detail or self.title or self.status or "no detail given"


class Fault(NamedTuple):
    """One value that cannot be sent. ``str(fault)`` describes it in a sentence.

    Attributes:
        row: its position in the list, counted from 1; in a file, the line that an editor shows, titles included. None
            if there is no list.
        field: the name of an argument, or a path in the body, such as ``attributes.units``.
        value: the value, or a short text for it if it is not a plain one; None if it is missing.
        problem: what is wrong.
        fix: what to pass instead.
    """

    row: int | None
    field: str
    value: Any
    problem: str
    fix: str

    def __str__(self) -> str:
        row = "" if self.row is None else f"row {self.row}, "
        return f"{row}{self.field}: {self.problem}" + (f"; {self.fix}" if self.fix else "")


Problems = tuple[Problem, ...]
Carried = Mapping[str, object] | None


def as_plain(carried: Mapping[str, object]) -> dict[str, object]:
    """The plain values of an error, and its tuples of ``Problem`` or ``Fault``, for JSON."""
    plain: dict[str, object] = {}
    for name, value in carried.items():
        if value is None or isinstance(value, str | int | float):
            plain[name] = value
        elif name in _TUPLES and isinstance(value, tuple):
            plain[name] = [[part if _is_json(part) else repr(part) for part in each] for each in value]
    return plain


def _is_json(value: object) -> bool:
    return value is None or isinstance(value, str | int | float | dict)


def restored(plain: Mapping[str, object]) -> dict[str, object]:
    """What ``as_plain`` gave, as the error carries it."""
    return {
        name: tuple(_TUPLES[name](*each) for each in value) if name in _TUPLES and isinstance(value, list) else value
        for name, value in plain.items()
    }


_TUPLES: dict[str, type[Problem] | type[Fault]] = {"errors": Problem, "faults": Fault}


def summary(faults: Sequence[Fault]) -> str:
    """All faults in one message, at most ten. A fault that many rows share appears once."""
    if len(faults) == 1:
        return str(faults[0])
    rows: dict[tuple[str, str, str], list[int | None]] = {}
    for fault in faults:
        rows.setdefault((fault.field, fault.problem, fault.fix), []).append(fault.row)
    said = [
        _rows(numbers) + str(Fault(None, field, None, problem, fix))
        for (field, problem, fix), numbers in list(rows.items())[:10]
    ]
    more = f"; and {len(rows) - 10} more, in error.faults" if len(rows) > 10 else ""
    return f"{len(faults)} faults: " + "; ".join(said) + more


def _rows(numbers: list[int | None]) -> str:
    if numbers == [None]:
        return ""
    named = ", ".join(map(str, numbers[:5])) + (f" and {len(numbers) - 5} more" if len(numbers) > 5 else "")
    return f"row{'s' * (len(numbers) > 1)} {named}, "


def problems(content: bytes, content_type: str = "") -> tuple[Problem, ...]:
    """The errors in a body: JSON:API, one object, plain text, ``error`` or ``message``. Never raises."""
    try:
        return _from_json(loads(content))
    except (ValueError, RecursionError):
        text = excerpt(content)
        kind = "an HTML page" if "html" in content_type.lower() or text.startswith("<") else "text"
        return (Problem(detail=f"{kind}: {text}", raw={}),) if text else ()


def _from_json(document: object) -> tuple[Problem, ...]:
    if isinstance(document, Mapping):
        document = next((document[key] for key in _KEYS if key in document), ())
    items = document if isinstance(document, list) else [document]
    return tuple(_problem(item) for item in items[:_MOST] if item)


def _problem(item: object) -> Problem:
    if not isinstance(item, Mapping):
        return Problem(detail=redact(str(item))[: 2 * EXCERPT], raw={})
    texts = {key: redact(str(item[key]))[: 2 * EXCERPT] for key in ("status", "title", "detail") if item.get(key)}
    if "detail" not in texts and item.get("message"):
        texts["detail"] = redact(str(item["message"]))[: 2 * EXCERPT]
    return Problem(**texts, raw=_redacted(item))


def _redacted(value: object) -> Any:
    if isinstance(value, Mapping):
        return {redact(key): _redacted(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_redacted(inner) for inner in value]
    if isinstance(value, int | float) and hide_known(str(value)) != str(value):
        return "***"
    return redact(value) if isinstance(value, str) else value


def request_id(headers: Mapping[str, str]) -> str | None:
    """The server's id of a request, for Addepar's support, if the headers contain one.

    Addepar documents no such header. These are the two names that other clients of the API look for.
    """
    return next((redact(headers[name]) for name in ("x-request-id", "request-id") if name in headers), None)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds to wait according to the headers, at most a year; None if they have no valid value.

    A number, several numbers (if a proxy has added one, the longest counts), or a date, in UTC if it has no zone.
    """
    vendors = [name for name in headers if name.lower().endswith("-retry-after")]
    for name in (*vendors, "retry-after"):
        value = headers.get(name, "").strip()
        numbers = re.split(r"\s*,\s*", value)
        if all(re.fullmatch(r"\+?[0-9]+(\.[0-9]*)?", number) for number in numbers):
            return min(_YEAR, max(map(float, numbers)))
        if value and (until := _moment(value)) is not None:
            return min(_YEAR, max(0.0, until - time.time()))
    return None


def _moment(text: str) -> float | None:
    """A date in a header, with any zone, in seconds since 1970."""
    from datetime import UTC  # imported late: dates are rare, and the module is slow to import
    from email.utils import parsedate_to_datetime

    with suppress(ValueError, TypeError, OverflowError, IndexError):
        moment = parsedate_to_datetime(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    return None
