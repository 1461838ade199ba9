"""Through a proxy of the environment, reached with and without TLS: small calls and large files come through whole."""

import os
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import trustme
from tests.client.support import Side
from tests.hardening.wire.serving import Head, Peer, Server

HOST = "api.example.test"
CONTENT = os.urandom(12 * 1024 * 1024 + 7)
FILE = b'{"data": {"type": "files", "id": "9", "attributes": {"name": "a.txt"}}}'


def answer(peer: Peer, head: Head) -> None:
    peer.body(head.length)
    body = CONTENT if head.path.endswith("/download") else FILE
    peer.send(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)


def forward(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        socket.socket.shutdown(target, socket.SHUT_RDWR)


@contextmanager
def proxying(to: int, context: ssl.SSLContext | None) -> Iterator[tuple[int, list[str]]]:
    """A proxy that leads every CONNECT to one port of this machine; gives its own port, and what it was asked for."""
    asked: list[str] = []
    threads: list[threading.Thread] = []
    sockets: list[socket.socket] = []

    def serve(connection: socket.socket) -> None:
        with connection, socket.create_connection(("127.0.0.1", to)) as target:
            sockets.extend((connection, target))
            head = b""
            while b"\r\n\r\n" not in head:
                if not (more := connection.recv(65536)):
                    return
                head += more
            asked.append(head.decode().partition("\r\n")[0])
            connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=forward, args=(target, connection))
            back.start()
            forward(connection, target)
            back.join()

    def accept() -> None:
        while True:
            try:
                connection, _ = listening.accept()
                wrapped = context.wrap_socket(connection, server_side=True) if context else connection
            except OSError:
                return
            threads.append(threading.Thread(target=serve, args=(wrapped,)))
            threads[-1].start()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        accepting = threading.Thread(target=accept)
        accepting.start()
        try:
            yield listening.getsockname()[1], asked
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            accepting.join()
            for one in sockets:
                with suppress(OSError):
                    socket.socket.shutdown(one, socket.SHUT_RDWR)
            for thread in threads:
                thread.join()


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_through_a_proxy(scheme: str, side: Side, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    for name in ("HTTPS_PROXY", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    contexts = [ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) for _ in range(2)]
    authority.issue_cert(HOST).configure_cert(contexts[0])
    authority.issue_cert("localhost").configure_cert(contexts[1])
    server = Server(answer, contexts[0])
    with proxying(server.port, contexts[1] if scheme == "https" else None) as (port, asked):
        monkeypatch.setenv("https_proxy", f"{scheme}://localhost:{port}")
        client = side.client(f"https://{HOST}/api", timeout=20)
        for _ in range(2):
            assert side.run(client.files.get(9)).id == "9"
        done = side.run(client.files.download(9, tmp_path / "file"))
        assert side.run(client.files.get(9)).id == "9"
        side.close()
    server.close()
    assert (tmp_path / "file").read_bytes() == CONTENT
    assert done.bytes == len(CONTENT)
    assert asked, "nothing went past the proxy"
    assert all(re.fullmatch(rf"CONNECT {HOST}:443 HTTP/1.1", line) for line in asked)
