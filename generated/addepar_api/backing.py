# Generated from openapi.yaml by `make generate` (openapi-python-client 0.29.1). Do not edit.
"""What the models stand on: the JSON that they were read from, each field given its type when it is asked for.

A model that was read holds one dict, the JSON object itself; the properties that stand in the place of its attrs fields
look there. Most programs read a few fields of many rows, so what nobody asks for is never made. Two threads that ask at
once may get two models, which are of one dict: what is set on one shows on the other.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from datetime import date, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self, TypeVar

from .types import UNSET, RowWarning, Timestamp, json_value, read_day

C = TypeVar("C", bound="type[JsonBacked]")
Reader = Callable[[Any], Any]
"""Gives a field's type to its JSON, and leaves alone what has it already; ValueError for what can be neither.

Null stays null, wherever it stands.
"""
_new = object.__new__
_OBJECT = frozenset({dict, type(None)})
_MORE = None
"""Where in its dict a model keeps its `additional_properties`, once they are asked for: JSON has no such key."""


class JsonBacked:
    """The base of all models."""

    __slots__ = ("_held",)
    _held: dict[Any, Any]
    _fields: ClassVar[dict[str, Field]]
    _known: ClassVar[frozenset[str]]
    _required: ClassVar[tuple[str, ...]]
    _constants: ClassVar[tuple[tuple[str, Any], ...]]
    _objects: ClassVar[tuple[str, ...]] = ()

    if TYPE_CHECKING:  # a checker takes the signature and the types from the fields
        additional_properties: dict[str, Any]
    else:

        def __new__(cls, *_args, **_fields):
            self = _new(cls)
            self._held = {}
            return self

        @property
        def additional_properties(self):
            held = self._held
            more = held.get(_MORE)
            if more is None:
                others = {key: value for key, value in held.copy().items() if key not in self._known}
                others.pop(_MORE, None)
                more = held.setdefault(_MORE, others)
            return more

        @additional_properties.setter
        def additional_properties(self, value):
            self._held[_MORE] = value

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """The model of a JSON object, which is copied.

        Raises:
            ValueError: a required field is missing, a constant is another, or an object is none.
            TypeError: not a mapping.
        """
        return cls.over({key: _copied(value) for key, value in dict(src_dict).items()})

    @classmethod
    def over(cls, held: dict[str, Any]) -> Self:
        """The model of a JSON object that is the model's from now on; ValueError as for `from_dict`."""
        if type(held) is not dict:
            raise ValueError(f"{type(held).__name__} instead of an object")
        for name, value in cls._constants:
            if held.get(name, value) != value:
                raise ValueError(f"{name} is {held[name]!r}, not {value!r}")
        for name in cls._required:
            if name not in held:
                raise ValueError(f"no {name}")
        for name in cls._objects:
            if type(held.get(name)) not in _OBJECT:
                raise ValueError(f"{name} is no object")
        self = _new(cls)
        self._held = held
        return self

    @classmethod
    def fields(cls) -> Mapping[str, Field]:
        """The fields by their names in JSON."""
        return cls._fields

    def to_dict(self) -> dict[str, Any]:
        """The JSON object, with what was changed since it was read; a copy."""
        held = self._held.copy()
        more = held.pop(_MORE, None)
        if more is not None:
            held = dict(more) | {key: value for key, value in held.items() if key in self._known}
        plain: dict[str, Any] = json_value(held)
        return plain

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties)

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties


def _copied(value: Any) -> Any:
    if type(value) is dict:
        return {key: _copied(item) for key, item in value.items()}
    return [_copied(item) for item in value] if type(value) is list else value


class Field(NamedTuple):
    """One field of a model."""

    name: str
    wire: str
    reader: Reader | None = None
    required: bool = False


def backed(*fields: Field) -> Callable[[C], C]:
    """Put properties over the JSON in the place of a class's attrs fields."""

    def dress(model: C) -> C:
        model._fields = {field.wire: field for field in fields}
        model._known = frozenset(model._fields)
        model._required = tuple(field.wire for field in fields if field.required)
        model._constants = tuple((one.wire, one.reader.value) for one in fields if isinstance(one.reader, constant))
        if model._constants or model._required:  # else any object fits
            model._objects = tuple(field.wire for field in fields if isinstance(field.reader, nested))
        if "additional_properties" in model.__slots__:
            del model.additional_properties  # the base has it
        for field in fields:
            setattr(model, field.name, _property(field))
        return model

    return dress


