"""Put the document of a request together from keywords, mappings, models or records; fill in `type` and `id`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from addepar_core.errors.tree import InputError
from addepar_core.models.types import UNSET, Given
from addepar_core.operations.inputs import values
from addepar_core.operations.inputs.changes import Changes
from addepar_core.operations.inputs.checking import Checker, Path, expected, mapping_of
from addepar_core.operations.inputs.schema import Body, Schema

_GIVE = "pass a mapping from names to values"
_ENVELOPE = frozenset({"type", "id", "attributes", "relationships", "links", "meta"})


def request_document(body: Body, given: Given, *, record: object = None, many: bool = False) -> dict[str, object]:
    """The document to send, as plain JSON. Raises ``InputError`` with all faults.

    Args:
        body: what the document must be.
        given: the caller's arguments.
        record: the id in the request's address, or the record that was passed for it.
        many: whether the operation takes only a list; a single resource is then put into one.
    """
    assembly = _Assembly(body, record)
    try:
        document = assembly.document(given)
        if many and isinstance(document["data"], dict):
            document["data"] = [document["data"]]
            assembly.single = True
        made: dict[str, object] = assembly.checker.checked(body.document, document, ())  # type: ignore[assignment]
    except RecursionError:
        raise InputError("body", "is nested too deeply to be written as JSON") from None
    if assembly.checker.faults:
        raise InputError.of(assembly.checker.faults)
    return made


def is_single(given: Given) -> bool:
    """Whether the caller passed one resource, not a list or a document."""
    if given.body is None:
        return True
    if isinstance(given.body, Mapping):
        return "data" not in given.body
    return hasattr(given.body, "to_dict") and not hasattr(given.body, "data")


class _Assembly:
    def __init__(self, body: Body, record: object) -> None:
        self.single = False
        self.checker = Checker(self._field_name)
        self._body = body
        self._record = record
        self._by_keyword: set[int | None] = set()
        self._keywords = {path: name for name, path in body.fields.items()}

    def document(self, given: Given) -> dict[str, object]:
        """The document, with the caller's values."""
        fields = {name: value for name, value in given.fields.items() if value is not UNSET}
        if fields.get("attributes", UNSET) is None:
            del fields["attributes"]
        body = given.body
        if fields and body is not None:
            raise InputError(min(fields), "pass either a body or its fields as keywords, not both")
        if fields:
            self._check_unchanged(min(fields))
            return {"data": self._of_fields(fields, None)}
        if body is None and "attributes" in self._body.resource.members and hasattr(self._record, "to_dict"):
            body = self._record  # a record that was read: its changes are sent
        if body is None:
            raise InputError("body", f"is missing; pass {self._wanted(given)}")
        if hasattr(body, "columns") and (hasattr(body, "__dataframe__") or hasattr(body, "__arrow_c_stream__")):
            raise InputError(
                "body",
                f"is a table ({type(body).__name__}); pass its rows as mappings, as frame.to_dict('records') has them,"
                " or use a bulk_ method, which accepts a table",
            )
        return self._of_body(body)

    def _wanted(self, given: Given) -> str:
        names = list(self._body.fields)
        if given.fields:
            return ", ".join(f"{name}=" for name in names)
        if not names:
            return expected(self._body.document.members["data"])
        has_id = ["id"] * ("id" in self._body.resource.members)
        return f"a list of models, of records that were changed, or of mappings with {', '.join(has_id + names)}"

    def _check_unchanged(self, field: str) -> None:
        """Refuse a record that is passed for its id but has unsent changes."""
        if self._record is not None and (found := Changes.of(self._body.resource, self._record)) and found.names:
            changed = ", ".join(found.names)
            raise InputError(
                field,
                f"the record has unsent changes ({changed}); pass these as keywords, and its id instead of the record",
            )

    def _of_body(self, body: object) -> dict[str, object]:
        content = mapping_of(body)
        if self._body.resource.is_identifier and "data" not in (content or ()):
            return {"data": [body] if _is_one(body) else _listed(body)}
        if content is not None and "data" in content:
            data = content["data"]
            made = self._several(_listed(data)) if _is_list(data) else self._resource(data, None)
            return {**{str(name): value for name, value in content.items()}, "data": made}
        if content is not None:
            return {"data": self._resource(body, None)}
        return {"data": self._several(_listed(body))}

    def _several(self, items: Iterable[object]) -> list[object]:
        made = [self._resource(item, place) for place, item in enumerate(items)]
        first: dict[str, int] = {}
        for place, resource in enumerate(made if "id" in self._body.resource.members else ()):
            one = _id_text(resource["id"]) if isinstance(resource, dict) and resource.get("id") is not None else None
            if one is not None and first.setdefault(one, place) != place:
                problem = f"{values.shown(one)} is also in row {first[one] + 1}"
                self.checker.fault(("data", place, "id"), one, problem, "change each resource once")
        return made

    def _resource(self, item: object, row: int | None) -> object:
        schema = self._body.resource
        if schema.is_identifier:
            return item
        if isinstance(item, Mapping):
            if self._is_flat(item):
                return self._of_fields(item, row)
            made = dict(item)
        elif (members := mapping_of(item)) is not None:
            made = {str(name): value for name, value in members.items()}
            if type(item).__name__ != schema.name:
                made = self._of_record(item, made, ("data",) if row is None else ("data", row))
        else:
            return item  # recorded when it is checked
        return self._filled(made, row)

    def _of_record(self, record: object, made: dict[str, object], place: Path) -> dict[str, object]:
        """The part of a record to send: for an update the changes since it was read, otherwise all allowed members."""
        schema = self._body.resource
        changes = Changes.of(schema, record)
        if changes is None:  # a new object: all of it is sent
            return reduced(schema, made, {})
        if "id" not in schema.members:
            return reduced(schema, made, changes.before)
        for path, value, problem, fix in changes.lost:
            self.checker.fault((*place, *path), value, problem, fix)
        if not changes.names:
            problem, names = "the record has no changes", ", ".join(f"{name}=" for name in self._body.fields)
            self.checker.fault(place, None, problem, f"set its attributes, or pass {names} as keywords")
        return changes.resource

    def _is_flat(self, item: Mapping[object, object]) -> bool:
        """Whether a mapping consists of keyword fields, and is not a JSON:API resource."""
        if not _ENVELOPE.issuperset(item):
            return True
        kind = self._body.resource.members.get("type")
        return "type" in self._body.fields and kind is not None and item.get("type") != kind.const and "type" in item

    def _of_fields(self, fields: Mapping[str, object], row: int | None) -> dict[str, object]:
        """A resource from its keyword fields."""
        self._by_keyword.add(None if row is None else row + 1)
        schema = self._body.resource
        made: dict[str, object] = {name: {} for name in schema.required if schema.members[name].kind == "object"}
        place: Path = ("data",) if row is None else ("data", row)
        further = fields.get("attributes", {})
        if isinstance(further, Mapping):
            made["attributes"] = {**further}
        else:
            made["attributes"] = {}
            self.checker.fault((*place, "attributes"), further, f"{values.shown(further)} is not a mapping", _GIVE)
        for name, value in fields.items():
            if name == "attributes" or value is UNSET:
                continue
            if path := self._body.fields.get(name) or self._other(name):
                if not self._put(made, path, value):
                    self.checker.fault((*place, *path), value, "is also in attributes", "pass it once")
            else:
                known = f"the fields are {', '.join(self._body.fields)}"
                self.checker.fault((*place, str(name)), value, "is not a known field", known)
        if not made["attributes"] and "attributes" not in schema.required:
            del made["attributes"]
        return self._filled(made, row)

    def _other(self, name: object) -> tuple[str, ...]:
        """The place of a field that is not a keyword of the method but may be in a row."""
        if name in ("id", "type") and name in self._body.resource.members:
            return (str(name),)
        return ("attributes", name) if isinstance(name, str) and name.startswith("_") else ()  # custom ones do

    def _put(self, into: dict[str, Any], path: Sequence[str], value: object) -> bool:
        for name in path[:-1]:
            into = into.setdefault(name, {})
        if path[-1] == "data" and self._place(path).kind == "list" and _is_one(value):
            value = [value]
        return into.setdefault(path[-1], value) is value

    def _place(self, path: Sequence[str]) -> Schema:
        schema = self._body.resource
        for name in path:
            schema = schema.members[name]
        return schema

    def _filled(self, made: dict[str, object], row: int | None) -> dict[str, object]:
        members = self._body.resource.members
        kind = members.get("type")
        if made.get("type") is None and kind is not None:
            made["type"] = kind.const or (kind.allowed or (None,))[0]
        if "id" in members and self._record is not None:
            if made.get("id") is None:
                made["id"] = values.identifier(self._record)
            elif _id_text(made["id"]) not in (values.identifier(self._record), None):
                problem = f"{values.shown(made['id'])} is not the id of the call"
                self.checker.fault(("data", "id"), made["id"], problem, "leave it out")
        return made

    def _field_name(self, path: Path) -> tuple[int | None, str]:
        """The row and the name of a value, in the caller's terms."""
        parts = path[1:] if path[:1] == ("data",) else path
        row = None
        if parts and isinstance(parts[0], int):
            row, parts = (None if self.single else parts[0] + 1), parts[1:]
        if row in self._by_keyword:
            for end in range(len(parts), 0, -1):
                if name := self._keywords.get(parts[:end]):  # type: ignore[arg-type]
                    return row, _dotted((name, *(part for part in parts[end:] if part != "id")))
            if parts[:1] == ("attributes",):
                parts = parts[1:] or parts
        return row, _dotted(parts) or (
            "body" if row is None else "id" if self._body.resource.is_identifier else "resource"
        )


