"""Validates exchanges against the specification, with openapi-core.

Beyond what openapi-core says, a `204` must be empty, a response's status and media type must be documented, and a query
parameter that the operation does not have must not be accepted.
"""

import copy
import functools
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from openapi_core import OpenAPI
from openapi_core.datatypes import RequestParameters
from werkzeug.datastructures import Headers, ImmutableMultiDict

from addepar_contract.spec.document import Operation, Spec, load, nodes, operations, resolve
from addepar_contract.spec.exchanges import API_ROOT, Exchange

MULTIPART = "multipart/form-data"
HOST = "http://sandbox.invalid"
# The sandbox's own address of a result, which it gives out in `Location`; clients follow it as it is.
_OPAQUE = {("jobs_download", "result")}


class _Request:
    """An exchange's request in the form that openapi-core reads."""

    def __init__(self, exchange: Exchange, operation: Operation) -> None:
        self.host_url = HOST
        self.path = exchange.path.rstrip("/")
        self.method = exchange.method.lower()
        self.content_type = exchange.content_type
        self.body = exchange.body or None
        self.parameters = RequestParameters(
            query=ImmutableMultiDict(parse_qsl(exchange.query, keep_blank_values=True)),
            header=Headers(exchange.headers),
        )


class _Answer:
    """An exchange's response in the form that openapi-core reads."""

    def __init__(self, exchange: Exchange) -> None:
        self.status_code = exchange.status
        self.content_type = exchange.answer_type
        self.headers = Headers(exchange.answer_headers)
        self.data = exchange.answer_body


def readable_by_openapi_core(spec: Spec) -> Spec:
    """An equivalent specification without what openapi-core 0.23 cannot process.

    Only JSON has a schema (bytes are "not of type string" for it, and CSV is bytes), OAuth 2 becomes a bearer token (it
    warns about unknown schemes), and there is one server, the one in the requests.
    """
    spec = copy.deepcopy(spec)
    for _, node in nodes(spec):
        for media_type, content in node.get("content", {}).items():
            if not media_type.endswith("json") and media_type != MULTIPART:
                content["schema"] = {}
    spec["components"]["schemas"]["FileUpload"]["properties"]["file"] = {}
    schemes = spec["components"]["securitySchemes"]
    for name, scheme in schemes.items():
        if scheme["type"] == "oauth2":
            schemes[name] = {"type": "http", "scheme": "bearer"}
    spec["servers"] = [{"url": HOST + API_ROOT}]
    return spec


class Judge:
    """Validates exchanges against the specification."""

    def __init__(self, spec: Spec) -> None:
        self._spec = spec
        self._routes = [
            (re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(API_ROOT + operation.path)) + "/?"), operation)
            for operation in operations(spec)
        ]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            self._core = OpenAPI.from_dict(readable_by_openapi_core(spec))

    def operation(self, exchange: Exchange) -> Operation | None:
        """The operation of this method and path, if the specification has one."""
        for pattern, operation in self._routes:
            if operation.method == exchange.method.lower() and pattern.fullmatch(exchange.path):
                return operation
        return None

    def knows_path(self, exchange: Exchange) -> bool:
        return any(pattern.fullmatch(exchange.path) for pattern, _ in self._routes)

    def request_problems(self, exchange: Exchange) -> list[str]:
        """The reasons why the specification does not allow the request."""
        operation = self.operation(exchange)
        if operation is None:
            return [f"no operation {exchange.method} {exchange.path}"]
        problems = list(self._unknown_parameters(exchange, operation))
        if exchange.body is not None:
            problems += _said(self._core.iter_request_errors(_Request(exchange, operation)))
        return problems

    def answer_problems(self, exchange: Exchange) -> list[str]:
        """The reasons why the specification does not allow the response."""
        operation = self.operation(exchange)
        if operation is None:
            return self._unrouted_problems(exchange)
        answer = operation.body["responses"].get(str(exchange.status))
        if answer is None:
            return [f"status {exchange.status} is not among {', '.join(operation.body['responses'])}"]
        answer = resolve(self._spec, answer)
        return [*self._missing_headers(exchange, answer), *self._body_problems(exchange, operation, answer)]

    def _missing_headers(self, exchange: Exchange, answer: dict[str, Any]) -> Iterator[str]:
        headers = dict(exchange.answer_headers)
        for name, header in answer.get("headers", {}).items():
            if resolve(self._spec, header).get("required") and name.lower() not in headers:
                yield f"header {name} is missing"

    def _body_problems(self, exchange: Exchange, operation: Operation, answer: dict[str, Any]) -> list[str]:
        media = answer.get("content", {})
        if not media:
            return list(_content_problems(exchange))
        media_type = exchange.answer_type.partition(";")[0].strip()
        if exchange.answer_body is None or exchange.status == 206 or not media_type.endswith("json"):
            # Too long to look at, a piece that is no whole document, or bytes, which may be none at all.
            known = media_type in media
            return [] if known else [f"media type {exchange.answer_type!r} is not among {', '.join(media)}"]
        return _said(self._core.iter_response_errors(_Request(exchange, operation), _Answer(exchange)))

    def _unknown_parameters(self, exchange: Exchange, operation: Operation) -> Iterator[str]:
        declared = {resolve(self._spec, parameter)["name"] for parameter in operation.body.get("parameters", [])}
        for name, _ in parse_qsl(exchange.query, keep_blank_values=True):
            if name not in declared and (operation.id, name) not in _OPAQUE:
                yield f"query parameter {name!r} is not declared"

    def _unrouted_problems(self, exchange: Exchange) -> list[str]:
        """A path without this method returns 405 with all its methods; any other path returns 404."""
        allowed = {operation.method.upper() for pattern, operation in self._routes if pattern.fullmatch(exchange.path)}
        if not allowed:
            return [] if exchange.status == 404 else [f"status {exchange.status} on an unknown path"]
        said = {each.strip() for each in dict(exchange.answer_headers).get("allow", "").split(",")}
        problems = [] if exchange.status == 405 else [f"status {exchange.status} for a method that is not there"]
        return problems + ([] if said == allowed else [f"Allow says {sorted(said)}, the path has {sorted(allowed)}"])


def _content_problems(exchange: Exchange) -> Iterator[str]:
    headers = dict(exchange.answer_headers)
    if exchange.answer_body:
        yield f"{exchange.status} with a body of {len(exchange.answer_body)} bytes"
    if exchange.status == 204 and "content-type" in headers:
        yield f"204 with a Content-Type of {headers['content-type']}"


def _said(errors: Iterator[Exception]) -> list[str]:
    return [_sentence(error) for error in errors]


def _sentence(error: BaseException) -> str:
    """What is wrong: the message of the schema if there is one, otherwise that of the innermost cause."""
    parameter = getattr(error, "name", None)
    place = f"parameter {parameter}: " if isinstance(parameter, str) else ""
    while True:
        schema_errors = getattr(error, "schema_errors", None)
        if schema_errors:
            return place + "; ".join(f"{each.json_path}: {each.message[:300]}" for each in schema_errors)
        if error.__cause__ is None:
            return place + str(error)[:300]
        error = error.__cause__


def the_judge(overlays: tuple[Path, ...] = ()) -> Judge:
    """The shared object for openapi.yaml with its overlays, created once per process because that is slow."""
    return _judge_of(overlays)


@functools.cache
def _judge_of(overlays: tuple[Path, ...]) -> Judge:
    return Judge(load(overlays))
