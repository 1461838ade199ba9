"""Validate arguments and bring them into one form before anything is sent.

Every function raises ``InputError``, which names the argument and the fix.
"""

import datetime
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from addepar_core.errors.tree import InputError
from addepar_core.models.types import Unset, json_value
from addepar_core.operations.definitions import Operation, Parameter

# Halves of characters too: no text that is sent can hold them.
_PATH_DELIMITERS = frozenset("/\\?#")
_CONTROL = r"[\x00-\x1f\x7f\ud800-\udfff]"


def arguments(operation: Operation, values: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of an operation as the generated code wants them; None and UNSET are left out.

    Args:
        operation: whose arguments they are.
        values: the values by their Python names.
    """
    checked = {}
    for parameter in operation.parameters:
        value = values.get(parameter.name)
        if value is None or isinstance(value, Unset):
            if parameter.required:
                raise InputError(parameter.name, "is missing")
            continue
        checked[parameter.name] = argument(parameter, value)
        if parameter.overridden_by and values.get(parameter.overridden_by) is not None:
            raise InputError(
                parameter.name, f"the server ignores it beside {parameter.overridden_by}; give one of the two"
            )
    unknown = set(values) - {parameter.name for parameter in operation.parameters}
    if unknown:
        raise InputError(min(unknown), f"is no argument of {operation.id}")
    return checked


def argument(parameter: Parameter, value: Any) -> Any:
    """One argument, checked by its kind."""
    name = parameter.name
    if parameter.kind == "id" or parameter.place == "path" or name.endswith("_id"):
        return identifier(name, value)
    match parameter.kind:
        case "integer":
            return _integer(parameter, value)
        case "date":
            return parse_date(name, value)
        case "date-time":
            return parse_datetime(name, value)
        case "list":
            return _items(name, value)
        case _:
            return text(name, value)


def _controls(text: str) -> bool:
    return not text.isprintable() and re.search(_CONTROL, text) is not None


def identifier(name: str, value: Any) -> str:
    """An id as text: a text or a whole number, nothing that would lead to another address."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise InputError(name, f"an id is text or a whole number, not {type(value).__name__}")
    as_text = str(value)
    if not as_text.strip():
        raise InputError(name, "the id is empty, and would address something else")
    if as_text.strip() in (".", "..") or not _PATH_DELIMITERS.isdisjoint(as_text) or _controls(as_text):
        raise InputError(name, f"{as_text!r} is no id: it would address something else")
    return as_text


def resource_id(name: str, record: Any) -> str:
    """The id of a record that was given as its id, its model or its plain mapping."""
    if isinstance(record, Mapping):
        record = record.get("id")
    return identifier(name, record if isinstance(record, str | int) else getattr(record, "id", record))


def text(name: str, value: Any) -> str:
    """A text without control characters."""
    if not isinstance(value, str) or _controls(value):
        raise InputError(name, f"give text without control characters, not {value!r}")
    return value


def parse_date(name: str, value: Any) -> datetime.date:
    """A day: a ``datetime.date``, or text like ``2026-01-31``."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    try:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return datetime.date.fromisoformat(value)
    except ValueError as error:
        raise InputError(name, f"{value!r} is no day of the calendar") from error
    raise InputError(name, f"give a datetime.date or text like 2026-01-31, not {value!r}")


def parse_datetime(name: str, value: Any) -> datetime.datetime:
    """A moment that says its offset: an aware ``datetime``, or text like ``2026-01-31T12:00:00Z``; in whole seconds."""
    if isinstance(value, str):
        try:
            value = datetime.datetime.fromisoformat(value)
        except ValueError as error:
            raise InputError(name, f"{value!r} is not like 2026-01-31T12:00:00Z") from error
    if not isinstance(value, datetime.datetime):
        raise InputError(name, f"give an aware datetime or text like 2026-01-31T12:00:00Z, not {value!r}")
    if value.utcoffset() is None:
        raise InputError(name, f"{value} has no time zone; add tzinfo=datetime.timezone.utc, or Z in text")
    try:
        return value.astimezone(datetime.UTC).replace(microsecond=0)
    except OverflowError:
        raise InputError(name, f"{value} lies outside of the years 1 to 9999 in UTC") from None


def mapping(name: str, value: Any) -> Mapping[str, Any]:
    """A mapping with texts as keys; an empty one for None."""
    if value is not None and not (isinstance(value, Mapping) and all(isinstance(key, str) for key in value)):
        raise InputError(name, f"give a mapping from names to values, not {type(value).__name__}")
    return value or {}


def callback(name: str, value: Any) -> Any:
    """Something to call, or None."""
    if value is not None and not callable(value):
        raise InputError(name, f"give a function, not {type(value).__name__}")
    return value


def _integer(parameter: Parameter, value: Any) -> int:
    low, high = parameter.minimum, parameter.maximum
    if isinstance(value, bool) or not isinstance(value, int):
        raise InputError(parameter.name, f"give a whole number, not {value!r}")
    if (low is not None and value < low) or (high is not None and value > high):
        limits = [f"at least {low}"] * (low is not None) + [f"at most {high}"] * (high is not None)
        raise InputError(parameter.name, f"{value} is out of range; give {' and '.join(limits)}")
    return value


def _items(name: str, value: Any) -> list[str]:
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, Iterable) or isinstance(items, Mapping | bytes):
        raise InputError(name, f"give a list of texts, not {value!r}")
    texts = [str(item).strip() if isinstance(item, str | int) else "" for item in items]
    if not texts or not all(texts) or any("," in item or _controls(item) for item in texts):
        raise InputError(name, f"{value!r} holds nothing, or an item that is empty or has a comma in it")
    return texts


def resources(kind: str, ids: Any, name: str) -> list[dict[str, str]]:
    """JSON:API identifiers from a list of ids (a single id will do)."""
    several = [ids] if isinstance(ids, str | int) else ids
    if not isinstance(several, Iterable) or isinstance(several, Mapping | bytes):
        raise InputError(name, f"give a list of ids, not {ids!r}")
    return [{"type": kind, "id": identifier(name, item)} for item in several]


def request_document(body: Any, *, many: bool = False) -> dict[str, Any]:
    """A request document from a document, a resource or several resources, as models or plain mappings.

    Args:
        body: what the caller gave; what stands in it is sent as it is.
        many: whether the operation takes only a list, which a single resource is then put into.
    """
    if isinstance(body, str | bytes) or not (hasattr(body, "to_dict") or isinstance(body, Iterable)):
        raise InputError("body", f"give a model, a mapping or a list of them, not {type(body).__name__}")
    content = json_value(body if isinstance(body, Mapping) or hasattr(body, "to_dict") else list(body))
    if isinstance(content, dict) and "data" not in content:
        if "type" not in content:
            raise InputError("body", 'has neither "data" (a document) nor "type" (a resource)')
        content = {"data": content}
    if isinstance(content, list):
        if not all(isinstance(item, dict) and "type" in item for item in content):
            raise InputError("body", 'every resource of the list needs its "type"')
        content = {"data": content}
    if many and isinstance(content["data"], dict):
        content["data"] = [content["data"]]
    return content  # type: ignore[no-any-return]


def encode(content: Any, argument: str = "body") -> bytes:
    """JSON as bytes."""
    try:
        return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise InputError(argument, f"cannot be written as JSON: {error}") from error
