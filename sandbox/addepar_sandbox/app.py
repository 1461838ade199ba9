"""Builds the ASGI application, which runs the same checks in the same order on every request.

Host and Origin (403), route, method (405), credentials (401), rate limit (429), scope and permissions (403), media type
(415), query and body (400), handler.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable
from typing import Any, Protocol

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from addepar_sandbox.auth.access import FIRM_HEADER, authenticate, check_permissions, check_scopes
from addepar_sandbox.auth.browsers import BrowserAccess, BrowserGuard
from addepar_sandbox.auth.oauth import token_route
from addepar_sandbox.handlers.call import Call
from addepar_sandbox.handlers.registry import handler_of, without_effect
from addepar_sandbox.http.connections import Connections
from addepar_sandbox.http.errors import ApiError
from addepar_sandbox.http.request.body import Body, ClientGone
from addepar_sandbox.http.request.multipart import receive_upload
from addepar_sandbox.http.request.parsing import check_media_type, read_document, read_identifier_document, read_query
from addepar_sandbox.http.request.size_limits import BodyLimit
from addepar_sandbox.http.response.answer import Answer
from addepar_sandbox.http.response.writer import Wire, send_answer
from addepar_sandbox.spec.spec import API_ROOT, Operation
from addepar_sandbox.testing.control_api import ControlledSandbox, control_routes
from addepar_sandbox.testing.documents import document_routes
from addepar_sandbox.testing.journal import Entry
from addepar_sandbox.testing.stub_routes import StubRequest, StubRoute

# Two pages print these addresses with a slash at the end as well.
_ALSO_WITH_SLASH = ("/v1/files", "/v1/generated_reports")
Stub = tuple[StubRoute, dict[str, str]]
"""A route that a test has added, with the values of the names in its path."""
_log = logging.getLogger("addepar_sandbox")


class ServedSandbox(ControlledSandbox, Protocol):
    """What the application needs from a sandbox."""

    connections: Connections
    browsers: BrowserAccess
    control_token: str


def build_app(sandbox: ServedSandbox) -> Starlette:
    """Build the application for one sandbox."""
    by_path: dict[str, dict[str, Operation]] = {}
    for operation in sandbox.services.spec.operations.values():
        by_path.setdefault(operation.path, {})[operation.method] = operation
    routes: list[BaseRoute] = []
    for path, operations in by_path.items():
        endpoint = SpecPath(sandbox, operations)
        routes.append(Route(API_ROOT + path, endpoint))
        if path in _ALSO_WITH_SLASH:
            routes.append(Route(f"{API_ROOT}{path}/", endpoint))
    # Whatever else there is below the API root: stubs, or nothing.
    routes.append(Route(API_ROOT + "/v{version:int}/{rest:path}", SpecPath(sandbox, {})))
    routes.append(token_route(sandbox.services, API_ROOT))
    routes += [*document_routes(sandbox.services.spec), *control_routes(sandbox)]
    handlers: Any = {HTTPException: _unrouted, ApiError: _refused}
    # Before any route: whatever is added under /_sandbox/ needs the token.
    guard = Middleware(BrowserGuard, access=sandbox.browsers, token=sandbox.control_token)
    app = Starlette(routes=routes, exception_handlers=handlers, middleware=[guard, Middleware(BodyLimit)])
    # A slash too many must not turn DELETE of one thing into DELETE of all.
    app.router.redirect_slashes = False
    return app


class SpecPath:
    """One path of the specification with all its methods, so that `Allow` is complete."""

    def __init__(self, sandbox: ServedSandbox, operations: dict[str, Operation]) -> None:
        self._sandbox = sandbox
        self._operations = operations

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._sandbox.connections.request():
            await self._respond(scope, receive, send)

    async def _respond(self, scope: Scope, receive: Receive, send: Send) -> None:
        request, body = Request(scope), Body(receive)
        operation = self._operations.get(request.method)
        stub = None if operation else self._stub(request)
        named = operation or (stub and stub[0])
        entry = self._sandbox.journal.open(
            named.id if named else None,
            request.method,
            request.url.path,
            request.query_params.multi_items(),
            request.headers.items(),
        )
        try:
            answer, wire = await self._answer(request, body, operation, stub, entry)
            if request.headers.get("expect", "").lower() != "100-continue":
                await body.drain()
        except ClientGone:
            return
        entry.status = answer.status
        await send_answer(answer, request.headers, send, wire, self._sandbox.connections.get(scope.get("client")))

    async def _answer(
        self, request: Request, body: Body, operation: Operation | None, stub: Stub | None, entry: Entry
    ) -> tuple[Answer, Wire | None]:
        """The response, and the fault of its transport."""
        if operation is None and stub is None:  # before any fault
            return _refusal(self._unsupported(request)), None
        faults, services = self._sandbox.faults, self._sandbox.services
        fault = faults.match(entry.operation or "")
        if fault is not None and fault.strikes_first:
            return faults.apply(fault, Answer(document={"data": []}), services)
        if operation is not None:
            checked = self._run_checks(request, body, operation, entry)
        else:
            checked = self._run_stub(request, body, stub, entry)
        answer = await self._answer_normally(request, checked)
        path = _path(request)
        answer.request_link = f"{path}?{request.url.query}" if request.url.query else path
        return (answer, None) if fault is None else faults.apply(fault, answer, services)

    def _stub(self, request: Request) -> Stub | None:
        return self._sandbox.routes.find(request.method, _path(request), request.query_params)

    def _unsupported(self, request: Request) -> ApiError:
        allowed = sorted({*self._operations, *self._sandbox.routes.methods(_path(request))})
        if not allowed or request.method in allowed:  # a stub for other queries does not justify a 405
            where = f"{request.method} {request.url.path} is not offered here"
            return ApiError(404, f"{where}; sandbox.route() or POST /_sandbox/routes adds a response.")
        return ApiError(405, f"{request.method} is not supported here.", {"Allow": ", ".join(allowed)})

    async def _answer_normally(self, request: Request, answer: Awaitable[Answer]) -> Answer:
        try:
            return await answer
        except ApiError as error:
            return _refusal(error)
        except ClientGone:
            raise
        except Exception:  # noqa: BLE001 - a server returns 500 for any failure, and continues
            _log.exception("the sandbox failed to answer %s %s", request.method, request.url.path)
            return _refusal(ApiError(500, "The sandbox itself failed; its log says where."))

    async def _run_checks(self, request: Request, body: Body, operation: Operation, entry: Entry) -> Answer:
        services, headers = self._sandbox.services, request.headers
        identity = authenticate(services.store, services.clock, headers.get("authorization"), headers.get(FIRM_HEADER))
        self._sandbox.limits.count(identity.firm, services.clock)
        check_scopes(operation, identity)
        identity = check_permissions(operation, identity)
        media_type = check_media_type(operation, headers.get("content-type")) if operation.body else ""
        raw_query = request.query_params.multi_items()
        call = Call(
            services=services,
            operation=operation,
            identity=identity,
            ids=dict(request.path_params),
            query=read_query(services.spec, operation, raw_query),
            raw_query=raw_query,
        )
        if operation.takes_upload:
            with services.blobs.writer() as writer:
                call.received = await receive_upload(body.pieces(), headers["content-type"], writer)
                return self._handle(call)
        if operation.body:
            raw = await body.read()
            entry.record_body(raw)
            if media_type.endswith("json"):  # an overlay may have others
                call.document = read_document(services.spec, operation, raw, media_type)
        elif 409 in operation.statuses and (raw := await body.read()):
            # The only operation that documents a conflict with its body, but no body.
            call.document = read_identifier_document(operation, raw)
        return self._handle(call)

    async def _run_stub(self, request: Request, body: Body, stub: Stub | None, entry: Entry) -> Answer:
        """The same checks for a path outside the specification, except those that need the specification."""
        if stub is None:
            raise self._unsupported(request)
        services, headers = self._sandbox.services, request.headers
        identity = authenticate(services.store, services.clock, headers.get("authorization"), headers.get(FIRM_HEADER))
        self._sandbox.limits.count(identity.firm, services.clock)
        raw = await body.read()
        entry.record_body(raw)
        route, ids = stub
        shown = {name: text for name, text in headers.items() if name not in ("authorization", "cookie")}
        query = dict(request.query_params)
        return route.answer(StubRequest(request.method, _path(request), ids, query, shown, raw))

    def _handle(self, call: Call) -> Answer:
        with self._sandbox.services.store.transaction():
            answer = handler_of(call.operation.id)(call)
        if ignored := without_effect(call):
            answer.headers["X-Sandbox-Ignored"] = ", ".join(ignored)
        return answer


def _path(request: Request) -> str:
    return request.url.path.removeprefix(API_ROOT)


async def _unrouted(request: Request, error: Exception) -> Response:
    """Starlette's own errors (an unknown route, a wrong method of a control route) as JSON:API errors."""
    status, headers = 404, None
    if isinstance(error, HTTPException):
        status, headers = error.status_code, error.headers
    return await _refused(
        request, ApiError(status, f"{request.method} {request.url.path} is not offered here.", headers)
    )


async def _refused(request: Request, error: Exception) -> Response:
    """The error for a route outside the specification."""
    if not isinstance(error, ApiError):
        raise error
    answer = _refusal(error)
    return Response(answer.encoded(), answer.status, answer.headers)


def _refusal(error: ApiError) -> Answer:
    return Answer(status=error.status, document=error.document(), headers=error.headers)
