"""The clients: settings in, resources out."""

from collections.abc import Awaitable
from types import TracebackType
from typing import TYPE_CHECKING, Self

from addepar_core.operations.caller import AsyncCaller, Caller
from addepar_core.transport.httpx_transport import AsyncTransport, Transport
from addepar_core.utils.imports import Lazy

if TYPE_CHECKING:
    from addepar_api.api.positions import AsyncPositions, Positions
    from addepar_api.api.snapshots import AsyncSnapshots, Snapshots
    from addepar_client.config.check import Checked
    from addepar_client.resources.aio import AsyncArchivedFiles, AsyncFiles, AsyncGeneratedReports, AsyncJobs
    from addepar_client.resources.files import ArchivedFiles, Files, GeneratedReports
    from addepar_client.resources.jobs import Jobs
    from addepar_core.budget.limiter import WindowLeft
    from addepar_core.pipeline.rate_budget import FirmBudget
from addepar_core.client import _Client


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

    jobs: Lazy["Jobs"] = Lazy("addepar_client.resources.jobs", "Exports of portfolio data that run on the server.")
    generated_reports: Lazy["GeneratedReports"] = Lazy(
        "addepar_client.resources.files", "Runs of reports, and the ZIP of each."
    )
    snapshots: Lazy["Snapshots"] = Lazy("addepar_api.api.snapshots", "Values of assets on a day.")
    positions: Lazy["Positions"] = Lazy("addepar_api.api.positions", "Who owns what.")
    files: Lazy["Files"] = Lazy("addepar_client.resources.files", "The documents of the firm.")
    archived_files: Lazy["ArchivedFiles"] = Lazy("addepar_client.resources.files", "Files that were deleted.")

    _wire = Transport
    _calls = Caller

    @property
    def budget(self) -> "FirmBudget[tuple[WindowLeft, ...]]":
        """The firm's request budget: ``client.budget.left()`` shows what is left of each limit."""
        from addepar_core.pipeline.rate_budget import FirmBudget

        return FirmBudget(self._caller.drive, self._budget)

    def check(self) -> "Checked":
        """Whether the set-up works, and in words what is wrong with it, found out by one request.

        Returns:
            Checked: ``ok``, ``problem``, ``message``; ``print(client.check())`` says all.
        """
        from addepar_client.config.check import check

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

    jobs: Lazy["AsyncJobs"] = Lazy("addepar_client.resources.aio", "Exports of portfolio data that run on the server.")
    generated_reports: Lazy["AsyncGeneratedReports"] = Lazy(
        "addepar_client.resources.aio", "Runs of reports, and the ZIP of each."
    )
    snapshots: Lazy["AsyncSnapshots"] = Lazy("addepar_api.api.snapshots", "Values of assets on a day.")
    positions: Lazy["AsyncPositions"] = Lazy("addepar_api.api.positions", "Who owns what.")
    files: Lazy["AsyncFiles"] = Lazy("addepar_client.resources.aio", "The documents of the firm.")
    archived_files: Lazy["AsyncArchivedFiles"] = Lazy("addepar_client.resources.aio", "Files that were deleted.")

    _wire = AsyncTransport
    _calls = AsyncCaller

    @property
    def budget(self) -> "FirmBudget[Awaitable[tuple[WindowLeft, ...]]]":
        """The firm's request budget: ``await client.budget.left()`` shows what is left of each limit."""
        from addepar_core.pipeline.rate_budget import FirmBudget

        return FirmBudget(self._caller.drive, self._budget)

    async def check(self) -> "Checked":
        """Whether the set-up works, and in words what is wrong with it, found out by one request.

        Returns:
            Checked: ``ok``, ``problem``, ``message``; ``print(await client.check())`` says all.
        """
        from addepar_client.config.check import check

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
