"""Parse responses: models, or raw data if they do not fit."""

from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import Any
from urllib.parse import unquote

from addepar_core.errors.tree import ProtocolError
from addepar_core.flow.messages import HttpRequest, HttpResponse, no_json, protocol_error, raise_for_status
from addepar_core.flow.steps import Flow, Stream, read_chunk, send
from addepar_core.models.numbers import read_json
from addepar_core.operations.definitions import Operation
from addepar_core.operations.inputs.values import shown
from addepar_core.transport.bodies.response_body import ERROR_BODY


def send_checked(request: HttpRequest, *, see_other: bool = False) -> Flow[HttpResponse]:
    """Send a request and return its response if it is a success."""
    answer = yield from send(request)
    return raise_for_status(answer, see_other=see_other)


def raise_for_stream_status(stream: Stream) -> Flow[None]:
    """Raise the error of a streamed response, after reading the beginning of its body for the reason."""
    if stream.head.status_code == 200:
        return
    answer = raise_for_status((yield from _begun(stream)))
    raise protocol_error(answer, f"returned {answer.status_code} instead of a file")


def check_file(answer: HttpResponse) -> None:
    """Raise ``ProtocolError`` if a response, or its beginning, is a page of a proxy or errors, not sent as a file."""
    if "content-disposition" in answer.headers:
        return
    if answer.content_type in ("text/html", "application/xhtml+xml"):
        raise protocol_error(answer, "returned an HTML page instead of a file; check base_url and any proxy")
    if "json" in answer.content_type and answer.content.lstrip().startswith(b"{"):
        try:
            document = answer.json()
        except ProtocolError:
            return  # a file that begins like this
        if document.get("errors") and document.keys() <= {"errors", "meta", "links", "jsonapi"}:
            raise protocol_error(answer, f"returned {answer.status_code} with errors instead of a file")


def _begun(stream: Stream) -> Flow[HttpResponse]:
    """A streamed response with the beginning of its body."""
    content = bytearray()
    try:
        while len(content) < ERROR_BODY and (chunk := (yield from read_chunk(stream))):
            content += chunk
    except ProtocolError:  # it cannot be decompressed
        if stream.head.status_code < 400:
            raise
    return stream.head.with_content(bytes(content))


def parsed_document(answer: HttpResponse) -> dict[str, Any]:
    """The response's JSON:API document; ``ProtocolError`` if it has no ``data``."""
    from addepar_core.models.envelope import meant

    document = answer.json()
    if not isinstance(document, dict) or "data" not in document:
        raise protocol_error(answer, "returned JSON without data, which is not a JSON:API document")
    data = document["data"]
    document["data"] = [meant(resource) for resource in data] if isinstance(data, list) else meant(data)
    return document


def parsed_page(answer: HttpResponse) -> tuple[list[Any], Any]:
    """The rows of a list, for ``page_rows``, and its ``links``; ``ProtocolError`` as in ``parsed_document``."""
    if page := _decoding().page(answer.content):
        rows, links = page
    else:
        document = parsed_document(answer)
        rows, links = _listed([] if document["data"] is None else document["data"]), document.get("links")
    if any(row is None for row in rows):
        raise protocol_error(answer, "returned a list with null instead of a row, so a record is missing")
    return rows, links


def page_rows(operation: Operation, answer: HttpResponse, rows: list[Any]) -> Iterator[Any]:
    """Rows of ``parsed_page``, each parsed to its model when it is reached."""
    read = _reader(operation, answer).read
    for row in rows:
        try:
            yield read(row)
        except ValueError as error:
            raise no_json(answer, error) from None


def plain_rows(answer: HttpResponse, rows: list[Any]) -> Iterator[Any]:
    """Rows of ``parsed_page``, each parsed to JSON when it is reached."""
    plain = _reader(None, answer).plain
    for row in rows:
        try:
            yield plain(row)
        except ValueError as error:
            raise no_json(answer, error) from None


def row(operation: Operation, plain: object) -> Any:
    """One resource as its model, from its JSON; as received, with a warning, if it does not fit."""
    return _decoding().RowReader(operation.model(operation.row), False, b"").read(plain)


def _reader(operation: Operation | None, answer: HttpResponse) -> Any:
    model = operation.model(operation.row) if operation and operation.row else None
    return _decoding().RowReader(model, answer.request.exact_numbers, answer.content)


