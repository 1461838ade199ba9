"""Produces the faults of servers, proxies and networks on demand."""

from __future__ import annotations

import copy
import math
import re
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from addepar_sandbox.http.errors import ApiError
from addepar_sandbox.http.response.answer import Answer
from addepar_sandbox.http.response.writer import Wire
from addepar_sandbox.services import Services
from addepar_sandbox.spec.spec import JSON_API

_HTML = b"<!DOCTYPE html><html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1></body></html>"


@dataclass
class Fault:
    """A fault to inject.

    Args:
        kind: one of `Faults.KINDS`.
        operation: the operationId that it applies to; None for all.
        times: the number of requests that it affects; None for no limit.
        skip: the number of matching requests that pass first.
        status: `status` and `html`: the HTTP status. A `status` below 300 changes nothing else: the page on snapshots
            prints 200 although it lists 201.
        retry_after: for status 429: the seconds in the header; None leaves the header out.
        location: for `redirect`: the target.
        processed: whether the request still takes effect although its response is damaged. None means the usual
            behaviour: not if a `status` or `expired_token` refuses it, otherwise yes.
    """

    kind: str
    operation: str | None = None
    times: int | None = 1
    skip: int = 0
    status: int = 500
    retry_after: int | None = 1
    location: str = "http://127.0.0.1:9/elsewhere"
    processed: bool | None = None

    def __post_init__(self) -> None:
        for name, (fits, wanted) in _RULES.items():
            value = getattr(self, name)
            if not fits(value):
                raise ValueError(f"{name}: {value!r} is not {wanted}")

    @property
    def strikes_first(self) -> bool:
        """Whether the fault replaces the handler, rather than following it."""
        refuses = self.kind == "expired_token" or (self.kind == "status" and self.status >= 300)
        return not (not refuses if self.processed is None else self.processed)


def _is_whole(value: Any, least: int, most: float = math.inf) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


_RULES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "kind": (lambda value: isinstance(value, str), "the name of a fault"),
    "operation": (lambda value: value is None or isinstance(value, str), "an operationId, or null for all"),
    "times": (lambda value: value is None or _is_whole(value, 1), "a whole number from 1 up, or null for no end"),
    "skip": (lambda value: _is_whole(value, 0), "a whole number from 0 up"),
    # 204 and 304 cannot have a body, and both kinds that show a status send one.
    "status": (
        lambda value: _is_whole(value, 200, 203) or _is_whole(value, 400, 599),
        "an HTTP status from 200 to 203, or from 400 to 599",
    ),
    "retry_after": (lambda value: value is None or _is_whole(value, 0, 1e9), "a whole number of seconds, or null"),
    "location": (
        lambda value: isinstance(value, str) and re.fullmatch(r"[!-~]+", value) is not None,
        "an address in ASCII",
    ),
    "processed": (lambda value: value is None or isinstance(value, bool), "true, false or null"),
}


