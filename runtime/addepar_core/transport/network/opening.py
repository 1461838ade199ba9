"""How a connection is opened: the certificates of the machine, and the proxy of the environment."""

import functools
import os
import ssl
from urllib.request import getproxies, getproxies_environment, proxy_bypass

from addepar_core.errors.tree import ConfigurationError
from addepar_core.transport.http_library import httpx
from addepar_core.transport.network.connections import Connection, Origin
from addepar_core.utils.http import is_loopback

_LOADED_IN = os.getpid()
_ONE = httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=None)


@functools.cache
def _tls(ca_file: str | None, ca_folder: str | None) -> ssl.SSLContext:
    # One context for the whole process: each new one costs more than twenty milliseconds.
    try:
        context = httpx.create_ssl_context()
    except (OSError, ValueError) as error:
        named = {"SSL_CERT_FILE": ca_file, "SSL_CERT_DIR": ca_folder, "SSLKEYLOGFILE": os.environ.get("SSLKEYLOGFILE")}
        settings = (
            ", ".join(f"{name}={value!r}" for name, value in named.items() if value) or "the system's certificates"
        )
        raise ConfigurationError(f"{settings} cannot be used for TLS ({error}); correct or unset it") from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2  # whatever the machine's own settings allow
    return context


def proxy_to(scheme: str, host: str) -> str | None:
    """The environment's proxy on the way to a host; none leads from this machine to itself."""
    # macOS ends a forked process that asks for the system's settings: Celery's workers know the environment's alone.
    proxies = getproxies_environment() or (getproxies() if os.getpid() == _LOADED_IN else {})
    if not proxies or is_loopback(host) or proxy_bypass(host):
        return None
    proxy = proxies.get(scheme) or proxies.get("all")
    return proxy if not proxy or "://" in proxy else f"http://{proxy}"


def connect(origin: Origin) -> Connection:
    """A connection to an origin; nothing is sent yet."""
    scheme, host, _, is_async = origin
    context = _tls(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))
    if is_async:
        from addepar_core.transport.network.async_sockets import AsyncSocketBackend

        return Connection(httpx.AsyncHTTPTransport(verify=context, limits=_ONE), origin, AsyncSocketBackend)
    address = proxy_to(scheme, host)
    proxy = httpx.Proxy(address, ssl_context=context if address.startswith("https:") else None) if address else None
    return Connection(httpx.HTTPTransport(verify=context, limits=_ONE, proxy=proxy), origin)
