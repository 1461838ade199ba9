"""How the models hold their members: each property of a schema as a line of a class.

Two kinds of class are written. Attributes, the objects in them, and links accept undocumented members: they are dicts
with a property for each documented member (`addepar_core.models.open_object`). All other JSON:API objects are closed:
attrs classes (`addepar_core.models.envelope`).
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from openapi_python_client.parser.properties import (
    AnyProperty,
    BooleanProperty,
    ConstProperty,
    DateProperty,
    DateTimeProperty,
    EnumProperty,
    FloatProperty,
    IntProperty,
    ListProperty,
    ModelProperty,
    NoneProperty,
    Property,
    StringProperty,
    UnionProperty,
)
from openapi_python_client.strings import safe_for_docstring

_KINDS: dict[type, tuple[str, str]] = {
    DateTimeProperty: ("date-time", "datetime.datetime"),
    DateProperty: ("date", "datetime.date"),
    FloatProperty: ("number", "float"),
    IntProperty: ("integer", "int"),
    BooleanProperty: ("boolean", "bool"),
    StringProperty: ("text", "str"),
}
# The names that dicts and open objects have already.
_TAKEN = frozenset({*dir(dict), "from_dict", "members", "read", "to_dict"})


def all_properties(model: ModelProperty) -> list[Property]:
    """The properties of a model, those without a default first."""
    everything = [*(model.required_properties or []), *(model.optional_properties or [])]
    return sorted(everything, key=lambda prop: not _needed(prop))


def qualifier(models: Iterable[Any]) -> Callable[[str], str]:
    """A function that qualifies the models in an annotation with their package: ``models.Job`` for ``Job``."""
    names = "|".join(sorted(_class(model) for model in models))
    return partial(re.compile(rf"(?<![\w.\"'])({names})\b").sub, r"models.\1")


def open_models(models: Iterable[ModelProperty]) -> frozenset[str]:
    """The names of the models that accept undocumented members."""
    known = {_class(model): model for model in models}
    names: set[str] = {name for name, model in known.items() if not all_properties(model) or name.endswith("Links")}
    names.add("Links")
    waiting = [
        _class(inner)
        for model in known.values()
        for prop in all_properties(model)
        if _wire(prop) == "attributes"
        for inner in _models(prop)
    ]
    while waiting:
        name = waiting.pop()
        if name not in names:
            names.add(name)
            waiting += [_class(inner) for prop in all_properties(known[name]) for inner in _models(prop)]
    return frozenset(names)


@dataclass(frozen=True)
class FieldWriter:
    """Writes the members of the models of one specification.

    Attributes:
        open: the names of the open models.
        required: the models that cannot be created without arguments.
    """

    open: frozenset[str]
    required: frozenset[str]

    @classmethod
    def of(cls, models: Iterable[ModelProperty]) -> FieldWriter:
        everything = list(models)
        opened = open_models(everything)
        needing = {_class(model) for model in everything if any(_needed(one) for one in all_properties(model))}
        return cls(opened, frozenset(needing - opened))

    def field(self, prop: Property) -> str:
        """A field of an attrs class."""
        name, hint = _wire(prop), self.annotation(prop)
        if not _is_name(name):
            raise ValueError(f"{name!r} cannot be the name of a field, and msgspec gives attrs classes no other names")
        if _needed(prop):
            return f"{name}: {hint}"
        if _is_sent_by_default(prop):
            return f"{name}: {hint} = {prop.default.python_code.as_unembedded_code()}"
        factory = self._factory(prop)
        return f"{name}: {hint} = _attrs_field(factory={factory})" if factory else f"{name}: {hint} | None = None"

    def _factory(self, prop: Property) -> str | None:
        if _wire(prop) == "links":
            return "dict"
        if isinstance(prop, ListProperty):
            return "list"
        if isinstance(prop, ModelProperty) and _class(prop) not in self.required:
            return _class(prop)
        return None

    def annotation(self, prop: Property) -> str:
        """The type of a member, without None for its absence."""
        return " | ".join(dict.fromkeys(self._types(prop)))

    def _types(self, prop: Property) -> Iterator[str]:
        if _wire(prop) == "links":
            yield "dict[str, Any]"
        elif is_id(prop):
            yield "list[str] | str" if any(isinstance(one, ListProperty) for one in _branches(prop)) else "str"
        elif isinstance(prop, UnionProperty):
            for branch in _branches(prop):
                yield from self._types(branch)
        elif isinstance(prop, ListProperty):
            yield f"list[{self.annotation(prop.inner_property)}]"
        elif isinstance(prop, ModelProperty | EnumProperty):
            yield _class(prop)
        elif isinstance(prop, ConstProperty):
            yield f"Literal[{prop.value.python_code.as_unembedded_code()}]"
        elif type(prop) in _KINDS:
            yield _KINDS[type(prop)][1]
        elif not isinstance(prop, NoneProperty):
            yield "Any" if isinstance(prop, AnyProperty) else "File"

    def member(self, prop: Property) -> str:
        """A property of an open object."""
        kind, classes = _kind(prop)
        parts = [repr(_wire(prop)), repr(kind), *classes]
        if prop.required:
            parts.append("required=True")
        if any(isinstance(one, NoneProperty) for one in _branches(prop)):
            parts.append("nullable=True")
        if isinstance(prop, ConstProperty):
            parts.append(f"constant={prop.value.python_code.as_unembedded_code()}")
        if _is_sent_by_default(prop):
            parts.append(f"default={prop.default.python_code.as_unembedded_code()}")
        hint = _settable(self.annotation(prop), "float | Any")
        return f"{member_name(prop)}: {hint if hint == 'Any' else hint + ' | None'} = member({', '.join(parts)})"

    def arguments(self, properties: Iterable[Property]) -> list[str]:
        """The arguments of the constructor of an open object, as type checkers see them."""
        return [self._argument(prop) for prop in properties if _is_name(_wire(prop)) and _wire(prop) != "self"]

    def _argument(self, prop: Property) -> str:
        hint = _settable(self.annotation(prop), "Number")
        if _needed(prop):
            return f"{_wire(prop)}: {hint}"
        return f"{_wire(prop)}: {hint if hint == 'Any' else hint + ' | None'} = ..."

    def documented(self, prop: Property, is_open: bool) -> str:
        """The line of a class's docstring."""
        name = member_name(prop) if is_open else _wire(prop)
        about = " ".join(str(safe_for_docstring(prop.description or "")).split())
        return f"{name} ({self.annotation(prop)}): {about}".rstrip()


