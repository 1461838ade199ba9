"""The clients to import: those of the specification, with file transfers, job helpers and configuration."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Self, Unpack

from addepar_api.client import AsyncClient, Client
from addepar_core.client import ClientOptions
from addepar_core.utils.imports import LateModule, Lazy

if TYPE_CHECKING:
    from addepar_client.batch.files import (
        ArchivedFiles,
        AsyncArchivedFiles,
        AsyncFiles,
        AsyncGeneratedReports,
        Files,
        GeneratedReports,
    )
    from addepar_client.batch.holdings import AsyncPositions, AsyncSnapshots, Positions, Snapshots
    from addepar_client.config import check as checks
    from addepar_client.jobs.resource import AsyncJobs, Jobs
else:
    checks = LateModule("addepar_client.config.check")


class _Configured:
    """A client that can be made from the environment and from profiles."""

    _sources: Mapping[str, str] = {}

    @classmethod
    def from_env(
        cls, environ: Mapping[str, str] | None = None, *, profile: str | None = None, **options: Unpack[ClientOptions]
    ) -> Self:
        """A client with the settings of the environment, and of the profile file where that leaves gaps.

        Reads ``ADDEPAR_BASE_URL`` (the API root, with or without ``/v1``), or ``ADDEPAR_FIRM`` (sub-domain) with
        ``ADDEPAR_ENVIRONMENT`` (production, development, sandbox); ``ADDEPAR_FIRM_ID``; ``ADDEPAR_KEY`` with
        ``ADDEPAR_SECRET``, or ``ADDEPAR_ACCESS_TOKEN``; ``ADDEPAR_BUDGET``; ``ADDEPAR_ALLOW_HTTP``;
        ``ADDEPAR_CA_BUNDLE`` (``verify``); ``ADDEPAR_PROXY``. Then the table of ``~/.config/addepar/config.toml`` that
        ``ADDEPAR_PROFILE`` names, else ``default``, if there is one. It may hold the same settings, and ``timeout``,
        ``max_retries``, ``max_retry_wait``, ``deadline`` and ``budget*``, named as the arguments.

        Args:
            environ: another mapping to read; ``os.environ`` if left out.
            profile: instead of ``ADDEPAR_PROFILE``: a profile's name, a file (``other.toml``), or
                both (``other.toml:name``).
            **options: arguments of the client, which go before the environment.

        Raises:
            ConfigurationError: names what is missing or wrong.
        """
        from addepar_client.config.profiles import client_options, setting_sources

        client = cls(**client_options(options, os.environ if environ is None else environ, profile))
        client._sources = setting_sources(options, os.environ if environ is None else environ, profile)
        return client

    @classmethod
    def from_profile(cls, profile: str = "default", **options: Unpack[ClientOptions]) -> Self:
        """A client with the settings of a profile alone, whatever the environment says; else as ``from_env``."""
        places = ("XDG_CONFIG_HOME", "HOME", "USERPROFILE", "APPDATA")
        return cls.from_env(
            {name: os.environ[name] for name in places if name in os.environ}, profile=profile, **options
        )


class AddeparClient(_Configured, Client):
    """The Addepar API, blocking. One client serves any number of threads; make one and keep it.

    Args:
        base_url: the API root, such as ``https://acme.addepar.com/api``; ``/v1`` at its end is understood.
        firm_id: the firm's number, sent as ``Addepar-Firm`` with every request.
        auth: ``(key, secret)`` of an API key, an OAuth access token, or an ``OAuth``.
        firm: the firm's sub-domain, instead of ``base_url``.
        environment: production (the default), development, sandbox or shared, together with ``firm``.
        timeout: seconds for each network operation (not for a whole call), a ``Timeout``, or None for
            no limit. The default is 10 s to connect and 70 s for the rest, above the API's own 60 s.
        max_retries: further attempts after one that did not succeed: of reads after no response, 429 or 5xx,
            of writes only where they were refused (429) or never left. The default is 2.
        max_retry_wait: the longest wait for the next attempt (60 s); a longer one ends in ``RateLimitError`` at once.
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
        allow_http_to: hosts that plain http may go to besides loopback, such as the ``"sandbox"`` of a compose file.
        verify: what certificates are verified against: the path of a file or folder, ``"system"`` for those of this
            machine, or an ``ssl.SSLContext``. The default is ``SSL_CERT_FILE``, ``SSL_CERT_DIR``,
            ``REQUESTS_CA_BUNDLE`` or ``CURL_CA_BUNDLE``, else certifi's list.
        proxy: the address of a proxy, also ``socks5://`` with the extra ``socks``, or ``"off"``; by default what
            ``HTTPS_PROXY``, ``ALL_PROXY`` and ``NO_PROXY`` say.
        exact_numbers: read each number with a fraction or an exponent as a ``Decimal``. The default is False.
        http_client, transport: an ``httpx.Client`` of yours, which is not closed here, or a transport for our own.
        clock: where time comes from; for tests.

    Raises:
        ConfigurationError: names the setting and the fix.

    Example:
        >>> with AddeparClient(base_url=url, firm_id=1, auth=("key", "secret")) as client:
        ...     file = client.files.upload("report.pdf", entities=[10000])
    """

    jobs: Lazy["Jobs"] = Lazy("addepar_client.jobs.resource", "Exports of portfolio data that run on the server.")
    files: Lazy["Files"] = Lazy("addepar_client.batch.files", "The documents of the firm.")
    archived_files: Lazy["ArchivedFiles"] = Lazy("addepar_client.batch.files", "Files that were deleted.")
    generated_reports: Lazy["GeneratedReports"] = Lazy("addepar_client.batch.files", "Runs of reports.")
    positions: Lazy["Positions"] = Lazy("addepar_client.batch.holdings", "The links of the ownership graph.")
    snapshots: Lazy["Snapshots"] = Lazy("addepar_client.batch.holdings", "The values of holdings on a day.")

    def check(self) -> "checks.Checked":
        """Whether the set-up works, and in words what is wrong with it, found out by one request.

        Returns:
            Checked: ``ok``, ``problem``, ``message``; ``print(client.check())`` says all.
        """
        return self._without_retries().run(checks.check(self._caller, self._sources))  # type: ignore[no-any-return]


class AsyncAddeparClient(_Configured, AsyncClient):
    """The Addepar API for asyncio: ``AddeparClient`` with the same arguments and methods, awaited.

    Lists are walked with ``async for``. One client belongs to one event loop.

    Example:
        >>> async with AsyncAddeparClient(base_url=url, firm_id=1, auth=("key", "secret")) as client:
        ...     file = await client.files.upload("report.pdf", entities=[10000])
    """

    jobs: Lazy["AsyncJobs"] = Lazy("addepar_client.jobs.resource", "Exports of portfolio data that run on the server.")
    files: Lazy["AsyncFiles"] = Lazy("addepar_client.batch.files", "The documents of the firm.")
    archived_files: Lazy["AsyncArchivedFiles"] = Lazy("addepar_client.batch.files", "Files that were deleted.")
    generated_reports: Lazy["AsyncGeneratedReports"] = Lazy("addepar_client.batch.files", "Runs of reports.")
    positions: Lazy["AsyncPositions"] = Lazy("addepar_client.batch.holdings", "The links of the ownership graph.")
    snapshots: Lazy["AsyncSnapshots"] = Lazy("addepar_client.batch.holdings", "The values of holdings on a day.")

    async def check(self) -> "checks.Checked":
        """``AddeparClient.check``, awaited: ``print(await client.check())``."""
        return await self._without_retries().run(checks.check(self._caller, self._sources))  # type: ignore[no-any-return]
