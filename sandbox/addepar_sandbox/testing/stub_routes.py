"""Responses for paths outside the specification, to test programs that use both."""

from __future__ import annotations

import json as codec
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Protocol

from addepar_sandbox.http.response.answer import Answer

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True)
class StubRequest:
    """The request to a stub.

    Attributes:
        method, path: the request; the path as `route` takes it, without `/api`.
        ids: the values of the names in braces in the route's path.
        query: the query parameters; the last value of a repeated one.
        headers: by their names in lower case, without the credentials.
        content: the body.
    """

    method: str
    path: str
    ids: dict[str, str]
    query: dict[str, str]
    headers: dict[str, str]
    content: bytes

    def json(self) -> Any:
        """The body, parsed as JSON."""
        return codec.loads(self.content)


@dataclass(frozen=True)
class StubAnswer:
    """The result of a stub's function, if JSON alone is not enough."""

    json: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes | str = b""


Respond = Callable[[StubRequest], Any]


@dataclass(frozen=True)
class StubRoute:
    """One path with its response.

    Args:
        method: GET, POST, PUT, PATCH or DELETE.
        path: below the API root, such as `/v1/entities/{id}`; a name in braces matches one segment.
        respond: a function of the `StubRequest` that returns JSON or a `StubAnswer`.
        json: instead of `respond`: the JSON to return, sent as JSON:API unless `headers` has a Content-Type.
        content: instead of `respond`: the bytes or the text to return.
        status: the HTTP status.
        headers: of the response.
        query: the query parameters that a request must have to match this route.
    """

    method: str
    path: str
    respond: Respond | None = None
    json: Any = None
    content: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.method not in METHODS:
            raise ValueError(f"method {self.method!r} is not one of {', '.join(METHODS)}")
        if not isinstance(self.path, str) or not re.fullmatch(r"/v\d+/[^?#\s]+", self.path):
            raise ValueError(f"path {self.path!r} is not a path below the API root, such as /v1/entities")
        if not isinstance(self.status, int) or not 200 <= self.status <= 599:
            raise ValueError(f"status {self.status!r} is not a number from 200 to 599")
        if self.respond is not None and not callable(self.respond):
            raise TypeError("respond is not a function; a constant response is passed as json= or content=")
        if sum((self.respond is not None, self.json is not None, bool(self.content))) > 1:
            raise ValueError("pass one of respond, json and content")
        for name in ("headers", "query"):
            if not isinstance(value := getattr(self, name), Mapping):
                raise TypeError(f"{name} is not a mapping: {value!r}")
        for name, text in self.headers.items():
            if not re.fullmatch(r"[\w-]+", name, re.ASCII) or not re.fullmatch(r"[\t -~]*", str(text)):
                raise ValueError(f"headers: {name!r} is not a header with a value in ASCII")
            if not isinstance(text, str):
                raise TypeError(f"headers: the value of {name} is not text: {text!r}")
        if not isinstance(self.content, bytes | str):
            raise TypeError(f"content is neither text nor bytes: {self.content!r}")
        codec.dumps(self.json)  # raises early what could not be sent later

    @property
    def id(self) -> str:
        """The name of the route in the journal and for faults, such as `GET /v1/entities`."""
        return f"{self.method} {self.path}"

    def match(self, method: str, path: str, query: Mapping[str, str]) -> dict[str, str] | None:
        """The values of the names in the path, if a request matches this route."""
        parts = re.split(r"{(\w+)}", self.path)
        pattern = "".join(f"(?P<{part}>[^/]+)" if place % 2 else re.escape(part) for place, part in enumerate(parts))
        match = re.fullmatch(pattern, path) if method == self.method else None
        same = all(query.get(name) == str(value) for name, value in self.query.items())
        return match.groupdict() if match and same else None

    def answer(self, request: StubRequest) -> Answer:
        """The response to a request."""
        fixed = StubAnswer(self.json, self.status, self.headers, self.content)
        answer = self.respond(request) if self.respond else fixed
        if not isinstance(answer, StubAnswer):
            answer = StubAnswer(answer, self.status, self.headers)
        codec.dumps(answer.json)  # raises here, where it is answered with a 500
        content = answer.content.encode() if isinstance(answer.content, str) else answer.content
        return Answer(answer.status, answer.json, content or None, headers=dict(answer.headers))


class StubRoutes:
    """The stubs of one sandbox. If several match a request, the one added last responds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._routes: list[StubRoute] = []

    def add(self, route: StubRoute) -> StubRoute:
        with self._lock:
            self._routes.insert(0, route)
        return route

    def clear(self) -> None:
        with self._lock:
            self._routes.clear()

    def methods(self, path: str) -> list[str]:
        """The methods that stubs have for a path, whatever the query."""
        with self._lock:
            return sorted({one.method for one in self._routes if one.match(one.method, path, one.query) is not None})

    def find(self, method: str, path: str, query: Mapping[str, str]) -> tuple[StubRoute, dict[str, str]] | None:
        """The route that a request matches, with the values of the names in its path."""
        with self._lock:
            for route in self._routes:
                if (ids := route.match(method, path, query)) is not None:
                    return route, ids
        return None

    def described(self) -> list[str]:
        with self._lock:
            return [route.id for route in self._routes]


class Routed(Protocol):
    """A sandbox with routes, as the control API needs it."""

    routes: StubRoutes

    def route(self, method: str, path: str, respond: Respond | None = None, **answer: Any) -> StubRoute: ...


def read_routes(sandbox: Routed, body: Any) -> Any:
    return {"routes": sandbox.routes.described()}


def add_route(sandbox: Routed, body: Any) -> Any:
    """{"method": "GET", "path": "/v1/entities", "json": {"data": []}}, with "status", "headers", "query", "content"."""
    if "respond" in body:
        raise ValueError("respond is for Python; over HTTP send json or content")
    known = [each.name for each in fields(StubRoute) if each.name != "respond"]
    if unknown := sorted(body.keys() - set(known)):
        raise ValueError(f"no member {', '.join(unknown)} is known here; there are {', '.join(known)}")
    if missing := [name for name in ("method", "path") if name not in body]:
        raise ValueError(f"the body lacks {', '.join(missing)}")
    sandbox.route(**body)
    return read_routes(sandbox, body)


def clear_routes(sandbox: Routed, body: Any) -> Any:
    sandbox.routes.clear()
    return read_routes(sandbox, body)


ACTIONS: dict[str, Callable[[Any, Any], Any]] = {"GET": read_routes, "POST": add_route, "DELETE": clear_routes}
