"""Models backed by the JSON they were read from; each field is parsed when it is first used.

A model that was read holds one dict, the JSON object itself; the properties that stand in the place of its attrs fields
look there. Most programs read a few fields of many rows, so what nobody asks for is never made. Two threads that ask at
once may get two models, which are of one dict: what is set on one shows on the other.

A row of a long page may stand on a struct instead, which a fast decoder fills where a row is all that is known of its
model and nothing else. The first thing that a struct cannot do (something is set, or asked for whole) turns it into the
dict that it came from.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from operator import attrgetter
from threading import Lock
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from addepar_core.models.readers import ConstReader, Field, ModelReader, settle, warn_unparsed
from addepar_core.models.types import UNSET, json_value

C = TypeVar("C", bound="type[BackedModel]")
_new = object.__new__
_OBJECT = frozenset({dict, type(None)})
_one_at_a_time = Lock()
STRUCTS: set[type] = set()
"""The types of struct that models may stand on: with `held_`, None, for the dict that one is turned into."""
_MORE = None
"""Where in its dict a model keeps its `additional_properties`, once they are asked for: JSON has no such key."""


def _renew() -> None:
    global _one_at_a_time
    _one_at_a_time = Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew)  # another thread may have held it, which the child does not have


class BackedModel:
    """The base of all models."""

    __slots__ = ("_json", "_struct")
    _json: dict[Any, Any]
    """The JSON object; made by ``__getattr__`` where there is a struct."""
    _struct: Any
    """The struct, as long as that is enough; then None."""
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
            self._json = {}
            self._struct = None
            return self

        def __getattr__(self, name):
            if name != "_json":
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            with _one_at_a_time:
                if self._struct is not None:
                    self._json = _struct_to_dict(self._struct, self._fields)
                    self._struct = None
            return self._json

        @property
        def additional_properties(self):
            held = self._json
            more = held.get(_MORE)
            if more is None:
                others = {key: value for key, value in held.copy().items() if key not in self._known}
                others.pop(_MORE, None)
                more = held.setdefault(_MORE, others)
            return more

        @additional_properties.setter
        def additional_properties(self, value):
            self._json[_MORE] = value

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """The model of a JSON object, which is copied.

        Raises:
            ValueError: a required field is missing, a constant is another, or an object is none.
            TypeError: not a mapping.
        """
        return cls.wrap({key: _copied(value) for key, value in dict(src_dict).items()})

    @classmethod
    def wrap(cls, held: dict[str, Any]) -> Self:
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
        self._json = held
        self._struct = None
        return self

    @classmethod
    def wrap_struct(cls, struct: Any) -> Self:
        """The model of a struct that has an attribute for each field, UNSET where there is none; it was checked."""
        self = _new(cls)
        self._struct = struct
        return self

    @classmethod
    def fields(cls) -> Mapping[str, Field]:
        """The fields by their names in JSON."""
        return cls._fields

    def to_dict(self) -> dict[str, Any]:
        """The JSON object, with what was changed since it was read; a copy."""
        held = self._json.copy()
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


def json_properties(*fields: Field) -> Callable[[C], C]:
    """Put properties over the JSON in the place of a class's attrs fields."""

    def decorate(model: C) -> C:
        model._fields = {field.wire: field for field in fields}
        model._known = frozenset(model._fields)
        model._required = tuple(field.wire for field in fields if field.required)
        model._constants = tuple((one.wire, one.reader.value) for one in fields if isinstance(one.reader, ConstReader))
        if model._constants or model._required:  # else any object fits
            model._objects = tuple(field.wire for field in fields if isinstance(field.reader, ModelReader))
        if "additional_properties" in model.__slots__:
            del model.additional_properties  # the base has it
        package = model.__module__.rpartition(".")[0]
        for field in fields:
            settle(field.reader, package)
            setattr(model, field.name, _property(field))
        return model

    return decorate


def _struct_to_dict(struct: Any, fields: Mapping[str, Field]) -> dict[Any, Any]:
    """The JSON object that a struct was filled from, with what was made of it since; always the same one."""
    if struct.held_ is None:
        struct.held_ = held = {}
        for wire, field in fields.items():
            value = getattr(struct, field.name)
            if type(value) in STRUCTS:
                value = _struct_to_dict(value, field.reader.model.fields())  # type: ignore[union-attr]
            if value is not UNSET:
                held[wire] = value
        for field in fields.values():
            delattr(struct, field.name)  # what else stands on the struct looks into the dict from now on
    settled: dict[Any, Any] = struct.held_
    return settled


def _property(field: Field) -> Any:
    wire, reader, name = field.wire, field.reader, field.name
    of = attrgetter(name)

    def put(self: BackedModel, value: Any) -> None:
        self._json[wire] = value

    def plain(self: BackedModel) -> Any:
        struct = self._struct
        if struct is None:
            return self._json.get(wire, UNSET)
        try:
            return of(struct)
        except AttributeError:  # another model has turned it into a dict
            return self._json.get(wire, UNSET)

    def read(self: BackedModel) -> Any:
        struct = self._struct
        try:
            value = self._json.get(wire, UNSET) if struct is None else of(struct)
        except AttributeError:
            struct, value = None, self._json.get(wire, UNSET)
        if value is UNSET or value is None or reader is None:
            return value
        try:
            typed = reader(value)
        except ValueError as error:
            warn_unparsed(f"{type(self).__name__}.{name}", error)
            return value
        if typed is not value:
            if struct is None:
                self._json[wire] = typed
            else:
                setattr(struct, name, typed)
        return typed

    def follow(self: BackedModel) -> Any:  # the same for models, with fewer calls
        struct = self._struct
        if struct is not None:
            try:
                value = of(struct)
            except AttributeError:
                return read(self)
            model = reader.model  # type: ignore[union-attr]
            if type(value) in STRUCTS:
                nested = _new(model)
                nested._struct = value
                setattr(struct, name, nested)
                return nested
            return value if type(value) is model else read(self)
        value = self._json.get(wire, UNSET)
        if type(value) is dict and (model := reader.quick):  # type: ignore[union-attr]
            for needed in model._required:
                if needed not in value:
                    return read(self)
            nested = self._json[wire] = _new(model)
            nested._json = value
            nested._struct = None
            return nested
        return value if isinstance(value, BackedModel) else read(self)

    if isinstance(reader, ModelReader):
        return property(follow, put)
    return property(plain if reader is None or isinstance(reader, ConstReader) else read, put)


__all__ = ["STRUCTS", "BackedModel", "json_properties"]
