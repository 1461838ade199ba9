"""Call an operation: validate its arguments, build and send the request, check and parse the response."""

import logging
from collections.abc import Callable, Mapping
from copy import copy
from typing import TYPE_CHECKING, Any, Self, TypeVar

from addepar_core.errors.tree import ConfigurationError
from addepar_core.flow.drivers import run_async, run_sync
from addepar_core.flow.messages import NO_OPTIONS, Headers, HttpRequest, Json, Options, Query, Seconds
from addepar_core.flow.steps import Clock, Flow
from addepar_core.models.types import UNSET, Given
from addepar_core.operations.definitions import Operation
from addepar_core.operations.pagination import pagers, pages
from addepar_core.operations.requests import build_request
from addepar_core.operations.responses import parse_data, send_checked
from addepar_core.pipeline.pipeline import Pipeline
from addepar_core.settings import Settings

if TYPE_CHECKING:
    from addepar_core.flow.batches import Batch
    from addepar_core.pipeline.budget.limiter import Budget

T = TypeVar("T")
_log = logging.getLogger("addepar_client")


def answered(root: str, operation: Operation, request: HttpRequest, *, single: bool = False) -> Flow[Any]:
    """Call an operation. Returns the ``data`` of its response as models; a single resource if one was sent."""
    answer = yield from send_checked(request)
    data = parse_data(operation, answer)
    if single and isinstance(data, list) and len(data) == 1:
        return data[0]
    if request.method == "GET" and isinstance(data, list):
        # The pages do not say whether a long list of associations is paged; if it is, all pages are fetched.
        cursor = pages.PageCursor(pages.ListRequest(root, operation, request, None))
        cursor.parse(answer)
        while cursor.request is not None:
            data += (yield from cursor.fetch(cursor.request)).rows
    return data


def _is_single(operation: Operation, body: Any) -> bool:
    """Whether a single resource is sent to an operation that also takes several."""
    if operation.body is None or operation.bulk == "one":
        return False
    from addepar_core.operations.inputs import assembly

    return isinstance(body, Given) and bool(body.fields) and assembly.is_single(body)


class _Caller:
    """The base of both callers. ``run`` returns the result of a flow; in the async client, an awaitable."""

    pager: Any
    run: Callable[..., Any]

    def __init__(
        self,
        settings: Settings,
        transport: Any,
        credentials: Any = None,
        budget: "Budget | None" = None,
        *,
        raw: bool = False,
    ) -> None:
        self.root = settings.root
        self.clock: Clock = settings.clock
        self.raw = raw
        self.settings = settings
        self._transport = transport
        self._pipeline = Pipeline(settings, credentials, budget)

    def as_raw(self) -> Self:
        """A copy that gives the response of each call instead of its result."""
        twin = copy(self)
        twin.raw = True
        return twin

    def with_policies(self, flow: Flow[Any]) -> Flow[Any]:
        """The flow with all policies of a request, from the settings to the deadline."""
        flow = self._pipeline.apply(flow)
        if _log.isEnabledFor(logging.INFO):
            from addepar_core.pipeline.request_log import logged

            flow = logged(flow, self.settings)
        if not self.raw:
            return flow
        from addepar_core.pipeline.raw_response import with_answer

        return with_answer(flow)

    def network_sources(self) -> dict[str, str]:
        """The environment variables that set ``verify`` and ``proxy``, if any."""
        network = getattr(self._transport, "network", None)
        return network.sources(self.root) if network is not None else {}

    def build(
        self, operation: Operation, arguments: Mapping[str, Any], body: Json = None, options: Options = NO_OPTIONS
    ) -> HttpRequest:
        """Build the request of an operation. Raises ``InputError`` for invalid arguments."""
        return build_request(self.settings, operation, arguments, body, options)

    def call(
        self,
        operation: Operation,
        arguments: dict[str, Any],
        *,
        body: Json = None,
        timeout: Seconds = UNSET,
        extra_query: Query = None,
        extra_headers: Headers = None,
    ) -> Any:
        """One request; the ``data`` of the response as models."""
        request = self.build(operation, arguments, body, Options(timeout, extra_query, extra_headers))
        return self.run(answered(self.root, operation, request, single=_is_single(operation, body)))

    def one(self, operation: Operation, arguments: Mapping[str, object], body: Json = None) -> Flow[Any]:
        """The flow of one call, which returns the ``data`` of the response as models."""
        return answered(self.root, operation, self.build(operation, arguments, body))

    def every(self, operation: Operation, arguments: Mapping[str, object]) -> "Batch[list[object]]":
        """The batch that reads all rows of a list, with a separate call for each page."""
        request = self.build(operation, arguments)
        cursor = pages.PageCursor(pages.ListRequest(self.root, operation, request, None))
        rows: list[object] = []
        while cursor.request is not None:
            rows += (yield cursor.fetch(cursor.request)).rows
        return rows

    def _check_not_raw(self) -> None:
        if self.raw:
            raise ConfigurationError(
                "with_raw_response returns one response, but this method needs several; use the client itself"
            )

    def pages(
        self,
        operation: Operation,
        arguments: dict[str, Any],
        *,
        limit: int | None = None,
        timeout: Seconds = UNSET,
        extra_query: Query = None,
        extra_headers: Headers = None,
    ) -> Any:
        """The rows of a list. Arguments are checked immediately; nothing is sent until the first row is requested."""
        request = self.build(operation, arguments, None, Options(timeout, extra_query, extra_headers))
        return self.pager_of(operation, request, limit)

    def pager_of(self, operation: Operation, request: HttpRequest, limit: int | None) -> Any:
        """The rows of the list that a request begins; for a raw client, its first page."""
        list_request = pages.ListRequest(self.root, operation, request, pages.checked_limit(limit))
        return self.run(pages.PageCursor(list_request).fetch(request)) if self.raw else self.pager(self, list_request)


class Caller(_Caller):
    """Calls operations for the sync client; used by the generated resource classes."""

    pager = pagers.Pager

    def run(self, flow: Flow[T]) -> T:
        """Run a flow to its end."""
        return run_sync(self.with_policies(flow), self._transport, self.clock)  # type: ignore[no-any-return]

    def run_batch(self, batch: "Batch[T]") -> T:
        """Run a batch to its end. Raises ``ConfigurationError`` if the client returns raw responses."""
        from addepar_core.flow import batches

        self._check_not_raw()
        return batches.run_sync(self.run, batch)


class AsyncCaller(_Caller):
    """The same for the async client."""

    pager = pagers.AsyncPager

    async def run(self, flow: Flow[T]) -> T:
        """Run a flow to its end."""
        return await run_async(self.with_policies(flow), self._transport, self.clock)

    async def run_batch(self, batch: "Batch[T]") -> T:
        """Run a batch to its end; as ``Caller.run_batch``."""
        from addepar_core.flow import batches

        self._check_not_raw()
        return await batches.run_async(self.run, batch)


class _Resource:
    def __init__(self, caller: Any) -> None:
        self._caller = caller

    @property
    def with_raw_response(self) -> object:
        """The same methods, each with a ``RawResponse``: the HTTP response, and the result by ``parse()``."""
        return type(self)(self._caller.as_raw())


class Resource(_Resource):
    """The operations of one resource, over the client that sends them."""

    _caller: Caller


class AsyncResource(_Resource):
    """The operations of one resource, over the async client that sends them."""

    _caller: AsyncCaller
