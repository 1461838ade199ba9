"""The pools of the HTTP library's core, with a single connection each, so that a request need not search for one.

That search costs a tenth of a small call. Recorders such as VCR.py 8.0 replace the method that does it; then it runs.
"""

from types import FunctionType

from addepar_core.transport.http_library import httpcore


def _is_own(pool: type, name: str) -> bool:
    """Whether a method is the library's own, as another one is. This module may be imported while it is replaced."""
    method, other = vars(pool)[name], vars(pool)["create_connection"]
    return type(method) is FunctionType and method.__code__.co_filename == other.__code__.co_filename


class SinglePool(httpcore.ConnectionPool):
    """A pool whose connection is used by one request at a time."""

    def handle_request(self, request: "httpcore.Request") -> "httpcore.Response":
        """Send a request on the connection."""
        if not _is_own(httpcore.ConnectionPool, "handle_request"):
            return super().handle_request(request)
        if not self._connections:
            self._connections = [self.create_connection(request.url.origin)]
        return self._connections[0].handle_request(request)


class AsyncSinglePool(httpcore.AsyncConnectionPool):
    """The same for the async library."""

    async def handle_async_request(self, request: "httpcore.Request") -> "httpcore.Response":
        """Send a request on the connection."""
        if not _is_own(httpcore.AsyncConnectionPool, "handle_async_request"):
            return await super().handle_async_request(request)
        if not self._connections:
            self._connections = [self.create_connection(request.url.origin)]
        return await self._connections[0].handle_async_request(request)
