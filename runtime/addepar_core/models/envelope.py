"""The closed objects of JSON:API (resources, relationships, identifiers, documents): plain attrs classes.

A decoder in C fills them, one for each class. JSON that it refuses (an id that is a number, null instead of an object)
is read member by member by ``fit``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from threading import RLock
from typing import Any, Literal, NamedTuple, Self, get_args, get_origin, get_type_hints

import attrs
import msgspec

from addepar_core.models.interop import JsonModel
from addepar_core.models.numbers import exact_number, read_json
from addepar_core.models.open_object import OpenObject, id_text, warn_unparsed
from addepar_core.models.types import json_value

REFUSED = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, TypeError)
"""The errors with which a decoder leaves bytes to the standard library, or to ``fit``."""
_EMPTY: tuple[Any, ...] = (None, {}, [])


class ExactBytes(bytes):
    """JSON whose numbers with a fraction or an exponent become Decimals."""


class Envelope(JsonModel):
    """The base of the attrs classes. As with any attrs class, ``attrs.evolve`` copies only the fields."""

    __slots__ = ("_raw",)
    _raw: bytes | dict[str, Any]
    """The JSON that the object was read from; a new object, or a part of another one, has none."""

    @property
    def raw(self) -> dict[str, Any]:
        """The JSON object as received, including unknown members: a copy without later changes.

        For a new object, or for a part of another one, it is ``to_dict()``.
        """
        held = getattr(self, "_raw", None)
        if held is None:
            return self.to_dict()
        plain: dict[str, Any] = value_of(held) if isinstance(held, bytes) else json_value(held)
        return plain

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Build an object from a copy of a JSON object.

        Raises:
            ValueError: a required member is missing, or a value does not fit.
        """
        value = json_value(src_dict)
        self: Self = fit(cls, json_value(value))
        self._raw = value
        return self

    def to_dict(self) -> dict[str, Any]:
        """The JSON object as received, with later changes; for a new object, its values.

        Raises:
            ValueError: nested too deeply.
        """
        held = getattr(self, "_raw", None)
        if held is not None:
            raw = meant(self.raw)
            return raw if _is_as_read(self, held) else _changed(self, raw, fit(type(self), raw))
        made = {}
        for field in _fields(type(self)):
            plain = json_value(getattr(self, field.name))
            if field.required or plain not in _EMPTY:
                made[field.name] = plain
        return made


def held_members(now: Envelope) -> dict[str, Any]:
    """The members of an object as they were set, including models and timestamps, without those that were left out."""
    held = {field: getattr(now, field.name) for field in _fields(type(now))}
    return {
        field.name: value
        for field, value in held.items()
        if field.required or not (value is None or (isinstance(value, dict | list) and not value))
    }


def as_read(now: object) -> Any:
    """The object as it was read; None for a new one."""
    held = getattr(now, "_raw", None) if isinstance(now, Envelope) else None
    return None if held is None else fit(type(now), meant(now.raw))  # type: ignore[attr-defined]


def _is_as_read(now: object, held: object) -> bool:
    """Whether nothing was set since, compared in C. False may also mean that the comparison needs Python."""
    if not isinstance(held, bytes):
        return False
    try:
        before = decoder(type(now), exact=isinstance(held, ExactBytes))(held)  # type: ignore[arg-type]  # a class can be hashed
        # 1 and True are equal too, but differ as JSON; a Decimal and its text are the same JSON.
        return bool(now == before) and msgspec.json.encode(now) == msgspec.json.encode(before)
    except (*REFUSED, ValueError):
        return False


def _changed(now: Any, raw: Mapping[str, Any], before: Any) -> dict[str, Any]:
    """The JSON of an object: ``raw`` with the differences from ``before``, the object that ``raw`` parses to."""
    result = dict(raw)
    for field in _fields(type(now)):
        value, old, plain = getattr(now, field.name), getattr(before, field.name), raw.get(field.name)
        if isinstance(value, Envelope) and type(value) is type(old):
            parts = plain if type(plain) is dict else {}
            if (changed := _changed(value, parts, old)) != parts:
                result[field.name] = changed
        elif isinstance(value, dict):
            if value or old:
                result[field.name] = json_value(value)
        elif isinstance(value, list) and isinstance(old, list) and isinstance(plain, list):
            same = [one == two for one, two in zip(value, old, strict=False)] + [False] * len(value)
            result[field.name] = [plain[place] if same[place] else json_value(one) for place, one in enumerate(value)]
        elif value != old:
            result[field.name] = json_value(value)
    return result


