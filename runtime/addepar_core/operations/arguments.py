"""Validate and normalize arguments before anything is sent.

Every function raises ``InputError`` with the name of the argument and the fix.
"""

import datetime
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from inspect import iscoroutinefunction
from pathlib import Path
from typing import Any, TypeVar

from addepar_core.errors.details import Fault
from addepar_core.errors.tree import InputError
from addepar_core.models.types import Unset
from addepar_core.operations.definitions import Operation, Parameter
from addepar_core.operations.inputs import values

T = TypeVar("T")


def arguments(operation: Operation, given: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of an operation as sent, without None and UNSET. All faults are reported together.

    Args:
        operation: the operation.
        given: the values by their Python names.
    """
    checked = {}
    faults: list[Fault] = []
    known = 0
    for parameter in operation.parameters:
        known += parameter.name in given
        value = given.get(parameter.name)
        try:
            if value is not None and not isinstance(value, Unset):
                checked[parameter.name] = argument(parameter, value)
                if parameter.overridden_by and given.get(parameter.overridden_by) is not None:
                    problem = f"the server ignores it together with {parameter.overridden_by}; use only one of them"
                    raise InputError(parameter.name, problem)
            elif parameter.required:
                wanted = values.ID if parameter.place == "path" else "a value"
                raise InputError.of([Fault(None, parameter.name, None, "is missing", f"pass {wanted}")])
        except InputError as error:
            faults += error.faults
    if len(given) != known:
        faults += [
            Fault(None, name, None, f"is not an argument of {operation.id}", "leave it out")
            for name in sorted(set(given) - {parameter.name for parameter in operation.parameters})
        ]
    if faults:
        raise InputError.of(faults)
    return checked


def argument(parameter: Parameter, value: object) -> Any:
    """One argument, checked by its kind."""
    name = parameter.name
    if parameter.kind == "id" or parameter.place == "path" or name.endswith("_id"):
        return identifier(name, value, parameter.types)
    match parameter.kind:
        case "integer":
            return _integer(parameter, value)
        case "date":
            return parse_filter_date(name, value)
        case "date-time":
            return parse_datetime(name, value)
        case "date-or-date-time":
            return day_or_moment(name, value)
        case "list":
            return _items(name, value)
        case _:
            return text(name, value)


def identifier(name: str, value: object, types: Sequence[str] = ()) -> str:
    """An id as text, from text, a whole number or a record. Anything that would lead to another address is refused.

    Args:
        name: the argument.
        value: its value.
        types: the types that a record may have; empty for any.
    """
    try:
        return values.identifier(value, types)
    except values.Refused as refused:
        raise _refused(name, value, refused) from None


def text(name: str, value: object) -> str:
    """Text without control characters."""
    if not isinstance(value, str) or values.has_controls(value):
        raise InputError(name, f"{values.shown(value)} is not text without control characters")
    return value


def texts(name: str, value: object) -> tuple[str, ...]:
    """One text or several."""
    items = listed(value)
    if not all(isinstance(item, str) for item in items):
        raise InputError(name, f"{values.shown(value)} is neither text nor a list of texts")
    return tuple(str(item) for item in items)


def parse_date(name: str, value: object) -> datetime.date:
    """A date: from a ``date``, a ``datetime``, a timestamp of pandas, or text such as ``2026-01-31``."""
    return _accepted(name, values.day, value)


def parse_filter_date(name: str, value: object) -> datetime.date:
    """The date of a filter: as ``parse_date``, but a time of day needs a zone."""
    return _accepted(name, values.filter_day, value)


def parse_datetime(name: str, value: object) -> datetime.datetime:
    """A timestamp with an offset: an aware ``datetime``, or text such as ``2026-01-31T12:00:00Z``; in whole seconds."""
    return _accepted(name, values.moment, value).replace(microsecond=0)


def day_or_moment(name: str, value: object) -> datetime.date:
    """A date, or a timestamp with an offset, in whole seconds."""
    return _accepted(name, values.day_or_moment, value)


def _accepted(name: str, read: Callable[[object], T], value: object) -> T:
    try:
        return read(value)
    except values.Refused as refused:
        raise _refused(name, value, refused) from None


def _refused(name: str, value: object, refused: values.Refused) -> InputError:
    kept = value if value is None or type(value) in (str, int, float, bool) else values.shown(value)
    return InputError.of([Fault(None, name, kept, refused.problem, refused.fix)])


def plain(name: str, value: object) -> Any:
    """The value as a Python type, if it comes from another library. A missing value is refused."""
    return _accepted(name, values.plain, value)


def number(name: str, value: object) -> int | float | Decimal:
    """A finite number."""
    return _accepted(name, values.number, value)


def mapping(name: str, value: object) -> Mapping[str, Any]:
    """A mapping with text as keys; an empty one for None."""
    if value is not None and not (isinstance(value, Mapping) and all(isinstance(key, str) for key in value)):
        raise InputError(name, f"pass a mapping from names to values, not {type(value).__name__}")
    return value or {}


def count(name: str, value: object, most: int, least: int = 1) -> int:
    """A number of things."""
    number = _accepted(name, values.integer, value)
    if not least <= number <= most:
        raise InputError(name, f"pass a whole number from {least} to {most}, not {number}")
    return number


def new_file(name: str, value: object) -> Path:
    """The path of a file to write, in an existing folder."""
    path = Path(_checked_path(name, value, "the path of a file"))
    if not path.parent.is_dir():
        raise InputError(name, f"there is no folder {str(path.parent)!r}; create it first")
    return path


def _checked_path(name: str, value: object, wanted: str) -> str:
    path = os.fspath(value) if isinstance(value, str | os.PathLike) else None
    if not path or not isinstance(path, str) or "\0" in path:
        raise InputError(name, f"pass {wanted}, not {values.shown(value)}")
    return path


def made_folder(name: str, value: object) -> Path:
    """A folder to write to, created if necessary."""
    folder = Path(_checked_path(name, value, "a folder"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        problem = getattr(error, "strerror", error)
        raise InputError(name, f"{values.shown(str(value))} is not a folder: {problem}") from error
    return folder


def callback(name: str, value: object) -> Any:
    """Something to call, or None."""
    if value is not None and not callable(value):
        raise InputError(name, f"pass a function, not {type(value).__name__}")
    return value


def plain_callback(name: str, value: T) -> T:
    """A function to call, or None; ``InputError`` for a coroutine function, because no client awaits this one."""
    function = callback(name, value)
    while isinstance(function, partial):
        function = function.func
    # An object may have an async `__call__`.
    if value is not None and (iscoroutinefunction(function) or iscoroutinefunction(type(function).__call__)):
        raise InputError(name, "pass a plain function; a coroutine would never be awaited here")
    return value


def _integer(parameter: Parameter, value: object) -> int:
    low, high = parameter.minimum, parameter.maximum
    number = _accepted(parameter.name, values.integer, value)
    if (low is not None and number < low) or (high is not None and number > high):
        limits = [f"at least {low}"] * (low is not None) + [f"at most {high}"] * (high is not None)
        raise InputError(parameter.name, f"{number} is out of range; pass {' and '.join(limits)}")
    return number


def _items(name: str, value: object) -> list[str]:
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, Iterable) or isinstance(items, Mapping | bytes):
        raise InputError(name, f"{values.shown(value)} is not a list; pass a list of texts")
    texts = [_item(name, item) for item in items]
    if not texts or not all(texts) or any("," in item or values.has_controls(item) for item in texts):
        raise InputError(name, f"{values.shown(value)} is empty, or has an item that is empty or contains a comma")
    return texts


def _item(name: str, item: object) -> str:
    given = _accepted(name, values.plain, item)
    return str(given).strip() if isinstance(given, str | int) else ""


def resources(kind: str, ids: object, name: str, also: Sequence[str] = ()) -> list[dict[str, str]]:
    """JSON:API identifiers from a list of ids or records, or from a single one; ``also`` names further types."""
    return [{"type": kind, "id": identifier(name, item, (kind, *also))} for item in listed(ids)]


def listed(ids: object) -> list[object]:
    """A list of ids or records; a single one becomes a list."""
    return list(ids) if isinstance(ids, Iterable) and not isinstance(ids, str | bytes | Mapping) else [ids]
