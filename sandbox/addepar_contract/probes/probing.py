"""The framework of the probes: their input, and when they apply."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, unquote

import httpx

from addepar_contract.calls.calling import OPERATIONS, PATH_PARAMETER, Caller
from addepar_contract.spec.exchanges import API_ROOT

READS = {name for name, operation in OPERATIONS.items() if operation.method == "get"}
WRITES = OPERATIONS.keys() - READS
LISTS = {name for name in READS if "x-paging" in OPERATIONS[name].body}
DOWNLOADS = {name for name in READS if name.endswith("_download")}


@dataclass
class Done:
    """A request that was sent, with its response.

    `path` is below the API root, `before` the response to a read of the same resource before a change (None if there
    was none). Header names are in lower case.
    """

    operation: str
    method: str
    path: str
    query: list[tuple[str, Any]]
    headers: Mapping[str, str]
    body: bytes
    status: int
    answer_headers: Mapping[str, str]
    content: bytes
    before: Any = None

    @property
    def id(self) -> str:
        """The id in the path."""
        pattern = PATH_PARAMETER.sub("([^/]+)", OPERATIONS[self.operation].path)
        match = re.fullmatch(pattern, self.path)
        assert match, f"{self.path} is not an address of {self.operation}"
        return unquote(match.group(1))

    @property
    def parameters(self) -> dict[str, str]:
        return dict(self.query)

    @cached_property
    def sent(self) -> Any:
        """The JSON body of the request."""
        return json.loads(self.body)

    @cached_property
    def document(self) -> Any:
        """The JSON body of the response."""
        return json.loads(self.content)

    def items_sent(self) -> list[dict[str, Any]]:
        data = self.sent["data"]
        return data if isinstance(data, list) else [data]

    def items(self) -> list[dict[str, Any]]:
        data = self.document["data"]
        return data if isinstance(data, list) else [data]


# What a probe wants to have seen before the change: the operation that reads it.
_READ_BEFORE = {
    **{f"{kind}_update": f"{kind}_get" for kind in ("positions", "snapshots", "files")},
    "files_delete": "files_get",
    **{f"files_{verb}_{kind}": "files_get" for verb in ("add", "replace", "remove") for kind in ("groups", "entities")},
}


def before(operation: str, resource_id: str, caller: Caller) -> Any:
    """The state before a change, if a probe needs it; otherwise None."""
    read = _READ_BEFORE.get(operation)
    answer = caller.call(read, resource_id) if read else None
    return answer.json() if answer is not None and answer.status_code == 200 else None


def done_of(operation: str, answer: httpx.Response, seen_before: Any = None) -> Done:
    """A request that was sent with httpx."""
    request = answer.request
    return Done(
        operation,
        request.method,
        request.url.path.removeprefix(API_ROOT),
        parse_qsl(request.url.query.decode(), keep_blank_values=True),
        {name.lower(): text for name, text in request.headers.items()},
        request.read(),
        answer.status_code,
        {name.lower(): text for name, text in answer.headers.items()},
        answer.content,
        seen_before,
    )


@dataclass(frozen=True)
class Probe:
    """One assertion about requests.

    `once` means that one check per operation is enough, because the response does not depend on the request.
    """

    name: str
    operations: frozenset[str]
    statuses: frozenset[int]
    look: Callable[[Done, Caller], None]
    once: bool = False

    def wants(self, done: Done) -> bool:
        return done.operation in self.operations and done.status in self.statuses


def id_text(resource_id: str | int | float) -> str:
    """An id as text; 7 and 7.0 are one number in JSON."""
    return str(int(resource_id)) if isinstance(resource_id, float) else str(resource_id)


PROBES: dict[str, Probe] = {}
_Look = Callable[[Done, Caller], None]


def probe(operations: Iterable[str], *statuses: int, once: bool = False) -> Callable[[_Look], _Look]:
    """Turn a function into a probe for these operations and statuses."""

    def register(look: _Look) -> _Look:
        assert set(operations) <= set(OPERATIONS)
        PROBES[look.__name__] = Probe(look.__name__, frozenset(operations), frozenset(statuses), look, once)
        return look

    return register