class Faults:
    """The faults of one sandbox; the first that matches a request is used."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        """Add a fault for matching requests.

        Raises:
            ValueError: the kind is unknown.
        """
        if fault.kind not in self.KINDS:
            raise ValueError(f"no fault {fault.kind!r}; there are {', '.join(self.KINDS)}")
        with self._lock:
            self._waiting.append(fault)
        return fault

    def clear(self) -> None:
        with self._lock:
            self._waiting.clear()

    def waiting(self) -> list[dict[str, Any]]:
        """The faults that are not used up."""
        with self._lock:
            return [asdict(fault) for fault in self._waiting]

    def match(self, operation: str) -> Fault | None:
        """The fault for this request, if any; counts it."""
        with self._lock:
            for fault in self._waiting:
                if fault.operation not in (None, operation):
                    continue
                if fault.skip > 0:
                    fault.skip -= 1
                    continue
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times <= 0:
                        self._waiting.remove(fault)
                return fault
        return None

    def apply(self, fault: Fault, answer: Answer, services: Services) -> tuple[Answer, Wire | None]:
        """The damaged response, and the fault of the transport."""
        if fault.kind in _WIRE:
            return answer, _WIRE[fault.kind]
        return _CHANGES[fault.kind](fault, answer, services), None

    KINDS: tuple[str, ...] = ()


def _status(fault: Fault, answer: Answer, services: Services) -> Answer:
    if fault.status < 300:
        answer.status = fault.status
        return answer
    headers = {}
    if fault.status == 429 and fault.retry_after is not None:
        headers[services.spec.limits["retry-after-header"]] = str(fault.retry_after)
    return Answer(fault.status, ApiError(fault.status, "An injected fault.").document(), headers=headers)


def _timeout(fault: Fault, answer: Answer, services: Services) -> Answer:
    seconds = services.spec.limits["request-seconds"]
    return Answer(400, ApiError(400, f"The request ran longer than {seconds} seconds and was cut off.").document())


def _expired_token(fault: Fault, answer: Answer, services: Services) -> Answer:
    services.store.execute("DELETE FROM resources WHERE kind = 'access_tokens'")
    return Answer(401, ApiError(401, "The access token has expired.").document())


def _empty(fault: Fault, answer: Answer, services: Services) -> Answer:
    return Answer(200, body=b"", headers={"Content-Type": JSON_API})


def _html(fault: Fault, answer: Answer, services: Services) -> Answer:
    return Answer(fault.status, body=_HTML, headers={"Content-Type": "text/html; charset=utf-8"})


def _invalid_json(fault: Fault, answer: Answer, services: Services) -> Answer:
    whole = answer.encoded()
    return Answer(answer.status, body=whole[: max(1, len(whole) // 2)], headers={"Content-Type": JSON_API})


def _redirect(fault: Fault, answer: Answer, services: Services) -> Answer:
    return Answer(303, headers={"Location": fault.location})


def _change_document(change: Callable[[dict[str, Any]], None]) -> Callable[[Fault, Answer, Services], Answer]:
    """A fault that changes the JSON document of a response, and no other responses."""

    def apply(fault: Fault, answer: Answer, services: Services) -> Answer:
        if isinstance(answer.document, dict):
            answer.document = copy.deepcopy(answer.document)
            change(answer.document)
        return answer

    return apply


def _resources(document: dict[str, Any]) -> list[dict[str, Any]]:
    data = document.get("data")
    items = data if isinstance(data, list) else [data]
    return [item for item in items if isinstance(item, dict)]


def _unknown_enum(document: dict[str, Any]) -> None:
    for resource in _resources(document):
        attributes = resource.setdefault("attributes", {})
        for name in ("status", "type", "job_type", "model_type", "content_type"):
            if name in attributes:
                attributes[name] = "Something New"


def _extra_field(document: dict[str, Any]) -> None:
    document["surprise"] = {"new": True}
    for resource in _resources(document):
        resource["surprise"] = 1
        resource.setdefault("attributes", {})["surprise"] = ["new", None]


def _bad_timestamp(document: dict[str, Any]) -> None:
    for resource in _resources(document):
        for name in resource.get("attributes", {}):
            if name.endswith(("_at", "_date")):
                # The form in which the Jobs page prints one: the second colon is missing.
                resource["attributes"][name] = "2020-04-02T21:4915Z"


def _single_object(document: dict[str, Any]) -> None:
    if isinstance(document.get("data"), list) and len(document["data"]) == 1:
        document["data"] = document["data"][0]


def _empty_page(fault: Fault, answer: Answer, services: Services) -> Answer:
    """A page without rows whose `next` leads to the rows that belong here, under another address."""
    path, _, query = answer.request_link.partition("?")
    parameters = dict(part.split("=", 1) for part in query.split("&") if part)
    # A cursor is a number; with a zero in front it is another text and the same place.
    parameters["page[after]"] = "0" + parameters.get("page[after]", "")
    following = "&".join(f"{name}={text}" for name, text in parameters.items())
    return _with_page(answer, {"data": [], "links": {"next": f"{path}?{following}"}})


def _repeated_cursor(fault: Fault, answer: Answer, services: Services) -> Answer:
    """A page that names itself as the next one."""
    return _with_page(answer, {"links": {"next": answer.request_link}})


def _with_page(answer: Answer, changes: dict[str, Any]) -> Answer:
    if isinstance(answer.document, dict) and isinstance(answer.document.get("data"), list):
        answer.document = {**answer.document, **changes}
    return answer


_WIRE = {wire.value: wire for wire in Wire}
_CHANGES: dict[str, Callable[[Fault, Answer, Services], Answer]] = {
    "status": _status,
    "timeout": _timeout,
    "expired_token": _expired_token,
    "empty": _empty,
    "html": _html,
    "invalid_json": _invalid_json,
    "redirect": _redirect,
    "unknown_enum": _change_document(_unknown_enum),
    "extra_field": _change_document(_extra_field),
    "bad_timestamp": _change_document(_bad_timestamp),
    "single_object": _change_document(_single_object),
    "empty_page": _empty_page,
    "repeated_cursor": _repeated_cursor,
}
Faults.KINDS = (*_WIRE, *_CHANGES)
