"""Check a body against the specification, and convert it to plain JSON. All faults are found, not only the first."""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from addepar_core.errors.details import Fault
from addepar_core.models.envelope import Envelope, held_members
from addepar_core.models.types import UNSET, timestamp_text
from addepar_core.operations.inputs import values
from addepar_core.operations.inputs.schema import ANY, Schema
from addepar_core.operations.inputs.values import Refused

Path: TypeAlias = tuple[str | int, ...]
_KEPT = (str, int, float, bool, Decimal, datetime.date, datetime.datetime)
_HALF = "[\ud800-\udfff]"


class Checker:
    """Checks values and collects their faults."""

    def __init__(self, field_name: Callable[[Path], tuple[int | None, str]]) -> None:
        self.faults: list[Fault] = []
        self._field_name = field_name

    def fault(self, path: Path, value: object, problem: str, fix: str) -> None:
        """Record a fault of a value."""
        row, field = self._field_name(path)
        kept = value if type(value) in _KEPT or value is None else values.shown(value)
        self.faults.append(Fault(row, field, kept, problem, fix))

    def checked(self, schema: Schema, value: object, path: Path) -> object:
        """A value as plain JSON. If it has a fault, the fault is recorded and the result is None."""
        if value is None:
            if not schema.nullable:
                self.fault(path, None, "null is not allowed here", f"leave it out, or pass {expected(schema)}")
            return None
        try:
            return getattr(self, f"_{schema.kind.replace('-', '_')}")(schema, value, path)
        except Refused as refused:
            fix = f"{refused.fix}, or pass None to remove the value" if _removable(schema, refused) else refused.fix
            self.fault(path, value, refused.problem, fix)
        return None

    def _object(self, schema: Schema, value: object, path: Path) -> object:
        if schema.is_identifier and not isinstance(value, Mapping):
            return self._identifier(schema, value, path)
        given = mapping_of(value)
        if given is None:
            raise Refused(f"{values.shown(value)} is not an object", f"pass {expected(schema)}")
        made = self._members(schema, given, path)
        for name, member in schema.members.items():
            if name not in made and member.const is not None and name in schema.required:
                made[name] = member.const
        for name in schema.refused:
            if name in made:
                self.fault((*path, name), made[name], "cannot be sent: the server assigns it", "leave it out")
        for name in schema.required:
            if name not in made:
                self._missing(schema.members[name], (*path, name), _names(made))
        return made

    def _members(self, schema: Schema, given: Mapping[object, object], path: Path) -> dict[str, object]:
        made = {}
        for name, value in given.items():
            if not isinstance(name, str):
                self.fault(
                    path, name, f"the name {values.shown(name)} is not text", "pass a mapping with texts as keys"
                )
            elif value is not UNSET:
                made[name] = self.checked(schema.members.get(name, ANY), value, (*path, name))
        return made

    def _missing(self, schema: Schema, path: Path, given: str) -> None:
        """Record a missing value (for an object, its required parts), with the given names, to help find the row."""
        if schema.kind == "object" and not schema.is_identifier and schema.required:
            for name in schema.required:
                if schema.members[name].const is None:
                    self._missing(schema.members[name], (*path, name), given)
        else:
            found = f"; the row has: {given}" if given else ""
            self.fault(path, None, "is missing", f"pass {expected(schema)}{found}")

    def _identifier(self, schema: Schema, value: object, path: Path) -> dict[str, object]:
        wanted = schema.members["type"].const
        values.identifier(value, (wanted,) if wanted else ())
        return {"type": wanted, "id": self._id(schema, value, path)}

    def _id(self, schema: Schema, value: object, path: Path) -> object:
        text = values.identifier(value)
        held = values.plain(value)
        return held if isinstance(held, int) else text

    def _list(self, schema: Schema, value: object, path: Path) -> list[object]:
        if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
            raise Refused(f"{values.shown(value)} is not a list", f"pass {expected(schema)}")
        made = [self.checked(schema.items or ANY, item, (*path, place)) for place, item in enumerate(value)]
        if len(made) < schema.minimum_items:
            raise Refused("the list is empty", f"pass {expected(schema)}")
        return made

    def _one_of(self, schema: Schema, value: object, path: Path) -> object:
        kind = _json_kind(value)
        fitting = [choice for choice in schema.choices if _fits(choice, kind)]
        if len(fitting) > 1 and kind == "object":
            return self._one_object_of(fitting, value, path)
        for choice in fitting:
            trial = Checker(self._field_name)
            made = trial.checked(choice, value, path)
            if not trial.faults or choice is fitting[-1]:
                self.faults += trial.faults
                return made
        raise Refused(f"{values.shown(value)} does not fit", f"pass {expected(schema)}")

    def _one_object_of(self, choices: Sequence[Schema], value: object, path: Path) -> object:
        """One of several objects, which are distinguished by a text with a different value in each."""
        given = mapping_of(value) or {}
        marks = [name for name, member in choices[0].members.items() if member.is_closed]
        for choice in choices:
            trial = Checker(self._field_name)
            for name in marks:
                trial.checked(choice.members[name], given.get(name), path)
            if not trial.faults:
                return self.checked(choice, value, path)
        for name in marks:
            known = " or ".join(expected(choice.members[name]) for choice in choices)
            found = "is missing" if given.get(name) is None else f"{values.shown(given[name])} is not known"
            self.fault((*path, name), given.get(name), found, f"pass {known}")
        return None

    def _text(self, schema: Schema, value: object, path: Path) -> str:
        given = values.plain(value)
        if not isinstance(given, str):
            raise Refused(f"{values.shown(given)} is not text", f"pass {expected(schema)}")
        known = (schema.const,) if schema.const is not None else schema.allowed
        if known and given not in known:
            raise Refused(f"{values.shown(given)} is not allowed", f"pass {schema.const or expected(schema)}")
        if schema.pattern and not re.search(schema.pattern, given):
            raise Refused(f"{values.shown(given)} is not allowed", f"pass {expected(schema)}")
        if len(given) < schema.minimum_length:
            raise Refused("the text is empty", f"pass {expected(schema)}")
        if schema.maximum_length is not None and len(given) > schema.maximum_length:
            raise Refused(f"the text has {len(given)} characters", f"pass at most {schema.maximum_length}")
        return _whole(str(given))

    def _number(self, schema: Schema, value: object, path: Path) -> object:
        return values.number(value)

    def _integer(self, schema: Schema, value: object, path: Path) -> int:
        return values.integer(value)

    def _boolean(self, schema: Schema, value: object, path: Path) -> bool:
        given = values.plain(value)
        if not isinstance(given, bool):
            raise Refused(f"{values.shown(given)} is neither true nor false", "pass True or False")
        return given

    def _date(self, schema: Schema, value: object, path: Path) -> str:
        return values.day(value).isoformat()

    def _date_time(self, schema: Schema, value: object, path: Path) -> str:
        return timestamp_text(values.moment(value))

    def _any(self, schema: Schema, value: object, path: Path) -> object:
        """A value that the specification does not describe."""
        given = values.plain(value)
        if isinstance(given, str):
            return _whole(str(given))
        if isinstance(given, bool) or given is None:
            return given
        if isinstance(given, datetime.date):  # a datetime is a date too
            return _time(given)
        if hasattr(given, "tolist"):  # an array or a series
            given = given.tolist()
        elif (members := mapping_of(given)) is not None:
            return self._members(ANY, members, path)
        if isinstance(given, Sequence) and not isinstance(given, bytes | bytearray):
            return [self.checked(ANY, item, (*path, place)) for place, item in enumerate(given)]
        if not hasattr(given, "__float__"):
            kind = type(given).__name__
            raise Refused(f"a {kind} cannot be written as JSON", "pass text, a number, a list or a mapping")
        return values.number(given)


