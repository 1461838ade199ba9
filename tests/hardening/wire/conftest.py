"""Every test here has a limit of its own; TLS comes from an authority that this process trusts."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from tests.hardening.wire.limits import PROOF, limited


@pytest.fixture(autouse=True)
def _limit() -> Iterator[None]:
    with limited(180.0 * (1 + 10 * PROOF)):
        yield


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def server_context(authority: trustme.CA) -> ssl.SSLContext:
    """What a server on localhost speaks TLS with."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    return context


@pytest.fixture(params=["http", "https"])
def context(
    request: pytest.FixtureRequest,
    server_context: ssl.SSLContext,
    authority: trustme.CA,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> ssl.SSLContext | None:
    """None, for a server without TLS; then a context that this process trusts."""
    if request.param == "http":
        return None
    trust(authority, tmp_path_factory, monkeypatch)
    return server_context


def trust(authority: trustme.CA, factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have this process trust the authority; gives the file."""
    file = factory.getbasetemp() / "authority.pem"
    if not file.exists():
        authority.cert_pem.write_to_path(file)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    return file


@pytest.fixture(params=["warm", "cold"])
def warmth(request: pytest.FixtureRequest) -> str:
    """Whether the call under test finds a connection, or has to make one."""
    return str(request.param)
