"""Parse responses: models, or raw data if they do not fit."""

import warnings
from collections.abc import Iterator
from json import loads
from typing import Any

from addepar_core.flow.actions import Stream, read_chunk, send
from addepar_core.flow.steps import Flow, HttpRequest, HttpResponse, no_json, protocol_error
from addepar_core.models.types import RowWarning as RowWarning
from addepar_core.operations.definitions import Operation
from addepar_core.pipeline.status import raise_for_status
from addepar_core.transport.bodies.response_body import ERROR_BODY

_LONG = 65536
"""From so many bytes on the faster decoder saves more than its import costs."""
_MEMBERS = frozenset({"id", "type", "attributes", "relationships", "links", "meta"})
_UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)


def send_checked(request: HttpRequest, *, see_other: bool = False) -> Flow[HttpResponse]:
    """Send a request and hand back its answer, if that is a success."""
    answer = yield from send(request)
    return raise_for_status(answer, see_other=see_other)


def raise_for_stream_status(stream: Stream) -> Flow[None]:
    """Raise the error that a streamed answer stands for, after reading what of its body tells why."""
    if stream.head.status_code == 200:
        return
    answer = raise_for_status((yield from _begun(stream)))
    raise protocol_error(answer, f"was answered by {answer.status_code} instead of a file")


def _begun(stream: Stream) -> Flow[HttpResponse]:
    """A streamed answer with the beginning of its body."""
    content = bytearray()
    while len(content) < ERROR_BODY and (chunk := (yield from read_chunk(stream))):
        content += chunk
    return stream.head._replace(content=bytes(content))


def parsed_document(answer: HttpResponse) -> dict[str, Any]:
    """The answer's JSON:API document; ``ProtocolError`` where it holds no ``data``."""
    document = answer.json()
    if not isinstance(document, dict) or "data" not in document:
        raise protocol_error(answer, "was answered by JSON without data: not a JSON:API document")
    data = document["data"]
    document["data"] = (
        [normalize_keys(resource) for resource in data] if isinstance(data, list) else normalize_keys(data)
    )
    return document


def parsed_page(answer: HttpResponse) -> tuple[list[Any], Any]:
    """The rows of a list, to be read by ``page_rows``, and its ``links``; ``ProtocolError`` as ``parsed_document``."""
    if len(answer.content) >= _LONG:
        from addepar_core.operations import decoding

        if page := decoding.envelope(answer.content):
            return page
    document = parsed_document(answer)
    data = document["data"] if isinstance(document["data"], list) else [document["data"]]
    return [resource for resource in data if resource is not None], document.get("links")


def page_rows(operation: Operation, answer: HttpResponse, rows: list[Any]) -> Iterator[Any]:
    """Rows of ``parsed_page``, each as its model when it is reached."""
    if operation.row is None:
        return plain_rows(answer, rows)
    model = operation.model(operation.row)

    def to_model(plain: Any) -> Any:
        try:
            return model.wrap(plain)
        except _UNREADABLE as error:
            return _keep_unparsed(operation, plain, error)

    if len(answer.content) < _LONG:
        return map(to_model, rows)
    from addepar_core.operations import decoding

    return decoding.models(model, rows, lambda left: map(to_model, plain_rows(answer, left)))


def plain_rows(answer: HttpResponse, rows: list[Any]) -> Iterator[Any]:
    """Rows of ``parsed_page``, each as JSON when it is reached."""
    if len(answer.content) < _LONG:
        return iter(rows)
    from addepar_core.operations.decoding import value

    def plain(row: Any) -> Any:
        try:
            resource = value(row)
        except (ValueError, RecursionError):
            raise no_json(answer) from None
        return normalize_keys(resource)

    return map(plain, rows)


def normalize_keys(resource: Any) -> Any:
    """A resource with keys as they are meant: one page prints ``"relationships "`` with a blank at its end."""
    if type(resource) is not dict or _MEMBERS.issuperset(resource):
        return resource
    return {key.rstrip(" "): value for key, value in resource.items()}


def parse_data(operation: Operation, answer: HttpResponse) -> Any:
    """The ``data`` of an answer as models; None where the operation has none, or a write is answered without."""
    if operation.answer == "empty" and "html" not in answer.content_type:
        return None
    if answer.request.method != "GET" and not answer.content.strip():
        return None
    document = parsed_document(answer)
    data = _models(operation, document)
    return [data] if not isinstance(data, list) and _asked_for_many(operation, answer.request) else data


def _models(operation: Operation, document: dict[str, Any]) -> Any:
    """Each resource as its model."""
    raw = document["data"]
    return [row(operation, resource) for resource in raw] if isinstance(raw, list) else row(operation, raw)


def _asked_for_many(operation: Operation, request: HttpRequest) -> bool:
    if operation.bulk == "one-or-many" and isinstance(request.body, bytes):
        return isinstance(loads(request.body)["data"], list)
    return operation.bulk == "many"


def row(operation: Operation, raw: Any) -> Any:
    """One resource as its model, which holds it from now on, or as it came, with a warning, where it does not fit."""
    if operation.row is None or raw is None:
        return raw
    try:
        return operation.model(operation.row).wrap(raw)
    except _UNREADABLE as error:
        return _keep_unparsed(operation, raw, error)


def _keep_unparsed(operation: Operation, raw: Any, error: Exception) -> Any:
    shown = f"{raw.get('type')} {raw.get('id')}" if isinstance(raw, dict) else type(raw).__name__
    problem = f"{type(error).__name__}: {error}"[:200]
    warnings.warn(f"{shown} does not fit {operation.row} ({problem}); kept as it came", RowWarning, stacklevel=3)
    return raw
