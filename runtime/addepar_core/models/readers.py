"""Readers for the fields of models: each turns a field's JSON into its type when it is first used."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from datetime import date, datetime
from importlib import import_module
from typing import Any, NamedTuple

from addepar_core.models.types import RowWarning, Timestamp, read_day

Reader = Callable[[Any], Any]
"""Gives a field's type to its JSON, and leaves alone what has it already; ValueError for what can be neither.

Null stays null, wherever it stands.
"""


class Field(NamedTuple):
    """One field of a model."""

    name: str
    wire: str
    reader: Reader | None = None
    required: bool = False


def warn_unparsed(what: str, error: ValueError) -> None:
    warnings.warn(f"{what} does not fit ({str(error)[:200]}); kept as it came", RowWarning, stacklevel=3)


class ConstReader:
    """One value and no other; only looked at where that tells one model from another."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __call__(self, value: Any) -> Any:
        if value != self.value:
            raise ValueError(f"{value!r} is not {self.value!r}")
        return value


class ModelReader:
    """A model of the same package, imported when the first is read."""

    package: str
    """The package of the models, as ``backed`` sets it."""

    model: Any
    """The model, imported when it is first asked for."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.quick: Any = None
        """The model, once it is there, where any object fits it that has what is required."""

    def __getattr__(self, name: str) -> Any:
        if name != "model":
            raise AttributeError(name)
        self.model = model = getattr(import_module(self.package), self._name)
        self.quick = None if model._constants or model._objects else model
        return model

    def __call__(self, value: Any) -> Any:
        model = self.model
        if type(value) is dict:
            return model.wrap(value)
        if isinstance(value, model):
            return value
        raise ValueError(f"{type(value).__name__} instead of {self._name}")


class EnumReader:
    """A value of an enumeration of the same package."""

    package: str

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, value: Any) -> Any:
        return getattr(import_module(self.package), self._name)(value)


class ListReader:
    """A list, read in its place; an item that does not fit is kept as it came."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.inner = (reader,)

    def __call__(self, value: Any) -> Any:
        if not isinstance(value, list):
            raise ValueError(f"{type(value).__name__} instead of a list")  # noqa: TRY004 - the readers raise one kind
        for place, item in enumerate(value):
            if item is None:
                continue
            try:
                typed = self._reader(item)
            except ValueError as error:
                warn_unparsed("an item", error)
                continue
            if typed is not item:
                value[place] = typed
        return value


class UnionReader:
    """Whatever fits first, or a value of one of the plain types as it is."""

    def __init__(self, *readers: Reader, plain: tuple[type, ...] = ()) -> None:
        self._readers = self.inner = readers
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


def settle(reader: Any, package: str) -> None:
    """Tell a reader, and those inside of it, in which package to look for models."""
    if isinstance(reader, ModelReader | EnumReader):
        reader.package = package
    for inner in getattr(reader, "inner", ()):
        settle(inner, package)


def read_datetime(value: Any) -> Any:
    """A moment; a text that names none stays text."""
    if type(value) is not str:
        return _sort(value, datetime, "a moment")
    try:
        return Timestamp.read(value)
    except ValueError:
        return value


def read_date(value: Any) -> Any:
    """A day; a text that names none stays text."""
    if type(value) is not str:
        return _sort(value, date, "a day")
    try:
        return read_day(value)
    except ValueError:
        return value


def _sort(value: Any, sort: type, name: str) -> Any:
    if not isinstance(value, sort):
        raise ValueError(f"{type(value).__name__} instead of {name}")  # noqa: TRY004 - as above
    return value


__all__ = [
    "ConstReader",
    "EnumReader",
    "Field",
    "ListReader",
    "ModelReader",
    "Reader",
    "UnionReader",
    "read_date",
    "read_datetime",
    "settle",
    "warn_unparsed",
]
