"""Small types that models and requests share: UNSET, timestamps, JSON values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType
from typing import Any, ClassVar, Literal, NamedTuple, Protocol, runtime_checkable
from urllib.parse import quote


class Unset:
    """The type of UNSET, which marks a field or argument that was left out (None means null).

    UNSET is its only object, also after `copy` and `pickle`: generated code tests `is not UNSET`.
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
    """The caller's input: a body, or keyword fields. UNSET marks a field that was left out."""

    body: object = None
    fields: Mapping[str, object] = MappingProxyType({})


class RowWarning(UserWarning):
    """A resource in a response, or one of its fields, does not match the specification. It is returned as received."""


def plain_number(value: Any) -> Any:
    """A number of another library as a Python number; anything else unchanged."""
    item = getattr(value, "item", None)
    return item() if callable(item) and getattr(value, "shape", None) == () else value


def timestamp_text(moment: datetime) -> str:
    """A timestamp as text: ISO 8601 with Z for UTC, as in the documentation."""
    text = moment.isoformat()
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


@runtime_checkable
class Model(Protocol):
    """The base of all generated models."""

    def to_dict(self) -> dict[str, Any]: ...


def json_value(value: Any) -> Any:
    """Plain JSON for a request body. Models, timestamps and dates may appear anywhere in mappings and sequences.

    Raises:
        NestedTooDeeply: it has more levels than Python can copy. From 3.12 on, the parsers read more levels than that.
    """
    try:
        return _plain(value)
    except RecursionError:
        from addepar_core.models.numbers import NestedTooDeeply

        raise NestedTooDeeply("nested too deeply") from None


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
    """The JSON of a record as received; an empty mapping for anything else."""
    raw = record.to_dict() if hasattr(record, "to_dict") else record
    return dict(raw) if isinstance(raw, Mapping) else {}


def attributes_of(record: object) -> dict[str, Any]:
    """The attributes of a record as received; an empty mapping for anything else."""
    return raw_of(raw_of(record).get("attributes"))


def id_of(record: object) -> str:
    """The id of a record as text; empty if it has none, or is not a record."""
    found = raw_of(record).get("id")
    return str(found) if isinstance(found, str | int) else ""


def query(arguments: Mapping[str, Any]) -> dict[str, str | int]:
    """Query parameters as sent: without None and UNSET, lists with commas, timestamps with Z."""
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
    """One path segment, escaped so that no server reads a separator in it."""
    return quote(str(identifier), safe="")


__all__ = [
    "UNSET",
    "Given",
    "Model",
    "RowWarning",
    "Unset",
    "attributes_of",
    "id_of",
    "json_value",
    "plain_number",
    "query",
    "raw_of",
    "segment",
    "timestamp_text",
]