def expected(schema: Schema) -> str:
    """A description of what a value must be."""
    if words := schema.allowed or schema.known:
        return " or ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
    if schema.is_identifier or schema.kind == "id":
        return values.ID
    match schema.kind:
        case "text" if schema.example:
            return f"text like {schema.example}"
        case "date":
            return values.DAY
        case "date-time":
            return values.MOMENT
        case "list" if schema.items is not None and schema.items.is_identifier:
            return "a list of ids or records"
        case "one-of":
            return ", or ".join(dict.fromkeys(map(expected, schema.choices)))
        case "object" if schema.name:
            return f"a mapping, or the model {schema.name}"
    return _WORDS[schema.kind]


_WORDS = {
    "any": "a value",
    "object": "a mapping",
    "list": "a list",
    "text": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "True or False",
}


def _time(value: datetime.date) -> str:
    if not isinstance(value, datetime.datetime):
        return value.isoformat()
    return timestamp_text(
        value if value.utcoffset() is not None else values.moment(value, or_day=True)
    )  # which refuses it


def _whole(text: str) -> str:
    if not text.isascii() and (half := re.search(_HALF, text)):
        raise Refused(f"{values.shown(half[0])} is half of a surrogate pair", "pass complete characters")
    return text


def _removable(schema: Schema, refused: Refused) -> bool:
    return schema.nullable and schema.kind != "any" and refused.fix == "leave it out"


def mapping_of(value: object) -> Mapping[object, object] | None:
    """A mapping, or the mapping of a model; None for anything else."""
    if isinstance(value, Mapping):
        return value
    if isinstance(value, Envelope):
        return dict[object, object](
            held_members(value).items()
        )  # not as JSON, because its timestamps and missing values must be checked
    to_dict = getattr(value, "to_dict", None)
    if to_dict is None or hasattr(value, "tolist"):  # a series of pandas has both, and is a list
        return None
    return dict(to_dict().items())


def _json_kind(value: object) -> str:
    if isinstance(value, Mapping) or (mapping_of(value) is not None and not hasattr(value, "id")):
        return "object"
    return "list" if isinstance(value, Iterable) and not isinstance(value, str | bytes) else "scalar"


def _fits(schema: Schema, kind: str) -> bool:
    if schema.kind == "any":
        return True
    return (schema.kind if schema.kind in ("object", "list") else "scalar") == kind


def _names(made: Mapping[str, object]) -> str:
    """Some names of the given members, including those in ``attributes``."""
    names = [
        inner
        for name, value in made.items()
        if name != "type"
        for inner in (value if isinstance(value, Mapping) and name == "attributes" else (name,))
    ]
    return ", ".join(names[:5])
