"""The settings of a client: immutable, validated once, without credentials."""

import re
from collections.abc import Iterable, Mapping
from string import ascii_letters, digits
from typing import Any, NamedTuple

from addepar_core.errors.tree import ConfigurationError
from addepar_core.flow.messages import LONGEST, Timeout, is_seconds
from addepar_core.flow.steps import Clock
from addepar_core.models.types import Unset, plain_number
from addepar_core.utils.http import api_root, checked_headers, plain_hosts

_NONE: Mapping[str, str] = {}
_IN_IDS = frozenset(ascii_letters + digits + "_.-")


class Api(NamedTuple):
    """What the runtime needs to know about an API beyond its operations.

    Attributes:
        spec_version: the version of the specification that the client was generated from.
        environments: the API root of each environment; ``{firm}`` is replaced by the firm's subdomain.
        media_type: the media type of JSON bodies.
        firm_header: the header that names the firm.
        authorization_url, token_url: the addresses of OAuth.
        rate_limits: pairs of (requests, seconds).
        request_seconds: the time after which the server aborts a request.
    """

    spec_version: str
    environments: Mapping[str, str]
    media_type: str
    firm_header: str
    authorization_url: str
    token_url: str
    rate_limits: tuple[tuple[int, float], ...]
    request_seconds: float


class Settings(NamedTuple):
    """Validated settings of a client.

    Attributes:
        api: the facts about the API.
        root: the API root, without ``/v1`` and without a trailing slash.
        firm_id: the value of the ``Addepar-Firm`` header.
        timeout: the default timeouts.
        max_retries: attempts after the first.
        max_retry_wait: the longest wait before the next attempt, in seconds.
        deadline: seconds for a whole call; None for no limit.
        headers: additional headers for each request to the API.
        budget_wait: seconds that a request may wait for the firm's budget; None for as long as the deadline allows.
        exact_numbers: whether each number with a fraction or an exponent in a response becomes a ``Decimal``.
        clock: the source of time.
    """

    api: Api
    root: str
    firm_id: str
    timeout: Timeout = Timeout()
    max_retries: int = 2
    max_retry_wait: float = 60.0
    deadline: float | None = None
    headers: Mapping[str, str] = _NONE
    budget_wait: float | None = None
    exact_numbers: bool = False
    clock: Clock = Clock()

    def __repr__(self) -> str:  # the user's headers may contain a secret
        shown = (f"{name}={value!r}" for name, value in self._asdict().items() if name not in ("headers", "clock"))
        return f"Settings({', '.join(shown)})"

    @classmethod
    def build(
        cls,
        api: Api,
        base_url: str | None,
        firm: str | None,
        environment: str | None,
        firm_id: str | int | None,
        allow_http_to: str | Iterable[str] | None = None,
        **options: Any,
    ) -> "Settings":
        """Check the arguments of a client and create its settings.

        Raises:
            ConfigurationError: names the argument and the fix.
        """
        if base_url and (firm or environment):
            raise ConfigurationError("base_url: pass either base_url, or firm and environment, not both")
        plain = plain_hosts(allow_http_to, api.environments.values())
        root = api_root(base_url if base_url else _environment_url(api, firm, environment), plain)
        return cls(api, root, _firm_id(firm_id)).replace(**options)

    def replace(self, **options: Any) -> "Settings":
        """The same settings with some of them replaced. UNSET leaves one unchanged; headers are added."""
        changes = {name: plain_number(value) for name, value in options.items() if not isinstance(value, Unset)}
        if "timeout" in changes:
            changes["timeout"] = Timeout.of(changes["timeout"], self.timeout)
        if "headers" in changes:
            changes["headers"] = {**self.headers, **checked_headers(changes["headers"])}
        retries = changes.get("max_retries", 0)
        if isinstance(retries, bool) or not isinstance(retries, int) or retries < 0:
            raise ConfigurationError(f"max_retries: {retries!r} is not a whole number from 0 up")
        wait = changes.get("budget_wait")
        if wait is not None and wait != 0 and not is_seconds(wait):
            raise ConfigurationError(f"budget_wait: {wait!r} is not a number of seconds from 0 up; None has no limit")
        exact = changes.get("exact_numbers", False)
        if not isinstance(exact, bool):
            raise ConfigurationError(f"exact_numbers: {exact!r} is not True or False")
        for name in ("max_retry_wait", "deadline"):
            value = changes.get(name)
            if name in changes and not (name == "deadline" and value is None) and not is_seconds(value):
                raise ConfigurationError(f"{name}: {value!r} is not a number of seconds above 0, at most {LONGEST}")
        return self._replace(**changes)


def _environment_url(api: Api, firm: str | None, environment: str | None) -> str:
    name = environment or "production"
    if not isinstance(name, str) or name not in api.environments:
        raise ConfigurationError(f"environment: {name!r} is unknown; use one of {', '.join(api.environments)}")
    template = api.environments[name]
    if "{firm}" not in template:
        return template
    if not firm:
        raise ConfigurationError(
            "base_url: set the API root (base_url=, ADDEPAR_BASE_URL) or the firm's subdomain (firm=, ADDEPAR_FIRM)"
        )
    if not isinstance(firm, str) or not re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?", firm):
        raise ConfigurationError(f"firm: {firm!r} is not a subdomain; for https://acme.addepar.com it is 'acme'")
    return template.replace("{firm}", firm.lower())


def _firm_id(value: str | int | None) -> str:
    plain = plain_number(value)
    text = str(plain).strip() if isinstance(plain, str | int) and not isinstance(plain, bool) else ""
    if not 0 < len(text) <= 64 or not _IN_IDS.issuperset(text):
        raise ConfigurationError(
            f"firm_id: {value!r} is not a firm id; set your firm's number in Addepar (firm_id=, ADDEPAR_FIRM_ID)"
        )
    return text
