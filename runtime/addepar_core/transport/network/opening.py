"""How a connection is opened: the certificates that are trusted, and the proxy on the way."""

from typing import NamedTuple
from urllib.parse import urlsplit

from addepar_core.transport.http_library import httpcore, httpx
from addepar_core.transport.network.connections import Connection, Origin
from addepar_core.transport.network.proxies import checked_proxy, proxy_to, variable_of_proxy
from addepar_core.transport.network.tls import Verify, checked_verify, tls_context, variable_of_certificates

_ONE = httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=None)


class _Transport(httpx.HTTPTransport):
    """The library's transport on one of our pools."""

    def __init__(self, pool: "httpcore.ConnectionPool") -> None:
        self._pool = pool


class _AsyncTransport(httpx.AsyncHTTPTransport):
    """The same for the async library."""

    def __init__(self, pool: "httpcore.AsyncConnectionPool") -> None:
        self._pool = pool


class Network(NamedTuple):
    """How a client's connections are opened. None means the settings of the environment.

    Attributes:
        verify: the trusted certificates, see ``tls``.
        proxy: an address, or "off".
    """

    verify: Verify = None
    proxy: str | None = None

    @classmethod
    def of(cls, verify: object, proxy: object) -> "Network":
        """Check the settings; raises ``ConfigurationError`` with the fix."""
        return cls(checked_verify(verify), checked_proxy(proxy))

    def proxy_to(self, scheme: str, host: str) -> str | None:
        """The proxy on the way to a host."""
        return proxy_to(scheme, host, self.proxy)

    def sources(self, root: str) -> dict[str, str]:
        """The environment variables that set the certificates and the proxy for an address."""
        parts = urlsplit(root)
        variables = {
            "verify": variable_of_certificates() if self.verify is None else "",
            "proxy": variable_of_proxy(parts.scheme, parts.hostname or "") if self.proxy is None else "",
        }
        return {name: variable for name, variable in variables.items() if variable}

    def prepare(self) -> None:
        """Do the slow preparations of the first connection now."""
        tls_context(self.verify)
        from addepar_core.transport.network import core_pools as core_pools  # and with it the core

    def connect(self, origin: Origin) -> Connection:
        """A connection to an origin; nothing is sent yet."""
        scheme, host, _, is_async = origin
        context = tls_context(self.verify)
        if not is_async and (address := self.proxy_to(scheme, host)):
            proxy = httpx.Proxy(address, ssl_context=context if address.startswith("https:") else None)
            return Connection(httpx.HTTPTransport(verify=context, limits=_ONE, proxy=proxy), origin)
        from addepar_core.transport.network import core_pools

        if is_async:
            from addepar_core.transport.network.async_sockets import AsyncSocketBackend

            return Connection(_AsyncTransport(core_pools.AsyncSinglePool(context)), origin, AsyncSocketBackend)
        return Connection(_Transport(core_pools.SinglePool(context)), origin)
