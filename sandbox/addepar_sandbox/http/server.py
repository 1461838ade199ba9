"""Serves a sandbox over HTTP: uvicorn in a thread, on a port that the system chooses."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import signal
import socket
import threading
from collections.abc import Iterator
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from addepar_sandbox.http.connections import Connections
from addepar_sandbox.http.request.size_limits import MOST_HEAD
from addepar_sandbox.signals import ending_signals
from addepar_sandbox.spec.spec import API_ROOT

# Wildcard addresses, such as a container's, and the address with which this machine reaches them.
_LOOPBACK_OF = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


def open_socket(host: str, port: int) -> socket.socket:
    """A bound socket; port 0 lets the system choose a free one. ``ValueError`` if the port is not a port."""
    if isinstance(port, bool) or not isinstance(port, int) or not 0 <= port <= 65535:
        raise ValueError(f"port: {port!r} is not a number from 0 to 65535; 0 chooses a free port")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol has to be named: asyncio switches the send delay off only on sockets that say TCP.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    # Windows lets two servers share an address that was opened for reuse.
    option = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
    listener.setsockopt(socket.SOL_SOCKET, option, 1)
    try:
        listener.bind((host, port))
    except BaseException:
        listener.close()
        raise
    return listener


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def root_url(listener: socket.socket) -> str:
    """The URL of the API root at a bound socket, for clients on this machine."""
    host, port = listener.getsockname()[:2]
    host = _LOOPBACK_OF.get(host, host)
    return f"http://{f'[{host}]' if ':' in host else host}:{port}{API_ROOT}"


class Server(uvicorn.Server):
    """uvicorn, but it reports when it is ready and stops immediately.

    The original checks for its end every tenth of a second, and then waits for idle clients to leave. Both add up if
    every test has its own server.
    """

    def __init__(self, app: ASGIApp, connections: Connections) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                lifespan="off",
                log_config=None,
                log_level="critical",
                access_log=False,
                date_header=False,
                server_header=False,
                ws="none",
                http="h11",
                h11_max_incomplete_event_size=MOST_HEAD,
                timeout_keep_alive=60,
                timeout_graceful_shutdown=None,
            )
        )
        self.ready = threading.Event()
        self._stop = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self.config.load()
        self.config.http_protocol_class = _tracked(self.config.http_protocol_class, connections)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)
        self.ready.set()

    async def main_loop(self) -> None:
        await self._stop.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            for listener in server.sockets:
                with contextlib.suppress(NotImplementedError):  # Windows' loop has no readers
                    asyncio.get_running_loop().remove_reader(listener.fileno())
        # A connection accepted this moment becomes known a few turns of the loop later; a server that is closed by then
        # would leave its socket open.
        for _ in range(3):
            await asyncio.sleep(0)
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await asyncio.sleep(0)  # an aborted one closes its socket in the next turn
        for task in self.server_state.tasks:
            task.cancel()
        await asyncio.gather(*self.server_state.tasks, return_exceptions=True)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """End the server by a signal, and clean up; the original would raise the signal again afterwards."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        self._loop = loop = asyncio.get_running_loop()
        with contextlib.ExitStack() as restored:
            for each in ending_signals():
                restored.callback(signal.signal, each, signal.signal(each, lambda *_: self.stop()))
                with contextlib.suppress(NotImplementedError):  # on Windows, whose loop looks for signals itself
                    # The loop's own handler wakes it also if the signal comes in the instant before it goes to sleep.
                    loop.add_signal_handler(each, self.stop)
                    restored.callback(loop.remove_signal_handler, each)
            yield

    def stop(self) -> None:
        """Stop the server. May be called from any thread, and more than once."""
        if self._loop is None:
            self._stop.set()  # it has not started, and ends as soon as it has
        elif not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._stop.set)


def _tracked(protocol: Any, connections: Connections) -> Any:
    """The HTTP protocol class, telling `connections` about every connection."""

    class Tracked(protocol):  # type: ignore[misc]
        def connection_made(self, transport: asyncio.Transport) -> None:
            super().connection_made(transport)
            if self.client is not None:
                connections.add(self.client, transport)

        def connection_lost(self, error: Exception | None) -> None:
            super().connection_lost(error)
            if self.client is not None:
                connections.remove(self.client)

    return Tracked


@contextlib.contextmanager
def serve(app: ASGIApp, connections: Connections, host: str, port: int) -> Iterator[str]:
    """Run the application in a thread during the `with` block. Yields the URL of the API root."""
    listener = open_socket(host, port)
    server = Server(app, connections)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="addepar-sandbox", daemon=True)
    thread.start()
    try:
        if not server.ready.wait(timeout=30):
            raise RuntimeError("the sandbox server did not start within 30 seconds")
        yield root_url(listener)
    finally:
        server.stop()
        thread.join(timeout=30)
        listener.close()
