"""JSON objects that accept unknown members: dicts, with a typed property for each known member."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, ClassVar, Literal, Self

from addepar_core.errors.known_secrets import hide_known
from addepar_core.models.interop import JsonModel
from addepar_core.models.types import RowWarning, json_value

Kind = Literal["text", "number", "integer", "boolean", "date", "date-time", "id", "enum", "object", "any"]


class Member(property):
    """A known member of an open object, as a property; None if it is absent or null.

    Attributes:
        wire: its name in JSON.
        kind: the kind of its value.
        models: the class of an enumeration, or the classes of objects.
        required: whether a document that is sent needs it.
        nullable: whether null has a meaning.
        constant: its only value; None if there are others.
        default: its value in a new object, if none is passed.
    """

    wire: str
    kind: Kind
    models: tuple[Any, ...] = ()
    required: bool = False
    nullable: bool = False
    constant: str | None = None
    default: str | None = None


def member(
    wire: str,
    kind: Kind = "any",
    *models: Any,
    required: bool = False,
    nullable: bool = False,
    constant: str | None = None,
    default: str | None = None,
) -> Any:
    """Declare a known member in the body of an open object. For the arguments see ``Member``."""

    def put(self: OpenObject, value: object) -> None:
        self[wire] = value

    descriptor = Member(_getter(wire, kind, models), put)
    descriptor.wire, descriptor.kind, descriptor.models = wire, kind, models
    descriptor.required, descriptor.nullable, descriptor.constant, descriptor.default = (
        required,
        nullable,
        constant,
        default,
    )
    return descriptor


class OpenObject(dict[str, Any], JsonModel):
    """A JSON object of the API that may have members beyond the known ones.

    It is a dict of the received members, so ``in``, iteration, ``len`` and ``[...]`` work on any member. The properties
    return the known ones with their types: dates and timestamps are parsed on access, ids are text. A value that does
    not fit (a malformed timestamp, an unknown value of an enumeration) is returned as received.
    """

    __slots__ = ()
    _members: ClassVar[Mapping[str, Member]] = {}
    _objects: ClassVar[tuple[Member, ...]] = ()
    _constants: ClassVar[Mapping[str, str]] = {}
    _defaults: ClassVar[Mapping[str, str]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls._members = {one.wire: one for one in vars(cls).values() if isinstance(one, Member)}
        cls._objects = tuple(one for one in cls._members.values() if one.models and one.kind != "enum")
        cls._constants = {one.wire: one.constant for one in cls._members.values() if one.constant is not None}
        cls._defaults = {one.wire: one.default for one in cls._members.values() if one.default is not None}
        if cls._defaults:
            cls.__init__ = _with_defaults  # type: ignore[method-assign, assignment]

    @classmethod
    def members(cls) -> Mapping[str, Member]:
        """The known members by their names in JSON."""
        return cls._members

    @classmethod
    def read(cls, value: object) -> Self:
        """Build an object from a parsed dict, sharing its values; ``ValueError`` for anything else."""
        if type(value) is not dict:
            raise ValueError(f"{type(value).__name__} instead of an object")
        for name, constant in cls._constants.items():
            if value.get(name) != constant:
                raise ValueError(f"{name} is {value.get(name)!r}, not {constant!r}")
        self = cls.__new__(cls)  # objects that were read have no defaults
        self.update(value)
        for one in cls._objects:
            if (inner := value.get(one.wire)) is not None:
                self[one.wire] = _typed(inner, one, cls.__name__)
        return self

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Build an object from a copy of a mapping."""
        return cls.read(json_value(src_dict))

    def to_dict(self) -> dict[str, Any]:
        """The JSON object: a copy, with plain dicts, and timestamps and dates as text."""
        plain: dict[str, Any] = json_value(self)
        return plain


def _with_defaults(self: OpenObject, *members: Any, **more: Any) -> None:
    dict.__init__(self, {**self._defaults, **dict(*members, **more)})


def _typed(value: object, one: Member, owner: str) -> object:
    """Objects as the first of a member's models that accepts them, alone or in a list; otherwise the value itself."""
    if type(value) is list:
        return [_typed(item, one, owner) for item in value]
    if type(value) is dict:
        return one.models[0].read(value)
    if one.kind == "object":
        warn_unparsed(f"{owner}.{one.wire}", f"{type(value).__name__} instead of an object")
    return value


def warn_unparsed(what: str, problem: object) -> None:
    """Warn that something does not match the specification, and is returned as received."""
    reason = hide_known(str(problem))[:200]
    warnings.warn(f"{hide_known(what)} does not fit ({reason}); kept as received", RowWarning, stacklevel=3)


def _getter(wire: str, kind: Kind, models: tuple[Any, ...]) -> Callable[[OpenObject], Any]:
    if kind == "enum":
        known = {item.value: item for item in models[0]}
        return lambda self: _choice(self.get(wire), known, wire)
    if kind == "id":
        return lambda self: id_text(self.get(wire))
    if kind not in ("date", "date-time"):
        return lambda self: self.get(wire)
    parse = _moment if kind == "date-time" else _day

    def read(self: OpenObject) -> Any:
        try:
            return parse(self[wire])
        except (KeyError, TypeError, ValueError, OverflowError):
            value = self.get(wire)
        if not (value is None or isinstance(value, str | date)):
            warn_unparsed(f"{type(self).__name__}.{wire}", f"{type(value).__name__} instead of text")
        return value

    return read


def _moment(text: str, fromisoformat: Callable[[str], datetime] = datetime.fromisoformat) -> datetime | str:
    moment = fromisoformat(text)
    if moment.tzinfo is UTC:
        return moment
    return moment.astimezone(UTC) if moment.tzinfo else text


def _day(text: str, fromisoformat: Callable[[str], date] = date.fromisoformat) -> date | str:
    day = fromisoformat(text)
    return day if text[4:8:3] == "--" else text  # 20230131 and 2023-W05-2 are dates of ISO 8601 too


def _choice(value: object, known: Mapping[Any, Enum], wire: str) -> object:
    if isinstance(value, str):
        return known.get(value, value)
    if value is not None:
        warn_unparsed(wire, f"{type(value).__name__} instead of text")
    return value


def id_text(value: object) -> Any:
    """An id as text, or a list of ids; anything else is left unchanged."""
    if type(value) is int:
        return str(value)
    return [id_text(item) for item in value] if type(value) is list else value


__all__ = ["Member", "OpenObject", "id_text", "member", "warn_unparsed"]
