"""OAuth consent: the browser opens Addepar, which redirects to a local port with a code."""

import hmac
import secrets
import webbrowser
from collections.abc import Iterable
from html import escape
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import click

from addepar_cli.app.app import App
from addepar_client.errors import ConfigurationError


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
    """Have the user consent, and fetch the first tokens into the store.

    Raises:
        ConfigurationError: consent was refused, or the port is taken.
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
        raise ConfigurationError(
            f"port {port} cannot be listened on: {error.strerror}; choose another --port"
        ) from None
    with server:
        click.echo(f"Open this address and consent:\n{address}", err=True)
        if browser:
            webbrowser.open(address)
        while not server.outcome:
            server.handle_request()
    if "code" not in server.outcome:
        raise ConfigurationError(f"auth: consent was not given: {server.outcome['error']}")
    code = server.outcome["code"]
    oauth = OAuth(client_id, client_secret, code=code, redirect_uri=back, token_store=store, code_verifier=verifier)
    with AddeparClient(**place, auth=oauth) as client:
        result = client.check()
    if result.error is not None and result.problem != "scope":
        raise result.error
    app.info(result.message)


class CallbackServer(HTTPServer):
    """Waits for the browser on loopback; takes only what carries the state that we sent out."""

    def __init__(self, port: int, state: str) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.state = state
        self.outcome: dict[str, str] = {}


class _Handler(BaseHTTPRequestHandler):
    server: CallbackServer
    timeout = 5  # a connection that says nothing must not keep the browser out

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        ours = hmac.compare_digest(query.get("state", "").encode(), self.server.state.encode())
        if parts.path != "/callback" or not ours:
            return self._say(400, "This is not the answer to the question that addepar asked.")
        if query.get("code"):
            self.server.outcome = {"code": query["code"]}
            return self._say(200, "Thank you. You may close this page and go back to the terminal.")
        self.server.outcome = {"error": query.get("error_description") or query.get("error") or "no code came back"}
        return self._say(200, "There was no consent; the terminal says more.")

    def _say(self, status: int, text: str) -> None:
        page = f"<!doctype html><title>addepar</title><p>{escape(text)}".encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: Any) -> None:
        """The code is in the address; nothing is logged."""
