"""Parse responses: models, or raw data if they do not fit."""

from collections.abc import Iterator
from json import loads
from typing import Any

from addepar_core.flow.actions import Stream, read_chunk, send
from addepar_core.flow.steps import Flow, HttpRequest, HttpResponse, no_json, protocol_error
from addepar_core.operations.definitions import Operation
from addepar_core.pipeline.status import raise_for_status
from addepar_core.transport.bodies.response_body import ERROR_BODY


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
    from addepar_core.models.envelope import meant

    document = answer.json()
    if not isinstance(document, dict) or "data" not in document:
        raise protocol_error(answer, "was answered by JSON without data: not a JSON:API document")
    data = document["data"]
    document["data"] = [meant(resource) for resource in data] if isinstance(data, list) else meant(data)
    return document


def parsed_page(answer: HttpResponse) -> tuple[list[Any], Any]:
    """The rows of a list, to be read by ``page_rows``, and its ``links``; ``ProtocolError`` as ``parsed_document``."""
    from addepar_core.operations import decoding

    if page := decoding.page(answer.content):
        return page
    document = parsed_document(answer)
    data = document["data"] if isinstance(document["data"], list) else [document["data"]]
    return [resource for resource in data if resource is not None], document.get("links")


def page_rows(operation: Operation, answer: HttpResponse, rows: list[Any]) -> Iterator[Any]:
    """Rows of ``parsed_page``, each as its model when it is reached."""
    read = _reader(operation, answer).read
    for row in rows:
        try:
            yield read(row)
        except ValueError:
            raise no_json(answer) from None


def plain_rows(answer: HttpResponse, rows: list[Any]) -> Iterator[Any]:
    """Rows of ``parsed_page``, each as JSON when it is reached."""
    plain = _reader(None, answer).plain
    for row in rows:
        try:
            yield plain(row)
        except ValueError:
            raise no_json(answer) from None


def row(operation: Operation, plain: object) -> Any:
    """One resource as its model, from its JSON; as it came, with a warning, if it does not fit."""
    from addepar_core.operations.decoding import RowReader

    return RowReader(operation.model(operation.row), False, b"").read(plain)


def _reader(operation: Operation | None, answer: HttpResponse) -> Any:
    from addepar_core.operations.decoding import RowReader

    model = operation.model(operation.row) if operation and operation.row else None
    return RowReader(model, answer.request.exact_numbers, answer.content)


def parse_data(operation: Operation, answer: HttpResponse) -> Any:
    """The ``data`` of an answer as models; None where the operation has none, or a write is answered without."""
    if operation.answer == "empty" and "html" not in answer.content_type:
        return None
    if answer.request.method != "GET" and not answer.content.strip():
        return None
    from addepar_core.operations import decoding

    many = _asked_for_many(operation, answer.request)
    if not many and (resource := decoding.single(answer.content)) is not None:
        (data,) = page_rows(operation, answer, [resource])
        return data
    if page := decoding.page(answer.content):
        return list(page_rows(operation, answer, page[0]))
    data = parsed_document(answer)["data"]
    read = [row if row is None else next(page_rows(operation, answer, [row])) for row in _listed(data)]
    return read if many or isinstance(data, list) else read[0]


def _listed(data: Any) -> list[Any]:
    return data if isinstance(data, list) else [data]


def _asked_for_many(operation: Operation, request: HttpRequest) -> bool:
    if operation.bulk == "one-or-many" and isinstance(request.body, bytes):
        return isinstance(loads(request.body)["data"], list)
    return operation.bulk == "many"
