"""The clients: settings in, resources out."""

import os
from collections.abc import Awaitable, Iterable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from addepar_api.facts import RATE_LIMITS
from addepar_api.types import UNSET, Unset

from . import auth as auths
from .calls import AsyncCaller, Caller
from .flows import Clock
from .lazy import Lazy
from .settings import Settings, Timeout
from .transport import AsyncHttpClient, AsyncHttpTransport, AsyncTransport, HttpClient, HttpTransport, Transport

if TYPE_CHECKING:
    from addepar_api.api.positions import AsyncPositions, Positions
    from addepar_api.api.snapshots import AsyncSnapshots, Snapshots

    from .async_resources import AsyncArchivedFiles, AsyncFiles, AsyncGeneratedReports, AsyncJobs
    from .budget import Budget, WindowLeft
    from .budget_flows import FirmBudget
    from .checks import Checked
    from .files import ArchivedFiles, Files, GeneratedReports
    from .jobs import Jobs

Auth = tuple[str, str] | str | Any


class _Client(auths.Secret):
    """What both clients are: settings, credentials that nothing shows, and the wire."""

    _wire: Any
    _calls: Any

    def __init__(
        self,
        *,
        base_url: str | None = None,
        firm_id: str | int | None = None,
        auth: Auth = None,
        firm: str | None = None,
        environment: str | None = None,
        timeout: float | Timeout | Unset | None = UNSET,
        max_retries: int | Unset = UNSET,
        max_retry_wait: float | Unset = UNSET,
        deadline: float | Unset | None = UNSET,
        headers: Mapping[str, str] | Unset = UNSET,
        budget: Any = None,
        budget_wait: float | Unset | None = UNSET,
        budget_limits: Iterable[tuple[int, float]] = RATE_LIMITS,
        http_client: HttpClient | AsyncHttpClient | None = None,
        transport: HttpTransport | AsyncHttpTransport | None = None,
        clock: Clock | Unset = UNSET,
    ) -> None:
        auth = auths.hidden(auth)  # the argument itself would be shown beside a traceback
        self.settings = Settings.build(
            base_url,
            firm,
            environment,
            firm_id,
            timeout=timeout,
            max_retries=max_retries,
            max_retry_wait=max_retry_wait,
            deadline=deadline,
            headers=headers,
            budget_wait=budget_wait,
            clock=clock,
        )
        self._credentials = auths.credentials(auth)
        self._transport = self._wire(self.settings, http_client, transport)
        self._budget = self._budgeted(budget, budget_limits)
        self._caller = self._calls(self.settings, self._transport, self._credentials, self._budget)

    def _budgeted(self, setting: Any, limits: Iterable[tuple[int, float]]) -> "Budget | None":
        if setting is None or setting == "off":
            return None
        from .budget_stores import budget_for

        told = self.settings
        return budget_for(setting, root=told.root, firm_id=told.firm_id, limits=limits, clock=told.clock)

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None, *, profile: str | None = None, **options: Any) -> Self:
        """A client with the settings of the environment, and of the profile file where that leaves gaps.

        Reads ``ADDEPAR_BASE_URL`` (the API root, with or without ``/v1``), or ``ADDEPAR_FIRM`` (sub-domain)
        with ``ADDEPAR_ENVIRONMENT`` (production, development, sandbox); ``ADDEPAR_FIRM_ID``; and
        ``ADDEPAR_KEY`` with ``ADDEPAR_SECRET``, or ``ADDEPAR_ACCESS_TOKEN``; and ``ADDEPAR_BUDGET``. Then the table of
        ``~/.config/addepar/config.toml`` that ``ADDEPAR_PROFILE`` names, else ``default``, if there is one.
        It may hold ``base_url``, ``firm``, ``environment``, ``firm_id``, ``key``, ``secret``, ``access_token``,
        ``timeout``, ``max_retries``, ``max_retry_wait``, ``deadline``, ``budget``, ``budget_wait`` and
        ``budget_limits``.

        Args:
            environ: another mapping to read; ``os.environ`` where left out.
            profile: in place of ``ADDEPAR_PROFILE``: a profile's name, a file (``other.toml``), or
                both (``other.toml:name``).
            **options: arguments of the client, which go before the environment.

        Raises:
            ConfigurationError: names what is missing or wrong.
        """
        from .profiles import gathered

        return cls(**gathered(options, os.environ if environ is None else environ, profile))

    @classmethod
    def from_profile(cls, profile: str = "default", **options: Any) -> Self:
        """A client with the settings of a profile alone, whatever the environment says; else as ``from_env``."""
        places = ("XDG_CONFIG_HOME", "HOME", "USERPROFILE")
        return cls.from_env(
            {name: os.environ[name] for name in places if name in os.environ}, profile=profile, **options
        )

    def with_options(
        self,
        *,
        timeout: float | Timeout | Unset | None = UNSET,
        max_retries: int | Unset = UNSET,
        max_retry_wait: float | Unset = UNSET,
        deadline: float | Unset | None = UNSET,
        headers: Mapping[str, str] | Unset = UNSET,
        budget_wait: float | Unset | None = UNSET,
    ) -> Self:
        """A client with other options and the same connections; closing either closes both.

        Args:
            timeout, max_retries, max_retry_wait, deadline, budget_wait: as for the client; what is left out stays
                as it is.
            headers: further headers of each request to the API, on top of those there are.

        Example:
            >>> client.with_options(deadline=30).files.download(123, to="report.pdf")
        """
        return self._varied(
            self.settings.having(
                timeout=timeout,
                max_retries=max_retries,
                max_retry_wait=max_retry_wait,
                deadline=deadline,
                headers=headers,
                budget_wait=budget_wait,
            ),
            self._caller.raw,
        )

    def _varied(self, settings: Settings, raw: bool) -> Self:
        twin = object.__new__(type(self))
        twin.settings = settings
        twin._credentials, twin._transport, twin._budget = self._credentials, self._transport, self._budget
        twin._caller = self._calls(settings, self._transport, self._credentials, self._budget, raw=raw)
        return twin

    def _alone(self) -> Any:
        return self._varied(self.settings.having(max_retries=0), False)._caller

    @property
    def with_raw_response(self) -> Any:
        """The same client, whose methods give a ``RawResponse``: the HTTP answer, and the result by ``parse()``.

        A list gives the answer with its first page, and is awaited by the async client. Type checkers take what
        comes for ``Any``; an annotation tells them more: ``raw: RawResponse[FileResource] = ...``.

        Example:
            >>> raw = client.with_raw_response.files.get(123)
            >>> raw.status_code, raw.headers["content-type"], raw.parse().id
        """
        return self._varied(self.settings, True)

    def __repr__(self) -> str:
        settings: Settings | None = vars(self).get("settings")  # none yet, where it is shown beside a traceback
        told = f"base_url={settings.root!r}, firm_id={settings.firm_id!r}" if settings else ""
        return f"{type(self).__name__}({told})"


