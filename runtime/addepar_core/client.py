"""The base of the generated clients: settings, hidden credentials, connections, and closing them."""

import os
import ssl
from collections.abc import Awaitable, Iterable, Mapping
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypedDict

from addepar_core.auth import credentials as auths
from addepar_core.errors.redaction import mask
from addepar_core.errors.tree import ConfigurationError
from addepar_core.flow.messages import Seconds
from addepar_core.flow.steps import Clock
from addepar_core.models.types import UNSET, Unset
from addepar_core.operations.any_path import AnyPath, AsyncAnyPath
from addepar_core.operations.caller import AsyncCaller, Caller
from addepar_core.settings import Api, Settings
from addepar_core.utils.imports import LateModule

if TYPE_CHECKING:
    from addepar_core.pipeline import rate_budget
    from addepar_core.pipeline.budget import limiter
    from addepar_core.transport import async_transport, httpx_transport
    from addepar_core.transport.network import opening
else:
    # The HTTP library is imported with the first client: importing this module takes a third of the time.
    httpx_transport = LateModule("addepar_core.transport.httpx_transport")
    async_transport = LateModule("addepar_core.transport.async_transport")
    opening = LateModule("addepar_core.transport.network.opening")
    limiter = LateModule("addepar_core.pipeline.budget.limiter")
    rate_budget = LateModule("addepar_core.pipeline.rate_budget")

Auth = auths.Auth


class ClientOptions(TypedDict, total=False):
    """The arguments of a client, for type checkers."""

    base_url: str | None
    firm_id: str | int | None
    auth: Auth
    firm: str | None
    environment: str | None
    timeout: Seconds
    max_retries: int | Unset
    max_retry_wait: float | Unset
    deadline: float | Unset | None
    headers: Mapping[str, str] | Unset
    budget: object
    budget_wait: float | Unset | None
    exact_numbers: bool | Unset
    budget_limits: Iterable[tuple[int, float]] | None
    allow_http_to: str | Iterable[str] | None
    verify: "str | os.PathLike[str] | ssl.SSLContext | None"
    proxy: str | None
    http_client: "httpx_transport.HttpClient | httpx_transport.AsyncHttpClient | None"
    transport: "httpx_transport.HttpTransport | httpx_transport.AsyncHttpTransport | None"
    clock: Clock | Unset


