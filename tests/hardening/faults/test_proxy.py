"""The proxy does what the tests of the network rely on."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from tests.hardening.proxy import Harm, proxied

TEXT = bytes(range(256)) * 20


@contextmanager
def echo() -> Iterator[str]:
    """A server that sends back what it gets, until nothing more comes."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                try:
                    while data := connection.recv(65536):
                        connection.sendall(data)
                except ConnectionError:
                    pass

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/api"
        finally:
            thread.join()


def talk(url: str) -> tuple[bytes, str]:
    """Send the text; what comes back, and how it ended."""
    port = int(url.rsplit(":", 1)[1].partition("/")[0])
    got = b""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.settimeout(0.3)
        connection.sendall(TEXT)
        try:
            while len(got) < len(TEXT):
                if not (data := connection.recv(65536)):
                    return got, "end"
                got += data
        except TimeoutError:
            return got, "silence"
        except ConnectionResetError:
            return got, "reset"
    return got, "whole"


@pytest.mark.parametrize("way", ["up", "down"])
@pytest.mark.parametrize(
    ("kind", "ended"),
    [("reset", "reset"), ("truncate", "end"), ("stall", "silence"), ("delay", "whole"), ("split", "whole")],
)
def test_a_harm_strikes_at_its_byte(kind: str, ended: str, way: str) -> None:
    harm = Harm(kind, way, 300)
    with echo() as url, proxied(url, lambda _: harm) as proxy:
        got, how = talk(proxy.url)
        assert proxy.struck == [harm]
    assert how == ended
    if ended == "whole":
        assert got == TEXT
    else:
        assert TEXT[:300].startswith(got)
