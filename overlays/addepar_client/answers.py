"""Judging answers: success or which error, JSON or not, models or what came instead."""

import warnings
from importlib import import_module
from json import JSONDecodeError, loads
from types import SimpleNamespace
from typing import Any

from addepar_api.client import Operation

from .errors import APIStatusError, ProtocolError, class_for
from .flows import Answer, Flow, Read, Request, Send

_ERROR_BODY = 65536
_UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)


class RowWarning(UserWarning):
    """A resource in an answer does not fit its model; it was handed over as the plain mapping it came as."""


def exchange(request: Request, *, see_other: bool = False) -> Flow[Answer]:
    """Send a request and hand back its answer, if that is a success."""
    answer: Answer = yield Send(request)
    return checked(answer, see_other=see_other)


def checked(answer: Answer, *, see_other: bool = False) -> Answer:
    """The answer, if it is a success (a 303 where it may be); else the error that it stands for is raised."""
    status = answer.status_code
    if 200 <= status < 300 or (see_other and status == 303):
        return answer
    where = f"{answer.request.method} {answer.request.path}"
    if status < 400:
        raise ProtocolError(
            f"{where} was answered by a redirect ({status}), which the API never does here; check base_url",
            status=status,
            content_type=answer.content_type,
        )
    raise refusal(answer, class_for(status))


def refusal(answer: Answer, kind: type[APIStatusError]) -> APIStatusError:
    """The error of the given class that an answer stands for."""
    return kind(
        method=answer.request.method,
        path=answer.request.path,
        status=answer.status_code,
        headers=answer.headers,
        content=answer.content,
        seconds=answer.seconds,
    )


def head_checked(stream: Any) -> Flow[None]:
    """Raise the error that a streamed answer stands for, after reading what of its body tells why."""
    if stream.head.status_code == 200:
        return
    content = bytearray()
    while len(content) < _ERROR_BODY and (chunk := (yield Read(stream))):
        content += chunk
    head = stream.head
    checked(Answer(head.request, head.status_code, head.headers, bytes(content), head.seconds))
    raise ProtocolError(
        f"{head.request.method} {head.request.path} was answered by {head.status_code} instead of a file",
        status=head.status_code,
        content_type=head.content_type,
        content=bytes(content),
    )


def parsed_json(answer: Answer) -> Any:
    """The answer's JSON; ``ProtocolError`` where it is something else, such as a login page."""
    try:
        return answer.json()
    except (JSONDecodeError, UnicodeDecodeError, RecursionError):
        raise ProtocolError(
            f"{answer.request.method} {answer.request.path} was answered by {answer.status_code} with"
            f" {answer.content_type or 'no content type'} instead of JSON; check base_url and any proxy",
            status=answer.status_code,
            content_type=answer.content_type,
            content=answer.content,
        ) from None


def parsed_document(answer: Answer) -> dict[str, Any]:
    """The answer's JSON:API document; ``ProtocolError`` where it holds no ``data``."""
    document = _tidied(parsed_json(answer))
    if not isinstance(document, dict) or "data" not in document:
        raise ProtocolError(
            f"{answer.request.method} {answer.request.path} was answered by JSON without data: not a JSON:API document",
            status=answer.status_code,
            content_type=answer.content_type,
            content=answer.content,
        )
    return document


def _tidied(document: Any) -> Any:
    """The document with keys as they are meant: one page prints ``"relationships "`` with a blank at its end."""
    if isinstance(document, dict) and "data" in document:
        data = document["data"]
        for one in data if isinstance(data, list) else [data]:
            if isinstance(one, dict) and any(key[-1:] == " " for key in one):
                tidy = {key.rstrip(" "): value for key, value in one.items()}
                one.clear()
                one.update(tidy)
    return document


def read(operation: Operation, answer: Answer) -> Any:
    """The ``data`` of an answer as models; None where the operation has none, or a write is answered without."""
    if operation.answer == "empty" and "html" not in answer.content_type:
        return None
    if answer.request.method != "GET" and not answer.content.strip():
        return None
    document = parsed_document(answer)
    data = _models(operation, answer.status_code, document)
    return [data] if not isinstance(data, list) and _asked_for_many(operation, answer.request) else data


def _models(operation: Operation, status: int, document: dict[str, Any]) -> Any:
    """All by the generated code; one by one where a row does not fit, or a success came that no page lists."""
    parsed = SimpleNamespace(status_code=status, json=lambda: document)
    try:
        found = import_module(operation.module)._parse_response(response=parsed)
    except _UNREADABLE:
        found = None
    if found is not None:
        return found.data
    raw = document["data"]
    return [row(operation, one) for one in raw] if isinstance(raw, list) else row(operation, raw)


def _asked_for_many(operation: Operation, request: Request) -> bool:
    if operation.bulk == "one-or-many" and isinstance(request.body, bytes):
        return isinstance(loads(request.body)["data"], list)
    return operation.bulk == "many"


def row(operation: Operation, raw: Any) -> Any:
    """One resource as its model, or as it came, with a warning, where it does not fit."""
    if operation.row is None or raw is None:
        return raw
    try:
        return getattr(import_module("addepar_api.models"), operation.row).from_dict(raw)
    except _UNREADABLE as error:
        shown = f"{raw.get('type')} {raw.get('id')}" if isinstance(raw, dict) else type(raw).__name__
        problem = f"{type(error).__name__}: {error}"[:200]
        warnings.warn(f"{shown} does not fit {operation.row} ({problem}); kept as it came", RowWarning, stacklevel=2)
        return raw
