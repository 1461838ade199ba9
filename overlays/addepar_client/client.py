"""The clients to import: those of the specification, with file transfers, job helpers and configuration."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Self, Unpack

from addepar_api.client import AsyncClient, Client
from addepar_core.client import ClientOptions
from addepar_core.utils.imports import LateModule, Lazy

if TYPE_CHECKING:
    from addepar_client.batch import files as documents
    from addepar_client.batch import holdings
    from addepar_client.config import check as checks
    from addepar_client.jobs import resource as exports
else:  # imported on first use, which includes typing.get_type_hints
    documents = LateModule("addepar_client.batch.files")
    holdings = LateModule("addepar_client.batch.holdings")
    checks = LateModule("addepar_client.config.check")
    exports = LateModule("addepar_client.jobs.resource")


class _Configured:
    """A client that can be created from the environment and from profiles."""

    _sources: Mapping[str, str] = {}

    @classmethod
    def from_env(
        cls, environ: Mapping[str, str] | None = None, *, profile: str | None = None, **options: Unpack[ClientOptions]
    ) -> Self:
        """Create a client with settings from the environment, and from a profile for those that are not set there.

        Reads ``ADDEPAR_BASE_URL`` (the API root, with or without ``/v1``), or ``ADDEPAR_FIRM`` (subdomain) with
        ``ADDEPAR_ENVIRONMENT`` (production, development, sandbox); ``ADDEPAR_FIRM_ID``; ``ADDEPAR_KEY`` with
        ``ADDEPAR_SECRET``, or ``ADDEPAR_ACCESS_TOKEN``; ``ADDEPAR_BUDGET``; ``ADDEPAR_ALLOW_HTTP``;
        ``ADDEPAR_CA_BUNDLE`` (``verify``); ``ADDEPAR_PROXY``. Then the table of ``~/.config/addepar/config.toml`` that
        ``ADDEPAR_PROFILE`` names, or ``default`` if that table exists. It may contain the same settings, and
        ``timeout``, ``max_retries``, ``max_retry_wait``, ``deadline`` and ``budget*``, with the names of the arguments.

        Args:
            environ: the mapping to read; the default is ``os.environ``.
            profile: instead of ``ADDEPAR_PROFILE``: the name of a profile, a file (``other.toml``), or
                both (``other.toml:name``).
            **options: arguments of the client, which override the environment.

        Raises:
            ConfigurationError: names what is missing or wrong.
        """
        from addepar_client.config.profiles import client_options, setting_sources

        client = cls(**client_options(options, os.environ if environ is None else environ, profile))
        client._sources = setting_sources(options, os.environ if environ is None else environ, profile)
        return client

    @classmethod
    def from_profile(cls, profile: str = "default", **options: Unpack[ClientOptions]) -> Self:
        """Create a client with the settings of a profile only, ignoring the environment; see ``from_env``."""
        places = ("XDG_CONFIG_HOME", "HOME", "USERPROFILE", "APPDATA")
        return cls.from_env(
            {name: os.environ[name] for name in places if name in os.environ}, profile=profile, **options
        )


class AddeparClient(_Configured, Client):
    """The Addepar API, blocking. Any number of threads can share one client; create one and keep it.

    Args:
        base_url: the API root, such as ``https://acme.addepar.com/api``, with or without ``/v1``.
        firm_id: the firm's number, sent as ``Addepar-Firm`` with every request.
        auth: ``(key, secret)`` of an API key, an OAuth access token, or an ``OAuth``.
        firm: the firm's subdomain, instead of ``base_url``.
        environment: with ``firm``: production (the default), development, sandbox or shared.
        timeout: seconds for each network operation (not for a whole call), a ``Timeout``, or None for
            no limit. The default is 10 s to connect and 70 s for the rest, above the API's own 60 s.
        max_retries: further attempts after one that failed: for reads after a lost response, 429 or 5xx; for
            writes only if they were refused (429) or never sent. The default is 2.
        max_retry_wait: the longest wait before the next attempt (60 s). A longer one raises the error immediately.
        deadline: seconds for a whole call, with its attempts, waits and transfers; for a list, for each page. Then
            ``DeadlineError`` is raised. The default is None, no limit.
        headers: additional headers for each request to the API.
        budget: keeps all clients that share it within the firm's rate limits (50 requests in 15 minutes and 1000 in
            24 hours): None or ``"off"``; ``"memory"`` for this process; the path
            of a file for all processes on this machine; ``"redis://host:port/0"`` for many machines (needs the
            extra ``redis``); or a store of ``addepar_client.budget_stores``.
        budget_wait: the longest wait for the budget, in seconds; 0 raises ``BudgetExceededError`` immediately. The
            default is None, as long as the deadline allows: up to 15 minutes, or hours if the day's requests are used
            up. The logger ``addepar_client`` reports each wait above 5 s in a warning.
        budget_limits: pairs of (requests, seconds), if Addepar has raised the firm's limits.
        allow_http_to: hosts other than loopback for plain http, such as ``"sandbox"`` in a compose file.
        verify: trusted certificates: the path of a file or folder, ``"system"`` for those of this machine, or an
            ``ssl.SSLContext``. The default is ``SSL_CERT_FILE``, ``SSL_CERT_DIR``, ``REQUESTS_CA_BUNDLE`` or
            ``CURL_CA_BUNDLE``, otherwise certifi's list.
        proxy: the address of a proxy, also ``socks5://`` with the extra ``socks``, or ``"off"``. The default is
            ``HTTPS_PROXY`` or ``ALL_PROXY``, except for the hosts in ``NO_PROXY``.
        exact_numbers: parse each number with a fraction or an exponent as a ``Decimal``. The default is False.
        http_client, transport: your own ``httpx.Client``, which you close, or a transport for the built-in one.
        clock: the source of time; for tests.

    Raises:
        ConfigurationError: names the setting and the fix.

    Example:
        >>> with AddeparClient(base_url=url, firm_id=1, auth=("key", "secret")) as client:
        ...     file = client.files.upload("report.pdf", entities=[10000])
    """

    jobs: Lazy["exports.Jobs"] = Lazy("addepar_client.jobs.resource", "Exports that run on the server.")
    files: Lazy["documents.Files"] = Lazy("addepar_client.batch.files", "The firm's documents.")
    archived_files: Lazy["documents.ArchivedFiles"] = Lazy("addepar_client.batch.files", "Archived files.")
    generated_reports: Lazy["documents.GeneratedReports"] = Lazy("addepar_client.batch.files", "Report runs.")
    positions: Lazy["holdings.Positions"] = Lazy("addepar_client.batch.holdings", "Positions: who owns what.")
    snapshots: Lazy["holdings.Snapshots"] = Lazy("addepar_client.batch.holdings", "Values of holdings on a date.")

    def check(self) -> "checks.Checked":
        """Check the setup with one request, and report what is wrong in plain language.

        Returns:
            Checked: ``ok``, ``problem``, ``message``; ``print(client.check())`` prints the message.
        """
        return self._without_retries().run(checks.check(self._caller, self._sources))  # type: ignore[no-any-return]


class AsyncAddeparClient(_Configured, AsyncClient):
    """The Addepar API for asyncio. Arguments and methods are those of ``AddeparClient``, awaited.

    Iterate over lists with ``async for``. One client belongs to one event loop.

    Example:
        >>> async with AsyncAddeparClient(base_url=url, firm_id=1, auth=("key", "secret")) as client:
        ...     file = await client.files.upload("report.pdf", entities=[10000])
    """

    jobs: Lazy["exports.AsyncJobs"] = Lazy("addepar_client.jobs.resource", "Exports that run on the server.")
    files: Lazy["documents.AsyncFiles"] = Lazy("addepar_client.batch.files", "The firm's documents.")
    archived_files: Lazy["documents.AsyncArchivedFiles"] = Lazy("addepar_client.batch.files", "Archived files.")
    generated_reports: Lazy["documents.AsyncGeneratedReports"] = Lazy("addepar_client.batch.files", "Report runs.")
    positions: Lazy["holdings.AsyncPositions"] = Lazy("addepar_client.batch.holdings", "Positions: who owns what.")
    snapshots: Lazy["holdings.AsyncSnapshots"] = Lazy("addepar_client.batch.holdings", "Values of holdings on a date.")

    async def check(self) -> "checks.Checked":
        """``AddeparClient.check`` for the async client: ``print(await client.check())``."""
        return await self._without_retries().run(checks.check(self._caller, self._sources))  # type: ignore[no-any-return]
