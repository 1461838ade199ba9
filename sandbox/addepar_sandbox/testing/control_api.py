"""Serves the control routes under /_sandbox/, for tests in any language."""

from __future__ import annotations

import dataclasses
import inspect
import tempfile
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from addepar_sandbox.auth.browsers import CONTROL as PREFIX
from addepar_sandbox.auth.browsers import DOCUMENTS
from addepar_sandbox.auth.rate_limits import Limits, Window
from addepar_sandbox.http.errors import ApiError
from addepar_sandbox.http.request.body import read_json
from addepar_sandbox.services import Services
from addepar_sandbox.state.clock import format_timestamp
from addepar_sandbox.testing import stub_routes
from addepar_sandbox.testing.faults import Fault, Faults
from addepar_sandbox.testing.journal import Journal


class ControlledSandbox(Protocol):
    """What the control routes need from a sandbox, in addition to its methods that add data."""

    services: Services
    limits: Limits
    faults: Faults
    journal: Journal
    routes: stub_routes.StubRoutes

    def reset(self) -> None: ...

    def documented_limits(self) -> tuple[Window, ...]: ...

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
    """One route per path. Bodies and responses are JSON objects. `auth.browsers` has checked the token."""
    routes = [_route(sandbox, path, actions) for path, actions in _ACTIONS.items()]
    return [*routes, _journal_route(sandbox), _state_route(sandbox)]


def _route(sandbox: ControlledSandbox, path: str, actions: dict[str, Action]) -> Route:
    async def act(request: Request) -> Response:
        raw = await request.body()
        body = read_json(raw) if raw else {}
        if not isinstance(body, dict):
            raise ValueError("the body is not a JSON object")  # noqa: TRY004 - answered with 400
        return JSONResponse(actions["GET" if request.method == "HEAD" else request.method](sandbox, body))

    return Route(PREFIX + path, answering_400(act), methods=list(actions))


Endpoint = Callable[[Request], Awaitable[Response]]


def answering_400(endpoint: Endpoint) -> Endpoint:
    """The endpoint of a control route, which returns 400 with a message for an invalid argument."""

    async def answered(request: Request) -> Response:
        try:
            return await endpoint(request)
        except ApiError as error:
            return JSONResponse({"error": error.detail}, error.status, error.headers)
        except (ValueError, TypeError, AttributeError) as error:
            return JSONResponse({"error": str(error)}, 400)

    return answered


def _describe(sandbox: ControlledSandbox, body: Any) -> Any:
    return {
        "sandbox": "addepar-sandbox",
        "spec_version": sandbox.services.spec.document["info"]["version"],
        "operations": sorted(sandbox.services.spec.operations),
        "control": [PREFIX + path for path in (*_ACTIONS, "/journal", "/state")],
        "documents": list(DOCUMENTS),
        "faults": list(sandbox.faults.KINDS),
    }


def _reset(sandbox: ControlledSandbox, body: Any) -> Any:
    sandbox.reset()
    return {}


def _read_clock(sandbox: ControlledSandbox, body: Any) -> Any:
    return {"now": format_timestamp(sandbox.services.clock.now())}


def _move_clock(sandbox: ControlledSandbox, body: Any) -> Any:
    """{"resume": true}, {"freeze": instant or null} and {"advance": seconds}, in this order if several are given."""
    _only(body, "resume", "freeze", "advance")
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
    changed = dataclasses.replace(sandbox.services.jobs)  # everything is checked before anything takes effect
    for target in (changed, sandbox.services.jobs):
        for name, value in body.items():
            setattr(target, name, value)
    return _read_jobs(sandbox, body)


def _read_limits(sandbox: ControlledSandbox, body: Any) -> Any:
    return {"windows": [dataclasses.asdict(window) for window in sandbox.limits.windows]}


def _set_limits(sandbox: ControlledSandbox, body: Any) -> Any:
    """{"windows": [{"requests": 2, "seconds": 60}]}, or {"documented": true}; an empty list switches limits off."""
    _only(body, "documented", "windows")
    windows = sandbox.documented_limits() if body.get("documented") else body.get("windows")
    if not isinstance(windows, list | tuple):
        problem = 'send {"documented": true}, or "windows" as a list, which may be empty'
        raise ValueError(problem)  # noqa: TRY004 - answered with 400
    sandbox.limits.set(tuple(each if isinstance(each, Window) else _window(each) for each in windows))
    return _read_limits(sandbox, body)


