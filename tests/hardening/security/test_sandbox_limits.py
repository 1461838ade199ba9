"""The sandbox: for this machine alone unless told otherwise, and with an end to what one request may bring."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import pytest

from addepar_sandbox import Sandbox, cli
from addepar_sandbox.http.request import size_limits

_HEAD = b"Host: localhost\r\nX-Sandbox-Token: known\r\nAuthorization: Basic c2FuZGJveDpzYW5kYm94\r\nAddepar-Firm: 1\r\n"
_JSON = b"Content-Type: application/vnd.api+json\r\n"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """A served sandbox whose bodies end early."""
    monkeypatch.setattr(size_limits, "MOST_BODY", 200_000)
    monkeypatch.setattr(size_limits, "MOST_FILE", 300_000)
    with Sandbox(control_token="known") as made, made.serve():  # noqa: S106 - as in _HEAD
        yield made


def answer(sandbox: Sandbox, *parts: bytes) -> bytes:
    """What raw bytes are answered with; nothing where the connection is just closed."""
    address = urlsplit(sandbox.url or "")
    with socket.create_connection((address.hostname or "", address.port or 0), timeout=10) as wire:
        with suppress(OSError):  # the server may have hung up already, and its answer still be there
            for part in parts:
                wire.sendall(part)
        received = b""
        with suppress(OSError):
            while b"\r\n\r\n" not in received or b"connection: close" in received.lower():
                if not (piece := wire.recv(65536)):
                    break
                received += piece
        return received


def status(sandbox: Sandbox, *parts: bytes) -> int:
    """The status of the answer; 0 for none."""
    response = answer(sandbox, *parts)
    return int(response.split()[1]) if response else 0


def bodied(target: bytes, length: int, *headers: bytes) -> bytes:
    return b"POST /api/v1/%b HTTP/1.1\r\n" % target + _HEAD + b"".join(headers) + b"Content-Length: %d\r\n\r\n" % length


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (b"/api/v1/jobs", _JSON),
        (b"/api/v1/files", b"Content-Type: multipart/form-data; boundary=x\r\n"),
        (b"/api/public/oauth2/token", b"Content-Type: application/x-www-form-urlencoded\r\n"),
        (b"/_sandbox/keys", _JSON),
        (b"/_sandbox/state", b""),
    ],
)
@pytest.mark.deliberately_bad
def test_a_body_has_an_end(small: Sandbox, path: bytes, kind: bytes) -> None:
    start = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
    method = b"PUT " if path.endswith(b"state") else b"POST "
    head = method + path + b" HTTP/1.1\r\n" + _HEAD + kind
    response = answer(small, head + b"Content-Length: 9999999999\r\n\r\n" + start, b"a" * 301_000)
    assert response.startswith(b"HTTP/1.1 400")
    assert b"longer than" in response
    pieces = [b"8000\r\n" + b"a" * 32768 + b"\r\n"] * 10
    response = answer(small, head + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n" % (len(start), start), *pieces)
    assert b"longer than" in response


@pytest.mark.deliberately_bad
def test_a_head_has_an_end(small: Sandbox) -> None:
    begin = b"GET /api/v1/files HTTP/1.1\r\n" + _HEAD
    assert status(small, begin + b"\r\n") == 200
    assert status(small, begin + b"X-Long: " + b"a" * 20 * size_limits.MOST_HEAD + b"\r\n\r\n") in (0, 400, 431)
    assert status(small, begin + b"X-Many: a\r\n" * 120_000 + b"\r\n") in (0, 400, 431)
    assert status(small, b"GET /" + b"a" * 20 * size_limits.MOST_HEAD + b" HTTP/1.1\r\n\r\n") in (0, 400, 414, 431)


@pytest.mark.parametrize(
    "head",
    [
        b'Content-Disposition: form-data; name="metadata"\r\nX-Long: ' + b"a" * 100_000,
        b'Content-Disposition: form-data; name="metadata"' + b"\r\nX-Many: a" * 5_000,
    ],
    ids=["long", "many"],
)
@pytest.mark.deliberately_bad
def test_the_head_of_a_part_has_an_end(small: Sandbox, head: bytes) -> None:
    body = b"--x\r\n" + head + b"\r\n\r\n{}\r\n--x--\r\n"
    assert (
        status(small, bodied(b"files", len(body), b"Content-Type: multipart/form-data; boundary=x\r\n") + body) == 400
    )


def test_an_address_that_others_can_reach_needs_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    with Sandbox() as sandbox:
        for host in ("0.0.0.0", "::", "192.0.2.1", "example.com", ""):  # noqa: S104 - it is refused
            with pytest.raises(ValueError, match="allow_remote"):
                sandbox.serve(host)
            assert cli.main(["--host", host]) == 2
            assert "--allow-remote" in capsys.readouterr().err
        with sandbox.serve("0.0.0.0", allow_remote=True) as url:  # noqa: S104 - on request
            assert url.startswith("http://127.0.0.1:")  # what a client can use
