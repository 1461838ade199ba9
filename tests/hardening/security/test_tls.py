"""TLS: always verified, 1.2 at least, against real servers on loopback; and no plain http but to this machine."""

import inspect
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import trustme
from tests.client.support import Reply, Side, hostile

import addepar_api
import addepar_cli
import addepar_client
import addepar_core
from addepar_client import AddeparClient, APIConnectionError, ConfigurationError

DOCUMENT = b'{"data": {"type": "files", "id": "123", "attributes": {"name": "x"}}}'


@contextmanager
def served(context: ssl.SSLContext) -> Iterator[tuple[int, list[str]]]:
    """An HTTPS server on loopback; gives its port, and the credentials that reached it."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.headers.get("authorization", ""))
            self.send_response_only(200)
            self.send_header("Content-Type", "application/vnd.api+json")
            self.send_header("Content-Length", str(len(DOCUMENT)))
            self.end_headers()
            self.wfile.write(DOCUMENT)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def get_request(self) -> Any:
            plain, address = self.socket.accept()
            plain.settimeout(10)
            try:
                return context.wrap_socket(plain, server_side=True), address
            except OSError:  # the client has turned away, as it should
                plain.close()
                raise

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.server_address[1], seen
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This process trusts the authority, as a machine with a firm's own certificates does."""
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(file)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)


@pytest.mark.skipif(not hasattr(ssl, "OP_IGNORE_UNEXPECTED_EOF"), reason="this OpenSSL has no such option")
def test_of_the_options_of_a_context_only_one_is_changed() -> None:
    """Python has no name for some of them."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    before = int(context.options) & ~ssl.OP_IGNORE_UNEXPECTED_EOF | 1 << 33
    context.options = ssl.Options(before | ssl.OP_IGNORE_UNEXPECTED_EOF)
    AddeparClient(firm="acme", firm_id=1, auth=("k", "s"), verify=context).close()
    assert int(context.options) == before


def context_for(authority: trustme.CA, host: str, version: ssl.TLSVersion | None = None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if version is not None:
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = context.maximum_version = version
    authority.issue_cert(host).configure_cert(context)
    return context


def spoken(authority: trustme.CA, port: int) -> str | None:
    """The version of TLS that a lenient program agrees on with a server, if any."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    context.minimum_version = ssl.TLSVersion.TLSv1
    context.set_ciphers("ALL:@SECLEVEL=0")
    try:
        with (
            socket.create_connection(("127.0.0.1", port), timeout=10) as plain,
            context.wrap_socket(plain, server_hostname="localhost") as wrapped,
        ):
            return wrapped.version()
    except ssl.SSLError:
        return None


def refused(side: Side, port: int, message: str) -> None:
    client = side.client(f"https://localhost:{port}/api")
    with pytest.raises(APIConnectionError, match=message) as caught:
        side.run(client.files.get(123))
    assert caught.value.reason == "tls"
    assert not caught.value.sent
    assert "SSL_CERT_FILE" in str(caught.value)


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_a_server_with_a_trusted_certificate_is_spoken_to(
    side: Side, authority: trustme.CA, trusted: None, version: ssl.TLSVersion
) -> None:
    with served(context_for(authority, "localhost", version)) as (port, seen):
        client = side.client(f"https://localhost:{port}/api")
        assert str(side.run(client.files.get(123)).id) == "123"
        assert [one.partition(" ")[0] for one in seen] == ["Basic"]


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
@pytest.mark.parametrize("version", ["TLSv1", "TLSv1_1"])
def test_old_versions_are_refused(side: Side, authority: trustme.CA, trusted: None, version: str) -> None:
    with served(context_for(authority, "localhost", ssl.TLSVersion[version])) as (port, seen):
        if spoken(authority, port) != version.replace("_", "."):
            pytest.skip(f"the OpenSSL of this machine cannot serve {version}")
        seen.clear()
        refused(side, port, "(?i)protocol version|unsupported protocol|wrong version")
        assert seen == []


def test_a_certificate_that_nobody_trusts_is_refused(side: Side, trusted: None) -> None:
    with served(context_for(trustme.CA(), "localhost")) as (port, seen):
        refused(side, port, "(?i)certificate verify failed")
        assert seen == []


def test_the_certificate_of_another_host_is_refused(side: Side, authority: trustme.CA, trusted: None) -> None:
    with served(context_for(authority, "api.addepar.com")) as (port, seen):
        refused(side, port, "(?i)hostname mismatch")
        assert seen == []


def test_a_server_without_tls_is_told(side: Side) -> None:
    with hostile(lambda _: Reply()) as server:
        refused(side, int(server.url.rsplit(":", 1)[1].partition("/")[0]), "TLS failed")
        assert server.seen == []


@pytest.mark.parametrize(
    "host", ["acme.addepar.com", "127.0.0.1.example.com", "localhost.example", "10.0.0.1", "[::2]"]
)
def test_plain_http_is_for_this_machine_alone(host: str) -> None:
    with pytest.raises(ConfigurationError, match="plain http"):
        AddeparClient(base_url=f"http://{host}/api", firm_id=1, auth="token")


def test_nothing_switches_verification_off() -> None:
    """No value of the argument, and no word in the code."""
    for value in (False, "", 0, ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)):
        with pytest.raises(ConfigurationError, match="verify"):
            AddeparClient(base_url="https://acme.invalid/api", firm_id=1, auth="token", verify=value)
    packages = (addepar_core, addepar_api, addepar_client, addepar_cli)
    files = [file for package in packages for file in Path(inspect.getfile(package)).parent.rglob("*.py")]
    assert len(files) > 200
    for file in files:
        text = file.read_text("utf-8")
        for word in ("CERT_NONE", "verify=False", "check_hostname", "_create_unverified"):
            # Only one place reads it, to refuse a context of the user's that has it off.
            read = "or not verify.check_hostname" if file.name == "tls.py" else ""
            assert word not in text.replace(read, ""), f"{file}: {word}"
