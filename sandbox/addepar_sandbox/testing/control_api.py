"""Serves the control routes under /_sandbox/, for tests in any language."""

from __future__ import annotations

import dataclasses
import json
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from addepar_sandbox.auth.rate_limits import Limits, Window
from addepar_sandbox.services import Services
from addepar_sandbox.state.clock import format_timestamp
from addepar_sandbox.testing import stub_routes
from addepar_sandbox.testing.faults import Fault, Faults
from addepar_sandbox.testing.journal import Journal

PREFIX = "/_sandbox"


class ControlledSandbox(Protocol):
    """What the control routes need of a sandbox, besides its methods that add data."""

    services: Services
    limits: Limits
    faults: Faults
    journal: Journal
    routes: stub_routes.StubRoutes

    def reset(self) -> None: ...

    def documented_limits(self) -> tuple[Window, ...]: ...

    def fail(self, kind: str, operation: str | None = None, **options: Any) -> Fault: ...

    def route(
        self, method: str, path: str, respond: stub_routes.Respond | None = None, **answer: Any
    ) -> stub_routes.StubRoute: ...

    def authorization_code(
        self, scopes: Iterable[str], *, firm: str = ..., user_id: str = ..., code: str | None = ...
    ) -> str: ...

    def save(self, path: Path) -> None: ...

    def load(self, path: Path) -> None: ...


Action = Callable[[ControlledSandbox, Any], Any]


def control_routes(sandbox: ControlledSandbox) -> list[Route]:
    """One route per path; a body is JSON, so is the answer."""
    routes = [_route(sandbox, path, actions) for path, actions in _ACTIONS.items()]
    return [*routes, _journal_route(sandbox), _state_route(sandbox)]


def _route(sandbox: ControlledSandbox, path: str, actions: dict[str, Action]) -> Route:
    async def endpoint(request: Request) -> Response:
        raw = await request.body()
        try:
            body = json.loads(raw) if raw else {}
            return JSONResponse(actions[request.method](sandbox, body))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            return JSONResponse({"error": f"{type(error).__name__}: {error}"}, 400)

    return Route(PREFIX + path, endpoint, methods=list(actions))


def _describe(sandbox: ControlledSandbox, body: Any) -> Any:
    return {
        "sandbox": "addepar-sandbox",
        "spec_version": sandbox.services.spec.document["info"]["version"],
        "operations": sorted(sandbox.services.spec.operations),
        "control": [PREFIX + path for path in (*_ACTIONS, "/journal", "/state")],
        "faults": list(sandbox.faults.KINDS),
    }


def _reset(sandbox: ControlledSandbox, body: Any) -> Any:
    sandbox.reset()
    return {}


def _read_clock(sandbox: ControlledSandbox, body: Any) -> Any:
    return {"now": format_timestamp(sandbox.services.clock.now())}


def _move_clock(sandbox: ControlledSandbox, body: Any) -> Any:
    """{"advance": seconds}, {"freeze": instant or null} and {"resume": true}, in this order where several are given."""
    if body.get("resume"):
        sandbox.services.clock.resume()
    if "freeze" in body:
        sandbox.services.clock.freeze(body["freeze"])
    if "advance" in body:
        sandbox.services.clock.advance(body["advance"])
    return _read_clock(sandbox, body)


def _read_jobs(sandbox: ControlledSandbox, body: Any) -> Any:
    return dataclasses.asdict(sandbox.services.jobs)


def _set_jobs(sandbox: ControlledSandbox, body: Any) -> Any:
    known = {field.name for field in dataclasses.fields(sandbox.services.jobs)}
    if unknown := sorted(set(body) - known):
        raise ValueError(f"no job setting {', '.join(unknown)}; there are {', '.join(sorted(known))}")
    for name, value in body.items():
        setattr(sandbox.services.jobs, name, tuple(value) if name == "path" else value)
    return _read_jobs(sandbox, body)


def _read_limits(sandbox: ControlledSandbox, body: Any) -> Any:
    return {"windows": [dataclasses.asdict(window) for window in sandbox.limits.windows]}


def _set_limits(sandbox: ControlledSandbox, body: Any) -> Any:
    """{"windows": [{"requests": 2, "seconds": 60}]}, or {"documented": true}; an empty list switches limits off."""
    if body.get("documented"):
        sandbox.limits.set(sandbox.documented_limits())
    else:
        sandbox.limits.set(tuple(Window(**each) for each in body["windows"]))
    return _read_limits(sandbox, body)


def _read_faults(sandbox: ControlledSandbox, body: Any) -> Any:
    return {"faults": sandbox.faults.waiting()}


def _add_fault(sandbox: ControlledSandbox, body: Any) -> Any:
    sandbox.fail(**body)
    return _read_faults(sandbox, body)


def _clear_faults(sandbox: ControlledSandbox, body: Any) -> Any:
    sandbox.faults.clear()
    return _read_faults(sandbox, body)


def _adding(name: str) -> Action:
    """An action that hands the members of the body to a method of the sandbox."""

    def add(sandbox: ControlledSandbox, body: Any) -> Any:
        with sandbox.services.store.transaction():
            getattr(sandbox, name)(**body)
        return {}

    return add


def _add_code(sandbox: ControlledSandbox, body: Any) -> Any:
    return {"code": sandbox.authorization_code(**body)}


_ACTIONS: dict[str, dict[str, Action]] = {
    "/": {"GET": _describe},
    "/reset": {"POST": _reset},
    "/clock": {"GET": _read_clock, "POST": _move_clock},
    "/jobs": {"GET": _read_jobs, "PATCH": _set_jobs},
    "/limits": {"GET": _read_limits, "PUT": _set_limits},
    "/faults": {"GET": _read_faults, "POST": _add_fault, "DELETE": _clear_faults},
    "/routes": stub_routes.ACTIONS,
    "/firms": {"POST": _adding("add_firm")},
    "/users": {"POST": _adding("add_user")},
    "/keys": {"POST": _adding("add_key")},
    "/entities": {"POST": _adding("add_entity")},
    "/groups": {"POST": _adding("add_group")},
    "/codes": {"POST": _add_code},
}


def _journal_route(sandbox: ControlledSandbox) -> Route:
    """GET, optionally `?operation=...&status=...`; DELETE forgets everything."""

    async def journal(request: Request) -> Response:
        if request.method == "DELETE":
            sandbox.journal.clear()
            return JSONResponse({})
        status = request.query_params.get("status")
        entries = sandbox.journal.calls(request.query_params.get("operation"), int(status) if status else None)
        return JSONResponse({"entries": [entry.as_dict() for entry in entries]})

    return Route(PREFIX + "/journal", journal, methods=["GET", "DELETE"])


def _state_route(sandbox: ControlledSandbox) -> Route:
    """GET gives the whole state as one file, PUT takes such a file over."""

    async def state(request: Request) -> Response:
        with tempfile.NamedTemporaryFile(suffix=".zip", delete=False) as file:
            if request.method == "PUT":
                async for piece in request.stream():
                    file.write(piece)
        path = Path(file.name)
        if request.method == "PUT":
            try:
                sandbox.load(path)
            finally:
                path.unlink()
            return JSONResponse({})
        sandbox.save(path)
        return FileResponse(path, media_type="application/zip", background=BackgroundTask(path.unlink, missing_ok=True))

    return Route(PREFIX + "/state", state, methods=["GET", "PUT"])
