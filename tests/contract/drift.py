"""What an answer holds that openapi.yaml does not know: statuses, media types, members, enumerated values.

Values are never part of a finding, except those of enumerations: a report may be shown to others, the data may not.
"""

import json
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tests.contract.exchanges import Exchange
from tests.spec.walk import Operation, Spec, resolve

if TYPE_CHECKING:
    from tests.contract.judging import Judge

_JSON_TYPES = {dict: "object", list: "array", str: "string", bool: "boolean", int: "number", float: "number"}


class Drift:
    """Collects what is unknown over many answers; `found` counts each finding."""

    def __init__(self, spec: Spec, judge: "Judge") -> None:
        self._spec = spec
        self._judge = judge
        self.found: Counter[str] = Counter()
        self.seen: Counter[str] = Counter()

    def look(self, exchange: Exchange) -> None:
        """Note what one answer holds that is not known."""
        operation = self._judge.operation(exchange)
        assert operation is not None, f"no operation for {exchange.method} {exchange.path}"
        self.seen[f"{operation.id} {exchange.status}"] += 1
        for finding in self._findings(operation, exchange):
            self.found[f"{operation.id} {exchange.status}: {finding}"] += 1

    def _findings(self, operation: Operation, exchange: Exchange) -> Iterator[str]:
        answer = operation.body["responses"].get(str(exchange.status))
        if answer is None:
            yield "the status is not known"
            return
        content = resolve(self._spec, answer).get("content", {})
        media_type = exchange.answer_type.partition(";")[0].strip()
        if not content:
            if exchange.answer_body:
                yield "a body where none is expected"
            return
        if media_type not in content:
            yield f"the media type {media_type or '(none)'} is not known"
            return
        if not media_type.endswith("json") or not exchange.answer_body or exchange.status == 206:
            return
        try:
            document = json.loads(exchange.answer_body)
        except ValueError:
            yield "the body is not JSON"
            return
        unknown = dict.fromkeys(self._unknown(content[media_type]["schema"], document, ""))
        yield from unknown
        if not unknown:
            for problem in self._judge.answer_problems(exchange):
                # Up to the first quotation mark or brace: what follows may be data.
                yield f"does not fit its schema at {problem.split(':')[0]}"

    def _unknown(self, schema: dict[str, Any], value: Any, place: str) -> Iterator[str]:
        """Members and enumerated values that none of the schema's alternatives knows."""
        alternatives = list(self._alternatives(schema))
        if isinstance(value, dict):
            yield from self._unknown_members(alternatives, value, place)
        elif isinstance(value, list):
            items = [each["items"] for each in alternatives if "items" in each]
            for item in value:
                yield from self._unknown({"anyOf": items} if items else {}, item, f"{place}[]")
        else:
            yield from self._unknown_value(alternatives, value, place)

    def _unknown_members(self, alternatives: list[dict[str, Any]], value: dict[str, Any], place: str) -> Iterator[str]:
        declared: dict[str, list[dict[str, Any]]] = {}
        for each in alternatives:
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

    def _unknown_value(self, alternatives: list[dict[str, Any]], value: Any, place: str) -> Iterator[str]:
        if value is None:
            return
        known: set[Any] = set()
        for each in alternatives:
            known |= set(each.get("enum", ())) | ({each["const"]} if "const" in each else set())
            # States that the pages use without listing them.
            known |= {state for states in each.get("x-states", {}).values() for state in states}
            known |= {spelling for word in each.get("x-known-values", ()) for spelling in (word, word.lower())}
        if known and value not in known:
            yield f"the value {value!r} of {place} is not known"

    def _alternatives(self, schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
        schema = resolve(self._spec, schema)
        yield schema
        for word in ("anyOf", "oneOf", "allOf"):
            for each in schema.get(word, ()):
                yield from self._alternatives(each)