def reduced(schema: Schema, record: Mapping[str, Any], before: Mapping[object, object]) -> dict[str, object]:
    """The members of a record that may be sent to create a new one.

    Args:
        schema: the schema of a resource that is sent.
        record: the members of the record.
        before: the attributes as read. A null from the API is not sent; one that the caller set is.
    """
    made: dict[str, object] = {
        name: record[name] for name in ("type", "id") if name in schema.members and name in record
    }
    attributes = schema.members.get("attributes")
    if attributes is not None and isinstance(record.get("attributes"), Mapping):
        made["attributes"] = {
            name: value
            for name, value in record["attributes"].items()
            if name not in attributes.read_only and not (value is None and before.get(name, UNSET) is None)
        }
    # Only if required: they would replace associations that another program has made meanwhile.
    ends = mapping_of(record.get("relationships"))
    if "relationships" in schema.required and ends is not None:
        made["relationships"] = {
            name: {"data": inner["data"]}
            for name, end in ends.items()
            if name in schema.members["relationships"].members and "data" in (inner := mapping_of(end) or {})
        }
    return made


def _id_text(value: object) -> str | None:
    try:
        return values.identifier(value)
    except values.Refused:
        return None  # recorded when it is checked


def _dotted(parts: Sequence[str | int]) -> str:
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)
    return text.removeprefix(".")


def _is_list(value: object) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, str | bytes) and mapping_of(value) is None


def _is_one(value: object) -> bool:
    """Whether this is one id or record, and not several."""
    return isinstance(value, str | Mapping) or hasattr(value, "id") or not isinstance(value, Iterable)


def _listed(value: object) -> list[object]:
    if not isinstance(value, Iterable) or not _is_list(value):
        raise InputError("body", f"pass a model, a mapping, or a list of them, not {values.shown(value)}")
    return list(value)
