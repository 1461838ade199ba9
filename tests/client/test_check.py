"""``client.check()``: each thing that can be wrong with a set-up, in words."""

import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.client.support import Reply, Side, hostile

from addepar_client import OAuth
from addepar_sandbox import Sandbox


def found(side: Side, url: str, **options: Any) -> Any:
    return side.run(side.client(url, **options).check())


def test_all_is_well(sandbox: Sandbox, side: Side) -> None:
    check = found(side, sandbox.url or "")
    assert check
    assert (check.ok, check.problem, check.error) == (True, "", None)
    assert str(check) == f"reached {sandbox.url}; the credentials and the firm are right"
    assert len(sandbox.journal.calls()) == 1


@pytest.mark.parametrize(
    ("options", "problem", "words"),
    [
        ({"auth": ("sandbox", "wrong")}, "credentials", "check the key and secret or the token, and firm_id"),
        ({"firm_id": 2}, "credentials", "a wrong firm gets the same response as a wrong key"),
        ({"auth": ("powerless", "powerless")}, "scope", "the credentials and the firm are right; but"),
        ({"auth": OAuth("sandbox-client", "wrong", refresh_token="r")}, "oauth", "client_secret"),  # noqa: S106
    ],
)
def test_what_the_api_refuses(options: Any, problem: str, words: str, sandbox: Sandbox, side: Side) -> None:
    check = found(side, sandbox.url or "", **options)
    assert not check
    assert check.problem == problem
    assert words in str(check)


def test_a_token_without_the_scope(sandbox: Sandbox, side: Side) -> None:
    auth = OAuth("sandbox-client", "sandbox-client-secret", code=sandbox.authorization_code(["POSITIONS"]))
    check = found(side, sandbox.url or "", auth=auth)
    assert check.problem == "scope"


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (Reply(200, b"<html>", {"Content-Type": "text/html"}), "base_url"),
        (Reply(302, b"", {"Location": "/login"}), "base_url"),
        (Reply(404), "base_url"),
        (Reply(429, b"", {"Retry-After": "7"}), "budget"),
        (Reply(503), "server"),
        (Reply(418), "other"),
        (Reply(200, b"{}", length=100), "connection"),
    ],
)
def test_what_else_may_answer(reply: Reply, problem: str, side: Side) -> None:
    with hostile(lambda _: reply) as server:
        check = found(side, server.url, max_retries=5)
        assert (check.ok, check.problem) == (False, problem)
        assert len(server.seen) == 1


def test_nobody_listens(side: Side) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        check = found(side, f"http://127.0.0.1:{taken.getsockname()[1]}/api")
    assert check.problem == "refused"
    assert "nothing listens there" in str(check)


def test_nobody_answers(side: Side) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        check = found(side, f"http://127.0.0.1:{silent.getsockname()[1]}/api", timeout=0.05)
    assert check.problem == "timeout"


def test_an_unknown_name(side: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    check = found(side, "https://acme.example.invalid/api")
    assert check.problem == "dns"
    assert "the name cannot be resolved (DNS)" in str(check)


@pytest.fixture
def untrusted(tmp_path: Path) -> Iterator[str]:
    """A TLS server with a certificate that nobody has signed."""
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    subprocess.run([*made, "-keyout", "key", "-out", "cert"], cwd=tmp_path, check=True, capture_output=True)  # noqa: S603
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert", tmp_path / "key")
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            try:
                context.wrap_socket(connection, server_side=True).close()
            except OSError:
                connection.close()

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"https://127.0.0.1:{listening.getsockname()[1]}/api"
        thread.join()


def test_a_certificate_that_is_not_trusted(untrusted: str, side: Side) -> None:
    check = found(side, untrusted)
    assert check.problem == "tls"
    assert "TLS failed" in str(check)
    assert "CERTIFICATE_VERIFY_FAILED" in str(check)
