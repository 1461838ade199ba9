"""Client; was in client.py."""

import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Self

from addepar_api.facts import RATE_LIMITS
from addepar_api.types import UNSET, Unset
from addepar_core.auth import credentials as auths
from addepar_core.errors.redaction import hidden as auths_hidden
from addepar_core.flow.steps import Clock
from addepar_core.settings import Settings, Timeout
from addepar_core.transport.httpx_transport import (
    AsyncHttpClient,
    AsyncHttpTransport,
    HttpClient,
    HttpTransport,
)

if TYPE_CHECKING:
    from addepar_core.budget.limiter import Budget

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
        auth = auths_hidden(auth)  # the argument itself would be shown beside a traceback
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
        from addepar_core.budget.stores import budget_for

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
        from addepar_client.config.profiles import gathered

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
