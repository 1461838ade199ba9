"""Serves the specification of the running sandbox; the only routes under /_sandbox/ that need no token."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from addepar_sandbox.auth.browsers import DOCUMENTS
from addepar_sandbox.spec.published import as_json, as_yaml
from addepar_sandbox.spec.spec import Spec

_FORMS = {"json": (as_json, "application/json"), "yaml": (as_yaml, "application/yaml")}


def document_routes(spec: Spec) -> list[Route]:
    return [_route(spec, path) for path in DOCUMENTS]


def _route(spec: Spec, path: str) -> Route:
    write, media_type = _FORMS[path.rpartition(".")[2]]

    # Not a coroutine: writing YAML is slow, and the server continues meanwhile.
    def endpoint(request: Request) -> Response:
        origin = str(request.base_url).rstrip("/")
        return Response(write(spec, origin), media_type=media_type)

    return Route(path, endpoint, methods=["GET"])