@cache
def _decoding() -> ModuleType:
    """The module with the decoder, imported with the first response; a lookup costs less than an import statement."""
    from addepar_core.operations import decoding

    return decoding


def parse_data(operation: Operation, answer: HttpResponse) -> Any:
    """The ``data`` of a response as models; None if it may have none.

    Raises:
        ProtocolError: it is not what was asked for: a write without the record, with more or fewer than were sent,
            or a record of another id.
    """
    if operation.answer == "empty":
        return _check_empty(answer)
    is_write = answer.request.method != "GET"
    if is_write and not answer.content.strip():
        if operation.body_optional or (answer.status_code == 204 and answer.request.method == "PATCH"):
            return None  # JSON:API allows 204 for an update if the server adds nothing
        raise protocol_error(answer, f"returned {answer.status_code} without content")
    sent = _sent(operation, answer.request)
    many = operation.bulk == "many" or sent is not None or (operation.answer_is_list and not is_write)
    if not many and (resource := _decoding().single(answer.content)) is not None:
        read_one = _model_of(operation, answer, resource)
        if operation.same_resource:
            check_same(answer, read_one)
        return read_one
    data = parsed_document(answer)["data"]
    rows = _listed(data)
    if is_write:
        rows = _as_sent(answer, rows, [{}] if sent is None else sent)
    elif not isinstance(data, dict | list if operation.answer_is_list else dict):  # a list of one may come as an object
        wanted = "a list of resources" if operation.answer_is_list else "one resource"
        found = f"a list of {len(data)}" if isinstance(data, list) else "null" if data is None else type(data).__name__
        raise protocol_error(answer, f"returned {found} instead of {wanted}")
    read = [row if row is None else _model_of(operation, answer, row) for row in rows]
    if operation.same_resource:
        check_same(answer, read[0])
    return read if many or (operation.answer_is_list and isinstance(data, list)) else read[0]


def check_same(answer: HttpResponse, resource: object) -> None:
    """Check that a response is the resource that the path of its request ends with."""
    named = answer.request.url.rpartition("/")[2]
    found = resource.get("id") if type(resource) is dict else getattr(resource, "id", None)
    if found != named and found is not None and _comparable(str(found)) != _comparable(unquote(named)):
        problem = f"was answered by the resource {shown(found)} instead; if there is a proxy or a cache, look there"
        raise protocol_error(answer, problem)


def _comparable(text: str) -> str:
    """An id as a server may write it back: without blanks, leading zeros and capitals."""
    return text.strip().lstrip("0").casefold()


def _model_of(operation: Operation, answer: HttpResponse, row: object) -> object:
    try:
        return _reader(operation, answer).read(row)
    except ValueError as error:
        raise no_json(answer, error) from None


def _check_empty(answer: HttpResponse) -> None:
    """Check a response that should have no content. A page of a proxy, or an error, does not count as success."""
    content = answer.content.strip()
    if content and ("html" in answer.content_type or content.startswith(b"<")):
        raise no_json(answer)
    if content and "json" in answer.content_type:
        document = answer.json()
        if isinstance(document, dict) and document.get("errors"):
            raise protocol_error(answer, f"returned {answer.status_code} with errors")


def _as_sent(answer: HttpResponse, rows: list[Any], sent: list[dict[str, object]]) -> list[object]:
    """The answered resources in the order of those that were sent; each of these must be among them."""
    found = sum(isinstance(row, dict) for row in rows)
    if found != len(sent) or found != len(rows):
        number = "no resource" if not found else f"{found} resource{'s' * (found > 1)}"
        problem = f"was answered by {answer.status_code} with {number} for the {len(sent)} that went out"
        raise protocol_error(answer, problem)
    ids = [str(one["id"]) for one in sent if "id" in one]
    if not ids:
        return rows
    by_id = {str(row.get("id")): row for row in rows}
    if missing := [one for one in ids if one not in by_id]:
        raise protocol_error(answer, f"was answered by other resources than were sent; there is no {shown(missing[0])}")
    return [by_id[one] for one in ids]


def _listed(data: Any) -> list[Any]:
    return data if isinstance(data, list) else [data]


def _sent(operation: Operation, request: HttpRequest) -> list[dict[str, object]] | None:
    """The resources that were sent in a list; None if it was one, or none."""
    if operation.bulk == "one" or not isinstance(request.body, bytes):
        return None
    data = read_json(request.body)["data"]
    return data if isinstance(data, list) else None
