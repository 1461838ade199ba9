"""From an operation and its arguments to a result: check, build, send, judge, read."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, TypeVar

from addepar_api.client import AsyncPager, Operation, Pager
from addepar_api.types import UNSET

from . import inputs, paging
from .answers import exchange, read
from .flows import AsyncWire, Clock, Flow, Headers, Request, Seconds, Wire, adrive, drive
from .settings import Settings

T = TypeVar("T")


def build(
    root: str,
    operation: Operation,
    arguments: Mapping[str, Any],
    body: Any = None,
    timeout: Seconds = UNSET,
    headers: Headers = None,
) -> Request:
    """The request of an operation. Raises ``InputError`` for anything that cannot be sent."""
    given = inputs.arguments(operation, arguments)
    if operation.body == "json":
        given["body"] = inputs.document(body)
    kwargs = import_module(operation.module)._get_kwargs(**given)
    own = {name.lower(): value for name, value in kwargs.get("headers", {}).items()}
    return Request(
        method=kwargs["method"].upper(),
        url=root + kwargs["url"],
        params=kwargs.get("params", {}),
        headers=own | inputs.headers(headers),
        body=inputs.encode(kwargs["json"]) if "json" in kwargs else None,
        timeout=timeout,
    )


class Caller:
    """Calls for the sync client; what the generated resource classes stand on."""

    def __init__(self, settings: Settings, wire: Wire) -> None:
        self.root = settings.root
        self.clock: Clock = settings.clock
        self._wire = wire

    def drive(self, flow: Flow[T]) -> T:
        """Run a flow to its end."""
        return drive(flow, self._wire, self.clock)

    def call(
        self,
        operation: Operation,
        arguments: dict[str, Any],
        *,
        body: Any = None,
        timeout: Seconds = UNSET,
        headers: Headers = None,
    ) -> Any:
        """One request; the ``data`` of the answer as models."""
        request = build(self.root, operation, arguments, body, timeout, headers)
        return read(operation, self.drive(exchange(request)))

    def pages(
        self,
        operation: Operation,
        arguments: dict[str, Any],
        *,
        limit: int | None = None,
        timeout: Seconds = UNSET,
        headers: Headers = None,
    ) -> Pager[Any]:
        """The rows of a list; the arguments are checked at once, nothing is sent before the first row is asked for."""
        request = build(self.root, operation, arguments, None, timeout, headers)
        return paging.RowPager(self, paging.Listing(self.root, operation, request, paging.checked_limit(limit)))


class AsyncCaller:
    """The same for the async client."""

    def __init__(self, settings: Settings, wire: AsyncWire) -> None:
        self.root = settings.root
        self.clock: Clock = settings.clock
        self._wire = wire

    async def drive(self, flow: Flow[T]) -> T:
        """Run a flow to its end."""
        return await adrive(flow, self._wire, self.clock)

    async def call(
        self,
        operation: Operation,
        arguments: dict[str, Any],
        *,
        body: Any = None,
        timeout: Seconds = UNSET,
        headers: Headers = None,
    ) -> Any:
        """One request; the ``data`` of the answer as models."""
        request = build(self.root, operation, arguments, body, timeout, headers)
        return read(operation, await self.drive(exchange(request)))

    def pages(
        self,
        operation: Operation,
        arguments: dict[str, Any],
        *,
        limit: int | None = None,
        timeout: Seconds = UNSET,
        headers: Headers = None,
    ) -> AsyncPager[Any]:
        """The rows of a list; the arguments are checked at once, nothing is sent before the first row is asked for."""
        request = build(self.root, operation, arguments, None, timeout, headers)
        return paging.AsyncRowPager(self, paging.Listing(self.root, operation, request, paging.checked_limit(limit)))
