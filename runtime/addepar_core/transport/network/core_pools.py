"""The pools of the HTTP library's core, with a single connection each, so that a request need not search for one.

That search costs a tenth of a small call. Recorders such as VCR.py 8.0 replace the method that does it; then it runs.
"""

from addepar_core.transport.http_library import httpcore

_SEARCH = httpcore.ConnectionPool.handle_request
_SEARCH_ASYNC = httpcore.AsyncConnectionPool.handle_async_request


class SinglePool(httpcore.ConnectionPool):
    """A pool whose connection is used by one request at a time."""

    def handle_request(self, request: "httpcore.Request") -> "httpcore.Response":
        """Send a request on the connection."""
        if httpcore.ConnectionPool.handle_request is not _SEARCH:
            return super().handle_request(request)
        if not self._connections:
            self._connections = [self.create_connection(request.url.origin)]
        return self._connections[0].handle_request(request)


class AsyncSinglePool(httpcore.AsyncConnectionPool):
    """The same for the async library."""

    async def handle_async_request(self, request: "httpcore.Request") -> "httpcore.Response":
        """Send a request on the connection."""
        if httpcore.AsyncConnectionPool.handle_async_request is not _SEARCH_ASYNC:
            return await super().handle_async_request(request)
        if not self._connections:
            self._connections = [self.create_connection(request.url.origin)]
        return await self._connections[0].handle_async_request(request)
