"""OAuth consent: the browser opens Addepar, which redirects to a local port with a code."""

import hmac
import secrets
import socket
import webbrowser
from collections.abc import Iterable
from contextlib import suppress
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread, Timer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import click

from addepar_cli.app.app import App
from addepar_client.errors import ConfigurationError

_SECONDS = 5.0
"""Time limit of one connection, in seconds."""
_MOST = 50


def consented(
    app: App,
    place: dict[str, Any],
    client_id: str,
    client_secret: str,
    store: Any,
    *,
    scopes: Iterable[str],
    port: int,
    browser: bool,
) -> None:
    """Ask the user for consent, and fetch the first tokens into the store.

    Raises:
        ConfigurationError: consent was refused, or the port is in use.
        AddeparError: the code was not accepted, or the API refuses the token.
    """
    from addepar_client import AddeparClient, OAuth

    back = f"http://127.0.0.1:{port}/callback"
    state, verifier = secrets.token_urlsafe(24), secrets.token_urlsafe(48)
    asking = OAuth(client_id, client_secret, redirect_uri=back, code_verifier=verifier)
    address = asking.authorization_url(scopes, state=state)
    try:
        server = CallbackServer(port, state)
    except OSError as error:
        raise ConfigurationError(f"cannot listen on port {port}: {error.strerror}; choose another --port") from None
    with server:
        click.echo(f"Open this address and give your consent:\n{address}", err=True)
        if browser:
            webbrowser.open(address)
        server.await_outcome()
    if "code" not in server.outcome:
        raise ConfigurationError(f"auth: consent was not given: {server.outcome['error']}")
    code = server.outcome["code"]
    oauth = OAuth(client_id, client_secret, code=code, redirect_uri=back, token_store=store, code_verifier=verifier)
    with AddeparClient(**place, auth=oauth) as client:
        result = client.check()
    if result.error is not None and result.problem != "scope":
        raise result.error
    app.info(result.message)


class CallbackServer(ThreadingHTTPServer):
    """Waits for the browser on loopback, and accepts only a request with the state that we sent.

    Any program on this machine can connect. A slow or silent one must not keep the browser out, so each connection has
    a thread, and a few seconds in all.
    """

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int, state: str) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.state = state
        self.outcome: dict[str, str] = {}
        self._answered = Event()
        self._open: dict[socket.socket, None] = {}

    def await_outcome(self) -> None:
        """Serve until the browser has called back."""
        serving = Thread(target=self.serve_forever, args=(0.05,), daemon=True)
        serving.start()
        try:
            while not self._answered.wait(0.5):  # with a timeout, because Windows would not notice Ctrl-C otherwise
                pass
        finally:
            self.shutdown()
            serving.join()

    def finish(self, outcome: dict[str, str]) -> None:
        """Record that the browser has called back and has its page."""
        self.outcome = self.outcome or outcome
        self._answered.set()

    def process_request(self, request: Any, client_address: Any) -> None:
        for oldest in list(self._open)[: max(0, len(self._open) - _MOST)]:
            _shut(oldest)
        self._open[request] = None
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        limit = Timer(_SECONDS, _shut, [request])
        limit.daemon = True
        limit.start()
        try:
            super().process_request_thread(request, client_address)
        finally:
            limit.cancel()
            self._open.pop(request, None)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore a broken connection."""

    def server_close(self) -> None:
        super().server_close()
        for request in list(self._open):
            _shut(request)


def _shut(request: socket.socket) -> None:
    with suppress(OSError):
        request.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    server: CallbackServer
    timeout = _SECONDS

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        ours = hmac.compare_digest(query.get("state", "").encode(), self.server.state.encode())
        if parts.path != "/callback" or not ours:
            return self._say(400, "This does not belong to the request that addepar sent.")
        if query.get("code"):
            self._say(200, "Thank you. You can close this page and return to the terminal.")
            return self.server.finish({"code": query["code"]})
        self._say(200, "Consent was not given. See the terminal for details.")
        problem = query.get("error_description") or query.get("error") or "no code was returned"
        return self.server.finish({"error": problem})

    def _say(self, status: int, text: str) -> None:
        page = f"<!doctype html><title>addepar</title><p>{escape(text)}".encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: Any) -> None:
        """Log nothing: the address contains the code."""