class _Field(NamedTuple):
    name: str
    hint: Any
    required: bool


def _read_fields(model: type[attrs.AttrsInstance]) -> tuple[_Field, ...]:
    hints = get_type_hints(model)
    return tuple(_Field(one.name, hints[one.name], one.default is attrs.NOTHING) for one in attrs.fields(model))


_fields: Callable[[Any], tuple[_Field, ...]] = cache(_read_fields)


def meant(value: object) -> Any:
    """A resource with corrected keys: one page prints ``"relationships "`` with a trailing space."""
    if type(value) is not dict or not any(key.endswith(" ") for key in value):
        return value
    return {key.rstrip(" "): item for key, item in value.items()}


def fit(model: Any, value: object) -> Any:
    """Build an object from a JSON object member by member, sharing its values. Ids become text, null is ignored.

    A part that does not fit is kept as received, with a ``RowWarning``.

    Raises:
        ValueError: a required member, the attributes or the relationships do not fit.
    """
    if type(value) is not dict:
        raise ValueError(f"{type(value).__name__} instead of an object")
    fitting = {}
    for name, hint, required in _fields(model):
        item = value.get(name)
        if item is None:
            if required:
                raise ValueError(f"no {name}")
            continue
        try:
            fitting[name] = _fit(hint, id_text(item) if name == "id" else item)
        except ValueError as error:
            if required or name in ("attributes", "relationships"):
                raise ValueError(f"{name}: {error}") from None
            warn_unparsed(f"{model.__name__}.{name}", error)
            fitting[name] = item
    return model(**fitting)


def _fit(hint: Any, value: object) -> object:
    inner = get_args(hint)
    if isinstance(hint, type) and not inner:
        if issubclass(hint, Envelope):
            return fit(hint, value)
        if issubclass(hint, OpenObject):
            return hint.read(value)
        if issubclass(hint, Enum):
            return hint(value)
    kind = get_origin(hint) or hint
    if kind is Literal:
        if value not in inner:
            raise ValueError(f"{value!r} instead of {' or '.join(map(repr, inner))}")
    elif kind is list and isinstance(value, list):
        return [_fit(inner[0], item) for item in value]
    elif isinstance(kind, type) and kind in (str, dict, list):
        if not isinstance(value, kind):
            raise ValueError(f"{type(value).__name__} instead of {'text' if kind is str else 'an object or a list'}")
    elif inner:
        return _first_fit(inner, value)
    return value


def _first_fit(hints: tuple[Any, ...], value: object) -> object:
    problem = ValueError("fits nothing")
    for hint in hints:
        try:
            if hint is not type(None):  # null does not reach this point
                return _fit(hint, value)
        except ValueError as error:
            problem = error
    raise problem


def _open(model: Any, value: object) -> object:
    return model.read(value) if model._objects or type(value) is not dict else model(value)


_building = RLock()
if hasattr(os, "register_at_fork"):  # a child must not inherit a lock that no thread of its own releases
    os.register_at_fork(before=_building.acquire, after_in_parent=_building.release, after_in_child=_building.release)


@cache
def decoder(model: Any, *, exact: bool) -> Callable[[Any], Any]:
    """The decoder in C that fills a class from bytes. It raises one of ``REFUSED`` for JSON that only ``fit`` reads."""
    hook = Decimal if exact else exact_number
    with _building:  # the process crashes if two threads let msgspec examine a class at the same time
        return msgspec.json.Decoder(model, dec_hook=_open, float_hook=hook).decode


def value_of(content: Any, *, exact: bool = False) -> Any:
    """Parse the JSON in bytes. Raises ``ValueError`` if it is not JSON, or is nested too deeply."""
    exact = exact or isinstance(content, ExactBytes)
    try:
        return decoder(Any, exact=exact)(content)
    except REFUSED:
        return read_json(bytes(content), exact=exact)


__all__ = ["REFUSED", "Envelope", "ExactBytes", "as_read", "decoder", "fit", "held_members", "meant", "value_of"]