def _property(field: Field) -> Any:
    wire, reader = field.wire, field.reader

    def put(self: JsonBacked, value: Any) -> None:
        self._held[wire] = value

    def plain(self: JsonBacked) -> Any:
        return self._held.get(wire, UNSET)

    def read(self: JsonBacked) -> Any:
        held = self._held
        value = held.get(wire, UNSET)
        if value is UNSET or value is None or reader is None:
            return value
        try:
            made = reader(value)
        except ValueError as error:
            _tell(f"{type(self).__name__}.{field.name}", error)
            return value
        if made is not value:
            held[wire] = made
        return made

    def follow(self: JsonBacked) -> Any:  # the same for models, with fewer calls
        held = self._held
        value = held.get(wire, UNSET)
        if type(value) is dict and (model := reader.quick):  # type: ignore[union-attr]
            for name in model._required:
                if name not in value:
                    return read(self)
            made = held[wire] = _new(model)
            made._held = value
            return made
        return value if isinstance(value, JsonBacked) else read(self)

    if isinstance(reader, nested):
        return property(follow, put)
    return property(plain if reader is None or isinstance(reader, constant) else read, put)


def _tell(what: str, error: ValueError) -> None:
    warnings.warn(f"{what} does not fit ({str(error)[:200]}); kept as it came", RowWarning, stacklevel=3)


class constant:
    """One value and no other; only looked at where that tells one model from another."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __call__(self, value: Any) -> Any:
        if value != self.value:
            raise ValueError(f"{value!r} is not {self.value!r}")
        return value


class nested:
    """A model of this package, imported when the first is read."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._model: Any = None
        self.quick: Any = None
        """The model, once it is there, where any object fits it that has what is required."""

    @property
    def model(self) -> Any:
        """The model."""
        if self._model is None:
            self._model = model = getattr(import_module(".models", __package__), self._name)
            self.quick = None if model._constants or model._objects else model
        return self._model

    def __call__(self, value: Any) -> Any:
        model = self.model
        if type(value) is dict:
            return model.over(value)
        if isinstance(value, model):
            return value
        raise ValueError(f"{type(value).__name__} instead of {self._name}")


class known:
    """A value of an enumeration of this package."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, value: Any) -> Any:
        return getattr(import_module(".models", __package__), self._name)(value)


class many:
    """A list, read in its place; an item that does not fit is kept as it came."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def __call__(self, value: Any) -> Any:
        if not isinstance(value, list):
            raise ValueError(f"{type(value).__name__} instead of a list")
        for place, item in enumerate(value):
            if item is None:
                continue
            try:
                made = self._reader(item)
            except ValueError as error:
                _tell("an item", error)
                continue
            if made is not item:
                value[place] = made
        return value


class either:
    """Whatever fits first, or a value of one of the plain types as it is."""

    def __init__(self, *readers: Reader, plain: tuple[type, ...] = ()) -> None:
        self._readers = readers
        self._plain = plain

    def __call__(self, value: Any) -> Any:
        problem = None
        for reader in self._readers:
            try:
                return reader(value)
            except ValueError as error:
                problem = error
        if type(value) in self._plain or problem is None:
            return value
        raise problem


def moment(value: Any) -> Any:
    """A moment; a text that names none stays text."""
    if type(value) is not str:
        return _sort(value, datetime, "a moment")
    try:
        return Timestamp.read(value)
    except ValueError:
        return value


def day(value: Any) -> Any:
    """A day; a text that names none stays text."""
    if type(value) is not str:
        return _sort(value, date, "a day")
    try:
        return read_day(value)
    except ValueError:
        return value


def _sort(value: Any, sort: type, name: str) -> Any:
    if not isinstance(value, sort):
        raise ValueError(f"{type(value).__name__} instead of {name}")
    return value


__all__ = [
    "Field",
    "JsonBacked",
    "backed",
    "constant",
    "day",
    "either",
    "known",
    "many",
    "moment",
    "nested",
]
