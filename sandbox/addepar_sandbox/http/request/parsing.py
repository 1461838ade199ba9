"""Checks query parameters, media types and JSON:API documents."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from addepar_sandbox.http.errors import ApiError, bad_request
from addepar_sandbox.http.request.body import read_json
from addepar_sandbox.spec.spec import JSON_API, Operation, QueryParameter, Spec

# The sandbox's own Location header for a result has this parameter.
RESULT_PARAMETER = "result"
_UNLISTED = {"jobs_download": RESULT_PARAMETER}
_INTEGER = re.compile(r"-?(0|[1-9]\d{0,99})", re.ASCII)


def read_query(spec: Spec, operation: Operation, items: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Query parameters by wire name: numbers as int, comma lists as lists, everything else as text.

    Raises:
        ApiError: 400 for a name the operation does not have (`include` among them), a repeated name, a bad value.
    """
    values: dict[str, Any] = {}
    for name, text in items:
        if name == _UNLISTED.get(operation.id):
            values[name] = text
            continue
        parameter = operation.query.get(name)
        if parameter is None:
            raise bad_request(f"Query parameter {name!r} is not allowed here.")
        if name in values:
            raise bad_request(f"Query parameter {name!r} is given more than once.")
        values[name] = _typed(parameter, text)
        problem = spec.validator.problem(parameter.schema, values[name], f"Query parameter {name}")
        if problem:
            raise bad_request(problem)
    for parameter in operation.query.values():
        if parameter.required and parameter.name not in values:
            raise bad_request(f"Query parameter {parameter.name!r} is missing.")
    return values


def _typed(parameter: QueryParameter, text: str) -> Any:
    if parameter.type == "integer":
        if not _INTEGER.fullmatch(text):
            raise bad_request(f"Query parameter {parameter.name}: {text!r} is not a whole number.")
        return int(text)
    if parameter.type == "array":
        # The Positions page says of its list that spaces are ignored.
        return [item.strip() for item in text.split(",")]
    return text


def check_media_type(operation: Operation, content_type: str | None) -> str:
    """The media type of a request, without its parameters.

    Raises:
        ApiError: 415, if the operation does not accept it.
    """
    media_type = (content_type or "").partition(";")[0].strip().lower()
    if media_type not in operation.body:
        wanted = " or ".join(operation.body)
        raise ApiError(415, f"Content-Type {media_type or 'missing'}: this operation takes {wanted}.")
    return media_type


def read_document(spec: Spec, operation: Operation, raw: bytes, media_type: str = JSON_API) -> Any:
    """The JSON document of a request, checked against the operation's schema.

    Raises:
        ApiError: 400, or 409 if the operation documents a conflict and the resource type is wrong.
    """
    document = read_json(raw)
    if 409 in operation.statuses:
        _check_resource_type(operation, document)
    problem = spec.validator.problem(operation.body[media_type], document)
    if problem:
        raise bad_request(problem)
    return document


def read_identifier_document(operation: Operation, raw: bytes) -> Any:
    """A body of an operation without a documented one, read as an identifier of the addressed resource.

    Raises:
        ApiError: 400 if it is not such a document, 409 if its type is not that of the route.
    """
    document = read_json(raw)
    if not isinstance(document, dict) or not isinstance(document.get("data"), dict):
        raise bad_request("data: this operation needs no body; one that is sent must identify the resource.")
    _check_resource_type(operation, document)
    return document


def _check_resource_type(operation: Operation, document: Any) -> None:
    expected = operation.path.split("/")[2]
    data = document.get("data") if isinstance(document, dict) else None
    for item in data if isinstance(data, list) else [data]:
        resource_type = item.get("type", expected) if isinstance(item, dict) else expected
        if resource_type != expected and isinstance(resource_type, str):
            raise ApiError(409, f"data.type: {resource_type!r} does not match this route, which holds {expected!r}.")
