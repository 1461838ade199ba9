"""The differences between responses and openapi.yaml: what is new, and what is gone.

New: statuses, media types, members, enumerated values. Gone: members that each printed response of the operation has,
but no response of the run, or that are always null. Changed: the JSON types of ids and the form of times, which the
schemas leave open.

Values are never part of a finding, except those of enumerations: a report may be shown to others, the data may not.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from addepar_contract.drift.printed import Printed, alternatives, shape
from addepar_contract.spec.document import Operation, Spec, resolve
from addepar_contract.spec.exchanges import Exchange

if TYPE_CHECKING:
    from addepar_contract.spec.judging import Judge

_JSON_TYPES = {dict: "object", list: "array", str: "string", bool: "boolean", int: "number", float: "number"}
# A request that the specification allows should not return one of these.
_REFUSALS = (400, 405, 415, 422)
# The forms of text that the schemas describe and do not require.
_FORMS = {
    "date-time": ("YYYY-MM-DDTHH:MM:SSZ", re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")),
    "date": ("YYYY-MM-DD", re.compile(r"\d{4}-\d\d-\d\d")),
}


class Finding(NamedTuple):
    """One difference; `status` is that of the response."""

    operation: str
    status: int
    drift: str


class Drift:
    """Collects the differences in many responses; `found` counts each finding."""

    def __init__(self, spec: Spec, judge: "Judge") -> None:
        self._spec = spec
        self._judge = judge
        self._printed = Printed(spec)
        # For each operation and place of an object: how many responses have the object, and each of its members.
        self._objects: Counter[tuple[str, str]] = Counter()
        self._members: dict[tuple[str, str], set[str]] = defaultdict(set)
        # How often each member was null; those with a value, at least once.
        self._nulls: Counter[tuple[str, str, str]] = Counter()
        self._filled: set[tuple[str, str, str]] = set()
        # Of which types the resources are whose attributes are at a place.
        self._kinds: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.found: Counter[Finding] = Counter()
        self.seen: Counter[tuple[str, int]] = Counter()

    def look(self, exchange: Exchange) -> None:
        """Record the unknown parts of one response."""
        operation = self._judge.operation(exchange)
        assert operation is not None, f"no operation for {exchange.method} {exchange.path}"
        self.seen[operation.id, exchange.status] += 1
        for finding in self._findings(operation, exchange):
            self.add(exchange, finding)

    def add(self, exchange: Exchange, drift: str) -> None:
        """Record a difference that was found elsewhere."""
        operation = self._judge.operation(exchange)
        assert operation is not None
        self.found[Finding(operation.id, exchange.status, drift)] += 1

    def gone(self) -> list[Finding]:
        """Members that the pages always print and no response had, or that were always null. Call this at the end of a
        run."""
        gone = [
            Finding(operation, 200, f"the member {place}.{name} is gone (in each printed response, in none of {count})")
            for (operation, place), count in sorted(self._objects.items())
            for name in sorted(self._always(operation, place) - self._members[operation, place])
        ]
        empty = [
            Finding(operation, 200, f"the member {place}.{name} is always null ({count} times; no page prints it so)")
            for (operation, place, name), count in sorted(self._nulls.items())
            if (operation, place, name) not in self._filled and self._has_a_value(operation, place, name)
        ]
        return gone + empty

    def _has_a_value(self, operation: str, place: str, name: str) -> bool:
        """Whether the pages say that a member is not null: it is always printed with a value, or the server sets it."""
        always = self._always(operation, place) & self._printed.filled(operation, place)
        return name in always | self._printed.assigned(operation, place)

    def _always(self, operation: str, place: str) -> set[str]:
        """The members that are always printed at a place. The attributes of a resource may depend on its type."""
        kinds = self._kinds[operation, place]
        return self._printed.members(operation, place).intersection(*map(self._printed.attributes, kinds))

    def _findings(self, operation: Operation, exchange: Exchange) -> Iterator[str]:
        answer = operation.body["responses"].get(str(exchange.status))
        if answer is None:
            yield "the status is not known"
            return
        if exchange.status in _REFUSALS:
            yield "a request that openapi.yaml allows is refused"
            return
        content = resolve(self._spec, answer).get("content", {})
        media_type = exchange.answer_type.partition(";")[0].strip()
        if not content:
            if exchange.answer_body:
                yield "an unexpected body"
            return
        if media_type not in content:
            yield f"the media type {media_type or '(none)'} is not known"
            return
        if not media_type.endswith("json") or not exchange.answer_body or exchange.status == 206:
            return
        try:
            document = json.loads(exchange.answer_body)
        except (ValueError, RecursionError):
            yield "the body is not JSON"
            return
        unknown = dict.fromkeys(self._unknown(content[media_type]["schema"], document, ""))
        yield from unknown
        if exchange.status == 200:
            yield from dict.fromkeys(self._note(operation.id, document, ""))
        if not unknown:
            for problem in self._judge.answer_problems(exchange):
                # Up to the first quotation mark or brace: what follows may be data.
                yield f"does not fit its schema at {problem.split(':')[0]}"

    def _note(self, operation: str, value: Any, place: str) -> Iterator[str]:
        """Record the members. Returns the ids that have another JSON type than the printed ones."""
        if isinstance(value, list):
            for item in value:
                yield from self._note(operation, item, place)
        elif isinstance(value, dict):
            self._objects[operation, place] += 1
            self._members[operation, place] |= value.keys()
            if isinstance(kind := value.get("type"), str) and "attributes" in value:
                self._kinds[operation, f"{place}.attributes".lstrip(".")].add(kind)
            for name, member in value.items():
                if member is None:
                    self._nulls[operation, place, name] += 1
                else:
                    self._filled.add((operation, place, name))
                where = f"{place}.{name}".lstrip(".")
                kind, printed = _JSON_TYPES.get(type(member), "null"), self._printed.id_types(operation, where)
                if name == "id" and printed and kind not in printed:
                    yield f"the type of {where} is {kind}, and the pages print {' or '.join(sorted(printed))}"
                yield from self._note(operation, member, where)

    def _unknown(self, schema: dict[str, Any], value: Any, place: str) -> Iterator[str]:
        """Members and enumerated values that none of the schema's alternatives knows."""
        known = list(alternatives(self._spec, schema))
        if isinstance(value, dict):
            yield from self._unknown_members(known, value, place)
        elif isinstance(value, list):
            items = [each["items"] for each in known if "items" in each]
            for item in value:
                yield from self._unknown({"anyOf": items} if items else {}, item, f"{place}[]")
        else:
            yield from self._unknown_value(known, value, place)

    def _unknown_members(self, known: list[dict[str, Any]], value: dict[str, Any], place: str) -> Iterator[str]:
        declared: dict[str, list[dict[str, Any]]] = {}
        for each in known:
            for name, member in each.get("properties", {}).items():
                declared.setdefault(name, []).append(member)
        if not declared:
            return  # An object that is open on purpose, such as a job's result.
        for name, member in value.items():
            where = f"{place}.{name}".lstrip(".")
            if name in declared:
                yield from self._unknown({"anyOf": declared[name]}, member, where)
            elif not name.startswith("_custom_"):
                yield f"the member {where} ({_JSON_TYPES.get(type(member), 'null')}) is not known"

    def _unknown_value(self, schemas: list[dict[str, Any]], value: Any, place: str) -> Iterator[str]:
        if value is None:
            return
        known: set[Any] = set()
        for each in schemas:
            known |= set(each.get("enum", ())) | ({each["const"]} if "const" in each else set())
            # States that the pages use without listing them.
            known |= {state for states in each.get("x-states", {}).values() for state in states}
            known |= {spelling for word in each.get("x-known-values", ()) for spelling in (word, word.lower())}
        if known and value not in known:
            yield f"the value {value!r} of {place} is not known"
        for each in schemas:
            form, pattern = _FORMS.get(each.get("format", ""), ("", None))
            if pattern is None or not isinstance(value, str) or pattern.fullmatch(value):
                continue
            if (written := shape(value)) not in self._printed.shapes:
                yield f"the time {place} is written as {written}, and the pages write {form}"
