"""The clients: settings in, resources out."""

import os
from collections.abc import Mapping
from importlib import import_module
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, NoReturn, Self, TypeVar, overload

from addepar_api.types import UNSET, Unset

from . import auth as auths
from .calls import AsyncCaller, Caller
from .errors import ConfigurationError
from .flows import Clock
from .settings import Settings, Timeout, from_environment
from .transport import AsyncHttpClient, AsyncHttpTransport, AsyncTransport, HttpClient, HttpTransport, Transport

if TYPE_CHECKING:
    from addepar_api.api.positions import AsyncPositions, Positions
    from addepar_api.api.snapshots import AsyncSnapshots, Snapshots

    from .async_resources import AsyncArchivedFiles, AsyncFiles, AsyncGeneratedReports, AsyncJobs
    from .files import ArchivedFiles, Files, GeneratedReports
    from .jobs import Jobs

Auth = tuple[str, str] | str | Any
R = TypeVar("R")


class _Resource(Generic[R]):
    """A resource of a client: its class is imported, and made once, when it is first asked for."""

    def __init__(self, module: str, documentation: str) -> None:
        self._module = module
        self.__doc__ = documentation

    def __set_name__(self, owner: type, name: str) -> None:
        prefix = "Async" if owner.__name__.startswith("Async") else ""
        self._name = name
        self._class = prefix + name.title().replace("_", "")

    @overload
    def __get__(self, client: None, owner: type) -> Self: ...
    @overload
    def __get__(self, client: "_Client", owner: type) -> R: ...
    def __get__(self, client: "_Client | None", owner: type) -> Self | R:
        if client is None:
            return self
        made: R = getattr(import_module(self._module, __package__), self._class)(client._caller)
        # Found there before this descriptor is, from now on; of two threads that come first, one wins for both.
        return client.__dict__.setdefault(self._name, made)  # type: ignore[no-any-return]


class _Client:
    """What both clients are: settings, credentials that nothing shows, and the wire."""

    _caller: Caller | AsyncCaller

    def __init__(
        self,
        *,
        base_url: str | None = None,
        firm_id: str | int | None = None,
        auth: Auth = None,
        firm: str | None = None,
        environment: str | None = None,
        timeout: float | Timeout | Unset | None = UNSET,
        http_client: HttpClient | AsyncHttpClient | None = None,
        transport: HttpTransport | AsyncHttpTransport | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.settings = Settings.build(base_url, firm, environment, firm_id, timeout, clock)
        self._credentials = auths.credentials(auth)
        self._connect(http_client, transport)

    def _connect(self, http_client: Any, transport: Any) -> None:
        raise NotImplementedError

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None, **options: Any) -> Self:
        """A client with the settings of the environment.

        Reads ``ADDEPAR_BASE_URL`` (the API root, with or without ``/v1``), or ``ADDEPAR_FIRM`` (sub-domain)
        with ``ADDEPAR_ENVIRONMENT`` (production, development, sandbox); ``ADDEPAR_FIRM_ID``; and
        ``ADDEPAR_KEY`` with ``ADDEPAR_SECRET``, or ``ADDEPAR_ACCESS_TOKEN``.

        Args:
            environ: another mapping to read; ``os.environ`` where left out.
            **options: arguments of the client, which go before the environment.

        Raises:
            ConfigurationError: names what is missing or wrong.
        """
        variables = dict(os.environ if environ is None else environ)
        if options.get("auth"):
            for name in ("ADDEPAR_KEY", "ADDEPAR_SECRET", "ADDEPAR_ACCESS_TOKEN"):
                variables.pop(name, None)
        found = from_environment(variables)
        if options.get("base_url"):
            found = {name: value for name, value in found.items() if name not in ("firm", "environment")}
        elif options.get("firm") or options.get("environment"):
            found.pop("base_url", None)
        return cls(**{**found, **options})

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self.settings.root!r}, firm_id={self.settings.firm_id!r})"

    def __reduce__(self) -> NoReturn:
        raise ConfigurationError(
            f"{type(self).__name__}: a client holds connections and credentials, and is not pickled or copied;"
            " build one in each process, from_env() helps"
        )


class AddeparClient(_Client):
    """The Addepar API, blocking. One client serves any number of threads; make one and keep it.

    Args:
        base_url: the API root, such as ``https://acme.addepar.com/api``; ``/v1`` at its end is understood.
        firm_id: the firm's number, sent as ``Addepar-Firm`` with every request.
        auth: ``(key, secret)`` of an API key, or an OAuth access token.
        firm: the firm's sub-domain, in place of ``base_url``.
        environment: production (the default), development, sandbox or shared, together with ``firm``.
        timeout: seconds for each network operation (not for a whole call), a ``Timeout``, or None for
            no limit. The default is 10 s to connect and 70 s for the rest, above the API's own 60 s.
        http_client: an ``httpx.Client`` of yours, for proxies and certificates; it is not closed here.
        transport: an ``httpx`` transport for the client's own.
        clock: where time comes from; for tests.

    Raises:
        ConfigurationError: names the setting and the fix.

    Example:
        >>> with AddeparClient(base_url=url, firm_id=1, auth=("key", "secret")) as client:
        ...     file = client.files.upload("report.pdf", entities=[10000])
    """

    jobs: _Resource["Jobs"] = _Resource(".jobs", "Exports of portfolio data that run on the server.")
    generated_reports: _Resource["GeneratedReports"] = _Resource(".files", "Runs of reports, and the ZIP of each.")
    snapshots: _Resource["Snapshots"] = _Resource("addepar_api.api.snapshots", "Values of assets on a day.")
    positions: _Resource["Positions"] = _Resource("addepar_api.api.positions", "Who owns what.")
    files: _Resource["Files"] = _Resource(".files", "The documents of the firm.")
    archived_files: _Resource["ArchivedFiles"] = _Resource(".files", "Files that were deleted.")

    def _connect(self, http_client: Any, transport: Any) -> None:
        self._transport = Transport(self.settings, self._credentials, http_client, transport)
        self._caller = Caller(self.settings, self._transport)

    def close(self) -> None:
        """Close the connections. An ``http_client`` that was passed in stays open."""
        self._transport.close()

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

    jobs: _Resource["AsyncJobs"] = _Resource(".async_resources", "Exports of portfolio data that run on the server.")
    generated_reports: _Resource["AsyncGeneratedReports"] = _Resource(
        ".async_resources", "Runs of reports, and the ZIP of each."
    )
    snapshots: _Resource["AsyncSnapshots"] = _Resource("addepar_api.api.snapshots", "Values of assets on a day.")
    positions: _Resource["AsyncPositions"] = _Resource("addepar_api.api.positions", "Who owns what.")
    files: _Resource["AsyncFiles"] = _Resource(".async_resources", "The documents of the firm.")
    archived_files: _Resource["AsyncArchivedFiles"] = _Resource(".async_resources", "Files that were deleted.")

    def _connect(self, http_client: Any, transport: Any) -> None:
        self._transport = AsyncTransport(self.settings, self._credentials, http_client, transport)
        self._caller = AsyncCaller(self.settings, self._transport)

    async def close(self) -> None:
        """Close the connections. An ``http_client`` that was passed in stays open."""
        await self._transport.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