def _settable(hint: str, number: str) -> str:
    """The type of a member that can be set, from the type that is read.

    Dates and timestamps are accepted as text too, and numbers as ``Decimal`` or numpy types. A number is read as
    ``float | Any``: a descriptor whose setter has another type would keep type checkers from narrowing what is read.
    """
    if "datetime.date" in hint and " | str" not in hint:
        return f"{hint} | str"
    return number if hint == "float" else hint


def is_id(prop: Property) -> bool:
    """Whether a property is an id or a list of ids, which are text whatever the server sends."""
    branches = [one for one in _branches(prop) if not isinstance(one, NoneProperty)]
    items = [item for one in branches if isinstance(one, ListProperty) for item in _branches(one.inner_property)]
    kinds = {type(one) for one in branches if not isinstance(one, ListProperty)}
    return kinds == {IntProperty, StringProperty} and {type(one) for one in items} <= kinds and _names_id(prop)


def _names_id(prop: Property) -> bool:
    return _wire(prop) == "id" or _wire(prop).endswith("_id")


def member_name(prop: Property) -> str:
    """The property of a member: its name in JSON, with an underscore after it if dicts have that name already."""
    wire = _wire(prop)
    if not _is_name(wire):
        return str(prop.python_name)
    return f"{wire}_" if wire in _TAKEN else wire


def _is_name(wire: str) -> bool:
    return wire.isidentifier() and not keyword.iskeyword(wire)


def _kind(prop: Property) -> tuple[str, list[str]]:
    if is_id(prop):
        return "id", []
    branches = [one for one in _branches(prop) if not isinstance(one, NoneProperty)]
    enums = [_class(one) for one in branches if isinstance(one, EnumProperty)]
    if enums:
        return "enum", enums
    if models := [_class(one) for one in _models(prop)]:
        return ("any" if any(isinstance(one, StringProperty) for one in branches) else "object"), models[:1]
    if isinstance(prop, ConstProperty):
        return "text", []
    known = [_KINDS[type(one)][0] for one in branches if type(one) in _KINDS]
    dates = [kind for kind in known if kind.startswith("date")]
    return (dates or known or ["any"])[0] if len(branches) == len(known) else "any", []


def _needed(prop: Property) -> bool:
    return bool(prop.required) and prop.default is None


def _is_sent_by_default(prop: Property) -> bool:
    """Whether a new object has the default. The default of an optional member is what the server assumes without it."""
    return prop.default is not None and bool(prop.required)


def _wire(prop: Any) -> str:
    return str(prop.name.get_untrusted_value())


def _class(prop: Any) -> str:
    return str(prop.class_info.name)


def _branches(prop: Property) -> list[Any]:
    return list(prop.inner_properties) if isinstance(prop, UnionProperty) else [prop]


def _models(prop: Property) -> list[ModelProperty]:
    models: list[ModelProperty] = []
    for branch in _branches(prop):
        if isinstance(branch, ListProperty):
            models += _models(branch.inner_property)
        elif isinstance(branch, ModelProperty):
            models.append(branch)
    return models