def _window(each: Any) -> Window:
    if not isinstance(each, dict) or each.keys() != {"requests", "seconds"}:
        raise ValueError(f'{each!r} is not a window, such as {{"requests": 2, "seconds": 60}}')
    return Window(**each)


def _only(body: dict[str, Any], *names: str) -> None:
    if unknown := sorted(body.keys() - set(names)):
        raise ValueError(f"no member {', '.join(unknown)} is known here; there are {', '.join(names)}")


def _read_faults(sandbox: ControlledSandbox, body: Any) -> Any:
    return {"faults": sandbox.faults.waiting()}


def _add_fault(sandbox: ControlledSandbox, body: Any) -> Any:
    operation, known = body.get("operation"), sandbox.services.spec.operations
    # Routes of a test are named by method and path, such as `GET /v1/entities`.
    named = isinstance(operation, str) and (operation in known or " /" in operation)
    if operation is not None and not named:
        raise ValueError(f"operation: {operation!r} is not one of {', '.join(sorted(known))}")
    sandbox.faults.add(_called(Fault, body))
    return _read_faults(sandbox, body)


def _clear_faults(sandbox: ControlledSandbox, body: Any) -> Any:
    sandbox.faults.clear()
    return _read_faults(sandbox, body)


def _adding(name: str) -> Action:
    """An action that passes the members of the body to a method of the sandbox."""

    def add(sandbox: ControlledSandbox, body: Any) -> Any:
        with sandbox.services.store.transaction():
            _called(getattr(sandbox, name), body)
        return {}

    return add


def _called(function: Callable[..., Any], body: dict[str, Any]) -> Any:
    """Call a function with the members of a body as its arguments."""
    parameters = inspect.signature(function).parameters.values()
    names = [each.name for each in parameters if each.kind is not each.VAR_KEYWORD]
    if len(names) == len(parameters):
        _only(body, *names)
    needed = [each.name for each in parameters if each.name in names and each.default is each.empty]
    if missing := [name for name in needed if name not in body]:
        raise ValueError(f"the body lacks {', '.join(missing)}")
    return function(**body)


def _add_code(sandbox: ControlledSandbox, body: Any) -> Any:
    return {"code": _called(sandbox.authorization_code, body)}


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
    "/attributes": {"POST": _adding("add_attributes")},
    "/ids": {"POST": _adding("start_ids_at")},
    "/codes": {"POST": _add_code},
}


def _journal_route(sandbox: ControlledSandbox) -> Route:
    """GET, optionally with `?operation=...&status=...`; DELETE clears the journal."""

    async def journal(request: Request) -> Response:
        if request.method == "DELETE":
            sandbox.journal.clear()
            return JSONResponse({})
        status = request.query_params.get("status")
        if status is not None and not (status.isascii() and status.isdigit() and len(status) == 3):
            raise ValueError(f"status: {status!r} is not an HTTP status")
        entries = sandbox.journal.calls(request.query_params.get("operation"), int(status) if status else None)
        return JSONResponse({"entries": [entry.as_dict() for entry in entries]})

    return Route(PREFIX + "/journal", answering_400(journal), methods=["GET", "DELETE"])


def _state_route(sandbox: ControlledSandbox) -> Route:
    """GET returns the whole state as one file, PUT loads such a file."""

    async def state(request: Request) -> Response:
        with tempfile.NamedTemporaryFile(suffix=".zip", delete=False) as file:
            path = Path(file.name)
        try:
            if request.method == "PUT":
                with path.open("wb") as target:
                    async for piece in request.stream():
                        target.write(piece)
                sandbox.load(path)
                path.unlink()
                return JSONResponse({})
            sandbox.save(path)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return FileResponse(path, media_type="application/zip", background=BackgroundTask(path.unlink, missing_ok=True))

    return Route(PREFIX + "/state", answering_400(state), methods=["GET", "PUT"])
