"""Keeps web pages and other users of the machine away: Host, Origin, CORS, and the token of the control routes.

A web page can reach a server on loopback without its user noticing: from its own origin, and through DNS rebinding
under its own host name. Other users of the machine can reach it too.
"""

from __future__ import annotations

import hmac
import ipaddress
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from addepar_sandbox.http.errors import ApiError
from addepar_sandbox.spec.spec import JSON_API

CONTROL = "/_sandbox"
DOCUMENTS = (f"{CONTROL}/openapi.json", f"{CONTROL}/openapi.yaml")
TOKEN_HEADER = "X-Sandbox-Token"  # noqa: S105 - the name of the header
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?", re.IGNORECASE | re.ASCII)
_ORIGIN = re.compile(r"https?://(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?", re.IGNORECASE | re.ASCII)
_HEADER_LIST = re.compile(r"[\w-]+( *, *[\w-]+)*", re.ASCII)
# How a program in a container calls the machine that the container runs on.
_CONTAINER_HOSTS = ("host.docker.internal", "host.containers.internal")
_PREFLIGHT_SECONDS = 600


@dataclass
class BrowserAccess:
    """The host names that the sandbox accepts, and the web pages that may call its API.

    Args:
        hosts: names other than `localhost` and IP addresses, such as `sandbox.test`.
        origins: web origins, such as `http://localhost:3000`; `*` for all.
        remote: whether other machines may reach the sandbox. Names of one word, as containers have them, are then
            accepted too. Only names with a dot can be registered on the internet.
    """

    hosts: Iterable[str] = ()
    origins: Iterable[str] = ()
    remote: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        self.hosts = frozenset(each.lower().rstrip(".") for each in _texts(self.hosts, "allowed_hosts"))
        self.origins = frozenset(each.lower().rstrip("/") for each in _texts(self.origins, "cors"))
        for each in self.hosts:
            if not _HOST.fullmatch(each) or ":" in each:
                raise ValueError(f"allowed_hosts: {each!r} is not the name of a host, such as sandbox.test")
        for each in self.origins - {"*"}:
            if not _ORIGIN.fullmatch(each):
                raise ValueError(f"cors: {each!r} is not the origin of a page, such as http://localhost:3000")

    def knows_host(self, host: str | None) -> bool:
        """Whether this Host header, which every browser sends, belongs to the sandbox."""
        if host is None:
            return True
        match = _HOST.fullmatch(host)
        if match is None:
            return False
        name = match.group(1).lower().rstrip(".")
        if name in self.hosts or name == "localhost" or name.endswith(".localhost"):
            return True
        try:
            ipaddress.ip_address(name.strip("[]"))
        except ValueError:
            return self.remote and ("." not in name or name in _CONTAINER_HOSTS)
        return True  # an address is not resolved, so no one can redirect it

    def shares_with(self, origin: str) -> bool:
        """Whether pages of this origin may read responses of the API."""
        return "*" in self.origins or origin.lower() in self.origins


def _texts(argument: Any, name: str) -> list[str]:
    texts = [argument] if isinstance(argument, str) else list(argument)
    if not all(isinstance(each, str) for each in texts):
        raise ValueError(f"{name}: pass texts, not {argument!r}")
    return texts


class BrowserGuard:
    """Middleware before everything that a sandbox serves.

    Args:
        app: the guarded application.
        access: names and origins.
        token: the token that requests to the control routes must have.
    """

    def __init__(self, app: ASGIApp, access: BrowserAccess, token: str) -> None:
        self._app = app
        self._access = access
        self._token = token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        is_control = (path + "/").startswith(CONTROL + "/") and path not in DOCUMENTS
        problem = self._problem(headers, is_control)
        if problem is not None:
            await _refusal(problem, is_control)(scope, receive, send)
            return
        origin = headers.get("origin")
        if origin is None or is_control or not self._access.shares_with(origin):
            await self._app(scope, receive, send)
        elif scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            await _preflight(origin, headers)(scope, receive, send)
        else:
            await self._app(scope, receive, _sharing(origin, send))

    def _problem(self, headers: Headers, is_control: bool) -> ApiError | None:
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        origin = ", ".join(origins) if origins else None  # several together are no page's
        host = hosts[0] if hosts else None
        if len(hosts) > 1 or not self._access.knows_host(host):
            return ApiError(
                403, f"The sandbox does not respond for the host {', '.join(hosts)!r}; start it with --allow-host NAME."
            )
        if origin is not None and not _is_own(origin, host) and (is_control or not self._access.shares_with(origin)):
            return ApiError(
                403,
                f"Pages of {origin!r} may not use the control routes."
                if is_control
                else f"Pages of {origin!r} may not call this sandbox; start it with --cors, or --cors {origin}.",
            )
        if is_control and not hmac.compare_digest(headers.get(TOKEN_HEADER, "").encode(), self._token):
            return ApiError(
                401,
                f"The control routes need the header {TOKEN_HEADER} with the token that the sandbox printed "
                "when it started (in Python: sandbox.control_token).",
                {"WWW-Authenticate": TOKEN_HEADER},
            )
        return None


def _is_own(origin: str, host: str | None) -> bool:
    return host is not None and origin.lower() in (f"http://{host.lower()}", f"https://{host.lower()}")


def _refusal(error: ApiError, is_control: bool) -> Response:
    document = {"error": error.detail} if is_control else error.document()
    media_type = "application/json" if is_control else JSON_API
    return Response(json.dumps(document), error.status, {"Connection": "close", **error.headers}, media_type)


def _preflight(origin: str, headers: Headers) -> Response:
    wanted = headers.get("access-control-request-headers", "")
    allowed = {"Access-Control-Allow-Headers": wanted} if _HEADER_LIST.fullmatch(wanted) else {}
    if headers.get("access-control-request-private-network") == "true":
        allowed["Access-Control-Allow-Private-Network"] = "true"
    return Response(
        status_code=204,
        headers={
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE",
            "Access-Control-Max-Age": str(_PREFLIGHT_SECONDS),
            "Vary": "Origin",
            **allowed,
        },
    )


def _sharing(origin: str, send: Send) -> Send:
    """A channel with responses that pages of the origin may read, including all headers."""

    async def shared(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            headers["Access-Control-Allow-Origin"] = origin
            headers["Access-Control-Expose-Headers"] = "*"
            headers.add_vary_header("Origin")
            message = {**message, "headers": headers.raw}
        await send(message)

    return shared