class BaseClient(auths.NoRepr):
    """The common base of both clients: settings, hidden credentials, and connections."""

    api: ClassVar[Api]
    """The API that the client is for; set by the generated package."""
    _caller_class: Any
    _transport_home: object
    _transport_name: str

    def __init__(
        self,
        *,
        base_url: str | None = None,
        firm_id: str | int | None = None,
        auth: Auth = None,
        firm: str | None = None,
        environment: str | None = None,
        timeout: Seconds = UNSET,
        max_retries: int | Unset = UNSET,
        max_retry_wait: float | Unset = UNSET,
        deadline: float | Unset | None = UNSET,
        headers: Mapping[str, str] | Unset = UNSET,
        budget: Any = None,
        budget_wait: float | Unset | None = UNSET,
        exact_numbers: bool | Unset = UNSET,
        budget_limits: Iterable[tuple[int, float]] | None = None,
        allow_http_to: str | Iterable[str] | None = None,
        verify: "str | os.PathLike[str] | ssl.SSLContext | None" = None,
        proxy: str | None = None,
        http_client: "httpx_transport.HttpClient | httpx_transport.AsyncHttpClient | None" = None,
        transport: "httpx_transport.HttpTransport | httpx_transport.AsyncHttpTransport | None" = None,
        clock: Clock | Unset = UNSET,
    ) -> None:
        if level := os.environ.get("ADDEPAR_LOG"):
            from addepar_core.utils.logs import enable_log

            enable_log(level)
        auth = mask(auth)  # the argument itself would appear in tracebacks
        self.settings = Settings.build(
            self.api,
            base_url,
            firm,
            environment,
            firm_id,
            allow_http_to,
            timeout=timeout,
            max_retries=max_retries,
            max_retry_wait=max_retry_wait,
            deadline=deadline,
            headers=headers,
            budget_wait=budget_wait,
            exact_numbers=exact_numbers,
            clock=clock,
        )
        self._credentials = auths.credentials(auth)
        network = opening.Network.of(verify, mask(proxy))
        transport_class = getattr(self._transport_home, self._transport_name)
        self._transport = transport_class(self.settings, http_client, transport, network)
        if budget is not None and self._transport.pool is not None:
            with suppress(ConfigurationError):  # the call itself reports it
                self._transport.network.prepare()  # or the first request is sent long after its slot in the budget
        self._budget = self._budgeted(budget, self.api.rate_limits if budget_limits is None else budget_limits)
        self._caller = self._caller_class(self.settings, self._transport, self._credentials, self._budget)

    def _budgeted(self, setting: object, limits: Iterable[tuple[int, float]]) -> "limiter.Budget | None":
        if isinstance(setting, str) and setting.strip().lower() in ("off", "memory"):
            setting = setting.strip().lower()  # no file of this name
        if setting is None or setting == "off":
            return None
        from addepar_core.pipeline.budget.stores import budget_for

        settings = self.settings
        return budget_for(setting, root=settings.root, firm_id=settings.firm_id, limits=limits, clock=settings.clock)

    def with_options(
        self,
        *,
        timeout: Seconds = UNSET,
        max_retries: int | Unset = UNSET,
        max_retry_wait: float | Unset = UNSET,
        deadline: float | Unset | None = UNSET,
        headers: Mapping[str, str] | Unset = UNSET,
        budget_wait: float | Unset | None = UNSET,
        exact_numbers: bool | Unset = UNSET,
    ) -> Self:
        """A client with different options and the same connections. Closing either closes both.

        Args:
            timeout, max_retries, max_retry_wait, deadline, budget_wait, exact_numbers: as for the client; those that
                are left out stay unchanged.
            headers: additional headers for each request to the API.

        Example:
            >>> client.with_options(deadline=30).files.download(123, to="report.pdf")
        """
        return self._copy_with(
            self.settings.replace(
                timeout=timeout,
                max_retries=max_retries,
                max_retry_wait=max_retry_wait,
                deadline=deadline,
                headers=headers,
                budget_wait=budget_wait,
                exact_numbers=exact_numbers,
            ),
            self._caller.raw,
        )

    def _copy_with(self, settings: Settings, raw: bool) -> Self:
        twin = object.__new__(type(self))
        twin.settings = settings
        twin._credentials, twin._transport, twin._budget = self._credentials, self._transport, self._budget
        twin._caller = self._caller_class(settings, self._transport, self._credentials, self._budget, raw=raw)
        return twin

    def _without_retries(self) -> Any:
        return self._copy_with(self.settings.replace(max_retries=0), False)._caller

    @property
    def with_raw_response(self) -> object:
        """The same client, whose methods give a ``RawResponse``: the HTTP response, and the result by ``parse()``.

        A list gives the response with its first page, and is awaited by the async client. Type checkers know the type
        of each result; those of transfers are ``Any``. Each resource has it too:
        ``client.files.with_raw_response.get(123)``.

        Example:
            >>> raw = client.with_raw_response.files.get(123)
            >>> raw.status_code, raw.headers["content-type"], raw.parse().id
        """
        return self._copy_with(self.settings, True)

    def __repr__(self) -> str:
        settings: Settings | None = vars(self).get("settings")  # not set yet, if a traceback shows it
        shown = f"base_url={settings.root!r}, firm_id={settings.firm_id!r}" if settings else ""
        return f"{type(self).__name__}({shown})"


class SyncClient(AnyPath, BaseClient):
    """The base of a blocking client."""

    _caller_class = Caller
    _transport_home = httpx_transport
    _transport_name = "Transport"

    @property
    def budget(self) -> "rate_budget.FirmBudget[tuple[limiter.WindowLeft, ...]]":
        """The firm's request budget: ``client.budget.left()`` shows what is left of each limit."""
        return rate_budget.FirmBudget(self._caller.run, self._budget)

    def close(self) -> None:
        """Close the connections. An ``http_client`` that was passed in stays open."""
        self._transport.close()
        if self._budget is not None:
            self._budget.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class AsyncClient(AsyncAnyPath, BaseClient):
    """The base of a client for asyncio."""

    _caller_class = AsyncCaller
    _transport_home = async_transport
    _transport_name = "AsyncTransport"

    @property
    def budget(self) -> "rate_budget.FirmBudget[Awaitable[tuple[limiter.WindowLeft, ...]]]":
        """The firm's request budget: ``await client.budget.left()`` shows what is left of each limit."""
        return rate_budget.FirmBudget(self._caller.run, self._budget)

    async def close(self) -> None:
        """Close the connections. An ``http_client`` that was passed in stays open."""
        await self._transport.close()
        if self._budget is not None:
            self._budget.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
