"""The changes of a record since it was read. Only these are sent, so changes of others are not undone."""

from collections.abc import Mapping
from typing import NamedTuple

from addepar_core.models.envelope import as_read, held_members
from addepar_core.models.types import UNSET, json_value
from addepar_core.operations.inputs.checking import Path, mapping_of
from addepar_core.operations.inputs.schema import Schema


class Lost(NamedTuple):
    """A change that this operation cannot send."""

    path: Path
    value: object
    problem: str
    fix: str


class Changes:
    """The changes of one record.

    Attributes:
        resource: the resource to send, with ``type`` and ``id``.
        before: the attributes as they were read.
        lost: the changes that cannot be sent.
        names: the names of all changes, as a caller writes them.
    """

    def __init__(self, schema: Schema, now: Mapping[str, object], before: Mapping[str, object]) -> None:
        self.before = mapping_of(before.get("attributes")) or {}
        self.lost: list[Lost] = []
        self.names: list[str] = []
        self.resource: dict[str, object] = {
            name: now[name] for name in ("type", "id") if name in schema.members and name in now
        }
        for name in now.keys() - {"attributes", "relationships"}:
            if not _same(now[name], before.get(name)):
                self._lose((name,), now[name], "change a copy of the record, or leave it unchanged")
        self._compare_attributes(schema, now)
        self._compare_ends(schema, now, mapping_of(before.get("relationships")) or {})

    @classmethod
    def of(cls, schema: Schema, record: object) -> "Changes | None":
        """The changes of a record; None for anything that was not read from the API."""
        before = as_read(record)
        return None if before is None else cls(schema, held_members(record), held_members(before))  # type: ignore[arg-type]

    def _compare_attributes(self, schema: Schema, now: Mapping[str, object]) -> None:
        attributes = schema.members.get("attributes")
        changed = {}
        for name, value in (mapping_of(now.get("attributes")) or {}).items():
            if value is UNSET or (name in self.before and _same(value, self.before[name])):
                continue
            path = ("attributes", str(name))
            if attributes is None or name in attributes.read_only:
                self._lose(path, value, "leave it unchanged: the server assigns it")
            else:
                self.names.append(".".join(path))
                changed[str(name)] = value
        if changed:
            self.resource["attributes"] = changed

    def _compare_ends(self, schema: Schema, now: Mapping[str, object], before: Mapping[object, object]) -> None:
        relationships = schema.members.get("relationships")
        known = relationships.members if relationships is not None else {}
        changed = {}
        for name, end in (mapping_of(now.get("relationships")) or {}).items():
            if _same(end, before.get(name)):
                continue
            path = ("relationships", str(name))
            if name not in known:
                self._lose(path, end, "leave it unchanged")
            else:
                self.names.append(".".join(path))
                inner = mapping_of(end) or {}
                changed[str(name)] = {"data": inner.get("data", end)}
        if changed:
            self.resource["relationships"] = changed

    def _lose(self, path: Path, value: object, fix: str) -> None:
        self.names.append(".".join(map(str, path)))
        self.lost.append(Lost(path, value, "was changed, but cannot be sent", fix))


def _same(one: object, other: object) -> bool:
    """Whether two values are the same JSON: 1 and True are not, a date and its text are."""
    try:
        one, other = json_value(one), json_value(other)
        return bool(one == other) and repr(one) == repr(other)
    except (TypeError, ValueError, ArithmeticError):  # arrays and missing values raise in a comparison
        return False
