"""A proxy, certificates, a home or an event loop that cannot be used: named with its value and the fix."""

import os
import socket
import ssl
import stat
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
import trustme
from tests.client.support import Side

from addepar_client import AddeparClient, AsyncAddeparClient, ConfigurationError
from addepar_sandbox import Sandbox

SECRET = "pa55word-of-the-proxy"  # noqa: S105
URL = "https://acme.invalid/api"


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or name in ("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE",
                                                       "CURL_CA_BUNDLE", "SSLKEYLOGFILE"):  # fmt: skip
            monkeypatch.delenv(name)


def refused(side: Side, url: str = URL, **options: Any) -> str:
    """What a call and ``check()`` say, which is the same."""
    client = side.client(url, **options)
    with pytest.raises(ConfigurationError) as caught:
        side.run(client.files.get(1))
    checked = side.run(client.check())
    assert (checked.ok, checked.problem, checked.message) == (False, "settings", str(caught.value))
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("ALL_PROXY", "socks://127.0.0.1:7890/", "write ALL_PROXY=socks5://127.0.0.1:7890/"),
        ("HTTPS_PROXY", "ftp://proxy:3128", "one of http, https, socks5, socks5h"),
        ("https_proxy", "http://proxy:abc", "not the address of a proxy"),
        ("HTTPS_PROXY", "http://proxy:99999", "not the address of a proxy"),
        ("HTTPS_PROXY", "http://:3128", "not the address of a proxy"),
        ("HTTPS_PROXY", "http://[::1", "not the address of a proxy"),
        ("HTTPS_PROXY", "http://proxy host:1", "not the address of a proxy"),
        ("HTTPS_PROXY", f"http://user:{SECRET}/x@proxy:1", "not the address of a proxy"),
        ("HTTPS_PROXY", f"ftp://user:{SECRET}@proxy:1", "='ftp://***@proxy:1' cannot be used"),
    ],
)
def test_a_proxy_that_cannot_be_used(
    name: str, value: str, expected: str, side: Side, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    message = refused(side)
    assert message.startswith(f"{name}=")
    assert expected in message
    assert "unset it" in message
    assert SECRET not in message


def test_socks_needs_its_extra(side: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    from addepar_core.transport.network import proxies

    monkeypatch.setattr(proxies, "_can_socks", lambda: False)
    monkeypatch.setenv("ALL_PROXY", "socks5h://127.0.0.1:7890")
    assert "pip install socksio" in refused(side)
    with pytest.raises(ConfigurationError, match=r"proxy=.*pip install socksio"):
        side.client(URL, proxy="socks5://127.0.0.1:7890")


@pytest.mark.parametrize("hosts", ["[::1]", "localhost,[::1],fe80::/10", "[", "*x,:,,", "[::1]:80"])
def test_hosts_that_need_no_proxy_may_be_written_in_any_way(
    hosts: str, sandbox: Sandbox, side: Side, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", hosts)
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert side.run(side.client(sandbox.url or "").files.get(123)).id == "123"


def files(folder: Path) -> dict[str, str]:
    (folder / "empty.pem").touch()
    (folder / "text.pem").write_text("no certificate")
    (folder / "empty").mkdir()
    return {"missing": str(folder / "missing"), **{path.name: str(path) for path in folder.iterdir()}}


@pytest.mark.parametrize(
    ("name", "file", "expected"),
    [
        ("SSL_CERT_FILE", "missing", "No such file"),
        ("SSL_CERT_FILE", "empty.pem", "empty"),
        ("SSL_CERT_FILE", "text.pem", "no certificate"),
        ("SSL_CERT_FILE", "empty", "directory"),
        ("SSL_CERT_DIR", "missing", "No such file"),
        ("SSL_CERT_DIR", "empty", "the folder is empty"),
        ("REQUESTS_CA_BUNDLE", "missing", "No such file"),
        ("REQUESTS_CA_BUNDLE", "empty", "the folder is empty"),
        ("CURL_CA_BUNDLE", "text.pem", "no certificate"),
        ("SSLKEYLOGFILE", "empty", "directory"),
        ("SSLKEYLOGFILE", "missing/log", "No such file"),
    ],
)
def test_certificates_that_cannot_be_used(
    name: str, file: str, expected: str, side: Side, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = files(tmp_path).get(file, str(tmp_path / file))
    monkeypatch.setenv(name, path)
    message = refused(side)
    assert message.startswith(f"{name}={path!r} cannot be used for TLS: ")
    assert expected in message
    assert "unset it" in message
    if name != "SSLKEYLOGFILE":
        with pytest.raises(ConfigurationError, match=r"verify: .*cannot be used for TLS"):
            side.client(URL, verify=path)


@pytest.mark.parametrize("verify", [False, "", "false", 0, 5, b"x"])
def test_verification_cannot_be_switched_off(verify: Any, side: Side) -> None:
    with pytest.raises(ConfigurationError, match="verify: certificates are always verified"):
        side.client(URL, verify=verify)
    context = ssl.create_default_context()
    context.check_hostname = False
    with pytest.raises(ConfigurationError, match="verify: this SSLContext does not verify"):
        side.client(URL, verify=context)
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED  # what Debian's Python begins with
    with pytest.raises(ConfigurationError, match=r"minimum_version = ssl\.TLSVersion\.TLSv1_2"):
        side.client(URL, verify=context)


@contextmanager
def tls_sandbox(authority: trustme.CA) -> Iterator[str]:
    """The sandbox, behind TLS with a certificate of an authority that nobody else knows."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    body = b'{"data": {"id": "9", "type": "files", "attributes": {}}}'
    head = f"HTTP/1.1 200 X\r\nContent-Type: application/vnd.api+json\r\nContent-Length: {len(body)}\r\n"
    threads: list[threading.Thread] = []

    def serve(plain: socket.socket) -> None:
        with plain, suppress(OSError), context.wrap_socket(plain, server_side=True) as connection:
            while connection.recv(65536):
                connection.sendall(f"{head}\r\n".encode() + body)

    def accept() -> None:
        with suppress(OSError):
            while True:
                threads.append(threading.Thread(target=serve, args=(listening.accept()[0],), daemon=True))
                threads[-1].start()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        accepting = threading.Thread(target=accept)
        accepting.start()
        yield f"https://localhost:{listening.getsockname()[1]}/api"
        listening.shutdown(socket.SHUT_RDWR)
        accepting.join(10)


def test_an_authority_of_ones_own_is_named_in_any_of_the_usual_ways(
    side: Side, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    context = ssl.create_default_context(cafile=str(file))
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    with tls_sandbox(authority) as url:
        for verify in (file, str(file), context):
            assert side.run(side.client(url, verify=verify).files.get(9)).id == "9"
        for verify in (None, "system"):
            checked = side.run(side.client(url, verify=verify).check())
            assert checked.problem == "tls"
        for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
            with monkeypatch.context() as patch:
                patch.setenv(name, str(file))
                assert side.run(side.client(url).files.get(9)).id == "9"
                # An argument goes before the environment.
                assert side.run(side.client(url, verify="system").check()).problem == "tls"
        with monkeypatch.context() as patch:  # as with httpx
            patch.setenv("SSL_CERT_FILE", str(file))
            patch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "missing"))
            assert side.run(side.client(url).files.get(9)).id == "9"
        kind: Any = AddeparClient if side.name == "sync" else AsyncAddeparClient
        environ = {"ADDEPAR_BASE_URL": url, "ADDEPAR_FIRM_ID": "1", "ADDEPAR_ACCESS_TOKEN": "token-of-a-test"}
        client = kind.from_env(environ | {"ADDEPAR_CA_BUNDLE": str(file)})
        assert side.run(client.files.get(9)).id == "9"
        side.run(client.close())
        profile = tmp_path / "profiles.toml"
        profile.write_text(f'[default]\nverify = "{file}"\n')
        client = kind.from_env(environ, profile=str(profile))
        assert side.run(client.files.get(9)).id == "9"
        assert side.run(client.check()).sources["verify"] == f"profile [default] in {str(profile)!r}"
        side.run(client.close())


@contextmanager
def socks_proxy() -> Iterator[tuple[int, list[str]]]:
    """A SOCKS 5 proxy that takes one user; gives its port, and the hosts that it was asked for."""
    asked: list[str] = []

    def take(connection: socket.socket, size: int) -> bytes:
        data = b""
        while len(data) < size and (more := connection.recv(size - len(data))):
            data += more
        return data

    def serve(connection: socket.socket) -> None:
        with connection:
            _, methods = take(connection, 2)
            assert 2 in take(connection, methods)
            connection.sendall(b"\x05\x02")
            take(connection, take(connection, 2)[1])
            assert take(connection, take(connection, 1)[0]).decode() == SECRET
            connection.sendall(b"\x01\x00")
            kind = take(connection, 4)[3]
            host = (
                socket.inet_ntoa(take(connection, 4))
                if kind == 1
                else take(connection, take(connection, 1)[0]).decode()
            )
            (port,) = struct.unpack("!H", take(connection, 2))
            asked.append(host)
            connection.sendall(b"\x05\x00\x00\x01" + bytes(6))
            with socket.create_connection(("127.0.0.1", port)) as onward:
                back = threading.Thread(target=pump, args=(onward, connection))
                back.start()
                pump(connection, onward)
                back.join()

    def pump(source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def accept() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            threads.append(threading.Thread(target=serve, args=(connection,)))
            threads[-1].start()

    threads: list[threading.Thread] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threads.append(threading.Thread(target=accept))
        threads[0].start()
        yield listening.getsockname()[1], asked
        listening.shutdown(socket.SHUT_RDWR)
    for thread in threads:
        thread.join(10)


def test_through_a_socks_proxy(sandbox: Sandbox, side: Side, tmp_path: Path) -> None:
    pytest.importorskip("socksio")
    with socks_proxy() as (port, asked):
        url = (sandbox.url or "").replace("127.0.0.1", "localhost")
        client = side.client(url, proxy=f"socks5h://user:{SECRET}@127.0.0.1:{port}")
        assert side.run(client.files.get(123)).id == "123"
        assert side.run(client.files.get(345)).id == "345"
        side.run(client.files.download(345, to=tmp_path / "file"))
        assert SECRET not in repr(client) + repr(client.settings)
        side.run(client.close())
    assert set(asked) == {"localhost"}


def test_a_proxy_of_the_argument_goes_before_the_environment(
    sandbox: Sandbox, side: Side, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    checked = side.run(side.client("https://localhost.invalid/api", proxy="off").check())
    assert checked.problem == "dns"
    assert checked.sources == {}
    checked = side.run(side.client("https://localhost.invalid/api").check())
    assert checked.problem == "refused"
    assert checked.sources == {"proxy": "HTTPS_PROXY"}
    with pytest.raises(ConfigurationError, match=r"proxy=.*http, https, socks5"):
        side.client(URL, proxy="ftp://x")


def test_network_settings_belong_to_our_own_connections(side: Side, tmp_path: Path) -> None:
    for options in ({"proxy": "off"}, {"verify": "system"}):
        with pytest.raises(ConfigurationError, match="verify, proxy"):
            side.client(URL, transport=httpx.MockTransport(lambda _: httpx.Response(200)), **options)


def test_under_trio_the_async_client_says_what_to_do() -> None:
    trio = pytest.importorskip("trio")

    async def main() -> list[str]:
        messages = []
        for options in ({}, {"budget": "memory"}, {"deadline": 5}):
            client = AsyncAddeparClient(base_url=URL, firm_id=1, auth=("k", "s"), **options)
            for call in (lambda: client.files.get(1), lambda: client.check(), lambda: client.request("GET", "/v1/x")):  # noqa: B023
                with pytest.raises(ConfigurationError) as caught:
                    await call()
                messages.append(str(caught.value))
            await client.close()
        return messages

    for message in trio.run(main):
        assert "trio.to_thread.run_sync" in message


@pytest.mark.skipif(os.name == "nt" or not os.geteuid(), reason="needs a folder that may not be read")
def test_a_closed_home_is_named(tmp_path: Path) -> None:
    (tmp_path / ".config").mkdir(mode=0)
    try:
        with pytest.raises(ConfigurationError, match="HOME"):
            AddeparClient.from_env({"HOME": str(tmp_path)})
    finally:
        (tmp_path / ".config").chmod(stat.S_IRWXU)


def test_a_home_that_cannot_be_looked_into_is_named(tmp_path: Path) -> None:
    (tmp_path / ".config" / "addepar" / "config.toml").mkdir(parents=True)
    with pytest.raises(ConfigurationError, match=r"profile: .*, or HOME"):
        AddeparClient.from_env({"HOME": str(tmp_path)})
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(ConfigurationError, match=r"profile: .*, or ADDEPAR_PROFILE"):
        AddeparClient.from_env({"ADDEPAR_PROFILE": str(tmp_path / "folder.toml")})
    deep = tmp_path / "deep.toml"
    deep.write_text("x = " + "[" * 100_000)
    with pytest.raises(ConfigurationError, match=r"profile: .*cannot be read"):
        AddeparClient.from_env({"ADDEPAR_PROFILE": str(deep)})


@pytest.mark.parametrize("option", ["budget", "token_store", "verify", "profile"])
def test_a_path_below_nobodys_home_is_named(option: str) -> None:
    from addepar_client import FileTokenStore

    path = "~nobody-of-that-name/x.toml"
    with pytest.raises(ConfigurationError, match=option):
        if option == "token_store":
            FileTokenStore(path)
        elif option == "profile":
            AddeparClient.from_env({}, profile=path)
        else:
            options: Any = {option: path}
            AddeparClient(base_url=URL, firm_id=1, auth=("k", "s"), **options)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system with FIFOs")
@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSLKEYLOGFILE"])
def test_a_fifo_is_not_waited_for(name: str, side: Side, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "fifo")
    monkeypatch.setenv(name, str(tmp_path / "fifo"))
    assert f"{name}='{tmp_path / 'fifo'}' cannot be used for TLS: it is a FIFO, not a file" in refused(side)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system with FIFOs")
def test_a_fifo_in_place_of_profiles_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "addepar").mkdir()
    os.mkfifo(tmp_path / "addepar" / "config.toml")
    with pytest.raises(ConfigurationError, match="it is a FIFO, not a file"):
        AddeparClient.from_env()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_profiles_that_windows_has_saved_are_read(
    encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    path = tmp_path / "addepar" / "config.toml"
    path.parent.mkdir()
    path.write_bytes("[default]\r\nfirm = 'acme'\r\nfirm_id = 7\r\nkey = 'k'\r\nsecret = 's'\r\n".encode(encoding))
    path.chmod(0o600)
    with AddeparClient.from_env() as client:
        assert client.settings.firm_id == "7"


@pytest.mark.parametrize("host", ["xn--", "xn--a.com", "xn--zz--.com"])
def test_a_host_that_cannot_be_decoded_is_named(host: str, side: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigurationError, match="base_url"):
        side.client(f"https://{host}/api")
    monkeypatch.setenv("HTTPS_PROXY", f"http://{host}:3128")
    assert "it is not the address of a proxy" in refused(side)


def test_the_variable_behind_an_argument_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("ADDEPAR_CA_BUNDLE", "/nowhere/ca.pem"), ("ADDEPAR_PROXY", "ftp://proxy:1")):
        for variable, setting in (("ADDEPAR_BASE_URL", URL), ("ADDEPAR_FIRM_ID", "1"), (name, value)):
            monkeypatch.setenv(variable, setting)
        with pytest.raises(ConfigurationError, match=name):
            AddeparClient.from_env(auth=("k", "s"))
        monkeypatch.delenv(name)