class AddeparClient(_Client):
    """The Addepar API, blocking. One client serves any number of threads; make one and keep it.

    Args:
        base_url: the API root, such as ``https://acme.addepar.com/api``; ``/v1`` at its end is understood.
        firm_id: the firm's number, sent as ``Addepar-Firm`` with every request.
        auth: ``(key, secret)`` of an API key, an OAuth access token, or an ``OAuth``.
        firm: the firm's sub-domain, in place of ``base_url``.
        environment: production (the default), development, sandbox or shared, together with ``firm``.
        timeout: seconds for each network operation (not for a whole call), a ``Timeout``, or None for
            no limit. The default is 10 s to connect and 70 s for the rest, above the API's own 60 s.
        max_retries: further attempts after one that did not succeed: of reads after no answer, 429 or 5xx,
            of writes only where they were refused (429) or never left. The default is 2.
        max_retry_wait: the longest wait for the next attempt, in seconds; where the server asks for a longer
            one, ``RateLimitError`` says so at once. The default is 60.
        deadline: seconds that a whole call may take, with its attempts, waits and transfers; for a list, each
            page. ``DeadlineError`` when it is over. None, the default, for no end.
        headers: further headers of each request to the API.
        budget: paces requests ahead of a 429 (50 in 15 minutes and 1000 in 24 hours for each firm), over all
            clients of the firm that share the budget: None or ``"off"``; ``"memory"`` for this process; the path
            of a file for all processes of this machine; ``"redis://host:port/0"`` for many machines (needs the
            extra ``redis``); or a store of ``addepar_client.budget_stores``.
        budget_wait: seconds that a request may wait for the budget; 0 raises ``BudgetExceededError`` at once, None,
            the default, waits for as long as the deadline allows: up to 15 minutes, and once a day's requests are
            used up, for hours. Each wait above 5 s is told by a warning of the logger ``addepar_client``.
        budget_limits: pairs of (requests, seconds), where Addepar has raised the firm's.
        http_client: an ``httpx.Client`` of yours, for proxies and certificates; it is not closed here.
        transport: an ``httpx`` transport for the client's own.
        clock: where time comes from; for tests.

    Raises:
        ConfigurationError: names the setting and the fix.

    Example:
        >>> with AddeparClient(base_url=url, firm_id=1, auth=("key", "secret")) as client:
        ...     file = client.files.upload("report.pdf", entities=[10000])
    """

    jobs: Lazy["Jobs"] = Lazy(".jobs", "Exports of portfolio data that run on the server.")
    generated_reports: Lazy["GeneratedReports"] = Lazy(".files", "Runs of reports, and the ZIP of each.")
    snapshots: Lazy["Snapshots"] = Lazy("addepar_api.api.snapshots", "Values of assets on a day.")
    positions: Lazy["Positions"] = Lazy("addepar_api.api.positions", "Who owns what.")
    files: Lazy["Files"] = Lazy(".files", "The documents of the firm.")
    archived_files: Lazy["ArchivedFiles"] = Lazy(".files", "Files that were deleted.")

    _wire = Transport
    _calls = Caller

    @property
    def budget(self) -> "FirmBudget[tuple[WindowLeft, ...]]":
        """The firm's request budget: ``client.budget.left()`` shows what is left of each limit."""
        from .budget_flows import FirmBudget

        return FirmBudget(self._caller.drive, self._budget)

    def check(self) -> "Checked":
        """Whether the set-up works, and in words what is wrong with it, found out by one request.

        Returns:
            Checked: ``ok``, ``problem``, ``message``; ``print(client.check())`` says all.
        """
        from .checks import check

        return self._alone().drive(check(self._caller))  # type: ignore[no-any-return]

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


