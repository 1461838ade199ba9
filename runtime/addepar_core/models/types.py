"""Small types that models and requests share: UNSET, moments, JSON values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType
from typing import Any, ClassVar, Literal, NamedTuple, Protocol, runtime_checkable
from urllib.parse import quote


class Unset:
    """The type of UNSET, the mark of a field or argument that was left out (null is another thing: None).

    There is one object of it, which `copy` and `pickle` hand back too: generated code asks `is not UNSET`.
    """

    __slots__ = ()
    _only: ClassVar[Unset | None] = None

    def __new__(cls) -> Unset:
        if cls._only is None:
            cls._only = super().__new__(cls)
        return cls._only

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"


UNSET: Unset = Unset()


class Given(NamedTuple):
    """What a caller gave to be sent: a body, or fields by keyword. UNSET marks a field that was left out."""

    body: object = None
    fields: Mapping[str, object] = MappingProxyType({})


class RowWarning(UserWarning):
    """A resource in an answer, or a field of one, is not what the specification says; it was handed over as it came."""


def timestamp_text(moment: datetime) -> str:
    """How a moment is sent: in ISO 8601 with Z for UTC, as the pages write it."""
    text = moment.isoformat()
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


@runtime_checkable
class Model(Protocol):
    """What all generated models have in common."""

    def to_dict(self) -> dict[str, Any]: ...


def json_value(value: Any) -> Any:
    """Plain JSON for a request body: models, moments and days may appear anywhere in mappings and sequences.

    Raises:
        ValueError: nested too deeply.
    """
    try:
        return _plain(value)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _plain(value: Any) -> Any:
    if type(value) in _SCALARS:
        return value
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items() if item is not UNSET}
    if isinstance(value, datetime):
        return timestamp_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [_plain(item) for item in value]
    return value.to_dict() if isinstance(value, Model) else value


_SCALARS = frozenset({str, int, float, bool, type(None)})


def raw_of(record: object) -> dict[str, Any]:
    """A record as the JSON that it came as; an empty mapping if it is something else."""
    raw = record.to_dict() if hasattr(record, "to_dict") else record
    return dict(raw) if isinstance(raw, Mapping) else {}


def attributes_of(record: object) -> dict[str, Any]:
    """The attributes of a record as received; an empty mapping if they are something else."""
    return raw_of(raw_of(record).get("attributes"))


def query(arguments: Mapping[str, Any]) -> dict[str, str | int]:
    """Query parameters as they are sent: nothing for None and UNSET, lists with commas, moments with Z."""
    return {name: _query_text(value) for name, value in arguments.items() if value is not None and value is not UNSET}


def _query_text(value: Any) -> str | int:
    if isinstance(value, datetime):
        return timestamp_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return ",".join(str(item) for item in value)
    return value if isinstance(value, int) else str(value)


def segment(identifier: str | int) -> str:
    """One path segment: nothing in it is read as a separator by any server."""
    return quote(str(identifier), safe="")


__all__ = [
    "UNSET",
    "Given",
    "Model",
    "RowWarning",
    "Unset",
    "attributes_of",
    "json_value",
    "query",
    "raw_of",
    "segment",
    "timestamp_text",
]
