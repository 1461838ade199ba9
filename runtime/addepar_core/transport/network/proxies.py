"""The proxy for a host, from an argument or the environment, checked before the HTTP library uses it."""

import os
import re
from contextlib import suppress
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, getproxies_environment, proxy_bypass

from addepar_core.errors.known_secrets import remember_secret
from addepar_core.errors.redaction import mask
from addepar_core.errors.tree import ConfigurationError
from addepar_core.utils.http import can_be_host, is_loopback

NO_PROXY = "off"
_LOADED_IN = os.getpid()
_SCHEMES = ("http", "https", "socks5", "socks5h")


def checked_proxy(proxy: object, name: str = "proxy") -> str | None:
    """The address of a proxy in the form that the HTTP library accepts.

    Args:
        proxy: an address, ``"off"``, or None.
        name: its setting, for the message.

    Raises:
        ConfigurationError: names the setting, its value without user and password, and the fix.
    """
    if proxy is None or proxy == NO_PROXY:
        return proxy
    if not isinstance(proxy, str):
        raise ConfigurationError(f'{name}: pass an address such as "http://proxy.example.com:8080", or "off"')
    address = proxy.strip() if "://" in proxy else f"http://{proxy.strip()}"
    unset = ", or unset it" if name != "proxy" else " (proxy=, ADDEPAR_PROXY)"
    fix = "set an address such as http://proxy.example.com:8080"
    try:
        parts = urlsplit(address)
        port, host, scheme = parts.port, parts.hostname, parts.scheme.lower()
    except ValueError:
        port, host, scheme = None, None, ""
    else:
        remember_secret(*mask((parts.password, unquote(parts.password or ""), parts.username)))
    if scheme == "socks":
        problem, fix = "socks:// does not say which version", f"write {name}={_shown(address, 'socks5')}"
    elif scheme and scheme not in _SCHEMES:
        problem = f"the scheme of a proxy is one of {', '.join(_SCHEMES)}"
    elif not host or port == 0 or not re.fullmatch(r"[!-~]+", address) or not _can_be_host(host):
        problem = "it is not the address of a proxy"
    elif scheme.startswith("socks5") and not _can_socks():
        problem, fix = "SOCKS needs the package socksio", "pip install socksio"
    else:
        return mask(address)  # type: ignore[no-any-return]
    raise ConfigurationError(f"{name}={_shown(address)!r} cannot be used: {problem}; {fix}{unset}")


def _can_be_host(host: str) -> bool:
    return re.fullmatch(r"[\w.:%-]+", host) is not None and can_be_host(host)


def _can_socks() -> bool:
    from importlib.util import find_spec

    return find_spec("socksio") is not None


def proxy_to(scheme: str, host: str, proxy: str | None = None) -> str | None:
    """The proxy for a host: the given one, otherwise the environment's, which is never used for this machine.

    Raises:
        ConfigurationError: see ``checked_proxy``.
    """
    if proxy is not None:
        return None if proxy == NO_PROXY else proxy
    proxies = _proxies(host)
    chosen = next((name for name in (scheme, "all") if proxies.get(name)), None)
    if chosen is None or _is_bypassed(host):
        return None
    return checked_proxy(proxies[chosen], _variable(chosen))


def variable_of_proxy(scheme: str, host: str) -> str:
    """The variable that ``proxy_to`` uses, or empty."""
    proxies = _proxies(host)
    chosen = next((name for name in (scheme, "all") if proxies.get(name)), None)
    return "" if chosen is None or _is_bypassed(host) else _variable(chosen)


def _proxies(host: str) -> dict[str, str]:
    if is_loopback(host):
        return {}
    # macOS kills a forked process that reads the system's settings, so Celery's workers use only the environment.
    return getproxies_environment() or (getproxies() if os.getpid() == _LOADED_IN else {})


def _variable(chosen: str) -> str:
    variables = (f"{chosen}_proxy", f"{chosen.upper()}_PROXY")
    return next((name for name in variables if os.environ.get(name)), variables[1])


def _is_bypassed(host: str) -> bool:
    """Whether ``NO_PROXY`` or the system's settings exclude a host. An invalid entry excludes none."""
    with suppress(ValueError, OSError):
        if proxy_bypass(host):
            return True
    named = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    return ":" in host and host in (entry.strip().strip("[]") for entry in named.split(","))


def _shown(address: str, scheme: str = "") -> str:
    """The address without user and password. Everything before the last @ may belong to them."""
    own_scheme, _, rest = address.partition("://")
    _, at, host = rest.rpartition("@")
    return f"{scheme or own_scheme}://{'***@' if at else ''}{host}"