class AsyncAddeparClient(_Client):
    """The Addepar API for asyncio: ``AddeparClient`` with the same arguments and methods, awaited.

    Lists are walked with ``async for``. One client belongs to one event loop.

    Example:
        >>> async with AsyncAddeparClient(base_url=url, firm_id=1, auth=("key", "secret")) as client:
        ...     file = await client.files.upload("report.pdf", entities=[10000])
    """

    jobs: Lazy["AsyncJobs"] = Lazy(".async_resources", "Exports of portfolio data that run on the server.")
    generated_reports: Lazy["AsyncGeneratedReports"] = Lazy(".async_resources", "Runs of reports, and the ZIP of each.")
    snapshots: Lazy["AsyncSnapshots"] = Lazy("addepar_api.api.snapshots", "Values of assets on a day.")
    positions: Lazy["AsyncPositions"] = Lazy("addepar_api.api.positions", "Who owns what.")
    files: Lazy["AsyncFiles"] = Lazy(".async_resources", "The documents of the firm.")
    archived_files: Lazy["AsyncArchivedFiles"] = Lazy(".async_resources", "Files that were deleted.")

    _wire = AsyncTransport
    _calls = AsyncCaller

    @property
    def budget(self) -> "FirmBudget[Awaitable[tuple[WindowLeft, ...]]]":
        """The firm's request budget: ``await client.budget.left()`` shows what is left of each limit."""
        from .budget_flows import FirmBudget

        return FirmBudget(self._caller.drive, self._budget)

    async def check(self) -> "Checked":
        """Whether the set-up works, and in words what is wrong with it, found out by one request.

        Returns:
            Checked: ``ok``, ``problem``, ``message``; ``print(await client.check())`` says all.
        """
        from .checks import check

        return await self._alone().drive(check(self._caller))  # type: ignore[no-any-return]

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
